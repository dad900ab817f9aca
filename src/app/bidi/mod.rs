//! The only place that draws text: egui widgets over the layout of [`crate::text`].
//!
//! egui shapes letters but has no bidirectional order, so every string that can be Arabic goes through here: labels,
//! buttons, tooltips, fields and the article. egui's own fonts hold no Arabic on purpose; a stray `ui.label` with an
//! Arabic string then fails its test instead of reading backwards.

pub mod article;
mod atlas;
mod button;
mod cache;
mod clicks;
mod engine;
mod galley;
mod label;
mod motion;
pub mod raster;
mod section;
pub mod text_edit;
mod tooltip;

pub use button::{Button, atom, checkbox, radio, selectable};
pub use engine::Bidi;
pub use galley::{Galley, Style};
pub use label::{Label, label, quiet_label};
#[cfg(test)]
pub(super) use motion::Motion;
pub use section::section;
pub use text_edit::TextEdit;
pub use tooltip::Tooltip;
