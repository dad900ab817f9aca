//! The coders disagree as people do: much on tone and stance, little on what stands plainly on the page.

use super::{Demo, answer, demo};
use mizan::model::{AnswerState, Value};

/// The three coders' answers to a variable of a unit with one record, article by article.
fn answers(demo: &Demo, unit: &str, row: &[(&str, &str)], variable: &str) -> Vec<Vec<Option<AnswerState>>> {
    let articles = demo.pages.iter().flat_map(|p| &p.articles);
    articles
        .map(|article| {
            article
                .codings
                .iter()
                .map(|coding| {
                    let fits = |r: &&super::DemoRecord| {
                        r.unit == unit
                            && row.iter().all(|(v, c)| {
                                let state = r.answers.get(*v).map(|a| answer(a).state);
                                state == Some(AnswerState::Coded(Value::Code((*c).to_owned())))
                            })
                    };
                    let record = coding.records.iter().find(fits)?;
                    record.answers.get(variable).map(|a| answer(a).state)
                })
                .collect()
        })
        .collect()
}

/// Share of equal pairs among all pairs of answers.
fn percent(units: &[Vec<Option<AnswerState>>]) -> f64 {
    let (mut equal, mut all) = (0, 0);
    for unit in units {
        for (i, a) in unit.iter().enumerate() {
            for b in &unit[i + 1..] {
                if let (Some(a), Some(b)) = (a, b) {
                    all += 1;
                    equal += i32::from(a == b);
                }
            }
        }
    }
    f64::from(equal) / f64::from(all)
}

#[test]
fn article_variables_agree_in_part() {
    let demo = demo();
    for variable in ["A2", "A4", "A5", "A6", "A7"] {
        let share = percent(&answers(&demo, "ART", &[], variable));
        assert!((0.6..0.96).contains(&share), "{variable}: {share}");
    }
    for variable in ["D1", "D6", "D7"] {
        let share = percent(&answers(&demo, "DOC", &[], variable));
        assert!((share - 1.0).abs() < f64::EPSILON, "{variable}: {share}");
    }
}

#[test]
fn disclaimers_agree_almost_wholly() {
    let demo = demo();
    for variable in ["C1", "C3", "C4", "C7", "C8", "C9", "C10", "V1"] {
        let share = percent(&answers(&demo, "DSC", &[], variable));
        assert!(share >= 0.85, "{variable}: {share}");
    }
}

#[test]
fn the_required_stance_rows_agree_and_disagree() {
    let demo = demo();
    for target in ["RUS", "AZE", "UKR"] {
        let row = [("S1", target), ("S2", "2")];
        let status = percent(&answers(&demo, "STN", &row, "S4"));
        assert!((0.7..0.96).contains(&status), "{target}: {status}");
        let values = answers(&demo, "STN", &row, "S3");
        let paired = values.iter().filter(|u| u.iter().flatten().count() >= 2).count();
        assert!(paired >= 4, "{target}: {paired} articles with a stance");
        assert!(percent(&values) < 1.0, "{target}");
    }
}
