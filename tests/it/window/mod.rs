//! The real window, driven by keyboard and by what a screen reader finds, on projects in temporary folders.

mod adjudication;
mod agreement;
mod bench;
mod codebook;
mod coding;
mod exporting;
#[cfg(unix)]
mod moved;
mod oversight;
mod packages;
mod paths;
mod picture;
mod priors;
mod shell;
