//! What can be said of each block by itself: its words, its ending, whether it stood earlier, and what it looks like.

use super::dates::{self, DateLook};
use super::labels::{begins_with, labels};
use super::normal::{Word, key, words};
use super::press_review::is_press_review;
use crate::model::{Block, ByteSpan, FrozenText};
use std::collections::BTreeMap;

/// How a line ends.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Ending {
    /// A full stop or exclamation mark, also behind a closing quotation mark or bracket.
    Stop,
    /// A question mark.
    Question,
    /// A colon.
    Colon,
    /// Anything else.
    Open,
}

/// A label that opens a part of the page.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Label {
    /// Links to other stories.
    Related,
    /// A label and, behind its colon, one link.
    RelatedInline,
    /// Readers' comments.
    Comments,
}

/// A picture's text.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) struct CaptionLook {
    /// How sure, from 0 to 1.
    pub score: f64,
    /// Byte of the frozen text where a glued credit begins.
    pub split: Option<usize>,
}

/// A block as rules see it.
#[derive(Clone, PartialEq, Debug)]
#[allow(clippy::struct_excessive_bools)] // independent observations, not states
pub(super) struct Line {
    /// Its bytes.
    pub span: ByteSpan,
    /// Its words.
    pub words: Vec<Word>,
    /// Its normal form, for comparing lines.
    pub key: String,
    /// How it ends.
    pub ending: Ending,
    /// Whether a bullet or number stands before it.
    pub bullet: bool,
    /// Whether blank lines part it from the block before.
    pub apart: bool,
    /// Index of the first block with the same words, if that is an earlier one.
    pub earlier: Option<usize>,
    /// How many blocks have the same words.
    pub times: usize,
    /// Whether one of the blocks with the same words is a bulleted one.
    pub menu: bool,
    /// Whether it is a piece of a paragraph whose lines were broken at a width.
    pub wrapped: bool,
    /// A widget's word, or an invitation to share.
    pub widget: bool,
    /// A line of a footer.
    pub footer: bool,
    /// A label that opens a part of the page.
    pub label: Option<Label>,
    /// A picture's text or credit.
    pub caption: Option<CaptionLook>,
    /// A line with a date: how sure.
    pub dateline: f64,
    /// A line with a writer's name: how sure.
    pub byline: f64,
    /// A deck that says who wrote the piece where («كتب فلان، في "جريدة"»).
    pub press_review: bool,
}

impl Line {
    /// Number of words.
    pub(super) fn len(&self) -> usize {
        self.words.len()
    }

    /// Whether it reads like a paragraph of a story.
    pub(super) fn is_paragraph(&self) -> bool {
        if self.widget || self.footer || self.label.is_some() || self.dateline >= 0.6 || self.byline >= 0.7 {
            return false;
        }
        if self.caption.is_some_and(|c| c.score >= 0.6) {
            return false;
        }
        let sentence = matches!(self.ending, Ending::Stop) && self.len() >= 10;
        sentence || self.len() >= 28 || (self.len() >= 16 && self.ending != Ending::Open) || self.wrapped
    }

    /// Whether it could be a title: some words, no full stop, nothing else that it looks like.
    pub(super) fn is_title_like(&self) -> bool {
        (3..=28).contains(&self.len())
            && !self.is_part_of_head()
            && !self.footer
            && self.label.is_none()
            && !self.wrapped
            && (self.ending != Ending::Stop || self.len() <= 16)
            && self.ending != Ending::Colon
    }

    /// Whether it looks like something that stands around a headline but is none.
    pub(super) fn is_part_of_head(&self) -> bool {
        self.widget
            || self.dateline >= 0.5
            || self.byline >= 0.6
            || self.press_review
            || self.caption.is_some_and(|c| c.score >= 0.6)
    }
}

/// All blocks of a page.
pub(super) fn look_at(text: &FrozenText, blocks: &[Block]) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::with_capacity(blocks.len());
    let mut previous_end = 0;
    for block in blocks {
        let gap = text.as_str().get(previous_end..block.span.start()).unwrap_or_default();
        let apart = lines.is_empty() || gap.matches('\n').count() > 1;
        lines.push(look_at_one(text, block.span, apart));
        previous_end = block.span.end();
    }
    mark_repeats(&mut lines);
    mark_wrapped(text, &mut lines);
    lines
}

