//! The codebook as data: units, variables, levels, values, roles of anchors, skip logic, panels.
//!
//! Nothing about stance, attribution or disclaimers stands in the program: another study brings its own codebook.

mod blank;
mod change;
mod edit;
mod finder;
mod finding;
mod sound;
mod wording;

pub use blank::NewPart;
pub use change::{Change, Fate, FateError, Fates, changes};
pub use finding::{BookField, BookPart, BookProblem, Finding, ROLE_COLORS, Weight, is_code};
pub use sound::CodebookError;
pub use wording::{WordsOf, wordings};

use super::{AnswerState, Condition, ProposalKind, Record};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A language of the interface.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum UiLanguage {
    /// English.
    #[default]
    En,
    /// Arabic.
    Ar,
}

/// A text in English and Arabic.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Bilingual {
    /// English.
    pub en: String,
    /// Arabic.
    pub ar: String,
}

impl Bilingual {
    /// The text in a language; the other one where it is empty.
    pub fn get(&self, language: UiLanguage) -> &str {
        match language {
            UiLanguage::En if !self.en.is_empty() => &self.en,
            UiLanguage::Ar if !self.ar.is_empty() => &self.ar,
            UiLanguage::En => &self.ar,
            UiLanguage::Ar => &self.en,
        }
    }
}

/// An immutable version of a codebook.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Codebook {
    /// Stable name, such as `media-bias`.
    pub id: String,
    /// Version, such as `1.0`.
    pub version: String,
    /// Title.
    pub title: Bilingual,
    /// What it is for.
    #[serde(default)]
    pub description: Bilingual,
    /// What is coded.
    pub units: Vec<Unit>,
    /// How the units stand in the window.
    pub panels: Vec<Panel>,
    /// Flags that a coder can set.
    #[serde(default)]
    pub flags: Vec<FlagKind>,
}

/// A flag that a coder can set on a record.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FlagKind {
    /// Stable code.
    pub code: String,
    /// Label.
    pub label: Bilingual,
}

/// What a unit belongs to.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// The coder, once.
    Coder,
    /// The document.
    Document,
    /// The article.
    Article,
}

/// How many records of a unit a coding holds.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cardinality {
    /// Exactly one, which stands there from the start.
    One,
    /// Any number.
    Many,
}

/// A kind of thing that is coded.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Unit {
    /// Stable code, such as `ATT`.
    pub code: String,
    /// Label.
    pub label: Bilingual,
    /// Definition.
    #[serde(default)]
    pub definition: Bilingual,
    /// What it belongs to.
    pub scope: Scope,
    /// How many.
    pub cardinality: Cardinality,
    /// Whether its records form an ordered list (a chain).
    #[serde(default)]
    pub ordered: bool,
    /// Whether a record may hang under another of the same unit.
    #[serde(default)]
    pub nests: bool,
    /// Roles of text spans.
    #[serde(default)]
    pub roles: Vec<Role>,
    /// Links to records of other units.
    #[serde(default)]
    pub links: Vec<LinkRole>,
    /// Questions, in the order of work.
    pub variables: Vec<Variable>,
    /// Records that stand there from the start, by the values that identify them (variable code -> value code).
    #[serde(default)]
    pub obligatory: Vec<BTreeMap<String, String>>,
}

/// How a span is drawn, so that colour is never the only sign.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LineStyle {
    /// One line.
    Solid,
    /// Two lines.
    Double,
    /// Dots.
    Dotted,
    /// Dashes.
    Dashed,
    /// A box around the words.
    Boxed,
}

