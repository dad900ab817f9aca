//! From finished codings to the tables that the agreement report computes with.

use super::agreement_choice::{AgreementChoice, Chosen, LeftOut, Offered};
use super::{Project, ProjectError};
use crate::model::{
    Answer, AnswerState, Article, ArticleId, Bilingual, Cardinality, Codebook, Coder, CoderId, Coding, CodingId,
    CodingState, Condition, Document, DocumentId, Kind, Record, Scope, Timestamp, Unit, Value, Variable, nesting_depth,
};
use crate::report::{AgreementReport, Marks, VariableData};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The answers of all coders to all compared variables: plain data, so that the figures can be computed elsewhere while
/// the coder goes on.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct AgreementData {
    /// In the order of the codebook.
    pub variables: Vec<VariableData>,
    /// What was marked in the texts, in the order of the codebook.
    pub marks: Vec<Marks>,
    /// Codings that are begun but not done; they are left out.
    pub unfinished_codings: usize,
    /// The coders, in the order of the columns of every variable.
    pub coders: Vec<CoderId>,
    /// The finished codings that are compared.
    pub codings: BTreeMap<(ArticleId, CoderId), CodingId>,
    /// When each coding was begun, by the clock of the coder's computer.
    pub begun: BTreeMap<CodingId, Timestamp>,
    /// What can be chosen to be compared, and what of it is.
    pub offered: Vec<Offered>,
    /// Finished codings of the round under other versions of the codebook; they are left out.
    pub left_out: Vec<LeftOut>,
}

impl AgreementData {
    /// Computes the figures.
    pub fn report(&self) -> AgreementReport {
        AgreementReport::of(&self.variables, self.unfinished_codings)
    }

    /// The week of coding of each unit of a variable, counted from the Monday before 1970-01-01 (UTC): that in which the
    /// last of the compared coders began it. `None` where nobody has finished it.
    pub fn weeks(&self, variable: usize) -> Vec<Option<i64>> {
        let Some(of) = self.variables.get(variable) else { return Vec::new() };
        let begun = |article: &ArticleId| {
            let codings = self.coders.iter().filter_map(|coder| self.codings.get(&(*article, *coder)));
            codings.filter_map(|coding| self.begun.get(coding)).map(|at| at.0.div_euclid(1000)).max()
        };
        // 1970-01-01 was a Thursday.
        let week = |seconds: i64| (seconds.div_euclid(86_400) + 3).div_euclid(7);
        of.articles.iter().map(|articles| articles.iter().filter_map(begun).max().map(week)).collect()
    }

    /// The coding in which a coder (by place in [`coders`](Self::coders)) worked on a unit of a variable; of several
    /// articles of a page the first that the coder has finished.
    pub fn coding(&self, variable: usize, unit: usize, coder: usize) -> Option<(CoderId, CodingId)> {
        let coder = *self.coders.get(coder)?;
        let articles = self.variables.get(variable)?.articles.get(unit)?;
        articles.iter().find_map(|article| Some((coder, *self.codings.get(&(*article, coder))?)))
    }
}

/// Finished codings of the round, ready to be asked.
pub(super) struct Finished<'c> {
    pub(super) coders: &'c [Coder],
    pub(super) articles: &'c [Article],
    pub(super) records: BTreeMap<(ArticleId, CoderId), Vec<Record>>,
}

/// What is to be compared, while it is read: a few codings at a time, so that whoever shows a window never waits for the
/// whole project.
pub struct AgreementReading {
    pub(super) chosen: Chosen,
    /// Codings that are not read yet.
    waiting: Vec<Coding>,
    /// Codings that are begun but not done, so far.
    unfinished: usize,
    /// Pages whose text is not read yet.
    pages: Vec<DocumentId>,
    /// Whether what was marked is left out.
    without_marks: bool,
    pub(super) records: BTreeMap<CodingId, Vec<Record>>,
    pub(super) documents: BTreeMap<DocumentId, Arc<Document>>,
    begun: BTreeMap<CodingId, Timestamp>,
}

impl AgreementReading {
    /// Whether everything is read.
    pub fn is_complete(&self) -> bool {
        self.waiting.is_empty() && self.pages.is_empty()
    }

    /// Codings and pages that are still to be read.
    pub fn left(&self) -> usize {
        self.waiting.len() + self.pages.len()
    }

