//! A small project to test on, with fixed ids and times.

use mizan::model::{
    Anchor, AnchorId, Answer, AnswerState, Article, ArticleId, Assignment, AssignmentId, Block, ByteSpan,
    CodebookVersionId, Coder, CoderId, Coding, CodingId, CodingState, Document, DocumentId, DocumentSource, Flag,
    FlagId, FrozenText, Link, LinkId, Memo, MemoId, NoteTarget, Proposal, ProposalId, ProposalKind, Record, RecordId,
    Round, RoundId, RoundKind, Timestamp, Value, WorkTime, WorkTimeId, Zone, ZoneId, ZoneKind, ZoneOrigin,
};
use mizan::store::{Step, Store, StoreError, Tx};
use std::collections::BTreeMap;
use std::path::Path;
use uuid::Uuid;

pub(super) const TEXT: &str =
    "أعلنت باكو موقفها\n\nقالت وزارة الخارجية إن \"الحوار\" مستمر\nالآراء الواردة لا تعبر إلا عن رأي كاتبها";
pub(super) const BOOK: &str = r#"{"id":"small","version":"1","title":{"en":"Small","ar":"صغير"},
    "units":[{"code":"ATT","label":{"en":"Attribution","ar":"إسناد"},"scope":"article","cardinality":"many",
        "variables":[{"code":"R4","label":{"en":"Form","ar":"شكل"},"kind":"choice","level":"nominal",
            "values":[{"code":"direct","label":{"en":"direct","ar":"مباشر"}}]}]}],
    "panels":[]}"#;

/// An id that is the same each time. `kind` keeps the ids of different things apart.
pub(super) fn uuid(kind: u64, n: u64) -> Uuid {
    Uuid::from_u64_pair(0x0190_0000_0000_7000 | (kind << 32 & 0xf_0000_0000), 0x8000_0000_0000_0000 | (kind << 48) | n)
}

pub(super) fn coder(n: u64) -> CoderId {
    CoderId::from_uuid(uuid(1, n))
}
pub(super) fn round(n: u64) -> RoundId {
    RoundId::from_uuid(uuid(2, n))
}
pub(super) fn book() -> CodebookVersionId {
    CodebookVersionId::from_uuid(uuid(3, 0))
}
pub(super) fn document(n: u64) -> DocumentId {
    DocumentId::from_uuid(uuid(4, n))
}
pub(super) fn article(n: u64) -> ArticleId {
    ArticleId::from_uuid(uuid(5, n))
}
pub(super) fn coding(n: u64) -> CodingId {
    CodingId::from_uuid(uuid(6, n))
}
pub(super) fn record(n: u64) -> RecordId {
    RecordId::from_uuid(uuid(7, n))
}
pub(super) fn anchor(n: u64) -> AnchorId {
    AnchorId::from_uuid(uuid(8, n))
}
pub(super) fn link(n: u64) -> LinkId {
    LinkId::from_uuid(uuid(9, n))
}
pub(super) fn memo(n: u64) -> MemoId {
    MemoId::from_uuid(uuid(10, n))
}
pub(super) fn flag(n: u64) -> FlagId {
    FlagId::from_uuid(uuid(11, n))
}
pub(super) fn zone(n: u64) -> ZoneId {
    ZoneId::from_uuid(uuid(12, n))
}
pub(super) fn proposal(n: u64) -> ProposalId {
    ProposalId::from_uuid(uuid(13, n))
}
pub(super) fn assignment(n: u64) -> AssignmentId {
    AssignmentId::from_uuid(uuid(14, n))
}
pub(super) fn work_time(n: u64) -> WorkTimeId {
    WorkTimeId::from_uuid(uuid(15, n))
}

pub(super) fn step(who: Option<CoderId>, action: &str) -> Step {
    Step { coder: who, action: action.into(), undoable: true, at: Timestamp(1_700_000_000_000) }
}