/// A named role of text spans in a unit.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Role {
    /// Stable code, such as `source`.
    pub code: String,
    /// Code of the variable it stands for in reports, such as `R1`.
    #[serde(default)]
    pub variable: Option<String>,
    /// Label.
    pub label: Bilingual,
    /// Definition.
    #[serde(default)]
    pub definition: Bilingual,
    /// Key that codes the selection in this role.
    pub key: String,
    /// Line.
    pub line: LineStyle,
    /// Name of a role colour of the theme: `source`, `cue`, `content`, `evidence`, `disclaimer`.
    pub color: String,
    /// At most so many pieces; `None` for any number.
    #[serde(default)]
    pub max: Option<usize>,
    /// When at least one piece is needed for the record to be complete; `None` for never.
    #[serde(default)]
    pub required_if: Option<Condition>,
    /// Whether one piece is always needed.
    #[serde(default)]
    pub required: bool,
    /// When the role applies at all; `None` for always.
    #[serde(default)]
    pub applies_if: Option<Condition>,
    /// Which proposals of the import serve this role.
    #[serde(default)]
    pub proposed_by: Option<ProposalKind>,
    /// Answers that an anchor in this role settles (variable code -> value code), such as `C1` = `yes`.
    #[serde(default)]
    pub implies: BTreeMap<String, String>,
}

/// A named link to a record of a unit.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LinkRole {
    /// Stable code.
    pub code: String,
    /// Label.
    pub label: Bilingual,
    /// Code of the unit linked to.
    pub to_unit: String,
    /// When one is needed; `None` for never.
    #[serde(default)]
    pub required_if: Option<Condition>,
    /// What holds for a record that can be linked to, by its own answers; `None` for every record of the unit.
    #[serde(default)]
    pub accepts_if: Option<Condition>,
}

impl LinkRole {
    /// Whether a record can be at the other end. While that rests on an open answer it can.
    pub fn accepts(&self, record: &Record) -> bool {
        record.unit == self.to_unit && self.accepts_if.as_ref().is_none_or(|c| c.holds(record) != Some(false))
    }
}

/// What an answer looks like.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// One of the values.
    Choice,
    /// Any number of the values.
    Set,
    /// A number.
    Number,
    /// A calendar date.
    Date,
    /// Free words, never compared.
    Text,
    /// A name that is used again and compared letter by letter (outlet, source entity).
    Entity,
    /// The depth of nesting of the record, from its parents; never asked.
    Depth,
}

/// Level of measurement: it decides the coefficient.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// Names.
    Nominal,
    /// Ranks, in the order of the values.
    Ordinal,
    /// Numbers with equal steps.
    Interval,
    /// Numbers with a true zero.
    Ratio,
    /// Not measured (free words).
    None,
}

impl Level {
    /// The stable name.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Nominal => "nominal",
            Self::Ordinal => "ordinal",
            Self::Interval => "interval",
            Self::Ratio => "ratio",
            Self::None => "none",
        }
    }
}

/// A question.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Variable {
    /// Stable code, such as `A1`.
    pub code: String,
    /// Short label.
    pub label: Bilingual,
    /// The question in full.
    #[serde(default)]
    pub question: Bilingual,
    /// Definition and rule of decision.
    #[serde(default)]
    pub definition: Bilingual,
    /// What an answer looks like.
    pub kind: Kind,
    /// Level of measurement.
    pub level: Level,
    /// Values in their order (which is the rank of an ordinal scale).
    #[serde(default)]
    pub values: Vec<ValueDef>,
    /// At most so many labels of a set.
    #[serde(default)]
    pub max: Option<usize>,
    /// When the question applies; `None` for always.
    #[serde(default)]
    pub applies_if: Option<Condition>,
    /// Whether the record is complete without it.
    #[serde(default)]
    pub optional: bool,
    /// Whether the coder may set "does not apply" by hand, beyond skip logic.
    #[serde(default)]
    pub allow_na: bool,
    /// Facts about the document that are shown beside the question, and offered where they can be an answer: `outlet`, or
    /// `date` and `dateline`. Never set by themselves.
    #[serde(default)]
    pub from_document: Vec<String>,
}

/// A value of a variable.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ValueDef {
    /// Stable code: change a label freely, never a code.
    pub code: String,
    /// Label.
    pub label: Bilingual,
    /// Key; the place in the list (1-9) where absent.
    #[serde(default)]
    pub key: Option<String>,
    /// Definition.
    #[serde(default)]
    pub definition: Bilingual,
    /// Example.
    #[serde(default)]
    pub example: Bilingual,
    /// Counter-example.
    #[serde(default)]
    pub counter_example: Bilingual,
    /// In a set: whether it excludes all other values, such as "nobody".
    #[serde(default)]
    pub alone: bool,
}

