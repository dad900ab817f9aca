//! From finished codings to what is counted: article, group, value, weight.

use super::plan::{FACTS, Plan, asked, plans};
use crate::model::{AnswerState, ArticleId, Bilingual, Codebook, Record, Unit, Value, Variable, nesting_depth};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// Which codings the findings rest on.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// Every finished coding; an article that several coded counts once, each of its codings with its share.
    #[default]
    All,
    /// What was decided in adjudication alone.
    Adjudicated,
}

/// An article behind the findings.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct FoundArticle {
    /// Identity.
    pub id: ArticleId,
    /// Title.
    pub title: String,
    /// Outlet; empty where it is not known.
    pub outlet: String,
    /// Section; empty where it is not known.
    pub section: String,
    /// Language of the page; empty where it is not known.
    pub language: String,
}

impl FoundArticle {
    fn fact(&self, name: &str) -> &str {
        match name {
            "outlet" => &self.outlet,
            "section" => &self.section,
            _ => &self.language,
        }
    }
}

/// A finished coding of an article.
#[derive(Clone, Copy, Debug)]
pub struct FoundCoding<'r> {
    /// Place of the article in the list.
    pub article: usize,
    /// What it counts: one over the number of codings of the article.
    pub weight: f64,
    /// Its records.
    pub records: &'r [Record],
}

/// Values by their codes, in the order in which they were met.
#[derive(Clone, Debug, Default)]
pub(super) struct Codes {
    places: BTreeMap<String, u32>,
    pub(super) codes: Vec<String>,
}

impl Codes {
    fn place(&mut self, code: &str) -> u32 {
        if let Some(place) = self.places.get(code) {
            return *place;
        }
        let place = self.codes.len() as u32;
        self.places.insert(code.to_owned(), place);
        self.codes.push(code.to_owned());
        place
    }
}

/// What an axis or the values are called.
#[derive(Clone, Debug, Default)]
pub(super) struct Names {
    /// What it is.
    pub(super) label: Bilingual,
    /// Declared values in their order.
    pub(super) declared: Vec<(String, Bilingual)>,
}

impl Names {
    fn of(variable: &Variable) -> Self {
        let declared = variable.values.iter().map(|v| (v.code.clone(), v.label.clone())).collect();
        Self { label: variable.label.clone(), declared }
    }

    /// Place in the order of lists, and the label.
    pub(super) fn place(&self, code: &str) -> (usize, Bilingual) {
        match self.declared.iter().position(|(c, _)| c == code) {
            Some(place) => (place, self.declared.get(place).map(|(_, label)| label.clone()).unwrap_or_default()),
            None => (usize::MAX, Bilingual { en: code.to_owned(), ar: code.to_owned() }),
        }
    }
}

/// How often an article gave a value in a group.
#[derive(Clone, Copy, Debug)]
pub(super) struct Counted {
    pub(super) article: u32,
    pub(super) group: u32,
    pub(super) value: u32,
    pub(super) weight: f64,
}

/// What a plan has found.
#[derive(Clone, Debug)]
pub(super) struct Gathered {
    pub(super) plan: Plan,
    pub(super) axes: Vec<Names>,
    pub(super) values: Names,
    pub(super) codes: Codes,
    /// Codes along the axes.
    pub(super) groups: Vec<Vec<String>>,
    pub(super) counted: Vec<Counted>,
    /// Per group the different wordings.
    pub(super) wordings: BTreeMap<u32, BTreeSet<String>>,
    known: BTreeMap<Vec<String>, u32>,
}

/// Everything that findings are computed from: plain data, so that it can be done elsewhere.
#[derive(Clone, Debug, Default)]
pub struct FindingsMaterial {
    /// Which codings these are.
    pub origin: Origin,
    /// The articles.
    pub articles: Vec<FoundArticle>,
    /// Finished codings that were counted.
    pub codings: usize,
    pub(super) gathered: Vec<Gathered>,
}

/// Counts what the records of finished codings say.
pub fn gather<'r>(
    book: &Codebook,
    origin: Origin,
    articles: Vec<FoundArticle>,
    codings: impl Iterator<Item = FoundCoding<'r>>,
) -> FindingsMaterial {
    let mut gathered: Vec<Gathered> = plans(book).into_iter().filter_map(|plan| Gathered::new(book, plan)).collect();
    let mut number = 0;
    for coding in codings {
        let Some(article) = articles.get(coding.article) else { continue };
        number += 1;
        for of in &mut gathered {
            of.take(book, article, coding);
        }
    }
    FindingsMaterial { origin, articles, codings: number, gathered }
}

