//! From what a file says of a text to a document with proven annotations.

use super::places::{Counting, Place, Places, Unit, frozen};
use crate::import::batch::{FoundArticle, ImportBatch, SpanProblem, Warning, WarningKind};
use crate::import::error::ImportError;
use crate::import::registry::Source;
use crate::import::{page, plain_text};
use crate::model::{AnnotationSet, ByteSpan, Fact, FrozenText, Mark, Tie};
use std::collections::BTreeMap;

/// Refused spans of one text that are told one by one.
const TOLD: usize = 500;
/// Letters of a quote in a sentence.
const SHOWN: usize = 40;
/// Letters of a title that is made of a text's first words.
const TITLE: usize = 90;

/// A mark as the file has it.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct Loose {
    /// See [`Mark`].
    pub(super) id: String,
    pub(super) layer: String,
    pub(super) label: String,
    /// Offsets in the file's unit, in text order.
    pub(super) pieces: Vec<(usize, usize)>,
    /// The words that the file says stand there.
    pub(super) quote: Option<String>,
    /// Words that it holds and where the file says that they stand.
    pub(super) proofs: Vec<(usize, usize, String)>,
    pub(super) attributes: Vec<(String, String)>,
    pub(super) note: Option<String>,
    pub(super) line: Option<usize>,
    /// Whether it is said of the text as a whole and stands on no words.
    pub(super) wordless: bool,
}

/// What one annotator marked, as the file has it.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct LooseSet {
    pub(super) annotator: Option<String>,
    pub(super) marks: Vec<Loose>,
    pub(super) ties: Vec<Tie>,
    pub(super) facts: Vec<Fact>,
}

/// A text with its annotations, as a file has it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Annotated<'a> {
    /// Name of the annotation file.
    pub(super) name: &'a str,
    /// Name of the text's own file, where it has one.
    pub(super) text_name: Option<&'a str>,
    /// Stable name of the format.
    pub(super) format: &'static str,
    /// The text before its line ends become line feeds.
    pub(super) text: &'a str,
    /// The bytes that are kept as its source: those of a text file, or else the text's own.
    pub(super) source: Option<&'a [u8]>,
    /// Name of the text, where the file has one.
    pub(super) title: Option<String>,
    /// Facts about the text by name.
    pub(super) metadata: BTreeMap<String, String>,
    /// What was marked.
    pub(super) sets: Vec<LooseSet>,
    /// How its program counts; where there are several ways, the one that quotes prove.
    pub(super) countings: &'a [Counting],
    /// Things of the file that have no counterpart: what they are called, and how many.
    pub(super) left: BTreeMap<String, usize>,
}

/// The ways in which a program that has quotes beside its offsets may count.
pub(super) const BY_CODE_POINTS: &[Counting] = &[
    Counting::of(Unit::CodePoints),
    Counting { joined_line_ends: true, ..Counting::of(Unit::CodePoints) },
    Counting { with_mark: true, ..Counting::of(Unit::CodePoints) },
    Counting::of(Unit::Utf16),
    Counting { joined_line_ends: true, ..Counting::of(Unit::Utf16) },
];

/// Java's way.
pub(super) const BY_UTF16: &[Counting] = &[Counting::of(Unit::Utf16)];

