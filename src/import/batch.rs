//! What an import hands over: documents with everything that rules found in them, and warnings.

use super::template::PagePrint;
use crate::model::{AnnotationSet, Block, ByteSpan, FrozenText, ProposalKind, ZoneKind};
use std::collections::BTreeMap;
use std::fmt;
use std::ops::Range;
use thiserror::Error;

/// The result of reading one file. It holds no identities; `project` mints them when it stores the batch.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct ImportBatch {
    /// The documents of the file, in its order.
    pub documents: Vec<ImportedDocument>,
    /// What was doubtful or could not be read; the rest was imported.
    pub warnings: Vec<Warning>,
}

/// One document as it was found: its text and what rules say about it.
#[derive(Clone, PartialEq, Debug)]
pub struct ImportedDocument {
    /// A name for lists: the headline of the first article, or the file's name.
    pub title: String,
    /// Name of the file, without its folder.
    pub file_name: String,
    /// Name of the format in the registry.
    pub format: &'static str,
    /// BLAKE3 of the source bytes, in hexadecimal.
    pub hash: String,
    /// The bytes as they were read.
    pub source: Vec<u8>,
    /// The whole page with LF line ends.
    pub text: FrozenText,
    /// The page's blocks in text order, without the blank lines between them.
    pub blocks: Vec<Block>,
    /// Language of the page as a BCP-47 tag, if it can be told.
    pub language: Option<String>,
    /// Known facts, such as `byline` and `dateline`, as they are printed.
    pub metadata: BTreeMap<String, String>,
    /// What each part of the page is, in text order, without overlaps; every block is covered.
    pub zones: Vec<FoundZone>,
    /// The stories on the page, in text order, without overlaps.
    pub articles: Vec<FoundArticle>,
    /// What is offered to the coder, in text order.
    pub proposals: Vec<FoundProposal>,
    /// What only a person can decide.
    pub questions: Vec<Question>,
    /// What annotators marked in it with other programs.
    pub annotations: Vec<AnnotationSet>,
    /// What it is compared by with other pages of its outlet, as the rules found it. Made where it is read: there several pages are read at
    /// once, and they are stored one after the other.
    pub print: PagePrint,
}

/// A part of a block and what a rule says it is.
#[derive(Clone, PartialEq, Debug)]
pub struct FoundZone {
    /// Index of the block.
    pub block: usize,
    /// UTF-8 bytes of the text, inside the block.
    pub span: ByteSpan,
    /// What it is.
    pub kind: ZoneKind,
    /// Whether the same line stood earlier on the page.
    pub repeat: bool,
    /// Stable name of the rule that spoke loudest for it.
    pub rule: &'static str,
    /// From 0 to 1; a judgement, not a measured probability.
    pub confidence: f64,
}

/// A story: a run of blocks.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FoundArticle {
    /// Its headline, or its first words where it has none.
    pub title: String,
    /// Indices of its blocks, half-open.
    pub blocks: Range<usize>,
}

/// Something that is offered to the coder and never set by itself.
#[derive(Clone, PartialEq, Debug)]
pub struct FoundProposal {
    /// What it is about.
    pub kind: ProposalKind,
    /// UTF-8 bytes of the text.
    pub span: ByteSpan,
    /// Stable name of the rule.
    pub rule: &'static str,
    /// From 0 to 1; a judgement, not a measured probability.
    pub confidence: f64,
}

/// A doubt that a person has to settle; the import went on with the likelier answer.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Question {
    /// What is asked.
    pub kind: QuestionKind,
    /// The blocks that it is about, half-open.
    pub blocks: Range<usize>,
}

/// What a person is asked.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum QuestionKind {
    /// The page seems to hold another article, in these blocks.
    TwoArticles,
    /// The article's headline is a guess, or there is none.
    WhichHeadline,
    /// The order of the words on this page of a PDF was made from their places.
    ReadFromPdf,
}

impl QuestionKind {
    /// The stable name in files.
    pub const fn code(self) -> &'static str {
        match self {
            Self::TwoArticles => "two_articles",
            Self::WhichHeadline => "which_headline",
            Self::ReadFromPdf => "read_from_pdf",
        }
    }
}

