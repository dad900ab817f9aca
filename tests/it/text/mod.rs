//! The text room: reference suites for bidi and shaping, hit-testing and caret properties; and its widgets.

#[cfg(feature = "gui")]
mod article;
mod bidi;
mod caret;
#[cfg(feature = "gui")]
mod fields;
mod hit;
#[cfg(feature = "gui")]
mod pictures;
#[cfg(feature = "gui")]
mod reading;
mod sample;
mod shaping;
#[cfg(feature = "gui")]
mod widgets;
