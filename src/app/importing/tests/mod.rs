//! The import screen on pages that are read as the program reads them.

pub(super) mod fixture;
mod pictures;
mod screen;
