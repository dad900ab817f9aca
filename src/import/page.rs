//! From blocks to everything that rules find: the part of an import that all formats share.

use super::batch::{
    FoundArticle, FoundProposal, FoundZone, ImportedDocument, Question, QuestionKind, Warning, WarningKind,
};
use super::disclaimer::{self, Found};
use super::error::ImportError;
use super::lines::{self, Line};
use super::markup::Markup;
use super::plan::{self, Plan};
use super::printed_date::{Calendar, PrintedDate, printed_date};
use super::registry::Source;
use super::rules::{RULES, View};
use super::template::PagePrint;
use super::vote::Ballot;
use super::{ImportBatch, cue, language, notice, skeleton};
use crate::model::{Block, FrozenText, ProposalKind, ZoneKind};
use std::collections::BTreeMap;
use std::ops::Range;

/// Characters of a title that was made from a story's first words.
const TITLE_CHARS: usize = 90;

/// Bytes of the text of one document: a book of seven hundred pages.
pub(super) const TEXT_LIMIT: usize = 4_000_000;
/// Blocks of one document.
pub(super) const BLOCK_LIMIT: usize = 60_000;

/// A batch with one document and what was found in it. `markup` is what the format says about each block, where it says anything.
pub(super) fn batch(
    source: Source<'_>,
    format: &'static str,
    text: FrozenText,
    blocks: Vec<Block>,
    markup: Option<&Markup>,
) -> Result<ImportBatch, ImportError> {
    let file = || source.name.to_owned();
    if text.len() > TEXT_LIMIT {
        return Err(ImportError::TooLarge { file: file(), bytes: text.len(), limit: TEXT_LIMIT });
    }
    if blocks.len() > BLOCK_LIMIT {
        return Err(ImportError::TooManyBlocks { file: file(), blocks: blocks.len(), limit: BLOCK_LIMIT });
    }
    let lines = lines::look_at(&text, &blocks);
    let mut disclaimers = disclaimers(&text, &lines);
    let whole: Vec<bool> = disclaimers.iter().zip(&lines).map(|(found, line)| covers(found, line)).collect();
    let (plan, doubted) = plan_of(&lines, &whole, markup);
    let markup = doubted.as_ref().or(markup);
    weigh_position(&mut disclaimers, &whole, &plan);
    let zones = zones(&text, &lines, &plan, &disclaimers, &whole, markup);
    let articles = articles(&text, &plan, &lines);
    let questions = questions(&plan);
    let language =
        language::detect(&of_kind(&text, &zones, ZoneKind::Body).unwrap_or_else(|| text.as_str().to_owned()))
            .or_else(|| markup.and_then(|m| m.facts.language.clone()));
    let title = articles.first().map_or_else(|| source.name.to_owned(), |a| a.title.clone());
    let proposals = proposals(&text, &lines, &zones, &disclaimers, language.as_deref());
    let mut warnings = Vec::new();
    if articles.is_empty() {
        warnings.push(Warning { file: source.name.to_owned(), line: None, kind: WarningKind::NoArticle });
    }
    if let Some(turned) = turned_letters(source.name, text.as_str()) {
        warnings.push(turned);
    }
    let print = PagePrint::of_found(&text, &blocks, &zones);
    let document = ImportedDocument {
        title,
        file_name: source.name.to_owned(),
        format,
        hash: blake3::hash(source.bytes).to_hex().to_string(),
        source: source.bytes.to_vec(),
        metadata: metadata(&text, &zones, &articles, markup),
        text,
        blocks,
        language,
        zones,
        articles,
        proposals,
        questions,
        annotations: Vec::new(),
        print,
    };
    Ok(ImportBatch { documents: vec![document], warnings })
}

