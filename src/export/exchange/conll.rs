//! Token columns as CoNLL has them: number, word, offsets, and for each role whether a span begins or goes on there, and of which record.

use super::offsets::Offsets;
use super::texts::{Text, Work};
use super::tokens::{Sentence, files};
use crate::export::sidecar::{NAME, Sidecar};
use crate::export::{ExportError, ExportSource, ExportTarget};
use crate::model::Mark;
use std::fmt::Write as _;

pub(in crate::export) fn write(source: &mut dyn ExportSource, out: &mut dyn ExportTarget) -> Result<(), ExportError> {
    let about = Sidecar::new("CoNLL-style columns", "code points");
    files(source, out, about, "conll", |text, work, sentences, offsets, about| {
        let answers = work.set.marks.iter().map(|m| m.attributes.len().saturating_sub(1)).sum();
        about.leave("answer, parent or link of a record", answers);
        columns(text, work, sentences, offsets)
    })
}

fn columns(text: &Text, work: &Work, sentences: &[Sentence], offsets: &Offsets) -> String {
    let all = text.document.text.as_str();
    let roles: Vec<(String, String)> = work
        .book
        .units
        .iter()
        .flat_map(|u| u.roles.iter().map(|r| (u.code.clone(), r.code.clone())))
        .filter(|(unit, role)| work.set.marks.iter().any(|m| m.layer == *unit && m.label == *role))
        .collect();
    let mut out = String::from("# global.columns = ID FORM START END");
    for (unit, role) in &roles {
        write!(out, " {unit}.{role}").unwrap_or_default();
    }
    write!(
        out,
        "\n# newdoc id = {}\n# coder = {}\n# round = {}\n# codebook = {} {}\n# text_blake3 = {}\n# offset_unit = code points\n\
         # not_carried = answers, parents and links of records; records without words; see {}\n",
        one_line(&text.stem),
        one_line(&work.coder),
        one_line(&work.round),
        one_line(&work.book.id),
        one_line(&work.book.version),
        text.hash,
        NAME
    )
    .unwrap_or_default();
    for (n, sentence) in sentences.iter().enumerate() {
        writeln!(out, "\n# sent_id = {}", n + 1).unwrap_or_default();
        for (t, token) in sentence.tokens.iter().enumerate() {
            let words = one_line(all.get(token.clone()).unwrap_or_default());
            let (start, end) = (offsets.points(token.start), offsets.points(token.end));
            write!(out, "{}\t{words}\t{start}\t{end}", t + 1).unwrap_or_default();
            for (unit, role) in &roles {
                let own = work.set.marks.iter().filter(|m| m.layer == *unit && m.label == *role);
                let tags: Vec<String> = own.filter_map(|m| tag(m, token)).collect();
                out.push('\t');
                out.push_str(&if tags.is_empty() { "O".to_owned() } else { tags.join("|") });
            }
            out.push('\n');
        }
    }
    out
}

/// `B-r3` where a span of the third record begins, `I-r3` where it goes on.
fn tag(mark: &Mark, token: &std::ops::Range<usize>) -> Option<String> {
    let piece = mark.pieces.iter().find(|p| p.start() < token.end && token.start < p.end())?;
    let sign = if piece.start() >= token.start { 'B' } else { 'I' };
    Some(format!("{sign}-{}", mark.attribute(Mark::RECORD).unwrap_or_default()))
}

fn one_line(text: &str) -> String {
    text.replace(['\n', '\r', '\t'], " ")
}
