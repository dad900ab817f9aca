//! Line layout: one paragraph shaped, ordered and broken into lines, and stacks of paragraphs.
//!
//! [`Typesetter`] turns a paragraph into a [`ParagraphLayout`]: flat lists of lines, clusters (one for each grapheme)
//! and glyphs in physical pixels, independent of the engine that made them (parley). A [`Stack`] places many
//! paragraphs below each other and answers where a byte is, which byte is where, and where the caret goes next.

mod caret;
mod flatten;
mod paragraph;
mod stack;
mod stack_caret;
mod typesetter;

pub use caret::{Affinity, Caret};
pub use paragraph::{Cluster, Glyph, Line, ParagraphLayout, RectPx};
pub use stack::{Row, RowKind, RowSpec, Stack};
pub use stack_caret::Side;
pub use typesetter::{FaceData, TextStyle, Typesetter};
