//! A coding of a short article under the default codebook, as the project would show it.

use crate::model::{
    Anchor, AnchorId, Answer, Article, ArticleId, Codebook, CodebookVersionId, CoderId, Coding, CodingId, CodingState,
    Direction, Document, DocumentId, DocumentSource, FrozenText, Link, LinkId, Proposal, ProposalId, ProposalKind,
    Record, RecordId, RoundId, Timestamp, missing_records,
};
use crate::project::CodingView;
use std::collections::BTreeMap;
use std::sync::Arc;
use uuid::Uuid;

pub(super) const TEXT: &str = "قال الكرملين إن موسكو سترد. وأضاف بيسكوف أن الوزارة قالت إنها مستعدة.\n\
    المقالة تعبر فقط عن رأي الكاتب.";

pub(super) fn id(n: u128) -> RecordId {
    RecordId::from_uuid(Uuid::from_u128(n))
}

/// A view with the obligatory records of the default codebook: `DOC`, `ART`, `DSC` and three rows of `STN`.
pub(super) fn view() -> CodingView {
    let book = Codebook::from_json(include_str!("../../../../assets/codebook/media-bias-1.json")).unwrap();
    let text = FrozenText::new(TEXT);
    let coding = CodingId::from_uuid(Uuid::from_u128(900));
    let document = DocumentId::from_uuid(Uuid::from_u128(901));
    let article = ArticleId::from_uuid(Uuid::from_u128(902));
    let disclaimer = TEXT.find("المقالة").unwrap();
    let cue = TEXT.find("وأضاف").unwrap();
    let proposal = |n, kind, start, end| Proposal {
        id: ProposalId::from_uuid(Uuid::from_u128(n)),
        document,
        kind,
        span: text.trimmed_span(start..end).unwrap(),
        rule: "test".into(),
        confidence: 0.9,
    };
    let mut view = CodingView {
        coding: Coding {
            id: coding,
            article,
            coder: CoderId::from_uuid(Uuid::from_u128(903)),
            round: RoundId::from_uuid(Uuid::from_u128(904)),
            codebook: CodebookVersionId::from_uuid(Uuid::from_u128(905)),
            state: CodingState::Begun,
            forced_reason: None,
        },
        article: Article { id: article, document, title: "عنوان".into(), blocks: 0..2 },
        proposals: vec![
            proposal(700, ProposalKind::Cue, cue, cue + "وأضاف".len()),
            proposal(701, ProposalKind::Disclaimer, disclaimer, TEXT.len()),
        ],
        document: Arc::new(Document {
            id: document,
            title: "عنوان".into(),
            source: DocumentSource {
                file_name: "a.txt".into(),
                format: "text".into(),
                hash: String::new(),
                byte_len: 0,
                imported_at: Timestamp(0),
            },
            language: Some("ar".into()),
            direction: Some(Direction::Rtl),
            metadata: BTreeMap::new(),
            text,
            blocks: Vec::new(),
        }),
        book: Arc::new(book),
        zones: Vec::new(),
        records: Vec::new(),
        beside: Vec::new(),
        memos: Vec::new(),
        flags: Vec::new(),
        missing: Vec::new(),
        active_ms: 0,
        idle_ms: 0,
        entities: Vec::new(),
    };
    add(&mut view, 1, "DOC", &[], &[]);
    add(&mut view, 2, "ART", &[], &[]);
    add(&mut view, 3, "DSC", &[], &[]);
    for (n, target) in [(11, "RUS"), (12, "AZE"), (13, "UKR")] {
        add(&mut view, n, "STN", &[("S1", target), ("S2", "2")], &[]);
    }
    view
}

/// Adds a record with choices and with anchors on the first occurrence of words.
pub(super) fn add(
    view: &mut CodingView,
    n: u128,
    unit: &str,
    answers: &[(&str, &str)],
    words: &[(&str, &str)],
) -> RecordId {
    let text = &view.document.text;
    let anchors = words
        .iter()
        .enumerate()
        .map(|(i, (role, quote))| {
            let start = TEXT.find(quote).unwrap();
            Anchor {
                id: AnchorId::from_uuid(Uuid::from_u128(n * 1000 + i as u128)),
                role: (*role).into(),
                span: text.span(start, start + quote.len()).unwrap(),
                quote: (*quote).into(),
            }
        })
        .collect();
    view.records.push(Record {
        id: id(n),
        coding: view.coding.id,
        unit: unit.into(),
        parent: None,
        position: None,
        proposal: None,
        answers: answers.iter().map(|(k, v)| ((*k).into(), Answer::code(*v))).collect(),
        anchors,
        links: Vec::new(),
    });
    refresh(view);
    id(n)
}

/// Sets a choice.
pub(super) fn set(view: &mut CodingView, record: RecordId, variable: &str, answer: Answer) {
    let record = view.records.iter_mut().find(|r| r.id == record).unwrap();
    record.answers.insert(variable.into(), answer);
    refresh(view);
}

/// Links a record to another.
pub(super) fn link(view: &mut CodingView, record: RecordId, role: &str, to: RecordId) {
    let record = view.records.iter_mut().find(|r| r.id == record).unwrap();
    record.links.push(Link { id: LinkId::from_uuid(Uuid::from_u128(1)), role: role.into(), to });
    refresh(view);
}

fn refresh(view: &mut CodingView) {
    view.missing = missing_records(&view.book, &view.records);
}