    /// Leaves out what was marked in the texts, with the questions about marked records: then no text is read.
    #[must_use]
    pub fn without_marks(mut self) -> Self {
        self.without_marks = true;
        self.pages.clear();
        self
    }

    /// Puts together what was read. Needs no project: it can be done elsewhere.
    pub fn data(self) -> AgreementData {
        let Self { chosen, mut records, documents, unfinished: unfinished_codings, .. } = self;
        let (mut finished, mut codings) = (BTreeMap::new(), BTreeMap::new());
        for coding in chosen.codings.iter().filter(|coding| coding.state == CodingState::Done) {
            let own = records.remove(&coding.id).unwrap_or_default();
            finished.insert((coding.article, coding.coder), own);
            codings.insert((coding.article, coding.coder), coding.id);
        }
        let book = &chosen.book;
        let finished = Finished { coders: &chosen.coders, articles: &chosen.articles, records: finished };
        let texts = (!self.without_marks).then_some(&documents);
        let (variables, marks) = finished.compared(book, texts, |code| chosen.asks(code));
        let coders = chosen.coders.iter().map(|c| c.id).collect();
        let (offered, left_out) = (chosen.offered, chosen.left_out);
        let begun = self.begun;
        AgreementData { variables, marks, unfinished_codings, coders, codings, begun, offered, left_out }
    }
}

impl Project {
    /// The answers of finished codings of the study's round under the current codebook: every variable of units with one
    /// record, of obligatory rows, and of records that stand for the same spans. Articles are the units; pages, for what is
    /// asked of pages.
    pub fn agreement_data(&self) -> Result<AgreementData, ProjectError> {
        self.agreement_data_of(&AgreementChoice::default())
    }

    /// The same for what somebody has chosen to compare.
    pub fn agreement_data_of(&self, choice: &AgreementChoice) -> Result<AgreementData, ProjectError> {
        let mut reading = self.begin_agreement(choice)?;
        reading.records = self.store.all_records()?;
        reading.waiting.retain(|coding| coding.state != CodingState::Done);
        self.read_agreement(&mut reading, usize::MAX)?;
        Ok(reading.data())
    }

    /// Begins to read what is to be compared.
    pub fn begin_agreement(&self, choice: &AgreementChoice) -> Result<AgreementReading, ProjectError> {
        let chosen = Chosen::read(&self.store, &self.books, self.book, choice)?;
        let mut waiting = chosen.codings.clone();
        let finished = waiting.iter().filter(|coding| coding.state == CodingState::Done);
        let finished: BTreeSet<ArticleId> = finished.map(|coding| coding.article).collect();
        let has_marks = chosen.book.units.iter().any(|unit| unit.scope == Scope::Article && !unit.roles.is_empty());
        let pages: BTreeSet<DocumentId> = chosen
            .articles
            .iter()
            .filter(|article| has_marks && finished.contains(&article.id))
            .map(|article| article.document)
            .collect();
        let mut records = BTreeMap::new();
        // What is left of a damaged project is read record by record, which only the whole can do.
        if self.is_rescue() {
            records = self.store.all_records()?;
            waiting.retain(|coding| coding.state != CodingState::Done);
        }
        let pages = pages.into_iter().collect();
        let compared: BTreeSet<CodingId> = chosen.codings.iter().map(|coding| coding.id).collect();
        let mut begun = self.store.begun_at()?;
        begun.retain(|coding, _| compared.contains(coding));
        Ok(AgreementReading {
            chosen,
            waiting,
            unfinished: 0,
            pages,
            without_marks: false,
            records,
            documents: BTreeMap::new(),
            begun,
        })
    }

    /// Reads on: at most so many codings and pages.
    pub fn read_agreement(&self, reading: &mut AgreementReading, most: usize) -> Result<(), ProjectError> {
        for _ in 0..most {
            if let Some(coding) = reading.waiting.pop() {
                if coding.state == CodingState::Done {
                    reading.records.insert(coding.id, self.store.records(coding.id)?);
                } else if self.is_begun(&coding)? {
                    reading.unfinished += 1;
                }
            } else if let Some(page) = reading.pages.pop() {
                match self.document(page) {
                    Ok(document) => {
                        reading.documents.insert(page, document);
                    }
                    // Of a damaged project whatever can be read is compared.
                    Err(_) if self.is_rescue() => {}
                    Err(error) => return Err(error),
                }
            } else {
                break;
            }
        }
        Ok(())
    }

