//! The agreement of the coders: one line for each question.

mod screen;

pub use screen::AgreementScreen;