/// Something to know about an import that went on.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Warning {
    /// Name of the file, without its folder.
    pub file: String,
    /// Line of the file, from 1, where there is one.
    pub line: Option<usize>,
    /// What it is about.
    pub kind: WarningKind,
}

/// What happened, what was kept, what to do.
#[derive(Clone, PartialEq, Eq, Debug, Error)]
pub enum WarningKind {
    /// A page without a story.
    #[error("no article was found on this page; all its text was kept. Mark the blocks of the article in the window.")]
    NoArticle,
    /// What stands around the articles of an export.
    #[error(
        "the cover or search summary of the export was kept as a document without an article; nothing has to be done."
    )]
    Cover,
    /// An export with fewer articles than its cover promises.
    #[error(
        "its cover promises {promised} articles and {found} were found; all text was kept. Compare the titles with the cover, and export the missing ones again."
    )]
    FewerArticles {
        /// How many the cover promises.
        promised: usize,
        /// How many were found.
        found: usize,
    },
    /// A document whose words were put in order from their places.
    #[error(
        "the order of its words was made from their places on {pages} pages; all were kept. Compare each page with the PDF before it is coded."
    )]
    FromPdf {
        /// How many pages.
        pages: usize,
    },
    /// A page that is hardly as it is printed.
    #[error("page {page} is doubtful: {doubt}. Compare it with the PDF, or get the text another way.")]
    DoubtfulPage {
        /// Its number, from 1.
        page: usize,
        /// What is doubtful.
        doubt: PageDoubt,
    },
    /// Bytes that belong to no letter.
    #[error(
        "{count} places could not be read as {encoding} and stand as \u{FFFD} in the text; everything else was kept. Compare them with the page, or save it again as UTF-8."
    )]
    UnreadableBytes {
        /// How many places.
        count: usize,
        /// The encoding that the page was read in.
        encoding: String,
    },
    /// The page names another encoding than the one that it is in.
    #[error(
        "the page says that it is in {named}, but its bytes are {read_as}; it was read as {read_as}. Check that its letters are right."
    )]
    OtherEncoding {
        /// What the page names.
        named: String,
        /// What it was read as.
        read_as: String,
    },
    /// A file that does not say in which encoding it is.
    #[error("it is not UTF-8 and was read as {read_as}, which its bytes look like. Check that its letters are right.")]
    GuessedEncoding {
        /// What it was read as.
        read_as: String,
    },
    /// NUL bytes inside the text.
    #[error(
        "NUL bytes stand in the text and are shown as \u{FFFD}; everything else was kept. Save the page again if words are damaged."
    )]
    NulBytes,
    /// Signs that turn the direction of letters around by force.
    #[error(
        "{count} hidden direction signs in these lines can make words read otherwise than they are written; they were kept. Compare the text with the page."
    )]
    TurnedLetters {
        /// How many signs.
        count: usize,
    },
    /// A row or an object without an article's text.
    #[error(
        "this entry holds no text of an article and was left out. Check that the columns are named as they should be."
    )]
    NoText,
    /// A row or an object that is damaged.
    #[error(
        "this entry is damaged ({reason}) and was left out; the others were read. Repair it in the file and import that again."
    )]
    BadRecord {
        /// What is wrong with it.
        reason: String,
    },
    /// A file inside another that was not read.
    #[error("it was left out: {reason}")]
    LeftOut {
        /// Why.
        reason: String,
    },
    /// Tags inside each other beyond measure.
    #[error(
        "tags are nested deeper than any page needs; all text was kept, but what stands where is a guess. Check the parts of the page."
    )]
    DeepNesting,
    /// Facts about the page that cannot be read.
    #[error(
        "{count} parts of the page's own data about itself are damaged and were left out; the text was kept. Check outlet, author and date."
    )]
    BrokenData {
        /// How many parts.
        count: usize,
    },
    /// An annotation that does not fit its text.
    #[error(
        "the span \u{201c}{label}\u{201d} was refused: {problem}. All others were taken; correct it in the file and import that again."
    )]
    SpanRefused {
        /// Its label.
        label: String,
        /// Why.
        problem: SpanProblem,
    },
    /// More of them than are told one by one.
    #[error("{count} more spans were refused in the same way.")]
    MoreSpansRefused {
        /// How many.
        count: usize,
    },
    /// A part of an annotation file that has no counterpart here.
    #[error(
        "{count} parts of the kind \u{201c}{what}\u{201d} have no place here and were left out; the file itself is unchanged."
    )]
    NoCounterpart {
        /// What it is called in the file.
        what: String,
        /// How many.
        count: usize,
    },
    /// A label that the codebook does not know.
    #[error(
        "the codebook has no place for \u{201c}{label}\u{201d} ({count} \u{d7}, first \u{201c}{example}\u{201d}); each stands in the memo of its coding. Map it with --labels and import the file again."
    )]
    NoPlaceInCodebook {
        /// The label.
        label: String,
        /// How many times.
        count: usize,
        /// The first words that bear it.
        example: String,
    },
    /// Annotations for a coding that its coder declared done.
    #[error(
        "{coder} has declared this article done, so {count} new records were not added. Open it again and import the file once more."
    )]
    CodingIsDone {
        /// Whose.
        coder: String,
        /// How many records.
        count: usize,
    },
    /// Offsets of a format without quotes, in a text where units of counting differ.
    #[error(
        "the file has no quotes to prove its offsets, and signs beyond the basic plane stand in the text; they were read as {unit}. Look at the marks behind the first such sign."
    )]
    OffsetUnitGuessed {
        /// The unit.
        unit: &'static str,
    },
}

