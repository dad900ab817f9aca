//! Where coders differ, and what is decided there.
//!
//! A *case* is one question about one thing in one article that at least two coders have finished: an answer, the spans in a
//! role, or whether there is such a record at all. What is decided becomes a coding of its own, beside those of the coders
//! ([`CoderId::ADJUDICATED`]): it changes none of theirs, and no figure of agreement counts it.
//!
//! Coders stand in an order that is drawn anew for each round, so that letters can stand for their names until somebody
//! wants to see them.

mod against;
mod cases;
mod entries;
mod rulings;
mod sheet;

pub use against::{Against, AgainstQuestion, CauseCount, RuleToSharpen};
pub(super) use cases::{adjudicated_coding, compare, read as read_cases};
pub use rulings::{Bulk, How, Ruled, Ruling, Take, Verdict};
pub use sheet::{SheetError, SheetLine, read_sheet, write_sheet};

use crate::model::{
    AnswerState, ArticleId, Bilingual, ByteSpan, Codebook, CodebookVersionId, Coder, CodingId, Decision, DocumentId,
    RecordId, RoundId, Value,
};
use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

/// The item of a decision on whether there is such a record at all.
pub(super) const THERE: &str = "there";
/// What stands before the code of a role in the item of a decision on spans.
const ROLE: &str = "role:";

/// A case by its name: the thing that it is about (see [`Decision::thing`]) and the item. The same on every computer, and the
/// same before and after the decision.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct CaseId {
    /// The thing.
    pub thing: RecordId,
    /// Code of a variable, `role:` with the code of a role, or `there`.
    pub item: String,
}

impl fmt::Display for CaseId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.thing, self.item)
    }
}

impl FromStr for CaseId {
    type Err = ();
    fn from_str(text: &str) -> Result<Self, ()> {
        let (thing, item) = text.trim().split_once('/').ok_or(())?;
        Ok(Self { thing: thing.parse().map_err(|_| ())?, item: item.to_owned() })
    }
}

/// What a case is about.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Asked {
    /// Whether there is such a record at all.
    There,
    /// Which words stand in a role.
    Spans(String),
    /// The answer to a question.
    Answer(String),
}

impl Asked {
    /// As it stands in [`CaseId::item`].
    pub fn item(&self) -> String {
        match self {
            Self::There => THERE.to_owned(),
            Self::Spans(role) => format!("{ROLE}{role}"),
            Self::Answer(variable) => variable.clone(),
        }
    }

    /// What an item asks.
    pub fn of_item(item: &str) -> Self {
        match item.strip_prefix(ROLE) {
            _ if item == THERE => Self::There,
            Some(role) => Self::Spans(role.to_owned()),
            None => Self::Answer(item.to_owned()),
        }
    }
}

/// What somebody holds in a case.
#[derive(Clone, PartialEq, Debug)]
pub enum Judged {
    /// There is such a record, or none.
    There(bool),
    /// These words, in text order; bytes of the document.
    Spans(Vec<ByteSpan>),
    /// This answer.
    Answer(AnswerState),
}

impl Judged {
    /// Whether anything was judged at all.
    pub fn is_open(&self) -> bool {
        matches!(self, Self::Answer(AnswerState::NotYetCoded))
    }

    /// A stable word for tables and filters: codes joined by `|`, `NA`, `UNC`, `yes` and `no` for records, spans as
    /// `start-end` joined by `|`; empty for "not yet coded" and for no words.
    pub fn code(&self) -> String {
        match self {
            Self::There(there) => if *there { "yes" } else { "no" }.to_owned(),
            Self::Spans(spans) => {
                let spans: Vec<String> = spans.iter().map(|s| format!("{}-{}", s.start(), s.end())).collect();
                spans.join("|")
            }
            Self::Answer(AnswerState::NotYetCoded) => String::new(),
            Self::Answer(AnswerState::NotApplicable) => "NA".to_owned(),
            Self::Answer(AnswerState::CannotDecide) => "UNC".to_owned(),
            Self::Answer(AnswerState::Coded(value)) => match value {
                Value::Code(text) | Value::Date(text) | Value::Text(text) => text.clone(),
                Value::Codes(codes) => codes.join("|"),
                Value::Number(number) => (number + 0.0).to_string(),
            },
        }
    }
}

/// Where a case stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// Coders differ, and nothing is decided.
    Differs,
    /// All coders who judged hold the same, and it is not taken over yet.
    Unanimous,
    /// It waits for the decision whether there is such a record at all.
    Waits,
    /// It is decided, or was taken over.
    Settled,
    /// What was decided before it rules it out.
    Moot,
}

