//! Where coders differ, and what is decided there: a list of cases, the article with the marks of all coders, and beside it
//! what each holds, the rule, and the decision. Coders are letters until somebody wants to see their names.

mod case;
mod draft;
mod listed;
mod reading;
mod screen;
mod tells;
mod view;

pub use screen::AdjudicationScreen;
pub use view::AdjudicationWish;
pub(crate) use view::{AdjudicationView, OpenedCase, held_text};
