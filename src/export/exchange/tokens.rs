//! Texts as tokens in lines, for formats with a line for each token. Tokens are Unicode's words and signs, cut where a span begins or ends, so
//! that no span begins inside one; all coders of a text get the same tokens.

use super::about;
use super::offsets::Offsets;
use super::texts::{Text, Texts, Work};
use crate::export::sidecar::Sidecar;
use crate::export::{ExportError, ExportSource, ExportTarget};
use std::collections::BTreeSet;
use std::ops::Range;
use unicode_segmentation::UnicodeSegmentation as _;

/// A run of lines that is one sentence to formats that know nothing else.
pub(super) struct Sentence {
    /// Its bytes, without the line feed behind it.
    pub(super) bytes: Range<usize>,
    /// Its tokens.
    pub(super) tokens: Vec<Range<usize>>,
}

/// Writes a file for each work on each text, and beside them what no such format carries: records without words, and answers about a text as a
/// whole.
pub(super) fn files(
    source: &mut dyn ExportSource,
    out: &mut dyn ExportTarget,
    mut about: Sidecar,
    ending: &str,
    write: impl Fn(&Text, &Work, &[Sentence], &Offsets, &mut Sidecar) -> String,
) -> Result<(), ExportError> {
    let mut texts = Texts::of(source);
    while let Some(text) = texts.next()? {
        let offsets = Offsets::of(text.document.text.as_str());
        let sentences = sentences(&text);
        for work in &text.works {
            let lines = write(&text, work, &sentences, &offsets, &mut about);
            out.put(&format!("{}/{}.{ending}", work.folder, text.stem), lines.as_bytes())?;
        }
        about::leave_wordless(&mut about, &text);
        about::leave_facts(&mut about, &text);
        about::note(&mut about, &text);
    }
    about.finish(source, out)
}

/// The sentences of a text: each is a line with tokens, and the lines without any that follow it; together they are the whole text.
fn sentences(text: &Text) -> Vec<Sentence> {
    let all = text.document.text.as_str();
    let spans = text.works.iter().flat_map(|w| &w.set.marks).flat_map(|m| &m.pieces);
    let edges: BTreeSet<usize> = spans.flat_map(|s| [s.start(), s.end()]).collect();
    let mut out: Vec<Sentence> = Vec::new();
    let mut start = 0;
    for line in all.split('\n') {
        let end = start + line.len();
        let tokens = tokens(line, start, &edges);
        match out.last_mut() {
            // Lines without words belong to the one before them; the first words belong to the empty lines before them.
            Some(last) if tokens.is_empty() || last.tokens.is_empty() => {
                last.bytes.end = end;
                last.tokens.extend(tokens);
            }
            _ => out.push(Sentence { bytes: start..end, tokens }),
        }
        start = end + 1;
    }
    out
}

fn tokens(line: &str, start: usize, edges: &BTreeSet<usize>) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    for (at, word) in line.split_word_bound_indices() {
        if word.trim().is_empty() {
            continue;
        }
        let (mut from, end) = (start + at, start + at + word.len());
        for edge in edges.range(from + 1..end) {
            out.push(from..*edge);
            from = *edge;
        }
        out.push(from..end);
    }
    out
}