/// One question about one thing in one article.
#[derive(Clone, PartialEq, Debug)]
pub struct Case {
    /// Its name.
    pub id: CaseId,
    /// The article; of a question about a page the first article that somebody has finished.
    pub article: ArticleId,
    /// Title of the article.
    pub title: String,
    /// The page.
    pub document: DocumentId,
    /// Code of the unit.
    pub unit: String,
    /// The values that identify an obligatory row.
    pub row: BTreeMap<String, String>,
    /// What is asked.
    pub asked: Asked,
    /// Label of the question, with the labels of the row.
    pub label: Bilingual,
    /// The first words that the records of the case stand for; empty for what stands there from the start.
    pub words: String,
    /// Per coder the coding, if it is finished.
    pub codings: Vec<Option<CodingId>>,
    /// Per coder the record, if there is one.
    pub records: Vec<Option<RecordId>>,
    /// Per coder what they hold; `None` for a coder who has not finished the article, or has no such record.
    pub cells: Vec<Option<Judged>>,
    /// What the adjudicated coding holds, if it is settled.
    pub ruled: Option<Judged>,
    /// The decision, if somebody decided.
    pub decision: Option<Decision>,
    /// Where it stands.
    pub standing: Standing,
    /// Whether it stands in a coding from the start.
    pub(super) stands: bool,
    /// Place in an ordered list.
    pub(super) place: Option<usize>,
    /// The adjudicated record that most of the records hang under.
    pub(super) parent: Option<RecordId>,
    /// The adjudicated records that most of the records are linked to.
    pub(super) links: BTreeMap<String, RecordId>,
}

impl Case {
    /// Whether coders hold different things, decided or not.
    pub fn differs(&self) -> bool {
        let mut held = self.cells.iter().flatten();
        let first = held.next();
        held.any(|cell| Some(cell) != first)
    }

    /// What more than half of the coders with a judgement hold; `None` where there is no such thing, or only one judged.
    pub fn majority(&self) -> Option<&Judged> {
        let held: Vec<&Judged> = self.cells.iter().flatten().filter(|c| !c.is_open()).collect();
        let count = |judged: &Judged| held.iter().filter(|c| **c == judged).count();
        let most = held.iter().copied().max_by_key(|judged| count(judged))?;
        (held.len() > 1 && 2 * count(most) > held.len()).then_some(most)
    }

    /// What all coders with a judgement hold, if it is one thing.
    pub fn unanimous(&self) -> Option<&Judged> {
        let mut held = self.cells.iter().flatten();
        let first = held.next().filter(|first| !first.is_open())?;
        held.all(|cell| cell == first).then_some(first)
    }
}

/// The cases of a round.
#[derive(Clone, PartialEq, Debug)]
pub struct Cases {
    /// The round.
    pub round: RoundId,
    /// The version of the codebook.
    pub version: CodebookVersionId,
    /// That codebook.
    pub book: Arc<Codebook>,
    /// The coders with finished work, in the order of the columns: drawn, so that it tells nobody's name.
    pub coders: Vec<Coder>,
    /// In the order of pages, articles, codebook and text.
    pub cases: Vec<Case>,
}

impl Cases {
    /// Cases in which coders differ and nothing is decided.
    pub fn open(&self) -> usize {
        self.cases.iter().filter(|c| c.standing == Standing::Differs).count()
    }

    /// A case by its name.
    pub fn get(&self, id: &CaseId) -> Option<&Case> {
        self.cases.iter().find(|c| c.id == *id)
    }

    /// The letter that stands for a coder until somebody wants to see the name: A, B, … Z, AA, …
    pub fn letter(place: usize) -> String {
        let mut out = String::new();
        let mut left = place + 1;
        while left > 0 {
            left -= 1;
            out.insert(0, char::from(b'A' + (left % 26) as u8));
            left /= 26;
        }
        out
    }
}

/// Which cases somebody wants to see; the default is all in which coders differ.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct CaseFilter {
    /// Codes of variables, roles or units; empty for all.
    pub items: Vec<String>,
    /// An article.
    pub article: Option<ArticleId>,
    /// Coders by place who must have judged, and differ where there are two.
    pub coders: Vec<usize>,
    /// Codes of two values that must stand against each other.
    pub values: Option<(String, String)>,
    /// Also what is settled or ruled out.
    pub settled: bool,
    /// Also where nobody differs.
    pub unanimous: bool,
}

impl CaseFilter {
    /// Whether a case is wanted.
    pub fn holds(&self, case: &Case) -> bool {
        let item = case.asked.item();
        let bare = item.strip_prefix(ROLE).unwrap_or(&item);
        let wanted = |code: &String| *code == item || code == bare || *code == case.unit;
        let cell = |place: usize| case.cells.get(place).and_then(Option::as_ref);
        let codes = || case.cells.iter().flatten().map(Judged::code);
        (self.items.is_empty() || self.items.iter().any(wanted))
            && self.article.is_none_or(|article| article == case.article)
            && self.coders.iter().all(|place| cell(*place).is_some())
            && match self.coders.as_slice() {
                [a, b] => cell(*a) != cell(*b),
                _ => true,
            }
            && self.values.as_ref().is_none_or(|(a, b)| codes().any(|c| c == *a) && codes().any(|c| c == *b))
            && (self.unanimous || case.differs())
            && (self.settled || matches!(case.standing, Standing::Differs | Standing::Unanimous))
    }
}