fn look_at_one(text: &FrozenText, span: ByteSpan, apart: bool) -> Line {
    let raw = text.quote(span);
    let words = words(raw, span.start());
    let key = joined(&words);
    let ending = ending(raw);
    let label = label(raw, &words, &key, ending);
    let footer = is_footer(raw, &key, words.len());
    let widget = label.is_none() && !footer && is_widget(raw, &key, words.len());
    let plain = !widget && !footer && label.is_none();
    let press_review = plain && is_press_review(&words, raw);
    let date = if plain && words.len() <= DATELINE { dates::look(raw, &words) } else { DateLook::default() };
    let dateline = dateline(&key, words.len(), date, ending);
    let byline = if plain && dateline < 0.5 && !press_review { byline(raw, &words, &key) } else { 0.0 };
    let caption = if plain && byline < 0.7 && dateline < 0.8 { caption(raw, span, &words, ending) } else { None };
    Line {
        span,
        bullet: has_bullet(raw),
        words,
        key,
        ending,
        apart,
        earlier: None,
        times: 1,
        menu: false,
        wrapped: false,
        widget,
        footer,
        label,
        caption,
        dateline,
        byline,
        press_review,
    }
}

fn joined(words: &[Word]) -> String {
    let mut out = String::new();
    for word in words {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(&word.norm);
    }
    out
}

fn has_bullet(raw: &str) -> bool {
    raw.starts_with(['•', '◦', '▪', '●', '·', '*', '‣', '■', '►', '▸', '–', '-', '—', '○'])
        && raw.chars().nth(1).is_some_and(char::is_whitespace)
}

/// How a line ends, looking behind closing marks.
pub(super) fn ending(raw: &str) -> Ending {
    let body = raw.trim_end_matches(|c: char| {
        c.is_whitespace() || matches!(c, '"' | '”' | '“' | '»' | '’' | '\'' | ')' | ']' | '\u{200e}' | '\u{200f}')
    });
    match body.chars().next_back() {
        Some('.' | '!' | '…' | '۔' | '。') => Ending::Stop,
        Some('?' | '؟') => Ending::Question,
        Some(':' | '：') => Ending::Colon,
        _ => Ending::Open,
    }
}

fn label(raw: &str, words: &[Word], key: &str, ending: Ending) -> Option<Label> {
    if words.len() > 40 {
        return None;
    }
    let lists = labels();
    if lists.related.contains(key) && ending != Ending::Stop {
        return Some(Label::Related);
    }
    if lists.comments.contains(key) || (is_counted(words) && lists.comments.contains(&without_numbers(words))) {
        return Some(Label::Comments);
    }
    for sign in [':', '|', '»', '←', '>', '…'] {
        let Some((before, behind)) = raw.split_once(sign) else { continue };
        if lists.related.contains(&super::normal::key(before)) {
            return Some(if behind.trim().is_empty() { Label::Related } else { Label::RelatedInline });
        }
    }
    None
}

fn is_counted(words: &[Word]) -> bool {
    words.len() <= 5 && words.iter().any(|w| w.norm.parse::<u64>().is_ok())
}

fn without_numbers(words: &[Word]) -> String {
    let kept: Vec<Word> = words.iter().filter(|w| w.norm.parse::<u64>().is_err()).cloned().collect();
    joined(&kept)
}

fn is_widget(raw: &str, key: &str, len: usize) -> bool {
    if len == 0 {
        return true;
    }
    let lists = labels();
    let url = len <= 12 && (raw.starts_with("http://") || raw.starts_with("https://") || raw.starts_with("www."));
    let counted = len <= 4
        && key.split(' ').next().is_some_and(|n| n.parse::<u64>().is_ok())
        && READING.iter().any(|r| key.contains(r));
    url || counted || lists.widgets.contains(key) || (len <= 12 && begins_with(key, &lists.share))
}

