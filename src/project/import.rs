//! Taking in what the import found: identities are minted here, and a file that is there already is recognised.

use super::annotations::{AnnotationChoice, AnnotationSum, LabelsError};
use super::apply::Arrival;
use super::{Project, ProjectError};
use crate::import::{
    FrameChanges, ImportBatch, ImportedDocument, QuestionKind, TEMPLATE_RULE, Warning, WarningKind, read,
};
use crate::model::{
    Article, ArticleId, CoderId, Document, DocumentId, DocumentSource, Proposal, ProposalId, Zone, ZoneId, ZoneOrigin,
};
use crate::store::Step;

/// Fact about a document: questions of the import that a person has to settle, by code, with commas between them.
pub(super) const QUESTION: &str = "question";

/// What an import brought.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Imported {
    /// New documents.
    pub documents: Vec<DocumentId>,
    /// Files that were there already, by their content: name of the file, and the document that it is.
    pub known: Vec<(String, DocumentId)>,
    /// New articles.
    pub articles: Vec<ArticleId>,
    /// What was doubtful.
    pub warnings: Vec<Warning>,
    /// New documents on which a person has to settle something.
    pub questions: usize,
    /// What annotations of other programs brought.
    pub annotations: AnnotationSum,
}

impl Project {
    /// Reads a file's bytes and takes in what they hold.
    ///
    /// # Errors
    /// No format reads the file, or the project cannot be written; nothing is imported then.
    pub fn import_bytes(&mut self, actor: Option<CoderId>, name: &str, bytes: &[u8]) -> Result<Imported, ProjectError> {
        self.import_batch(actor, &read(name, bytes)?)
    }

    /// Takes in what was read before as one step.
    ///
    /// # Errors
    /// The project cannot be written; nothing is imported then.
    pub fn import_batch(&mut self, actor: Option<CoderId>, batch: &ImportBatch) -> Result<Imported, ProjectError> {
        Ok(self.import_batches(actor, &[batch])?.pop().unwrap_or_default())
    }

    /// Takes in what was read of several files as one step; what each brought, in their order.
    ///
    /// # Errors
    /// The project cannot be written; nothing is imported then.
    pub fn import_batches(
        &mut self,
        actor: Option<CoderId>,
        batches: &[&ImportBatch],
    ) -> Result<Vec<Imported>, ProjectError> {
        self.not_in_a_copy()?;
        let at = self.clock.now();
        let step = Step { coder: actor, action: "import".into(), undoable: true, at };
        let mut brought = Vec::with_capacity(batches.len());
        let (choice, version) = (self.annotations.clone(), self.book);
        let (mut known, framed) = self.frame_pages(batches)?;
        let mut ids = Vec::new();
        self.step(&step, |act| {
            let mut arrived = Vec::new();
            let mut changes = framed.incoming.iter();
            for batch in batches {
                let mut imported = Imported { warnings: batch.warnings.clone(), ..Imported::default() };
                let before = act.outcome.articles.len();
                for found in &batch.documents {
                    let changes = changes.next();
                    let mut known = act.tx.store().document_by_hash(&found.hash)?;
                    if known.is_none() && !found.annotations.is_empty() {
                        // Annotations go to their text, whatever file it came from.
                        known = act.tx.store().document_by_text(&found.text)?;
                    }
                    let id = if let Some(known) = known {
                        imported.known.push((found.file_name.clone(), known.id));
                        ids.push(None);
                        known.id
                    } else {
                        let asks = changes.is_some_and(|c| c.asks(found));
                        imported.questions += usize::from(asks || !found.questions.is_empty());
                        let id = act.take_in(found, changes, at)?;
                        ids.push(Some(id));
                        imported.documents.push(id);
                        id
                    };
                    if !found.annotations.is_empty() {
                        arrived.push((brought.len(), id, found));
                    }
                }
                imported.articles = act.outcome.articles.get(before..).unwrap_or_default().to_vec();
                brought.push(imported);
            }
            for zone in &framed.there {
                act.tx.put_zone(zone)?;
            }
            let articles = act.outcome.articles.clone();
            // First, because annotators may be new people.
            act.hand_to_the_only_coder(&articles)?;
            for (at, document, found) in arrived {
                let arrival = Arrival { document, sets: &found.annotations, version };
                let Some(imported) = brought.get_mut(at) else { continue };
                let sum = act.take_in_annotations(&arrival, &choice, &mut imported.warnings)?;
                imported.annotations.add(sum);
            }
            Ok(())
        })?;
        known.took_in(&framed, &ids);
        self.cache.get_mut().frames = Some(known);
        for imported in &mut brought {
            imported.annotations.refused = imported.warnings.iter().map(refused).sum();
        }
        Ok(brought)
    }
}

