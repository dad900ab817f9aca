//! What is to be put right in a codebook, each with the field that it concerns.

use super::UiLanguage;
use std::fmt;

/// A part of a codebook, by the codes that lead to it.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum BookPart {
    /// The codebook itself.
    Book,
    /// A unit.
    Unit(String),
    /// A role of spans: unit and role.
    Role(String, String),
    /// A link: unit and link.
    Link(String, String),
    /// A question.
    Question(String),
    /// A value: question and value.
    Value(String, String),
    /// A panel.
    Panel(String),
    /// A flag.
    Flag(String),
}

/// A field of a part.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum BookField {
    /// Code, or name of the codebook.
    Code,
    /// Version.
    Version,
    /// Label or title.
    Label,
    /// Key.
    Key,
    /// Colour.
    Color,
    /// What an answer looks like, or the level of measurement.
    Kind,
    /// The most that there may be.
    Most,
    /// When it is asked or applies.
    Condition,
    /// When it is needed.
    Needed,
    /// What the other end of a link must be.
    Accepts,
    /// The values.
    Values,
    /// The questions.
    Questions,
    /// The units of a panel, or the unit at the other end of a link.
    Units,
    /// How a panel shows its units.
    View,
    /// Records that stand there from the start.
    Rows,
    /// What a span settles.
    Implies,
    /// The variable that a role stands for in reports.
    StandsFor,
    /// Facts about the document.
    Facts,
}

/// How much a finding weighs.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Weight {
    /// The codebook can be used; whoever made it should look again.
    Advice,
    /// It cannot be published so.
    Blocks,
    /// It cannot even be read.
    Fatal,
}

/// What is wrong.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum BookProblem {
    /// No code, or one with other signs than Latin letters, digits, `_`, `.` and `-`.
    WrongCode(String),
    /// The code stands twice.
    Twice(String),
    /// The version is empty.
    NoVersion,
    /// The words of a language are missing.
    NoWords(UiLanguage),
    /// Nobody defines this code.
    Unknown(String),
    /// A question of this kind needs values.
    NoValues,
    /// A question of this kind has no values.
    HasValues,
    /// There is but one value.
    OneValue,
    /// A condition in which nothing is chosen.
    EmptyCondition,
    /// It rests on itself, by way of this code.
    Circle(String),
    /// It rests on a question that is asked later.
    AsksLater(String),
    /// There are no units.
    NoUnits,
    /// There are neither questions nor roles.
    NoQuestions,
    /// A key must be one sign.
    LongKey(String),
    /// This code has the key already.
    KeyTwice(String),
    /// A colour that the theme does not have.
    WrongColor(String),
    /// At most none.
    WrongMost,
    /// The level does not fit the kind.
    WrongLevel,
    /// A grid needs a question with one value here.
    NotAChoice(String),
    /// No panel shows the unit.
    NoPanel,
    /// A unit about the coder stands in a panel.
    CoderInPanel(String),
}

/// Something that is to be put right.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Finding {
    /// In which part.
    pub part: BookPart,
    /// In which field of it.
    pub field: BookField,
    /// What.
    pub problem: BookProblem,
    /// How much it weighs.
    pub weight: Weight,
}

/// Colours of roles that the theme has.
pub const ROLE_COLORS: [&str; 5] = ["source", "cue", "content", "evidence", "disclaimer"];

/// Whether a text can be a code.
pub fn is_code(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_ascii_alphanumeric() || "_.-".contains(c))
}

impl fmt::Display for BookPart {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Book => f.write_str("the codebook"),
            Self::Unit(unit) => write!(f, "the unit {unit}"),
            Self::Role(_, role) => write!(f, "the role {role}"),
            Self::Link(_, link) => write!(f, "the link {link}"),
            Self::Question(question) => write!(f, "the variable {question}"),
            Self::Value(question, value) => write!(f, "the value {value} of {question}"),
            Self::Panel(panel) => write!(f, "the panel {panel}"),
            Self::Flag(flag) => write!(f, "the flag {flag}"),
        }
    }
}

impl fmt::Display for BookProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::WrongCode(code) if code.is_empty() => f.write_str("a code is needed"),
            Self::WrongCode(code) => {
                write!(f, "the code \u{201c}{code}\u{201d} may hold Latin letters, digits, _ . and - only")
            }
            Self::Twice(code) => write!(f, "the code {code} stands twice"),
            Self::NoVersion => f.write_str("a version is needed, such as 1.1"),
            Self::NoWords(UiLanguage::En) => f.write_str("the English words are missing"),
            Self::NoWords(UiLanguage::Ar) => f.write_str("the Arabic words are missing"),
            Self::Unknown(code) => write!(f, "{code} is not defined here"),
            Self::NoValues => f.write_str("it has no values"),
            Self::HasValues => f.write_str("its kind has no values"),
            Self::OneValue => f.write_str("with one value there is nothing to decide"),
            Self::EmptyCondition => f.write_str("nothing is chosen in the condition"),
            Self::Circle(code) => write!(f, "it rests on itself, by way of {code}"),
            Self::AsksLater(code) => write!(f, "it rests on {code}, which is asked later"),
            Self::NoUnits => f.write_str("it has no units"),
            Self::NoQuestions => f.write_str("it has neither questions nor roles"),
            Self::LongKey(key) => write!(f, "the key \u{201c}{key}\u{201d} is not one sign"),
            Self::KeyTwice(other) => write!(f, "{other} has the same key"),
            Self::WrongColor(color) => {
                write!(f, "there is no colour {color}; there are {}", ROLE_COLORS.join(", "))
            }
            Self::WrongMost => f.write_str("at most none is nothing to ask for"),
            Self::WrongLevel => f.write_str("this level does not fit what an answer looks like"),
            Self::NotAChoice(code) => write!(f, "{code} must be a question with one value"),
            Self::NoPanel => f.write_str("no panel shows it, so nobody can code it"),
            Self::CoderInPanel(code) => write!(f, "{code} is asked of the coder once and stands in no panel"),
        }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.part, self.problem)
    }
}
