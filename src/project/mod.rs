//! The use cases, shared by window and command line: commands, undo, views.

mod clock;
mod command;
mod view;

pub use clock::{Clock, Mint};
pub use command::{Command, Outcome};
pub use view::{CoderInfo, CodingView, DocumentSummary, DocumentView, ProjectInfo, QueueItem};
