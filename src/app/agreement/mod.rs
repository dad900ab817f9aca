//! The agreement of the coders: one line for each question.

mod line;
mod screen;
mod side;
mod table;
#[cfg(test)]
mod tests;

pub use screen::AgreementScreen;
