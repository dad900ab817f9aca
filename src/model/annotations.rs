//! Annotations as programs exchange them: labelled words of one annotator, tied to each other, without a codebook.

use super::ByteSpan;

/// What one annotator marked in one text.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct AnnotationSet {
    /// Name of the file that it stands in; empty where it comes from no file.
    pub file: String,
    /// Name of the annotator, where it is known.
    pub annotator: Option<String>,
    /// What was marked, in the order of the file.
    pub marks: Vec<Mark>,
    /// What is tied to what.
    pub ties: Vec<Tie>,
    /// What is said of the text as a whole.
    pub facts: Vec<Fact>,
}

impl AnnotationSet {
    /// Whether it says anything.
    pub const fn is_empty(&self) -> bool {
        self.marks.is_empty() && self.facts.is_empty()
    }
}

/// A labelled piece of text.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Mark {
    /// Name by which ties speak of it; unique in its set.
    pub id: String,
    /// The kind of annotation that it belongs to (a type, a layer), where the format has one.
    pub layer: String,
    /// Its label; empty where it has none.
    pub label: String,
    /// Its bytes in the frozen text, in text order; several where its words stand apart, none where it is said of the text as
    /// a whole (its layer then names what it is).
    pub pieces: Vec<ByteSpan>,
    /// A byte of the article that it is said of, where it stands on no words.
    pub at: Option<usize>,
    /// Further facts about it. [`Mark::RECORD`] and [`Mark::PARENT`] have a meaning of their own.
    pub attributes: Vec<(String, String)>,
    /// The annotator's note on it.
    pub note: Option<String>,
    /// Line of the file that it stands in, from 1, where there is one.
    pub line: Option<usize>,
}

impl Mark {
    /// Attribute that marks of one record share.
    pub const RECORD: &'static str = "record";
    /// Attribute with the [`Mark::RECORD`] of the record that its own hangs under.
    pub const PARENT: &'static str = "parent";
    /// Attribute with the codes of questions, between bars, of whose answers the coder is not sure.
    pub const UNSURE: &'static str = "unsure";
    /// The same for questions that the coder cannot decide.
    pub const CANNOT_DECIDE: &'static str = "cannot_decide";
    /// The same for questions of which the coder said that they do not apply.
    pub const NOT_APPLICABLE: &'static str = "not_applicable";
    /// The same for questions with any number of values, none of which holds.
    pub const NONE_OF_THEM: &'static str = "none_of_them";
    /// Attribute with the coder's note, in formats that have no other place for it.
    pub const NOTE: &'static str = "note";
    /// The value that people write for "cannot decide".
    pub const CANNOT_DECIDE_VALUE: &'static str = "UNC";

    /// Attribute with the [`Mark::RECORD`] of the record that a link leads to.
    pub fn link_attribute(link: &str) -> String {
        format!("link_{link}")
    }

    /// The value of an attribute.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(n, _)| n == name).map(|(_, value)| value.as_str())
    }
}

/// A named tie from one mark to another.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Tie {
    /// Its label.
    pub label: String,
    /// Id of the mark that it begins at.
    pub from: String,
    /// Id of the mark that it leads to.
    pub to: String,
}

/// Something that is said of the text as a whole.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Fact {
    /// What is asked; empty where the format has only labels.
    pub name: String,
    /// What is said.
    pub value: String,
    /// A byte of the article that it is said of; `None` for the first one.
    pub at: Option<usize>,
}