/// How many spans a warning tells to be refused.
fn refused(warning: &Warning) -> usize {
    match warning.kind {
        WarningKind::SpanRefused { .. } => 1,
        WarningKind::MoreSpansRefused { count } => count,
        _ => 0,
    }
}

impl Project {
    /// Says how annotations in the files of later imports are taken in.
    ///
    /// # Errors
    /// It speaks of something that the codebook does not have.
    pub fn choose_annotations(&mut self, choice: AnnotationChoice) -> Result<(), LabelsError> {
        if let Ok(book) = self.codebook() {
            choice.labels.check(&book)?;
        }
        self.annotations = choice;
        Ok(())
    }
}

impl super::apply::Act<'_, '_> {
    fn take_in(
        &mut self,
        found: &ImportedDocument,
        changes: Option<&FrameChanges>,
        imported_at: crate::model::Timestamp,
    ) -> Result<DocumentId, ProjectError> {
        let id = DocumentId::from_uuid(self.mint.uuid());
        let mut metadata = found.metadata.clone();
        let mut questions: Vec<&str> = found.questions.iter().map(|q| q.kind.code()).collect();
        questions.extend(changes.filter(|c| c.asks(found)).map(|_| QuestionKind::WhichHeadline.code()));
        questions.dedup();
        if !questions.is_empty() {
            metadata.insert(QUESTION.into(), questions.join(","));
        }
        let document = Document {
            id,
            title: found.title.clone(),
            source: DocumentSource {
                file_name: found.file_name.clone(),
                format: found.format.into(),
                hash: found.hash.clone(),
                byte_len: found.source.len() as u64,
                imported_at,
            },
            language: found.language.clone(),
            direction: None,
            metadata,
            text: found.text.clone(),
            blocks: found.blocks.clone(),
        };
        self.tx.put_document(&document, &found.source)?;
        for (at, zone) in found.zones.iter().enumerate() {
            let framed = changes.and_then(|c| c.zones.get(&at));
            let (kind, rule, confidence) =
                framed.map_or((zone.kind, zone.rule, zone.confidence), |(kind, sure)| (*kind, TEMPLATE_RULE, *sure));
            self.tx.put_zone(&Zone {
                id: ZoneId::from_uuid(self.mint.uuid()),
                document: id,
                block: zone.block,
                span: zone.span,
                kind,
                repeat: zone.repeat,
                origin: ZoneOrigin::Rule { rule: rule.into(), confidence },
            })?;
        }
        for article in &found.articles {
            let article_id = ArticleId::from_uuid(self.mint.uuid());
            let (title, blocks) = (article.title.clone(), article.blocks.clone());
            self.tx.put_article(&Article { id: article_id, document: id, title, blocks })?;
            self.outcome.articles.push(article_id);
        }
        for proposal in &found.proposals {
            self.tx.put_proposal(&Proposal {
                id: ProposalId::from_uuid(self.mint.uuid()),
                document: id,
                kind: proposal.kind,
                span: proposal.span,
                rule: proposal.rule.into(),
                confidence: proposal.confidence,
            })?;
        }
        Ok(id)
    }
}