    /// The agreement of the project, computed at once.
    pub fn agreement(&self) -> Result<AgreementReport, ProjectError> {
        Ok(self.agreement_data()?.report())
    }
}

impl Finished<'_> {
    /// The answers to all questions that are asked for, and what was marked; without texts nothing of that.
    pub(super) fn compared(
        &self,
        book: &Codebook,
        texts: Option<&BTreeMap<DocumentId, Arc<Document>>>,
        asks: impl Fn(&str) -> bool,
    ) -> (Vec<VariableData>, Vec<Marks>) {
        let (mut variables, mut marks) = (Vec::new(), Vec::new());
        for unit in book.units.iter().filter(|u| u.scope != Scope::Coder) {
            let only = (unit.cardinality == Cardinality::One).then(BTreeMap::new);
            for row in only.iter().chain(&unit.obligatory) {
                let asked = unit.variables.iter().filter(|v| !row.contains_key(&v.code) && can_apply(unit, row, v, 0));
                let asked = asked.filter(|v| asks(&v.code));
                variables.extend(asked.map(|v| self.variable(book, unit, row, v)));
            }
            if let Some(texts) = texts {
                let found = self.marks(unit, texts);
                variables.extend(found.variables.into_iter().filter(|v| asks(&v.variable)));
                marks.extend(found.marks);
            }
        }
        (variables, marks)
    }

    fn variable(
        &self,
        book: &Codebook,
        unit: &Unit,
        row: &BTreeMap<String, String>,
        variable: &Variable,
    ) -> VariableData {
        // What is asked of a page is compared once per page, with the record that each coder's finished articles of it hold.
        let mut groups: Vec<(&str, Vec<ArticleId>)> = Vec::new();
        let mut last: Option<DocumentId> = None;
        for article in self.articles {
            match groups.last_mut() {
                Some((_, group)) if unit.scope == Scope::Document && last == Some(article.document) => {
                    group.push(article.id);
                }
                _ => groups.push((&article.title, vec![article.id])),
            }
            last = Some(article.document);
        }
        let cell = |group: &[ArticleId], coder: &Coder| {
            let fits = |r: &&Record| r.unit == unit.code && row.iter().all(|(k, v)| r.code_of(k) == Some(v));
            let mut finished = group.iter().filter_map(|a| self.records.get(&(*a, coder.id))).peekable();
            finished.peek()?;
            match finished.find_map(|records| records.iter().find(fits).map(|r| (r, records))) {
                Some((record, records)) => Some(state(unit, variable, record, records)),
                // It belongs to an article of the page that the coder has not finished.
                None if unit.scope == Scope::Document => None,
                None => Some(AnswerState::NotYetCoded),
            }
        };
        VariableData {
            variable: variable.code.clone(),
            row: row.iter().map(|(k, v)| (k.clone(), v.clone())).collect(),
            unit: unit.label.clone(),
            label: label(book, row, variable),
            level: variable.level,
            kind: variable.kind,
            values: variable.values.iter().map(|v| (v.code.clone(), v.label.clone())).collect(),
            coders: self.coders.iter().map(|c| c.name.clone()).collect(),
            units: groups.iter().map(|(title, _)| (*title).to_owned()).collect(),
            articles: groups.iter().map(|(_, group)| group.clone()).collect(),
            records: Vec::new(),
            cells: groups.iter().map(|(_, g)| self.coders.iter().map(|c| cell(g, c)).collect()).collect(),
        }
    }
}

/// Whether a question may be asked at all in an obligatory row, whose fixed answers may rule it out for ever (the part of
/// the West that is meant, where the target is Russia): then it has no line.
fn can_apply(unit: &Unit, row: &BTreeMap<String, String>, variable: &Variable, depth: usize) -> bool {
    // A codebook may name variables in a circle; then the chain is cut instead of followed for ever.
    let is_open = depth > unit.variables.len();
    is_open || variable.applies_if.as_ref().is_none_or(|c| outcome(unit, row, c, depth) != Some(false))
}

