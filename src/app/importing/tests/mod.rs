//! The import screen on pages that are read as the program reads them.

mod fixture;
mod pictures;
mod screen;