/// Why an annotation does not fit its text. Offsets are as the file has them.
#[derive(Clone, PartialEq, Eq, Debug, Error)]
pub enum SpanProblem {
    /// It has no offsets, or they are no numbers.
    #[error("it has no offsets that can be read")]
    NoOffsets,
    /// It is empty or ends before it begins.
    #[error("it holds nothing ({start} to {end})")]
    Empty {
        /// First offset.
        start: usize,
        /// Offset behind the last.
        end: usize,
    },
    /// It reaches beyond the text.
    #[error("it reaches to {end}, and the text ends at {length}")]
    OutOfText {
        /// Offset behind the last.
        end: usize,
        /// Length of the text in the file's unit.
        length: usize,
    },
    /// One of its ends stands inside a character.
    #[error("it begins or ends inside a character ({start} to {end})")]
    InsideCharacter {
        /// First offset.
        start: usize,
        /// Offset behind the last.
        end: usize,
    },
    /// Its words are not those of the text at its place.
    #[error(
        "the file says \u{201c}{said}\u{201d}, and at its place ({start} to {end}) stands \u{201c}{stands}\u{201d}"
    )]
    QuoteDiffers {
        /// First offset.
        start: usize,
        /// Offset behind the last.
        end: usize,
        /// What the file says, shortened.
        said: String,
        /// What stands there, shortened.
        stands: String,
    },
}

/// What is doubtful about a page of a PDF.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Error)]
pub enum PageDoubt {
    /// The file does not say which letters some signs are.
    #[error("the file does not tell which letters {count} of its signs are; they stand as \u{FFFD}")]
    UnknownLetters {
        /// How many.
        count: usize,
    },
    /// Letters that make no words of any language.
    #[error("its letters look like those of an old font, and are hardly those that are printed")]
    StrangeLetters,
    /// Words that begin as they should end.
    #[error("the letters of its words stand the wrong way round in the file, and their order is a guess")]
    Reversed,
    /// Lines that are not level.
    #[error("some of its lines are turned, and stand behind the others")]
    Turned,
    /// A page that was not read to its end.
    #[error("it could not be read to its end")]
    CutOff,
    /// A page without letters.
    #[error("it has no text, perhaps only pictures")]
    NoText,
}

impl fmt::Display for Warning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(f, "{}, line {line}: {}", self.file, self.kind),
            None => write!(f, "{}: {}", self.file, self.kind),
        }
    }
}
