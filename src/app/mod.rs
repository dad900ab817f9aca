//! The window: egui only. Reads views, pushes commands, never touches the store.

pub mod agreement;
#[cfg(test)]
mod bench;
pub mod bidi;
pub mod codebook;
pub mod coding;
pub mod command;
pub mod context;
pub mod importing;
mod keyboard;
mod parts;
pub mod settings;
pub mod strings;
pub mod team;
pub mod theme;
