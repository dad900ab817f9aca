//! Chooses between command line and window; nothing else.
fn main() {}
