//! Command-line arguments and their execution.