/// The skeleton of a page, and its markup without the hints that are not believed.
fn plan_of(lines: &[Line], whole: &[bool], markup: Option<&Markup>) -> (Plan, Option<Markup>) {
    let told = markup.and_then(|m| m.plan.clone().or_else(|| skeleton::plan(lines, whole, m)));
    if let Some(plan) = told {
        return (plan, None);
    }
    let plan = plan::plan(lines, whole);
    if !plan.parts.is_empty() {
        return (plan, None);
    }
    // Some sites have everything, the story too, inside of what is called a menu or a column beside it.
    let doubted = markup.map(Markup::without_surroundings);
    match doubted.as_ref().and_then(|m| skeleton::plan_if_long(lines, whole, m)) {
        Some(plan) => (plan, doubted),
        None => (notice::plan(lines, whole, markup).unwrap_or(plan), None),
    }
}

/// Signs that override the direction of letters, or that open a direction and never close it. Marks and closed pairs are what Arabic
/// pages use rightly.
fn turned_letters(file: &str, text: &str) -> Option<Warning> {
    let (mut count, mut line) = (0, None);
    for (at, row) in text.split('\n').enumerate() {
        let mut open = 0_i32;
        let mut here = 0;
        for c in row.chars() {
            match c {
                '\u{202D}' | '\u{202E}' => {
                    here += 1;
                    open += 1;
                }
                '\u{202A}' | '\u{202B}' | '\u{2066}'..='\u{2068}' => open += 1,
                '\u{202C}' | '\u{2069}' => open -= 1,
                _ => {}
            }
        }
        here += usize::from(here == 0 && open > 0);
        if here > 0 {
            count += here;
            line.get_or_insert(at + 1);
        }
    }
    line.map(|line| Warning { file: file.to_owned(), line: Some(line), kind: WarningKind::TurnedLetters { count } })
}

/// The disclaimers of each block.
fn disclaimers(text: &FrozenText, lines: &[Line]) -> Vec<Vec<Found>> {
    lines.iter().map(|line| disclaimer::find(text.quote(line.span), line.span.start(), &line.words)).collect()
}

/// Whether disclaimers make up most of a block.
fn covers(found: &[Found], line: &Line) -> bool {
    let before = |at: usize| line.words.partition_point(|w| w.start < at);
    let inside: usize = found.iter().map(|f| before(f.range.end) - before(f.range.start)).sum();
    inside > 0 && inside * 10 >= line.words.len() * 6
}

/// Disclaimers stand at the edges of a story; a sentence in its middle is likelier to belong to it.
fn weigh_position(disclaimers: &mut [Vec<Found>], whole: &[bool], plan: &Plan) {
    for (at, found) in disclaimers.iter_mut().enumerate() {
        let Some(part) = plan.part_at(at) else { continue };
        let edge = at <= part.story + 1 || at + 3 >= part.blocks.end;
        let weight = match (edge, whole.get(at) == Some(&true)) {
            (true, true) => 0.03,
            (true, false) => 0.0,
            (false, true) => -0.05,
            (false, false) => -0.12,
        };
        for one in found {
            one.confidence = (((one.confidence + weight) * 100.0).round() / 100.0).clamp(0.05, 0.98);
        }
    }
}

fn zones(
    text: &FrozenText,
    lines: &[Line],
    plan: &Plan,
    disclaimers: &[Vec<Found>],
    whole: &[bool],
    markup: Option<&Markup>,
) -> Vec<FoundZone> {
    let mut out = Vec::with_capacity(lines.len());
    for (at, line) in lines.iter().enumerate() {
        let found = disclaimers.get(at).map_or(&[][..], Vec::as_slice);
        let is_whole = whole.get(at) == Some(&true);
        let loudest = found.iter().max_by(|a, b| a.confidence.total_cmp(&b.confidence));
        let view =
            View { lines, plan, markup, at, disclaimer: loudest.filter(|_| is_whole).map(|f| (f.confidence, f.rule)) };
        let mut ballot = Ballot::default();
        for rule in RULES {
            rule(view, &mut ballot);
        }
        let (kind, rule, confidence) = ballot
            .verdict()
            .map_or((ZoneKind::Boilerplate, "boilerplate.nothing_known", 0.2), |v| (v.kind, v.rule, v.confidence));
        let zone = FoundZone { block: at, span: line.span, kind, repeat: line.earlier.is_some(), rule, confidence };
        let split = line.caption.and_then(|c| c.split).filter(|_| kind == ZoneKind::Caption);
        if let Some(credit) = split {
            push_parts(
                text,
                &zone,
                &[(credit..line.span.end(), ZoneKind::Caption, "caption.glued_credit", confidence)],
                &mut out,
            );
        } else if is_whole || found.is_empty() {
            out.push(zone);
        } else {
            let parts: Vec<_> =
                found.iter().map(|f| (f.range.clone(), ZoneKind::Disclaimer, f.rule, f.confidence)).collect();
            push_parts(text, &zone, &parts, &mut out);
        }
    }
    out
}

