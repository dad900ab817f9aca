//! What is an answer to a question, and what is none.

use crate::model::{Answer, AnswerState, Kind, Record, Unit, Value, Variable};
use crate::project::ProjectError;

/// Answers a question of a record, or makes it open again.
pub(super) fn put_answer(
    unit: &Unit,
    record: &mut Record,
    variable: &str,
    answer: Option<Answer>,
) -> Result<(), ProjectError> {
    let variable = unit
        .variable(variable)
        .filter(|v| v.is_asked())
        .ok_or_else(|| ProjectError::NotInCodebook { what: "question", code: variable.to_owned() })?;
    let answer = match answer {
        Some(Answer { state: AnswerState::Coded(value), unsure }) => {
            checked(variable, value)?.map(|value| Answer { state: AnswerState::Coded(value), unsure })
        }
        Some(Answer { state: AnswerState::NotApplicable, .. }) if !variable.allow_na => {
            return Err(wrong(variable, "\u{201c}does not apply\u{201d} is no answer"));
        }
        Some(Answer { state: AnswerState::NotYetCoded, .. }) | None => None,
        Some(other) => Some(other),
    };
    match answer {
        Some(answer) => record.answers.insert(variable.code.clone(), answer),
        None => record.answers.remove(&variable.code),
    };
    Ok(())
}

fn wrong(variable: &Variable, problem: &'static str) -> ProjectError {
    ProjectError::WrongAnswer { variable: variable.code.clone(), problem }
}

/// A value as its question wants it; `None` for empty words, which are no answer.
fn checked(variable: &Variable, value: Value) -> Result<Option<Value>, ProjectError> {
    Ok(Some(match (variable.kind, value) {
        (Kind::Choice, Value::Code(code)) if variable.value(&code).is_some() => Value::Code(code),
        (Kind::Set, Value::Codes(codes)) => {
            if codes.iter().any(|c| variable.value(c).is_none()) {
                return Err(wrong(variable, "there is no such value"));
            }
            let ordered: Vec<_> =
                variable.values.iter().map(|v| &v.code).filter(|c| codes.contains(c)).cloned().collect();
            if variable.max.is_some_and(|max| ordered.len() > max) {
                return Err(wrong(variable, "there are too many values"));
            }
            let alone = |code: &String| variable.value(code).is_some_and(|v| v.alone);
            if ordered.len() > 1 && ordered.iter().any(alone) {
                return Err(wrong(variable, "one of the values excludes the others"));
            }
            Value::Codes(ordered)
        }
        (Kind::Number, Value::Number(number)) if number.is_finite() => Value::Number(number),
        (Kind::Date, Value::Date(date)) if is_date(&date) => Value::Date(date),
        (Kind::Text | Kind::Entity, Value::Text(text)) => {
            let text = text.trim();
            if text.is_empty() {
                return Ok(None);
            }
            Value::Text(text.to_owned())
        }
        (Kind::Choice, Value::Code(_)) => return Err(wrong(variable, "there is no such value")),
        (Kind::Number, Value::Number(_)) => return Err(wrong(variable, "this is no number")),
        (Kind::Date, Value::Date(_)) => return Err(wrong(variable, "this is no date (YYYY, YYYY-MM or YYYY-MM-DD)")),
        _ => return Err(wrong(variable, "this is another kind of answer")),
    }))
}

/// `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, a day of the calendar.
fn is_date(text: &str) -> bool {
    let full = match text.len() {
        4 => format!("{text}-01-01"),
        7 => format!("{text}-01"),
        _ => text.to_owned(),
    };
    full.len() == 10 && full.parse::<jiff::civil::Date>().is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn free_words_are_trimmed_and_empty_ones_are_no_answer() {
        let json = r#"{"code":"T","label":{"en":"x","ar":"x"},"kind":"text","level":"none"}"#;
        let question: Variable = serde_json::from_str(json).unwrap();
        let kept = |text: &str| checked(&question, Value::Text(text.into())).unwrap();
        assert_eq!(kept(" سطر\nثانٍ\n"), Some(Value::Text("سطر\nثانٍ".into())));
        assert_eq!(kept(" \n\u{a0}"), None);
        assert!(checked(&question, Value::Code("x".into())).is_err());
    }

    #[test]
    fn dates_may_lack_day_and_month_but_must_exist() {
        for good in ["2024", "2024-02", "2024-02-29"] {
            assert!(is_date(good), "{good}");
        }
        for bad in ["", "24", "2024-13", "2023-02-29", "2024-2-9", "2024/02", "next week", "2024-02-29T10"] {
            assert!(!is_date(bad), "{bad}");
        }
    }
}
