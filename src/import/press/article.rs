//! From the lines of an article to a document: its text with every line, and the header's facts beside it.

use super::super::markup::{BODY, Mark, Markup, PARAGRAPH, PageFacts};
use super::super::plan::{Part, Place, Plan};
use super::super::registry::Source;
use super::super::{ImportBatch, ImportError, WarningKind, page};
use super::{Article, Line, Role};
use crate::model::{Block, FrozenText, ZoneKind};
use std::collections::BTreeSet;
use std::ops::Range;

/// Names of languages in headers, and their tags.
const TAGS: &[(&str, &str)] = &[
    ("english", "en"),
    ("arabic", "ar"),
    ("العربيه", "ar"),
    ("arabe", "ar"),
    ("arabisch", "ar"),
    ("french", "fr"),
    ("francais", "fr"),
    ("german", "de"),
    ("deutsch", "de"),
    ("spanish", "es"),
    ("espanol", "es"),
    ("russian", "ru"),
    ("русский", "ru"),
    ("turkish", "tr"),
    ("persian", "fa"),
    ("farsi", "fa"),
    ("ukrainian", "uk"),
    ("bulgarian", "bg"),
    ("italian", "it"),
    ("portuguese", "pt"),
    ("hebrew", "he"),
];

/// Lines put together: their text, and for each filled one its bytes and its number.
struct Together {
    text: String,
    ranges: Vec<(Range<usize>, usize)>,
}

fn together(lines: &[Line<'_>], numbers: impl Iterator<Item = usize>, broken: &BTreeSet<usize>) -> Together {
    let mut out = Together { text: String::new(), ranges: Vec::new() };
    for number in numbers {
        let Some(line) = lines.get(number) else { continue };
        if let Some((range, _)) = out.ranges.last_mut().filter(|_| broken.contains(&number)) {
            out.text.push(' ');
            out.text.push_str(line.text);
            range.end = out.text.len();
            continue;
        }
        if !out.text.is_empty() {
            out.text.push_str(if line.joined { "\n" } else { "\n\n" });
        }
        let start = out.text.len();
        out.text.push_str(line.text);
        if !line.is_blank() {
            out.ranges.push((start..out.text.len(), number));
        }
    }
    out
}

/// Reads an article as a document.
///
/// # Errors
/// It is larger than a document may be.
pub(super) fn read(
    source: Source<'_>,
    format: &'static str,
    lines: &[Line<'_>],
    article: Article,
) -> Result<ImportBatch, ImportError> {
    let first = article.lines.start;
    let put = together(lines, article.lines.clone(), &article.broken);
    let role =
        |line: usize| line.checked_sub(first).and_then(|at| article.roles.get(at)).copied().unwrap_or(Role::Body);
    let text = FrozenText::new(put.text);
    let (mut blocks, mut marks, mut roles) = (Vec::new(), Vec::new(), Vec::new());
    for (range, line) in put.ranges {
        let Some(span) = text.trimmed_span(range) else { continue };
        let role = role(line);
        let chars = text.quote(span).chars().filter(|c| !c.is_whitespace()).count() as u32;
        let known = if let Role::Known(kind) = role { Some(kind) } else { None };
        let hints = if role == Role::Body { PARAGRAPH | BODY } else { 0 };
        let path = if role == Role::Body { "export/text" } else { "export/header" };
        blocks.push(Block { span, path: Some(path.to_owned()) });
        marks.push(Mark { hints, chars, known, ..Mark::default() });
        roles.push(role);
    }
    let titles: Vec<usize> = of(&roles, Role::Known(ZoneKind::Headline)).collect();
    let title = titles.iter().filter_map(|b| blocks.get(*b)).map(|b| text.quote(b.span)).collect::<Vec<_>>().join(" ");
    let language = article.facts.get("language_name").map(|name| super::super::normal::key(name));
    let language =
        language.and_then(|name| TAGS.iter().find(|(n, _)| name.starts_with(n)).map(|(_, tag)| (*tag).to_owned()));
    let authors = article.facts.get("author").cloned().into_iter().collect();
    let plan = plan(&roles, titles.first().copied());
    let facts =
        PageFacts { facts: article.facts, titles: vec![title.clone()], authors, language, ..PageFacts::default() };
    let markup = Markup { marks, facts, plan: Some(plan), ..Markup::default() };
    let bytes = together(lines, article.lines, &BTreeSet::new()).text;
    let part = Source { name: source.name, bytes: bytes.as_bytes() };
    let mut batch = page::batch(part, format, text, blocks, Some(&markup))?;
    if !title.is_empty() {
        for document in &mut batch.documents {
            document.title.clone_from(&title);
            document.articles.iter_mut().for_each(|a| a.title.clone_from(&title));
        }
    }
    Ok(batch)
}

fn of(roles: &[Role], role: Role) -> impl Iterator<Item = usize> {
    roles.iter().enumerate().filter(move |(_, r)| **r == role).map(|(at, _)| at)
}

/// The layout says where the article stands; labels behind it are no part of it.
fn plan(roles: &[Role], headline: Option<usize>) -> Plan {
    let story = of(roles, Role::Body).next();
    let last = of(roles, Role::Body).last().max(of(roles, Role::Known(ZoneKind::Caption)).last());
    let Some(end) = last.or(headline).map(|l| l + 1) else {
        return Plan { places: vec![Place::Before; roles.len()], parts: Vec::new() };
    };
    let story = story.unwrap_or(end - 1);
    let place = |at: usize| match () {
        () if at < story => Place::Head,
        () if at < end => Place::Story,
        () => Place::After,
    };
    let part = Part { headline, blocks: 0..end, story, headline_score: 0.97 };
    Plan { places: (0..roles.len()).map(place).collect(), parts: vec![part] }
}

/// What stands around the articles of an export, as a document without an article; nothing where that is nothing.
///
/// # Errors
/// It is larger than a document may be.
pub(super) fn cover(
    source: Source<'_>,
    format: &'static str,
    lines: &[Line<'_>],
    around: &[Range<usize>],
) -> Result<Option<ImportBatch>, ImportError> {
    let put = together(lines, around.iter().cloned().flatten(), &BTreeSet::new());
    if put.ranges.is_empty() {
        return Ok(None);
    }
    let text = FrozenText::new(put.text);
    let spans = put.ranges.into_iter().filter_map(|(range, _)| text.trimmed_span(range));
    let blocks: Vec<Block> = spans.map(|span| Block { span, path: Some("export/cover".to_owned()) }).collect();
    let marks = vec![Mark { known: Some(ZoneKind::Boilerplate), ..Mark::default() }; blocks.len()];
    let plan = Plan { places: vec![Place::Before; blocks.len()], parts: Vec::new() };
    let markup = Markup { marks, plan: Some(plan), ..Markup::default() };
    let bytes = text.as_str().to_owned();
    let part = Source { name: source.name, bytes: bytes.as_bytes() };
    let mut batch = page::batch(part, format, text, blocks, Some(&markup))?;
    for warning in batch.warnings.iter_mut().filter(|w| w.kind == WarningKind::NoArticle) {
        warning.kind = WarningKind::Cover;
    }
    Ok(Some(batch))
}
