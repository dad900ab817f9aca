//! PDF with text. A page has letters with their places and no order; the order is made from the places, so each page has to be held against
//! the PDF by a person. What the file does not tell of its letters is not guessed: such pages are named.

mod content;
mod fonts;
mod guard;
mod line;
mod order;

use super::batch::{PageDoubt, Question, QuestionKind};
use super::paragraphs::{self, Paragraph};
use super::registry::{Format, LARGEST, Recognition, Source};
use super::sink::Sink;
use super::{ImportError, WarningKind};
use hayro_syntax::Pdf;
use order::Piece;
use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// The format's line in the registry.
pub(super) const FORMAT: Format = Format { name: "pdf", endings: &["pdf"], recognise, read };

/// Pages of one document.
const PAGES: usize = 2_000;
/// Letters of one document; a book of a thousand pages has two million.
const LETTERS: usize = 4_000_000;
/// Pages that are named as doubtful.
const TOLD: usize = 50;
/// Bytes before the mark; some programs put a mail's head there.
const BEFORE: usize = 1_024;

fn recognise(bytes: &[u8]) -> Recognition {
    let head = bytes.get(..bytes.len().min(BEFORE)).unwrap_or(bytes);
    match head.windows(5).position(|w| w == b"%PDF-") {
        Some(0) => Recognition::Certain,
        Some(_) => Recognition::Possible,
        None => Recognition::No,
    }
}

fn read(source: Source<'_>, sink: &mut Sink<'_>) -> Result<(), ImportError> {
    let file = || source.name.to_owned();
    if source.bytes.len() > LARGEST {
        return Err(ImportError::TooLarge { file: file(), bytes: source.bytes.len(), limit: LARGEST });
    }
    let damaged = |reason: &str| ImportError::Damaged { file: file(), reason: reason.to_owned() };
    if guard::is_protected(source.bytes) {
        return Err(ImportError::Protected { file: file() });
    }
    if !guard::is_small(source.bytes) {
        return Err(damaged("unpacked, it is larger than any newspaper's page"));
    }
    // What the library makes of a damaged file is its own; a panic there is damage, and costs no other file.
    let found = catch_unwind(AssertUnwindSafe(|| pages(source.bytes)));
    let Ok(Some(pages)) = found else { return Err(damaged("its pages cannot be found in it")) };
    if pages.iter().all(|p| p.pieces.is_empty()) {
        return Err(ImportError::NoTextInPdf { file: file(), pages: pages.len() });
    }
    document(source, &pages, sink)
}

/// A page and what is doubtful about it.
struct Page {
    pieces: Vec<Piece>,
    doubts: Vec<PageDoubt>,
}

fn pages(bytes: &[u8]) -> Option<Vec<Page>> {
    let pdf = Pdf::new(bytes.to_vec()).ok()?;
    let mut fonts = BTreeMap::new();
    let mut out = Vec::new();
    let mut letters = 0;
    for page in pdf.pages().iter().take(PAGES) {
        let shown = if letters < LETTERS {
            content::shown(page, &mut fonts)
        } else {
            content::Shown { broken: true, ..content::Shown::default() }
        };
        letters += shown.letters.len();
        let (pieces, order) = order::paragraphs(&shown);
        let mut doubts = Vec::new();
        if shown.unknown > 0 {
            doubts.push(PageDoubt::UnknownLetters { count: shown.unknown });
        } else if is_strange(&shown.letters) {
            doubts.push(PageDoubt::StrangeLetters);
        }
        doubts.extend(order.reversed.then_some(PageDoubt::Reversed));
        doubts.extend(order.turned.then_some(PageDoubt::Turned));
        doubts.extend(shown.broken.then_some(PageDoubt::CutOff));
        if pieces.is_empty() && doubts.is_empty() {
            doubts.push(PageDoubt::NoText);
        }
        out.push(Page { pieces, doubts });
    }
    (!out.is_empty()).then_some(out)
}

/// Old Arabic fonts have their letters in the places of Latin ones, and the file says that they are Latin.
fn is_strange(letters: &str) -> bool {
    let (mut upper, mut all) = (0_usize, 0_usize);
    for c in letters.chars().filter(|c| !c.is_whitespace() && !c.is_ascii_punctuation() && !c.is_ascii_digit()) {
        all += 1;
        upper += usize::from(
            matches!(c, '\u{80}'..='\u{FF}' | '\u{192}' | '\u{2C6}' | '\u{2DC}' | '\u{2020}'..='\u{2022}' | '\u{2030}' | '\u{2122}'),
        );
    }
    all > 20 && upper * 10 > all * 3
}

fn document(source: Source<'_>, pages: &[Page], sink: &mut Sink<'_>) -> Result<(), ImportError> {
    let body = body_size(pages);
    let mut paragraphs = Vec::new();
    for (number, page) in (1..).zip(pages) {
        paragraphs.extend(page.pieces.iter().map(|piece| {
            let short = piece.text.chars().count() <= 250;
            let heading = match piece.size / body {
                grown if grown >= 1.45 && short => 1,
                grown if grown >= 1.15 && short => 2,
                _ => 0,
            };
            Paragraph { text: piece.text.clone(), heading, page: number, ..Paragraph::default() }
        }));
    }
    let how = sink.how();
    let mut take = |mut batch: super::ImportBatch| {
        for document in &mut batch.documents {
            let page_of = |block: usize| document.blocks.get(block).and_then(|b| b.path.as_deref()?.split('/').next());
            let mut start = 0;
            // Each page is a question of its own.
            for end in 1..=document.blocks.len() {
                if end == document.blocks.len() || page_of(end) != page_of(start) {
                    document.questions.push(Question { kind: QuestionKind::ReadFromPdf, blocks: start..end });
                    start = end;
                }
            }
            document.questions.sort_by_key(|q| q.kind != QuestionKind::ReadFromPdf);
            // One file may hold many articles of an export; each document keeps the bytes that were read.
            document.metadata.insert("pages".into(), pages.len().to_string());
        }
        sink.put(batch);
        if sink.is_stopped() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    };
    paragraphs::read(source, FORMAT.name, "pdf", &paragraphs, &BTreeMap::new(), &mut Sink::new(&mut take, how))?;
    sink.warn(source.name, None, WarningKind::FromPdf { pages: pages.len() });
    let doubtful = (1..).zip(pages).flat_map(|(page, p)| p.doubts.iter().map(move |doubt| (page, *doubt)));
    for (page, doubt) in doubtful.take(TOLD) {
        sink.warn(source.name, None, WarningKind::DoubtfulPage { page, doubt });
    }
    Ok(())
}

/// The size in which most letters are set.
fn body_size(pages: &[Page]) -> f32 {
    let mut letters: BTreeMap<i64, usize> = BTreeMap::new();
    for piece in pages.iter().flat_map(|p| &p.pieces) {
        *letters.entry((piece.size * 4.0).round() as i64).or_default() += piece.text.len();
    }
    letters.into_iter().max_by_key(|(_, n)| *n).map_or(1.0, |(size, _)| (size as f32 / 4.0).max(0.1))
}
