//! Background work: named threads, progress, cancellation.
//!
//! [`Job::spawn`] runs one piece of work on a thread of its own and hands it a [`Monitor`]: there it counts what is
//! done and asks whether to go on. The owner of the [`Job`] polls for the result once per frame, or waits. Whoever wants
//! to be woken (a window that sleeps between frames) passes a [`Wake`] callback. The room knows no screen, reads no
//! clock (a [`Clock`] is passed in) and kills no thread: cancelling is cooperative.
//! [`in_parts`] is for work that is short but uses all processors, [`in_order`] for a long list of items whose results may not all be
//! held at once.

mod in_order;
mod interrupt;
mod job;
mod monitor;
mod parts;
mod progress;

pub use in_order::{Results, Room, in_order};
pub use interrupt::cancel_on_interrupt;
pub use job::{Job, JobError, Poll};
pub use monitor::{CancelToken, Cancelled, Monitor};
pub use parts::{fill_in_parts, in_parts, on_threads};
pub use progress::{Clock, Progress, Wake};
