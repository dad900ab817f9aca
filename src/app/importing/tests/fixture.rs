//! Pages as the project would show them.

use crate::app::bench::{Bench, Window};
use crate::app::command::Scope;
use crate::app::importing::{ImportScreen, Listed, ReuseView};
use crate::import::ImportedDocument;
use crate::model::{Article, ArticleId, Document, DocumentId, DocumentSource, Timestamp, Zone, ZoneId, ZoneOrigin};
use crate::project::{DocumentFinds, DocumentSummary, DocumentView};
use std::collections::BTreeMap;
use std::sync::Arc;
use uuid::Uuid;

/// A screen with its documents; the first one is open.
pub(in crate::app::importing) struct State {
    pub(in crate::app::importing) screen: ImportScreen,
    pub(in crate::app::importing) documents: Vec<DocumentSummary>,
    pub(in crate::app::importing) open: Option<DocumentView>,
    pub(in crate::app::importing) reuse: ReuseView,
    pub(in crate::app::importing) finds: BTreeMap<DocumentId, DocumentFinds>,
}

/// A page of the demo or of the import's own tests.
pub(super) fn page(name: &str) -> ImportedDocument {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let demo = root.join("assets/demo").join(name);
    let path = if demo.exists() { demo } else { root.join("tests/it/import/pages").join(name) };
    crate::import::read(name, &std::fs::read(path).unwrap()).unwrap().documents.remove(0)
}

/// A page as the project shows it after the import.
pub(super) fn view(name: &str, n: u128) -> DocumentView {
    let page = page(name);
    let document = DocumentId::from_uuid(Uuid::from_u128(n));
    let mut metadata = page.metadata.clone();
    let mut codes: Vec<&str> = page.questions.iter().map(|q| q.kind.code()).collect();
    codes.dedup();
    if !codes.is_empty() {
        metadata.insert("question".into(), codes.join(","));
    }
    let zone = |(i, z): (usize, &crate::import::FoundZone)| Zone {
        id: ZoneId::from_uuid(Uuid::from_u128(n * 1000 + i as u128)),
        document,
        block: z.block,
        span: z.span,
        kind: z.kind,
        repeat: z.repeat,
        origin: ZoneOrigin::Rule { rule: z.rule.into(), confidence: z.confidence },
    };
    let article = |(i, a): (usize, &crate::import::FoundArticle)| Article {
        id: ArticleId::from_uuid(Uuid::from_u128(n * 100 + i as u128)),
        document,
        title: a.title.clone(),
        blocks: a.blocks.clone(),
    };
    DocumentView {
        zones: page.zones.iter().enumerate().map(zone).collect(),
        articles: page.articles.iter().enumerate().map(article).collect(),
        proposals: Vec::new(),
        document: Arc::new(Document {
            id: document,
            title: page.title.clone(),
            source: DocumentSource {
                file_name: page.file_name.clone(),
                format: page.format.into(),
                hash: page.hash.clone(),
                byte_len: page.source.len() as u64,
                imported_at: Timestamp(0),
            },
            language: page.language.clone(),
            direction: None,
            metadata,
            text: page.text.clone(),
            blocks: page.blocks.clone(),
        }),
    }
}

pub(super) fn summary(view: &DocumentView) -> DocumentSummary {
    DocumentSummary {
        id: view.document.id,
        title: view.document.title.clone(),
        file_name: view.document.source.file_name.clone(),
        language: view.document.language.clone(),
        outlet: view.document.metadata.get("outlet").cloned(),
        question: view.document.metadata.get("question").cloned(),
        articles: view.articles.clone(),
        imported_at: Timestamp(0),
    }
}

/// Pages on a bench, the first one open.
pub(in crate::app::importing) fn bench(names: &[&str]) -> Bench<State> {
    let views: Vec<DocumentView> = names.iter().zip(1..).map(|(name, n)| view(name, n)).collect();
    let documents = views.iter().map(summary).collect();
    let state = State {
        screen: ImportScreen::default(),
        documents,
        open: views.into_iter().next(),
        reuse: ReuseView::default(),
        finds: BTreeMap::new(),
    };
    Bench::new(state, Scope::Import, |state, ui, look, asks| {
        let list = Listed { documents: &state.documents, finds: &state.finds };
        state.screen.ui(ui, look, list, state.open.as_ref(), &state.reuse, asks);
    })
}

/// The open page of a window.
pub(super) fn open(window: &Window<State>) -> &DocumentView {
    window.state().state.open.as_ref().unwrap()
}
