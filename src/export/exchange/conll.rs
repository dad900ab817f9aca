//! Token columns as CoNLL has them: number, word, offsets, and for each role whether a span begins or goes on there, and of which record.

use super::about::{self, Carries};
use super::offsets::Offsets;
use super::texts::{Text, Work, texts};
use super::tokens::{Sentence, sentences};
use crate::export::{ExportError, ExportFile, ExportView};
use crate::model::Mark;
use std::fmt::Write as _;

pub(in crate::export) fn write(view: &ExportView) -> Result<Vec<ExportFile>, ExportError> {
    let texts = texts(view);
    let mut out = Vec::new();
    for text in &texts {
        let offsets = Offsets::of(text.document.text.as_str());
        let sentences = sentences(text);
        for work in &text.works {
            let name = format!("{}/{}.conll", work.folder, text.stem);
            out.push(ExportFile { name, bytes: columns(text, work, &sentences, &offsets).into_bytes() });
        }
    }
    let mut left = about::wordless(&texts);
    left.insert("answer about a text as a whole".into(), about::facts(&texts));
    let works = || texts.iter().flat_map(|t| &t.works);
    let answers = works().flat_map(|w| &w.set.marks).map(|m| m.attributes.len().saturating_sub(1)).sum();
    left.insert("answer, parent or link of a record".into(), answers);
    let carries = Carries { format: "CoNLL-style columns", offset_unit: "code points", left };
    out.push(about::file(view, &texts, carries)?);
    Ok(out)
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
        about::text_hash(text),
        about::NAME
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
