//! The import screen: what rules found on each page, and the person's word over it.

mod screen;

pub use screen::ImportScreen;
