//! Bytes in, neutral batch and warnings out; one file per format, one registry.
//!
//! [`read`] is the door. A format turns bytes into a [frozen text](crate::model::FrozenText) and its blocks; what follows is the same for
//! all formats: each block is looked at by itself (`lines`), the page's skeleton of articles and labelled parts is found
//! (`plan`), rules vote on what each block is (`rules`, `vote`), and proposals are made. The text is never changed, nothing
//! is dropped, and nothing here mints an identity or writes anything.

mod annotations;
mod archive;
mod batch;
mod calendar;
mod charset;
mod columns;
mod cue;
mod dates;
mod disclaimer;
mod docx;
mod epub;
mod error;
mod feed;
mod html;
mod json_lines;
mod json_parts;
mod judgements;
mod labels;
mod language;
mod lines;
mod markup;
mod mhtml;
mod normal;
mod notice;
mod page;
mod paragraphs;
#[cfg(feature = "pdf")]
mod pdf;
mod plain_text;
mod plan;
mod press;
mod press_review;
mod printed_date;
mod record;
mod registry;
mod rtf;
mod rules;
mod sink;
mod skeleton;
mod table;
mod template;
mod vote;
mod warc;
mod xlsx;
mod xml;

pub use annotations::{Standoff, read_standoff};
pub use batch::{
    FoundArticle, FoundProposal, FoundZone, ImportBatch, ImportedDocument, PageDoubt, Question, QuestionKind,
    SpanProblem, Warning, WarningKind,
};
pub use columns::{ColumnLook, ColumnMap, Holds, TableLook, look_at_columns};
pub use disclaimer::{DisclaimerFacets, describe_disclaimer};
pub use error::ImportError;
pub use judgements::{
    Cells, DataFile, GammaWeights, JudgementsError, Layout, Malformed, OwnWeights, Place, Read, Reading, TableOfTexts,
    read_data, read_ratings, read_relations, read_spans, read_weights,
};
pub use press_review::press_review;
pub use printed_date::{Calendar, PrintedDate, printed_date};
pub use registry::{FORMATS, Format, How, LARGEST, Recognition, Source, read, read_each};
pub use template::{FrameChanges, PagePrint, REMEMBERED, TEMPLATE_RULE, Templates, framed, holds_any};
