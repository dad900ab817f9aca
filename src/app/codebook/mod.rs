//! The codebook as a book: what is coded, by which questions, with which values.

mod contents;
mod entry;
mod page;
mod screen;
#[cfg(test)]
mod tests;

pub use screen::CodebookScreen;
