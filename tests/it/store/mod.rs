//! The store: schema, steps, undo and redo, faults.

mod backups;
mod check;
mod crash;
mod disk;
mod faults;
mod history;
mod large;
mod merge;
// Elsewhere the system itself lets nobody rename or replace a file that is open.
#[cfg(unix)]
mod place;
mod sample;
mod schema;
mod steps;