/// A block's zone with other zones cut out of it; together they are the block without the spaces between them.
fn push_parts(
    text: &FrozenText,
    zone: &FoundZone,
    parts: &[(Range<usize>, ZoneKind, &'static str, f64)],
    out: &mut Vec<FoundZone>,
) {
    let mut at = zone.span.start();
    for (range, kind, rule, confidence) in parts {
        if let Some(span) = text.trimmed_span(at..range.start.max(at)) {
            out.push(FoundZone { span, ..zone.clone() });
        }
        let end = range.end.min(zone.span.end());
        if let Some(span) = text.trimmed_span(range.start.max(at)..end) {
            out.push(FoundZone { span, kind: *kind, rule, confidence: *confidence, ..zone.clone() });
        }
        at = end.max(at);
    }
    if let Some(span) = text.trimmed_span(at..zone.span.end()) {
        out.push(FoundZone { span, ..zone.clone() });
    }
}

/// What is offered to the coder: disclaimers wherever they stand, cues in stories and decks.
fn proposals(
    text: &FrozenText,
    lines: &[Line],
    zones: &[FoundZone],
    disclaimers: &[Vec<Found>],
    language: Option<&str>,
) -> Vec<FoundProposal> {
    let mut out: Vec<FoundProposal> = Vec::new();
    let mut offer = |kind, range: Range<usize>, rule, confidence| {
        if let Some(span) = text.trimmed_span(range) {
            out.push(FoundProposal { kind, span, rule, confidence });
        }
    };
    for found in disclaimers.iter().flatten() {
        offer(ProposalKind::Disclaimer, found.range.clone(), found.rule, found.confidence);
    }
    for of_block in zones.chunk_by(|a, b| a.block == b.block) {
        let told: Vec<&FoundZone> =
            of_block.iter().filter(|z| matches!(z.kind, ZoneKind::Body | ZoneKind::Deck)).collect();
        let Some(line) = told.first().and_then(|z| lines.get(z.block)) else { continue };
        for found in cue::find(line, text.as_str(), language) {
            let at = told.partition_point(|z| z.span.end() <= found.range.start);
            if told.get(at).is_some_and(|z| z.span.start() <= found.range.start) {
                offer(ProposalKind::Cue, found.range, found.rule, found.confidence);
            }
        }
    }
    out.sort_by_key(|p| (p.span, p.kind));
    out
}

fn articles(text: &FrozenText, plan: &Plan, lines: &[Line]) -> Vec<FoundArticle> {
    plan.parts
        .iter()
        .map(|part| {
            let line = &lines[part.headline.unwrap_or(part.story)];
            let words = text.quote(line.span);
            let title = if part.headline.is_some() { words.to_owned() } else { shortened(words) };
            FoundArticle { title, blocks: part.blocks.clone() }
        })
        .collect()
}

/// The first words of a long text.
fn shortened(words: &str) -> String {
    if words.chars().count() <= TITLE_CHARS {
        return words.to_owned();
    }
    let head: String = words.chars().take(TITLE_CHARS).collect();
    let cut = head.rsplit_once(char::is_whitespace).map_or(head.as_str(), |(h, _)| h);
    format!("{cut}…")
}

fn questions(plan: &Plan) -> Vec<Question> {
    let mut out = Vec::new();
    for (i, part) in plan.parts.iter().enumerate() {
        if i > 0 {
            out.push(Question { kind: QuestionKind::TwoArticles, blocks: part.blocks.clone() });
        }
        if part.headline.is_none() || part.headline_score < 0.4 {
            out.push(Question { kind: QuestionKind::WhichHeadline, blocks: part.blocks.clone() });
        }
    }
    out
}

/// All text of one kind, or `None` where there is none.
fn of_kind(text: &FrozenText, zones: &[FoundZone], kind: ZoneKind) -> Option<String> {
    let parts: Vec<&str> = zones.iter().filter(|z| z.kind == kind).map(|z| text.quote(z.span)).collect();
    (!parts.is_empty()).then(|| parts.join("\n"))
}

/// Facts that the page states, and those that the first article prints about itself.
fn metadata(
    text: &FrozenText,
    zones: &[FoundZone],
    articles: &[FoundArticle],
    markup: Option<&Markup>,
) -> BTreeMap<String, String> {
    // What stands beside the story speaks of other stories.
    let story = articles.first().map(|a| a.blocks.clone());
    let inside = |block: usize| story.as_ref().is_none_or(|s| s.contains(&block));
    let first = |kind: ZoneKind| zones.iter().find(|z| z.kind == kind && inside(z.block)).map(|z| text.quote(z.span));
    let mut out = markup.map(|m| m.facts.facts.clone()).unwrap_or_default();
    for (name, kind) in [("byline", ZoneKind::Byline), ("dateline", ZoneKind::Dateline)] {
        if let Some(value) = first(kind) {
            out.insert(name.to_owned(), value.to_owned());
        }
    }
    // An address tells the day on which a page was made, which may be another.
    if out.get("date_from").is_some_and(|from| from != "url") {
        return out;
    }
    if let Some(day) = markup.and_then(|m| day_of_element(&m.facts.times, zones, story.as_ref())) {
        out.insert("date".into(), day);
        out.insert("date_from".into(), "time element".into());
    } else if let Some((printed, found)) = story.as_ref().and_then(|s| printed_day(text, zones, s)) {
        out.insert("date".into(), found.day.to_string());
        out.insert("date_from".into(), "dateline".into());
        out.insert("date_printed".into(), printed);
        if found.calendar != Calendar::Gregorian {
            out.insert("date_calendar".into(), found.calendar.code().into());
        }
    }
    out
}

/// The day of the first element of time in the head of a story; on a page without a story, of all elements together.
fn day_of_element(times: &[(usize, String)], zones: &[FoundZone], story: Option<&Range<usize>>) -> Option<String> {
    let (_, first) = times.first()?;
    let Some(story) = story else {
        return times.iter().all(|(_, day)| day == first).then(|| first.clone());
    };
    let body =
        zones.iter().find(|z| z.kind == ZoneKind::Body && story.contains(&z.block)).map_or(story.end, |z| z.block);
    let dated = |block: usize| {
        zones.iter().any(|z| z.block == block && matches!(z.kind, ZoneKind::Dateline | ZoneKind::Byline))
    };
    let in_head = |block: usize| story.contains(&block) && (block < body || dated(block));
    times.iter().find(|(block, _)| in_head(*block)).map(|(_, day)| day.clone())
}

/// The day that a story's lines print: as it stands, and what it is.
fn printed_day(text: &FrozenText, zones: &[FoundZone], story: &Range<usize>) -> Option<(String, PrintedDate)> {
    let of_kind = |kind: ZoneKind| zones.iter().filter(move |z| z.kind == kind && story.contains(&z.block));
    of_kind(ZoneKind::Dateline).chain(of_kind(ZoneKind::Byline)).find_map(|zone| {
        let line = text.quote(zone.span);
        printed_date(line).map(|found| (line.to_owned(), found))
    })
}