/// "5 minutes to read", "89 stories", "120 shares".
const READING: &[&str] =
    &["read", "قراءه", "للقراءه", "خبر", "مشاهده", "مشاركه", "shares", "views", "просмотр", "чтения", "دقيقه قراءه"];

fn is_footer(raw: &str, key: &str, len: usize) -> bool {
    len <= 60 && (raw.contains('©') || raw.contains('®') && len < 15 || begins_with(key, &labels().footer)) && len <= 40
}

/// Words of the longest line with a date.
const DATELINE: usize = 16;

fn dateline(key: &str, len: usize, date: DateLook, ending: Ending) -> f64 {
    if len == 0 || len > DATELINE || !date.any() {
        return 0.0;
    }
    let announced = begins_with(key, &labels().dateline_start);
    let mut score: f64 = match (date.date, date.time, date.relative) {
        (true, true, _) => 0.85,
        (true, false, _) => 0.65,
        (false, true, _) => 0.45,
        (false, false, true) => 0.5,
        (false, false, false) => 0.0,
    };
    if announced {
        score += 0.3;
    }
    if len > 9 {
        score -= 0.3;
    }
    if ending == Ending::Stop && len > 4 {
        score -= 0.3;
    }
    score.clamp(0.0, 0.97)
}

/// A line with a writer's name and nothing else.
fn byline(raw: &str, words: &[Word], key: &str) -> f64 {
    let lists = labels();
    if words.is_empty() || words.len() > 14 {
        return 0.0;
    }
    let stop = matches!(ending(raw), Ending::Stop | Ending::Question | Ending::Colon);
    if let Some((before, behind)) = raw.split_once(':')
        && lists.byline.contains(&super::normal::key(before))
        && !behind.trim().is_empty()
        && words.len() <= 10
    {
        return 0.9;
    }
    if stop {
        return 0.0;
    }
    if begins_with(key, &lists.byline_start) && (2..=8).contains(&words.len()) && !raw.contains(['"', '«', '“']) {
        return 0.75;
    }
    if words.iter().any(|w| w.norm.chars().any(|c| c.is_ascii_digit())) {
        return 0.0;
    }
    for dash in [" - ", " – ", " — ", " | "] {
        let mut parts = raw.split(dash);
        if let (Some(a), Some(b), None) = (parts.next(), parts.next(), parts.next()) {
            let (a, b) = (a.split_whitespace().count(), b.split_whitespace().count());
            let plain = !raw.contains([',', '،', '?', '؟', '!']) && !raw.contains("..");
            if (1..=4).contains(&a) && (1..=4).contains(&b) && plain {
                return if dash == " | " { 0.4 } else { 0.8 };
            }
        }
    }
    let bracketed = raw.ends_with(')') && raw.contains(" (") && words.len() <= 6;
    if bracketed && !raw.contains(['/', ':', '.']) && !in_brackets_is_agency(raw) {
        return 0.7;
    }
    if (2..=4).contains(&words.len())
        && !raw.contains(|c: char| c.is_ascii_punctuation() || matches!(c, '،' | '«' | '»' | '؛'))
    {
        return 0.35;
    }
    0.0
}

fn in_brackets_is_agency(raw: &str) -> bool {
    let inside = raw.rsplit_once('(').map_or("", |(_, b)| b);
    let names_itself = inside.trim_start().starts_with("وكالة ");
    names_itself || inside.split(['/', '،', ',', '-']).any(|part| labels().agencies.contains(&key(part)))
}