impl Annotated<'_> {
    /// The document with those annotations that fit it, and a warning for each that does not.
    ///
    /// # Errors
    /// The text is empty or longer than a document may be.
    pub(super) fn read(self) -> Result<ImportBatch, ImportError> {
        let file = || self.name.to_owned();
        let text = frozen(self.text);
        if text.trim().is_empty() {
            return Err(ImportError::Empty { file: file() });
        }
        if text.len() > page::TEXT_LIMIT {
            return Err(ImportError::TooLarge { file: file(), bytes: text.len(), limit: page::TEXT_LIMIT });
        }
        let text = FrozenText::new(text);
        let blocks = plain_text::blocks(&text);
        let source =
            Source { name: self.text_name.unwrap_or(self.name), bytes: self.source.unwrap_or(self.text.as_bytes()) };
        let mut batch = page::batch(source, self.format, text.clone(), blocks, None)?;
        // Whoever annotated the text took it for one.
        batch.warnings.retain(|w| w.kind != WarningKind::NoArticle);
        if self.text.contains('\0') {
            batch.warnings.push(Warning { file: file(), line: None, kind: WarningKind::NulBytes });
        }
        let (sets, mut problems) = self.proven(&text);
        batch.warnings.append(&mut problems);
        for (what, count) in self.left {
            let kind = WarningKind::NoCounterpart { what, count };
            batch.warnings.push(Warning { file: self.name.to_owned(), line: None, kind });
        }
        for document in &mut batch.documents {
            document.metadata.extend(self.metadata.clone());
            if document.articles.is_empty() {
                let first = document.blocks.first().map(|b| document.text.quote(b.span)).unwrap_or_default();
                let title = shortened(first, TITLE);
                document.articles.push(FoundArticle { title: title.clone(), blocks: 0..document.blocks.len() });
                document.title = title;
            }
            if let Some(title) = self.title.as_ref().filter(|t| !t.trim().is_empty()) {
                title.trim().clone_into(&mut document.title);
            }
            document.annotations.clone_from(&sets);
        }
        Ok(batch)
    }

    fn proven(&self, text: &FrozenText) -> (Vec<AnnotationSet>, Vec<Warning>) {
        let (places, guessed) = self.places(text);
        let mut warnings = Vec::new();
        let mut refused = 0;
        if let Some(unit) = guessed {
            let kind = WarningKind::OffsetUnitGuessed { unit: unit.name() };
            warnings.push(Warning { file: self.name.to_owned(), line: None, kind });
        }
        let mut sets = Vec::with_capacity(self.sets.len());
        let byte = |offset| if let Place::Byte(byte) = places.at(offset) { Some(byte) } else { None };
        for set in &self.sets {
            let mut out = AnnotationSet {
                file: self.name.to_owned(),
                annotator: set.annotator.clone().map(|n| n.trim().to_owned()).filter(|n| !n.is_empty()),
                facts: set.facts.iter().map(|f| Fact { at: f.at.and_then(byte), ..f.clone() }).collect(),
                ..AnnotationSet::default()
            };
            for loose in &set.marks {
                match pieces(text, &places, loose) {
                    Ok(pieces) => {
                        let at = loose.pieces.first().filter(|_| loose.wordless).and_then(|p| byte(p.0));
                        out.marks.push(Mark { at, ..loose.proven(pieces) });
                    }
                    Err(problem) => {
                        refused += 1;
                        if refused <= TOLD {
                            let label = if loose.label.is_empty() { &loose.layer } else { &loose.label };
                            let kind = WarningKind::SpanRefused { label: label.clone(), problem };
                            warnings.push(Warning { file: self.name.to_owned(), line: loose.line, kind });
                        }
                    }
                }
            }
            out.ties.clone_from(&set.ties);
            sets.push(out);
        }
        if refused > TOLD {
            let kind = WarningKind::MoreSpansRefused { count: refused - TOLD };
            warnings.push(Warning { file: self.name.to_owned(), line: None, kind });
        }
        (sets, warnings)
    }

    /// The places in the counting that most quotes prove; and the unit where nothing could prove it although it matters.
    fn places(&self, text: &FrozenText) -> (Places, Option<Unit>) {
        let [first, others @ ..] = self.countings else {
            return (Places::of(self.text, Counting::of(Unit::CodePoints)), None);
        };
        let mut best = Places::of(self.text, *first);
        if others.is_empty() {
            return (best, None);
        }
        let marks = || self.sets.iter().flat_map(|s| &s.marks);
        let proves =
            |places: &Places| marks().filter(|m| m.quote.is_some()).filter(|m| pieces(text, places, m).is_ok()).count();
        let quoted = marks().filter(|m| m.quote.is_some()).count();
        if quoted > 0 {
            let mut most = proves(&best);
            for counting in others {
                if most == quoted {
                    break;
                }
                let places = Places::of(self.text, *counting);
                let here = proves(&places);
                if here > most {
                    (best, most) = (places, here);
                }
            }
            return (best, None);
        }
        // Without quotes the ends of words speak: most people mark whole words.
        let matters = self.text.chars().any(|c| c.len_utf16() > 1) || self.text.contains("\r\n");
        if !matters || marks().next().is_none() {
            return (best, None);
        }
        let whole_words = |places: &Places| {
            marks().filter(|m| pieces(text, places, m).is_ok_and(|p| p.iter().all(|s| is_whole(text, *s)))).count()
        };
        let mut most = whole_words(&best);
        let mut unit = first.unit;
        for counting in others {
            let places = Places::of(self.text, *counting);
            let whole = whole_words(&places);
            if whole > most {
                (best, most, unit) = (places, whole, counting.unit);
            }
        }
        (best, Some(unit))
    }
}

