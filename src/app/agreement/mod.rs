//! The agreement of the coders: one line for each question, and what lies behind it.

mod behind;
mod choose;
mod cross;
mod findings;
#[cfg(test)]
mod findings_tests;
mod forest;
mod heat;
mod influence;
mod line;
mod marks;
mod screen;
mod side;
mod status;
mod table;
#[cfg(test)]
mod tests;
mod view;
mod weeks;

pub(crate) use behind::rule;
pub use screen::AgreementScreen;
pub use view::AgreementWish;
pub(crate) use view::{AgreementView, Line, Opened, REPLICATES, SEED};