/// A picture's text: ends in a credit, or is a credit.
fn caption(raw: &str, span: ByteSpan, words: &[Word], ending: Ending) -> Option<CaptionLook> {
    let lists = labels();
    if words.is_empty() || words.len() > 60 {
        return None;
    }
    if let Some(at) = credit_label(raw) {
        let before = raw.get(..at).unwrap_or_default();
        let split = (!before.trim().is_empty()).then_some(span.start() + at);
        let behind = words.iter().filter(|w| w.start >= span.start() + at).count();
        if behind <= 8 {
            return Some(CaptionLook { score: 0.9, split });
        }
    }
    if let Some((before, behind)) = raw.rsplit_once(" / ").or_else(|| raw.rsplit_once(" © ")) {
        let credit = key(behind);
        let known = lists.agencies.contains(&credit);
        let short = behind.split_whitespace().count() <= 3 && ending == Ending::Open;
        if !before.trim().is_empty() && (known || short) {
            return Some(CaptionLook { score: if known { 0.95 } else { 0.75 }, split: None });
        }
    }
    if raw.ends_with(')') && words.len() <= 45 {
        let before = raw.rsplit_once('(').map_or("", |(b, _)| b).trim_end();
        let closed = matches!(super::lines::ending(before), Ending::Stop) && !before.is_empty();
        if in_brackets_is_agency(raw) && !closed {
            return Some(CaptionLook { score: if before.is_empty() { 0.6 } else { 0.92 }, split: None });
        }
    }
    None
}

/// Byte in the line where a credit's label begins («المصدر:», "Photo:"), glued or not.
fn credit_label(raw: &str) -> Option<usize> {
    let colon = raw.rfind(':')?;
    let before = raw.get(..colon)?;
    let credit = &labels().credit;
    if credit.contains(&key(before)) {
        return Some(0);
    }
    if let Some(at) = before.rfind("المصدر")
        && before.get(at..)?.trim() == "المصدر"
    {
        return Some(at);
    }
    let at = before.rfind(char::is_whitespace)?;
    let last = before.get(at..)?.trim_start();
    let start = colon - last.len();
    let two = before.get(..at)?.trim_end().rfind(char::is_whitespace).map_or(0, |i| i + 1);
    let two_words = raw.get(two..colon)?.trim_start();
    if two_words != last && credit.contains(&key(two_words)) {
        return Some(colon - two_words.len());
    }
    let sure = [
        "المصدر",
        "تصوير",
        "عدسة",
        "Photo",
        "Фото",
        "عکس",
        "Foto",
        "Photograph",
        "Credit",
        "Fotoğraf",
        "Source",
        "Источник",
    ];
    sure.contains(&last).then_some(start)
}

/// Fills `earlier`, `times` and `menu`.
fn mark_repeats(lines: &mut [Line]) {
    let mut seen: BTreeMap<String, (usize, usize, bool)> = BTreeMap::new();
    for (i, line) in lines.iter_mut().enumerate() {
        if line.key.is_empty() {
            continue;
        }
        let entry = seen.entry(line.key.clone()).or_insert((i, 0, false));
        entry.1 += 1;
        entry.2 |= line.bullet;
        if entry.0 < i {
            line.earlier = Some(entry.0);
        }
    }
    for line in lines {
        if let Some((_, times, menu)) = seen.get(&line.key) {
            line.times = *times;
            line.menu = *menu;
        }
    }
}

/// Finds paragraphs whose lines were broken at a width: neighbouring lines of about one length, of which all but the last end
/// anywhere.
fn mark_wrapped(text: &FrozenText, lines: &mut [Line]) {
    let mut start = 0;
    while start < lines.len() {
        let mut end = start + 1;
        while end < lines.len() && !lines[end].apart {
            end += 1;
        }
        if end - start >= 3 && is_wrapped(text, &lines[start..end]) {
            for line in &mut lines[start..end] {
                line.wrapped = true;
            }
        }
        start = end;
    }
}

fn is_wrapped(text: &FrozenText, group: &[Line]) -> bool {
    let Some((_, inner)) = group.split_last() else { return false };
    let lengths: Vec<usize> = inner.iter().map(|l| text.quote(l.span).chars().count()).collect();
    let (Some(longest), Some(shortest)) = (lengths.iter().max(), lengths.iter().min()) else { return false };
    let open = inner.iter().filter(|l| l.ending == Ending::Open).count();
    (45..=110).contains(longest)
        && shortest * 10 >= longest * 6
        && open * 10 >= inner.len() * 6
        && !inner.iter().any(|l| l.widget || l.label.is_some() || l.bullet || l.earlier.is_some())
}