impl Loose {
    fn proven(&self, pieces: Vec<ByteSpan>) -> Mark {
        Mark {
            id: self.id.clone(),
            layer: self.layer.clone(),
            label: self.label.clone(),
            pieces,
            at: None,
            attributes: self.attributes.clone(),
            note: self.note.clone(),
            line: self.line,
        }
    }
}

/// The spans of a mark, if they are spans of the text and their words are those that the file says.
fn pieces(text: &FrozenText, places: &Places, mark: &Loose) -> Result<Vec<ByteSpan>, SpanProblem> {
    if mark.wordless {
        return Ok(Vec::new());
    }
    let mut out = Vec::with_capacity(mark.pieces.len());
    for &(start, end) in &mark.pieces {
        let byte = |offset| match places.at(offset) {
            Place::Byte(byte) => Ok(byte),
            Place::Inside => Err(SpanProblem::InsideCharacter { start, end }),
            Place::Beyond => Err(SpanProblem::OutOfText { end: start.max(end), length: places.length() }),
        };
        let (from, to) = (byte(start)?, byte(end)?);
        if from >= to || text.trimmed_span(from..to).is_none() {
            return Err(SpanProblem::Empty { start, end });
        }
        out.push(text.span(from, to).map_err(|_| SpanProblem::InsideCharacter { start, end })?);
    }
    let (Some(&(start, _)), Some(&(_, end))) = (mark.pieces.first(), mark.pieces.last()) else {
        return Err(SpanProblem::NoOffsets);
    };
    if let Some(said) = &mark.quote {
        let words: Vec<&str> = out.iter().map(|s| text.quote(*s)).collect();
        let stands = words.join(" ");
        if !is_alike(said, &stands) {
            let (said, stands) = (shortened(said, SHOWN), shortened(&stands, SHOWN));
            return Err(SpanProblem::QuoteDiffers { start, end, said, stands });
        }
    }
    for (start, end, said) in &mark.proofs {
        let (start, end) = (*start, *end);
        let at = |offset| if let Place::Byte(byte) = places.at(offset) { Some(byte) } else { None };
        let stands = at(start).zip(at(end)).and_then(|(from, to)| text.as_str().get(from..to)).unwrap_or_default();
        if !is_alike(said, stands) {
            let (said, stands) = (shortened(said, SHOWN), shortened(stands, SHOWN));
            return Err(SpanProblem::QuoteDiffers { start, end, said, stands });
        }
    }
    Ok(joined(text, out))
}

/// The pieces with those made one between which nothing but white space stands: programs cut at line ends.
fn joined(text: &FrozenText, pieces: Vec<ByteSpan>) -> Vec<ByteSpan> {
    let mut out: Vec<ByteSpan> = Vec::with_capacity(pieces.len());
    for piece in pieces {
        let last = out.last().copied();
        let gap = last.and_then(|l| text.as_str().get(l.end()..piece.start()));
        let whole = last.filter(|_| gap.is_some_and(|g| g.trim().is_empty()));
        match whole.and_then(|l| text.span(l.start(), piece.end()).ok()) {
            Some(one) => {
                out.pop();
                out.push(one);
            }
            None => out.push(piece),
        }
    }
    out
}

/// Whether two quotes are the same once each line end, tab and space is one space: quotes stand in one line of a file.
fn is_alike(a: &str, b: &str) -> bool {
    signs(a).eq(signs(b))
}

fn signs(quote: &str) -> impl Iterator<Item = char> + '_ {
    let mut chars = quote.chars().peekable();
    std::iter::from_fn(move || {
        let c = chars.next()?;
        if c == '\r' && chars.peek() == Some(&'\n') {
            chars.next();
        }
        Some(if matches!(c, '\n' | '\r' | '\t') { ' ' } else { c })
    })
}

/// Whether no word goes on beyond the ends of a span.
fn is_whole(text: &FrozenText, span: ByteSpan) -> bool {
    let all = text.as_str();
    let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let before = all.get(..span.start()).and_then(|t| t.chars().next_back());
    let behind = all.get(span.end()..).and_then(|t| t.chars().next());
    let words = text.quote(span);
    !(letter(before) && letter(words.chars().next()) || letter(behind) && letter(words.chars().next_back()))
}

/// The first letters of a long text.
pub(super) fn shortened(text: &str, letters: usize) -> String {
    let mut out: String = text.chars().take(letters).collect();
    if out.len() < text.len() {
        out.push('…');
    }
    out
}
