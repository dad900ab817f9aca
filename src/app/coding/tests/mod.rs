//! The coding screen without a screen: focus, keys, lists, grid and what each act changes.

mod acts;
mod bench;
mod done;
mod fixture;
mod grid;
mod keys;
mod menus;
mod questions;
mod reading;
mod records;
mod room;
mod screen;
mod sight;
