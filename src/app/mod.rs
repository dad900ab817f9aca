//! The window: egui only. Reads views, pushes commands, never touches the store.

pub mod adjudication;
pub mod agreement;
#[cfg(test)]
mod bench;
pub mod bidi;
pub mod codebook;
pub mod coding;
pub mod command;
pub mod context;
mod desktop;
pub mod importing;
mod keyboard;
mod logic;
mod pace;
mod parts;
mod priors;
mod scroll;
pub mod settings;
mod shell;
pub mod strings;
pub mod team;
pub mod theme;
mod window;

pub use desktop::{NoDisplay, run};
pub use window::{App, Options};