/// How a panel shows its units.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PanelView {
    /// Questions under each other (units with one record; ordered units as a list below).
    Form,
    /// A list of records in text order, the chosen one open.
    List,
    /// Rows by two variables, with one answer in each cell.
    Grid(Grid),
}

/// Which variables make a grid.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Grid {
    /// Variable whose values are the rows.
    pub rows: String,
    /// Variable whose values are the columns.
    pub columns: String,
    /// Variable shown in the cell where it applies.
    pub cell: String,
    /// Variable that is shown otherwise.
    pub state: String,
    /// Role of the spans that are attached to a cell.
    #[serde(default)]
    pub evidence: Option<String>,
}

/// A panel of the window.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Panel {
    /// Stable code.
    pub code: String,
    /// Title.
    pub label: Bilingual,
    /// Codes of its units, in order.
    pub units: Vec<String>,
    /// How they are shown.
    pub view: PanelView,
}

impl Codebook {
    /// The unit with a code.
    pub fn unit(&self, code: &str) -> Option<&Unit> {
        self.units.iter().find(|u| u.code == code)
    }

    /// The unit and the variable with a variable's code (unique in the codebook).
    pub fn variable(&self, code: &str) -> Option<(&Unit, &Variable)> {
        self.units.iter().find_map(|u| u.variable(code).map(|v| (u, v)))
    }
}

impl Unit {
    /// The variable with a code.
    pub fn variable(&self, code: &str) -> Option<&Variable> {
        self.variables.iter().find(|v| v.code == code)
    }
    /// The role with a code.
    pub fn role(&self, code: &str) -> Option<&Role> {
        self.roles.iter().find(|r| r.code == code)
    }

    /// The obligatory row that a record is, if it is one.
    pub fn row_of(&self, record: &Record) -> Option<&BTreeMap<String, String>> {
        self.obligatory.iter().find(|row| row.iter().all(|(k, v)| record.code_of(k) == Some(v)))
    }

    /// The state of a variable in a record once skip logic has spoken: a question that does not apply is
    /// [`AnswerState::NotApplicable`] whatever is stored (the stored answer is kept and returns with the question).
    pub fn state(&self, record: &Record, variable: &Variable) -> AnswerState {
        if self.applies(record, variable) == Some(false) {
            return AnswerState::NotApplicable;
        }
        record.stored(&variable.code)
    }

    /// Whether a question applies to a record; `None` while it rests on an open answer. A question that rests on one that
    /// does not apply does not apply either.
    pub fn applies(&self, record: &Record, variable: &Variable) -> Option<bool> {
        self.applies_within(record, variable, 0)
    }

    fn applies_within(&self, record: &Record, variable: &Variable, depth: usize) -> Option<bool> {
        let Some(condition) = &variable.applies_if else { return Some(true) };
        // A codebook may name variables in a circle; then the chain is cut instead of followed for ever.
        if depth < self.variables.len() {
            for code in condition.variables() {
                let rests_on = self.variable(code);
                if rests_on.is_some_and(|v| self.applies_within(record, v, depth + 1) == Some(false)) {
                    return condition_without(condition, record, code);
                }
            }
        }
        condition.holds(record)
    }
}

/// The condition where the variable `code` does not apply: its stored answer must not speak.
fn condition_without(condition: &Condition, record: &Record, code: &str) -> Option<bool> {
    let mut silent = record.clone();
    silent.answers.insert(code.to_owned(), super::Answer::sure(AnswerState::NotApplicable));
    condition.holds(&silent)
}

impl Variable {
    /// The value with a code.
    pub fn value(&self, code: &str) -> Option<&ValueDef> {
        self.values.iter().find(|v| v.code == code)
    }
    /// Whether coders are asked (depth is computed).
    pub fn is_asked(&self) -> bool {
        self.kind != Kind::Depth
    }
}
