//! What the command line prints. All printing of the program stands here.

use serde::Serialize;
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

/// A JSON object with one long list in it, printed item by item.
pub(super) struct JsonList {
    any: bool,
}

impl JsonList {
    /// Begins the object and the list, which has a name.
    pub(super) fn begin(name: &str) -> io::Result<Self> {
        out(&format!("{{\n\"{name}\": ["))?;
        Ok(Self { any: false })
    }

    /// Prints an item.
    pub(super) fn item(&mut self, item: &impl Serialize) -> io::Result<()> {
        let comma = if std::mem::replace(&mut self.any, true) { ",\n" } else { "" };
        out(&format!("{comma}{}", serde_json::to_string_pretty(item)?))
    }

    /// Ends the list and the object, with further members between.
    #[allow(clippy::unused_self)] // what has ended gets no more items
    pub(super) fn end(self, beside: &[(&str, serde_json::Value)]) -> io::Result<()> {
        out("]")?;
        for (name, value) in beside {
            out(&format!(",\"{name}\": {value:#}"))?;
        }
        out("}")
    }
}
