//! What the command line prints. All printing of the program stands here.

use std::io::{self, IsTerminal, Write};

/// Prints to the standard output. A reader who has seen enough (`| head`) is no error.
pub(super) fn out(text: &str) -> io::Result<()> {
    let mut stdout = io::stdout().lock();
    let newline = if text.ends_with('\n') { "" } else { "\n" };
    match stdout.write_all(text.as_bytes()).and_then(|()| stdout.write_all(newline.as_bytes())) {
        Err(e) if e.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        other => other,
    }
}

/// Prints a sentence for the person to the standard error. If even that is closed there is nobody to tell.
pub fn tell(text: &str) {
    writeln!(io::stderr().lock(), "{text}").unwrap_or_default();
}

/// Prints a value as JSON for another program.
pub(super) fn json(value: &serde_json::Value) -> io::Result<()> {
    out(&format!("{value:#}"))
}

/// A bar for long work, only where a person is looking at a terminal.
pub(super) fn progress(length: usize, what: &'static str) -> indicatif::ProgressBar {
    if !io::stderr().is_terminal() || length < 2 {
        return indicatif::ProgressBar::hidden();
    }
    let bar = indicatif::ProgressBar::new(length as u64).with_message(what);
    let style = indicatif::ProgressStyle::with_template("{msg} {bar:30} {pos}/{len} {per_sec}, {eta} left");
    match style {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}