impl Gathered {
    fn new(book: &Codebook, plan: Plan) -> Option<Self> {
        let unit = book.unit(&plan.unit)?;
        let fact = |name: &str| {
            let (en, ar) = match name {
                "outlet" => ("Outlet", "الوسيلة"),
                "section" => ("Section", "القسم"),
                _ => ("Language", "اللغة"),
            };
            Names { label: Bilingual { en: en.into(), ar: ar.into() }, declared: Vec::new() }
        };
        let axis = |by: &String| {
            if FACTS.contains(&by.as_str()) { Some(fact(by)) } else { asked(book, unit, by).map(|(_, v)| Names::of(v)) }
        };
        let along: Option<Vec<Names>> = plan.by.iter().map(axis).collect();
        let mut values = Names::of(unit.variable(&plan.variable)?);
        if plan.chain {
            values.declared.clear();
        }
        for (value, by) in &plan.split {
            let Some(place) = values.declared.iter().position(|(code, _)| code == value) else { continue };
            let (_, whole) = values.declared.remove(place);
            for (n, part) in unit.variable(by)?.values.iter().enumerate() {
                let join = |a: &str, b: &str| format!("{a}: {b}");
                let label = Bilingual { en: join(&whole.en, &part.label.en), ar: join(&whole.ar, &part.label.ar) };
                values.declared.insert(place + n, (format!("{value}/{}", part.code), label));
            }
        }
        if let Some(otherwise) = plan.otherwise.as_ref().and_then(|code| unit.variable(code)) {
            values.declared.extend(otherwise.values.iter().map(|v| (v.code.clone(), v.label.clone())));
        }
        Some(Self {
            axes: along?,
            values,
            codes: Codes::default(),
            groups: Vec::new(),
            counted: Vec::new(),
            wordings: BTreeMap::new(),
            known: BTreeMap::new(),
            plan,
        })
    }

    fn take(&mut self, book: &Codebook, article: &FoundArticle, coding: FoundCoding<'_>) {
        let Some(unit) = book.unit(&self.plan.unit) else { return };
        if self.plan.chain {
            let mut links: Vec<&Record> = coding.records.iter().filter(|r| r.unit == unit.code).collect();
            links.sort_by_key(|record| (record.position, record.id));
            let Some(variable) = unit.variable(&self.plan.variable) else { return };
            let names: Vec<String> = links.iter().filter_map(|r| code(unit, variable, r, coding.records)).collect();
            // An article without a chain is no group of its own.
            if !names.is_empty()
                && let Some(group) = self.group(book, unit, article, coding.records, None)
            {
                self.count(coding, group, &names.join(" \u{2190} "));
            }
            return;
        }
        for record in coding.records.iter().filter(|r| r.unit == unit.code) {
            let Some(value) = self.value(unit, record, coding.records) else { continue };
            let Some(group) = self.group(book, unit, article, coding.records, Some(record)) else { continue };
            self.count(coding, group, &value);
            if let Some(role) = &self.plan.wordings {
                let words: Vec<&str> = record.anchors_of(role).map(|a| a.quote.trim()).collect();
                if !words.is_empty() {
                    self.wordings.entry(group).or_default().insert(words.join(" "));
                }
            }
        }
    }

    fn value(&self, unit: &Unit, record: &Record, all: &[Record]) -> Option<String> {
        let of = |name: &String| code(unit, unit.variable(name)?, record, all);
        let value = of(&self.plan.variable).or_else(|| self.plan.otherwise.as_ref().and_then(of))?;
        match self.plan.split.get(&value) {
            // Where nobody said, it is the value alone.
            Some(by) => Some(of(by).map_or(value.clone(), |part| format!("{value}/{part}"))),
            None => Some(value),
        }
    }

    /// The group of a record; `None` where an answer it is grouped by, or must have, is missing.
    fn group(
        &mut self,
        book: &Codebook,
        unit: &Unit,
        article: &FoundArticle,
        all: &[Record],
        record: Option<&Record>,
    ) -> Option<u32> {
        let answer = |name: &String| -> Option<String> {
            let (of, variable) = asked(book, unit, name)?;
            if of.code == unit.code {
                return code(unit, variable, record?, all);
            }
            all.iter().filter(|r| r.unit == of.code).find_map(|r| code(of, variable, r, all))
        };
        for (name, wanted) in &self.plan.only {
            answer(name).filter(|value| wanted.contains(value))?;
        }
        let key = |by: &String| {
            if FACTS.contains(&by.as_str()) { Some(article.fact(by).to_owned()) } else { answer(by) }
        };
        let key: Vec<String> = self.plan.by.iter().map(key).collect::<Option<_>>()?;
        let next = self.groups.len() as u32;
        let group = *self.known.entry(key).or_insert_with_key(|key| {
            self.groups.push(key.clone());
            next
        });
        Some(group)
    }

    fn count(&mut self, coding: FoundCoding<'_>, group: u32, value: &str) {
        let value = self.codes.place(value);
        let (article, weight) = (coding.article as u32, coding.weight);
        self.counted.push(Counted { article, group, value, weight });
    }
}

/// The code of an answer; the words of a name, trimmed. Nothing for sets, and for what is not coded.
fn code(unit: &Unit, variable: &Variable, record: &Record, all: &[Record]) -> Option<String> {
    if variable.kind == crate::model::Kind::Depth {
        return Some(nesting_depth(record, all).to_string());
    }
    match unit.state(record, variable) {
        AnswerState::Coded(Value::Code(text) | Value::Text(text) | Value::Date(text)) => {
            Some(text.trim().to_owned()).filter(|text| !text.is_empty())
        }
        AnswerState::Coded(Value::Number(number)) => Some((number + 0.0).to_string()),
        _ => None,
    }
}
