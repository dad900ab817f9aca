//! The codebook as a book: what is coded, by which questions, with which values.

mod screen;

pub use screen::CodebookScreen;
