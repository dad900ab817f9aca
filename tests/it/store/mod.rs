//! The store: schema, steps, undo and redo, faults.

mod backups;
mod check;
mod crash;
mod disk;
mod faults;
mod history;
mod merge;
mod sample;
mod schema;
mod steps;
