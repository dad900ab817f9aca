//! The coding screen: the article in the middle, the panels of the codebook beside it.
//!
//! Everything here is generic: units, roles, questions, values and keys come from the codebook.

mod acts;
mod article;
mod draw;
mod find;
mod front;
mod grid;
mod input;
mod keep;
mod keys;
mod layout;
mod memo;
mod menu;
mod place;
mod preview;
mod questions;
mod reading;
mod records;
mod screen;
mod spans;
#[cfg(test)]
mod tests;
mod typed;
mod undone;
mod wish;
mod work_time;

pub use acts::Refusal;
pub(crate) use article::{Page, drawn, group, palette, short};
pub(crate) use draw::answer_text;
pub(crate) use keys::value_keys;
pub(crate) use place::Place;
pub(crate) use preview::{Preview, Tried};
pub use screen::CodingScreen;
pub(crate) use spans::{SpanModel, Stands, spans};
