//! The demo's content: pages written for it and three coders' codings of them.

mod agreement;
mod codings;
mod pages;

use mizan::model::{
    Anchor, AnchorId, Answer, AnswerState, ByteSpan, Codebook, CodingId, FrozenText, Link, LinkId, Record, RecordId,
    Value, with_records_of_page,
};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::PathBuf;
use uuid::Uuid;

const CODERS: [&str; 3] = ["amal", "sami", "layla"];

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Demo {
    codebook: BTreeMap<String, String>,
    coders: Vec<DemoCoder>,
    pages: Vec<Page>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DemoCoder {
    key: String,
    name: BTreeMap<String, String>,
    records: Vec<DemoRecord>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Page {
    file: String,
    articles: Vec<DemoArticle>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DemoArticle {
    index: usize,
    title: String,
    from: Place,
    to: Place,
    codings: Vec<DemoCoding>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DemoCoding {
    coder: String,
    /// Begun and not done.
    #[serde(default)]
    open: bool,
    active_minutes: u32,
    idle_minutes: u32,
    records: Vec<DemoRecord>,
}

/// Words of the page, and which of their occurrences in the whole text is meant, from 1.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Place {
    quote: String,
    occurrence: usize,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DemoAnchor {
    role: String,
    quote: String,
    occurrence: usize,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DemoRecord {
    unit: String,
    id: String,
    parent: Option<String>,
    position: Option<i64>,
    answers: BTreeMap<String, DemoAnswer>,
    #[serde(default)]
    anchors: Vec<DemoAnchor>,
    #[serde(default)]
    links: BTreeMap<String, String>,
    memo: Option<String>,
    #[serde(default)]
    flags: Vec<String>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum DemoAnswer {
    State(String),
    Value(DemoValue),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DemoValue {
    code: Option<String>,
    codes: Option<Vec<String>>,
    text: Option<String>,
    number: Option<f64>,
    date: Option<String>,
    #[serde(default)]
    unsure: bool,
}

impl DemoArticle {
    /// Whether it was coded from first to last. The others are there to be coded by whoever looks at the demo.
    fn is_finished(&self) -> bool {
        !self.codings.is_empty() && self.codings.iter().all(|c| !c.open)
    }
}

impl Page {
    fn is_finished(&self) -> bool {
        self.articles.iter().all(DemoArticle::is_finished)
    }
}

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("assets/demo")
}

fn demo() -> Demo {
    let json = std::fs::read_to_string(folder().join("codings.json")).unwrap();
    serde_json::from_str(&json).unwrap()
}

fn book() -> Codebook {
    Codebook::from_json(include_str!("../../../assets/codebook/media-bias-1.json")).unwrap()
}

fn bytes_of(file: &str) -> Vec<u8> {
    std::fs::read(folder().join(file)).unwrap()
}

fn text_of(file: &str) -> FrozenText {
    FrozenText::new(String::from_utf8(bytes_of(file)).unwrap())
}

fn span(text: &FrozenText, quote: &str, occurrence: usize) -> ByteSpan {
    let found = text.as_str().match_indices(quote).nth(occurrence - 1);
    let (start, _) = found.unwrap_or_else(|| panic!("occurrence {occurrence} of {quote} is not on the page"));
    text.span_quoted(start, start + quote.len(), quote).unwrap()
}

fn answer(given: &DemoAnswer) -> Answer {
    match given {
        DemoAnswer::State(state) => Answer::sure(match state.as_str() {
            "na" => AnswerState::NotApplicable,
            "unc" => AnswerState::CannotDecide,
            other => panic!("{other} is no state of an answer"),
        }),
        DemoAnswer::Value(value) => {
            let mut values = Vec::new();
            values.extend(value.code.clone().map(Value::Code));
            values.extend(value.codes.clone().map(Value::Codes));
            values.extend(value.text.clone().map(Value::Text));
            values.extend(value.number.map(Value::Number));
            values.extend(value.date.clone().map(Value::Date));
            assert_eq!(values.len(), 1, "an answer has one value");
            Answer { state: AnswerState::Coded(values.remove(0)), unsure: value.unsure }
        }
    }
}

/// The records of a coding as the program holds them.
fn records(text: &FrozenText, given: &[DemoRecord]) -> Vec<Record> {
    let id = |n: usize| Uuid::from_u128(n as u128 + 1);
    let place = |local: &String| {
        let at = given.iter().position(|r| r.id == *local);
        RecordId::from_uuid(id(at.unwrap_or_else(|| panic!("{local} is no record of this coding"))))
    };
    given
        .iter()
        .enumerate()
        .map(|(n, record)| Record {
            id: RecordId::from_uuid(id(n)),
            coding: CodingId::from_uuid(id(0)),
            unit: record.unit.clone(),
            parent: record.parent.as_ref().map(place),
            position: record.position,
            proposal: None,
            answers: record.answers.iter().map(|(variable, given)| (variable.clone(), answer(given))).collect(),
            anchors: record
                .anchors
                .iter()
                .enumerate()
                .map(|(m, anchor)| Anchor {
                    id: AnchorId::from_uuid(id(m)),
                    role: anchor.role.clone(),
                    span: span(text, &anchor.quote, anchor.occurrence),
                    quote: anchor.quote.clone(),
                })
                .collect(),
            links: record
                .links
                .iter()
                .map(|(role, to)| Link { id: LinkId::from_uuid(id(0)), role: role.clone(), to: place(to) })
                .collect(),
        })
        .collect()
}

/// The records of a coding, and what the coder's earlier codings of the page hold of the page.
fn records_with_page(page: &Page, coding: &DemoCoding, text: &FrozenText) -> Vec<Record> {
    let all = page.articles.iter().flat_map(|a| &a.codings).filter(|c| c.coder == coding.coder);
    let earlier = all.take_while(|c| !std::ptr::eq(*c, coding)).flat_map(|c| records(text, &c.records));
    with_records_of_page(&book(), records(text, &coding.records), earlier.collect())
}

/// Each coding with its page, the index of its article and its text.
fn codings(demo: &Demo) -> Vec<(&Page, &DemoArticle, &DemoCoding, FrozenText)> {
    let mut out = Vec::new();
    for page in &demo.pages {
        for article in &page.articles {
            for coding in &article.codings {
                out.push((page, article, coding, text_of(&page.file)));
            }
        }
    }
    out
}