/// A step by coder 1.
pub(super) fn by_one<T>(store: &mut Store, action: &str, work: impl FnOnce(&mut Tx<'_>) -> Result<T, StoreError>) -> T {
    store.write(&step(Some(coder(1)), action), work).unwrap().value
}

pub(super) fn frozen() -> FrozenText {
    FrozenText::new(TEXT)
}

/// Blocks between line feeds, without the empty ones.
pub(super) fn blocks(text: &FrozenText) -> Vec<Block> {
    let mut at = 0;
    let mut out = Vec::new();
    for line in text.as_str().split('\n') {
        if !line.is_empty() {
            out.push(Block { span: text.span(at, at + line.len()).unwrap(), path: Some("html/body/p".into()) });
        }
        at += line.len() + 1;
    }
    out
}

/// The span of a word of the sample text.
pub(super) fn span_of(words: &str) -> ByteSpan {
    let at = TEXT.find(words).unwrap();
    frozen().span(at, at + words.len()).unwrap()
}

pub(super) fn sample_document(n: u64) -> Document {
    let text = frozen();
    Document {
        id: document(n),
        title: format!("document {n}"),
        source: DocumentSource {
            file_name: format!("page{n}.txt"),
            format: "text".into(),
            hash: blake3::hash(&source(n)).to_hex().to_string(),
            byte_len: source(n).len() as u64,
            imported_at: Timestamp(5),
        },
        language: Some("ar".into()),
        direction: None,
        metadata: BTreeMap::from([("outlet".into(), "RT_AR".into())]),
        blocks: blocks(&text),
        text,
    }
}

/// Source bytes: with a mark that the frozen text does not hold, and not UTF-8.
pub(super) fn source(n: u64) -> Vec<u8> {
    let mut bytes = vec![0xff, 0xfe, u8::try_from(n).unwrap()];
    bytes.extend_from_slice(TEXT.as_bytes());
    bytes
}

pub(super) fn sample_anchor(n: u64, role: &str, words: &str) -> Anchor {
    Anchor { id: anchor(n), role: role.into(), span: span_of(words), quote: words.into() }
}

pub(super) fn sample_record(n: u64) -> Record {
    Record {
        id: record(n),
        coding: coding(1),
        unit: "ATT".into(),
        parent: None,
        position: None,
        proposal: None,
        answers: BTreeMap::new(),
        anchors: Vec::new(),
        links: Vec::new(),
    }
}

pub(super) fn sample_coding(n: u64, who: u64) -> Coding {
    Coding {
        id: coding(n),
        article: article(1),
        coder: coder(who),
        round: round(1),
        codebook: book(),
        state: CodingState::Begun,
        forced_reason: None,
    }
}

/// A project with two coders, a round, a document, an article, and a coding of each coder. Its steps cannot be undone.
pub(super) fn fill(store: &mut Store) {
    let quiet = Step { undoable: false, ..step(None, "set_up") };
    store
        .write(&quiet, |tx| -> Result<(), StoreError> {
            tx.set_project_setting("title", "تجربة")?;
            tx.put_codebook_version(book(), BOOK)?;
            tx.put_coder(&Coder { id: coder(1), name: "سلمى".into(), lead: false })?;
            tx.put_coder(&Coder { id: coder(2), name: "Lead".into(), lead: true })?;
            tx.put_round(&Round { id: round(1), name: "Main".into(), kind: RoundKind::Main })?;
            tx.put_document(&sample_document(1), &source(1))?;
            let zone_span = sample_document(1).blocks[0].span;
            tx.put_zone(&Zone {
                id: zone(1),
                document: document(1),
                block: 0,
                span: zone_span,
                kind: ZoneKind::Headline,
                repeat: false,
                origin: ZoneOrigin::Rule { rule: "first_line".into(), confidence: 0.1 + 0.2 },
            })?;
            tx.put_proposal(&Proposal {
                id: proposal(1),
                document: document(1),
                kind: ProposalKind::Disclaimer,
                span: span_of("الآراء"),
                rule: "opinions".into(),
                confidence: 0.9,
            })?;
            tx.put_article(&Article { id: article(1), document: document(1), title: "t".into(), blocks: 0..3 })?;
            tx.put_assignment(&Assignment {
                id: assignment(1),
                coder: coder(1),
                article: article(1),
                round: round(1),
                position: 0,
            })?;
            tx.put_coding(&sample_coding(1, 1))?;
            tx.put_coding(&sample_coding(2, 2))
        })
        .unwrap();
}

pub(super) fn filled(path: &Path) -> Store {
    let mut store = Store::create(path).unwrap();
    fill(&mut store);
    store
}

/// A record with everything that can hang on one.
pub(super) fn full_record(n: u64, to: u64) -> Record {
    Record {
        proposal: Some(proposal(1)),
        position: Some(3),
        answers: BTreeMap::from([
            ("R4".into(), Answer::code("direct")),
            ("R5".into(), Answer { state: AnswerState::Coded(Value::Text("باكو / \"ب\"".into())), unsure: true }),
            ("R7".into(), Answer::sure(AnswerState::NotApplicable)),
            ("R8".into(), Answer::sure(AnswerState::CannotDecide)),
            ("R9".into(), Answer::sure(AnswerState::Coded(Value::Number(0.1 + 0.2)))),
            ("A7".into(), Answer::sure(AnswerState::Coded(Value::Codes(vec![])))),
        ]),
        anchors: vec![sample_anchor(n * 10 + 1, "content", "الحوار"), sample_anchor(n * 10 + 2, "cue", "قالت")],
        links: vec![Link { id: link(n), role: "source".into(), to: record(to) }],
        ..sample_record(n)
    }
}

pub(super) fn memo_on(n: u64, who: u64, target: NoteTarget) -> Memo {
    Memo { id: memo(n), coder: coder(who), target, text: format!("memo {n}") }
}
pub(super) fn flag_on(n: u64, who: u64, target: NoteTarget) -> Flag {
    Flag { id: flag(n), coder: coder(who), target, code: "ask".into() }
}
pub(super) fn worked(n: u64, active_ms: i64) -> WorkTime {
    WorkTime { id: work_time(n), coding: coding(1), started_at: Timestamp(1), active_ms, idle_ms: 7 }
}
