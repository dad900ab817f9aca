//! JSONL with everything: a line for each thing, what others rest on before them. `docs/data.md` says what the lines hold. Offsets are UTF-8 bytes.

use crate::export::csv::not_read;
use crate::export::sidecar::{Sidecar, program};
use crate::export::{ExportCoding, ExportError, ExportPage, ExportSource, ExportTarget, OutFile, PageNotes};
use crate::model::{Anchor, Answer, Flag, Link, Memo, Record, Zone, ZoneOrigin};
use serde::Serialize;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// The file.
pub(in crate::export) const NAME: &str = "everything.jsonl";
/// Version of its form.
pub(in crate::export) const FORM: u32 = 1;

pub(in crate::export) fn write(
    source: &mut dyn ExportSource,
    target: &mut dyn ExportTarget,
) -> Result<(), ExportError> {
    let mut about = Sidecar::new("JSONL with everything", "UTF-8 bytes");
    let mut out = target.begin(NAME)?;
    let head = source.head();
    let choice = head.choice;
    put(
        &mut out,
        &json!({
            "type": "project",
            "form": FORM,
            "program": program(),
            "title": head.title,
            "current_codebook": head.current,
            "offset_unit": "UTF-8 bytes",
            "pseudonyms": choice.pseudonyms,
            "texts": !choice.without_texts,
        }),
    )?;
    for book in &head.books {
        let codebook = json!(&*book.book);
        put(&mut out, &json!({ "type": "codebook", "id": book.id, "hash": book.hash, "codebook": codebook }))?;
    }
    for coder in &head.coders {
        put(&mut out, &json!({ "type": "coder", "id": coder.id, "name": coder.name, "lead": coder.lead }))?;
    }
    for round in &head.rounds {
        put(&mut out, &json!({ "type": "round", "id": round.id, "name": round.name, "purpose": round.kind }))?;
    }
    for a in head.assignments.clone() {
        let (coder, article, round) = (a.coder, a.article, a.round);
        let line = json!({ "type": "assignment", "id": a.id, "coder": coder, "article": article, "round": round, "position": a.position });
        put(&mut out, &line)?;
    }
    for p in head.priors.clone() {
        let (unit, subject, variable) = (p.item.unit, p.item.subject, p.item.variable);
        put(
            &mut out,
            &json!({
                "type": "prior",
                "coder": p.coder,
                "round": p.round,
                "codebook": p.codebook,
                "unit": unit,
                "subject": subject,
                "variable": variable,
                "answer": p.answer,
            }),
        )?;
    }
    while let Some(page) = source.next_page()? {
        about.page(&page);
        put(&mut out, &document(&page, !choice.without_texts))?;
        for coding in &page.codings {
            put(&mut out, &CodingLine::of(coding, !choice.without_texts))?;
        }
    }
    for d in &source.head().decisions {
        put(
            &mut out,
            &json!({
                "type": "decision",
                "thing": d.thing,
                "item": d.item,
                "coding": d.coding,
                "manner": d.manner,
                "taken_from": d.taken_from,
                "cause": d.cause,
                "reason": d.reason,
                "there": d.there,
                "coder": d.coder,
                "at": d.at,
            }),
        )?;
    }
    out.finish()?;
    about.leave("journal of changes, source bytes of documents, what rules proposed", 1);
    about.finish(source, target)?;
    not_read(source, target)
}

fn put(out: &mut OutFile, line: &impl Serialize) -> Result<(), ExportError> {
    serde_json::to_writer(&mut *out, line).map_err(|e| out.failed(&e))?;
    out.put("\n")
}

