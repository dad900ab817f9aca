//! Taking in what the import found: identities are minted here, and a file that is there already is recognised.

use super::{Project, ProjectError};
use crate::import::{ImportBatch, ImportedDocument, Warning, read};
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
        self.step(&step, |act| {
            for batch in batches {
                let mut imported = Imported { warnings: batch.warnings.clone(), ..Imported::default() };
                let before = act.outcome.articles.len();
                for found in &batch.documents {
                    if let Some(known) = act.tx.store().document_by_hash(&found.hash)? {
                        imported.known.push((found.file_name.clone(), known.id));
                    } else {
                        imported.documents.push(act.take_in(found, at)?);
                        imported.questions += usize::from(!found.questions.is_empty());
                    }
                }
                imported.articles = act.outcome.articles.get(before..).unwrap_or_default().to_vec();
                brought.push(imported);
            }
            let articles = act.outcome.articles.clone();
            act.hand_to_the_only_coder(&articles)
        })?;
        Ok(brought)
    }
}

impl super::apply::Act<'_, '_> {
    fn take_in(
        &mut self,
        found: &ImportedDocument,
        imported_at: crate::model::Timestamp,
    ) -> Result<DocumentId, ProjectError> {
        let id = DocumentId::from_uuid(self.mint.uuid());
        let mut metadata = found.metadata.clone();
        let mut questions: Vec<&str> = found.questions.iter().map(|q| q.kind.code()).collect();
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
        for zone in &found.zones {
            self.tx.put_zone(&Zone {
                id: ZoneId::from_uuid(self.mint.uuid()),
                document: id,
                block: zone.block,
                span: zone.span,
                kind: zone.kind,
                repeat: zone.repeat,
                origin: ZoneOrigin::Rule { rule: zone.rule.into(), confidence: zone.confidence },
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
