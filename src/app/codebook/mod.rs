//! The codebook as a book: what is coded, by which questions, with which values. Whoever leads works on a draft of the next version here, sees
//! the panel as coders will, and publishes it.

mod changes;
mod contents;
mod desk;
mod difference;
mod editor;
mod entry;
mod form;
mod outline;
mod page;
mod reading;
mod screen;
#[cfg(test)]
mod tests;
mod view;

pub use screen::CodebookScreen;
pub(crate) use view::CodebookView;
pub use view::CodebookWish;