/// A page with its articles, zones, blocks and what is noted on it as a whole.
fn document(page: &ExportPage, texts: bool) -> Value {
    let d = &page.document;
    let zone = |z: &Zone| {
        let (rule, confidence, coder) = match &z.origin {
            ZoneOrigin::Rule { rule, confidence } => (Some(rule), Some(confidence), None),
            ZoneOrigin::Coder(coder) => (None, None, Some(coder)),
        };
        json!({
            "id": z.id,
            "block": z.block,
            "start": z.span.start(),
            "end": z.span.end(),
            "kind": z.kind,
            "repeat": z.repeat,
            "rule": rule,
            "confidence": confidence,
            "coder": coder,
        })
    };
    let article = |a: &crate::model::Article| json!({ "id": a.id, "title": a.title, "first_block": a.blocks.start, "end_block": a.blocks.end });
    let notes = |n: &PageNotes| json!({ "coder": n.coder, "memos": memos(&n.memos), "flags": flags(&n.flags) });
    json!({
        "type": "document",
        "id": d.id,
        "title": d.title,
        "file": d.source.file_name,
        "format": d.source.format,
        "source_blake3": d.source.hash,
        "source_bytes": d.source.byte_len,
        "imported_at": d.source.imported_at,
        "language": d.language,
        "direction": d.direction,
        "metadata": d.metadata,
        "text_blake3": page.text_hash,
        "text_bytes": d.text.len(),
        "text": if texts { Some(d.text.as_str()) } else { None },
        "shape": if texts { None } else { Some(d.text.as_str()) },
        "blocks": d.blocks.iter().map(|b| json!([b.span.start(), b.span.end(), b.path])).collect::<Vec<_>>(),
        "zones": page.zones.iter().map(zone).collect::<Vec<_>>(),
        "articles": page.articles.iter().map(article).collect::<Vec<_>>(),
        "notes": page.notes.iter().map(notes).collect::<Vec<_>>(),
    })
}

fn memos(memos: &[Memo]) -> Vec<Value> {
    memos.iter().map(|m| json!({ "id": m.id, "coder": m.coder, "on": m.target, "text": m.text })).collect()
}

fn flags(flags: &[Flag]) -> Vec<Value> {
    flags.iter().map(|f| json!({ "id": f.id, "coder": f.coder, "on": f.target, "code": f.code })).collect()
}

/// A coding. There are millions of answers, so it is written from where they stand and copied nowhere.
#[derive(Serialize)]
struct CodingLine<'a> {
    r#type: &'static str,
    id: crate::model::CodingId,
    article: crate::model::ArticleId,
    coder: crate::model::CoderId,
    round: crate::model::RoundId,
    codebook: crate::model::CodebookVersionId,
    state: &'static str,
    forced_reason: Option<&'a str>,
    begun_at: crate::model::Timestamp,
    active_ms: i64,
    idle_ms: i64,
    records: Vec<RecordLine<'a>>,
    memos: Vec<Value>,
    flags: Vec<Value>,
}

#[derive(Serialize)]
struct RecordLine<'a> {
    id: crate::model::RecordId,
    unit: &'a str,
    parent: Option<crate::model::RecordId>,
    position: Option<i64>,
    suggestion: Option<crate::model::ProposalId>,
    answers: &'a BTreeMap<String, Answer>,
    anchors: Vec<AnchorLine<'a>>,
    links: Vec<LinkLine<'a>>,
}

#[derive(Serialize)]
struct AnchorLine<'a> {
    id: crate::model::AnchorId,
    role: &'a str,
    start: usize,
    end: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    quote: Option<&'a str>,
}

#[derive(Serialize)]
struct LinkLine<'a> {
    id: crate::model::LinkId,
    role: &'a str,
    to: crate::model::RecordId,
}

impl<'a> CodingLine<'a> {
    fn of(c: &'a ExportCoding, quotes: bool) -> Self {
        Self {
            r#type: "coding",
            id: c.coding.id,
            article: c.coding.article,
            coder: c.coding.coder,
            round: c.coding.round,
            codebook: c.coding.codebook,
            state: c.coding.state.code(),
            forced_reason: c.coding.forced_reason.as_deref(),
            begun_at: c.begun_at,
            active_ms: c.active_ms,
            idle_ms: c.idle_ms,
            records: c.records.iter().map(|r| RecordLine::of(r, quotes)).collect(),
            memos: memos(&c.memos),
            flags: flags(&c.flags),
        }
    }
}

impl<'a> RecordLine<'a> {
    fn of(r: &'a Record, quotes: bool) -> Self {
        let anchor = |a: &'a Anchor| AnchorLine {
            id: a.id,
            role: &a.role,
            start: a.span.start(),
            end: a.span.end(),
            quote: quotes.then_some(a.quote.as_str()),
        };
        let link = |l: &'a Link| LinkLine { id: l.id, role: &l.role, to: l.to };
        Self {
            id: r.id,
            unit: &r.unit,
            parent: r.parent,
            position: r.position,
            suggestion: r.proposal,
            answers: &r.answers,
            anchors: r.anchors.iter().map(anchor).collect(),
            links: r.links.iter().map(link).collect(),
        }
    }
}
