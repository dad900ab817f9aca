//! The window: egui only. Reads views, pushes commands, never touches the store.

pub mod bidi;
pub mod coding;
pub mod command;
pub mod context;
pub mod settings;
pub mod strings;
pub mod theme;