/// What a condition comes to by the fixed answers of a row alone; `None` where the coder's work decides.
fn outcome(unit: &Unit, row: &BTreeMap<String, String>, condition: &Condition, depth: usize) -> Option<bool> {
    let parts = |parts: &[Condition]| parts.iter().map(|c| outcome(unit, row, c, depth)).collect::<Vec<_>>();
    let rules_out = |code: &str| unit.variable(code).is_some_and(|v| !can_apply(unit, row, v, depth + 1));
    match condition {
        Condition::Is { variable, any_of } => match row.get(variable) {
            Some(value) => Some(any_of.contains(value)),
            None => rules_out(variable).then_some(false),
        },
        Condition::AtLeast { variable, .. } => (row.contains_key(variable) || rules_out(variable)).then_some(false),
        Condition::HasAnchor(_) | Condition::NoAnchor(_) => None,
        Condition::Not(inner) => outcome(unit, row, inner, depth).map(|holds| !holds),
        Condition::All(all) => {
            let parts = parts(all);
            if parts.contains(&Some(false)) { Some(false) } else { (!parts.contains(&None)).then_some(true) }
        }
        Condition::Any(any) => {
            let parts = parts(any);
            if parts.contains(&Some(true)) { Some(true) } else { (!parts.contains(&None)).then_some(false) }
        }
    }
}

pub(super) fn state(unit: &Unit, variable: &Variable, record: &Record, all: &[Record]) -> AnswerState {
    if variable.kind == Kind::Depth {
        return Answer::sure(AnswerState::Coded(Value::Number(nesting_depth(record, all) as f64))).state;
    }
    unit.state(record, variable)
}

/// "Russia · Stance": the row's values before the question.
pub(super) fn label(book: &Codebook, row: &BTreeMap<String, String>, variable: &Variable) -> Bilingual {
    let mut label = variable.label.clone();
    for (code, value) in row.iter().rev() {
        let named = book.variable(code).and_then(|(_, v)| v.value(value)).map(|v| &v.label);
        if let Some(named) = named {
            label =
                Bilingual { en: format!("{} · {}", named.en, label.en), ar: format!("{} · {}", named.ar, label.ar) };
        }
    }
    label
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A unit with a row variable, a free one, and the question under test.
    fn applies(condition: &str) -> bool {
        let label = r#""label":{"en":"x","ar":"x"}"#;
        let values = format!(r#""values":[{{"code":"a",{label}}},{{"code":"b",{label}}}]"#);
        let variable = |code: &str, condition: &str| {
            format!(
                r#"{{"code":"{code}",{label},"kind":"choice","level":"nominal",{values},"applies_if":{condition}}}"#
            )
        };
        let ruled_out = r#"{"is":{"variable":"row","any_of":["b"]}}"#;
        let variables = [
            variable("row", "null"),
            variable("free", "null"),
            variable("never", ruled_out),
            variable("round", r#"{"is":{"variable":"asked","any_of":["a"]}}"#),
            variable("asked", condition),
        ];
        let unit = format!(
            r#"{{"code":"U",{label},"scope":"article","cardinality":"many","variables":[{}]}}"#,
            variables.join(",")
        );
        let unit: Unit = serde_json::from_str(&unit).unwrap();
        let row = BTreeMap::from([("row".to_owned(), "a".to_owned())]);
        can_apply(&unit, &row, unit.variable("asked").unwrap(), 0)
    }

    #[test]
    fn only_what_the_row_itself_settles_rules_a_question_out() {
        let is = |variable: &str, value: &str| format!(r#"{{"is":{{"variable":"{variable}","any_of":["{value}"]}}}}"#);
        let (yes, no, open) = (is("row", "a"), is("row", "b"), is("free", "a"));
        let never = is("never", "a");
        assert!(applies("null") && applies(&yes) && applies(&open));
        assert!(!applies(&no) && !applies(&never), "what rests on a question that never applies never applies");
        assert!(applies(&format!(r#"{{"not":{no}}}"#)) && !applies(&format!(r#"{{"not":{yes}}}"#)));
        assert!(applies(&format!(r#"{{"not":{open}}}"#)));
        assert!(!applies(&format!(r#"{{"all":[{open},{no}]}}"#)) && applies(&format!(r#"{{"all":[{open},{yes}]}}"#)));
        assert!(applies(&format!(r#"{{"any":[{open},{no}]}}"#)) && !applies(&format!(r#"{{"any":[{never},{no}]}}"#)));
        assert!(!applies(r#"{"at_least":{"variable":"row","count":1}}"#), "a single choice has no labels to count");
        // Spans come with the work, whichever way the condition asks for them.
        assert!(applies(r#"{"has_anchor":"cue"}"#) && applies(r#"{"no_anchor":"cue"}"#));
        assert!(applies(&is("round", "a")), "a circle rules nothing out");
    }
}
