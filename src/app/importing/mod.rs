//! The import screen: what rules found on each page, and the person's word over it.

mod acts;
mod documents;
mod facts;
mod input;
mod outline;
mod questions;
mod reuse;
mod screen;
mod sheet;
mod side;
mod structure;
#[cfg(test)]
mod tests;

pub use documents::Listed;
pub use reuse::{ReuseView, ReuseWish};
pub use screen::ImportScreen;
