//! Carrying out a command: one function per command, grouped by what it touches.

mod adjudicate;
mod anchor;
mod answer;
mod coding;
mod document;
mod imported;
mod notes;
mod people;
mod priors;
mod record;

pub(super) use imported::Arrival;
pub(super) use people::main_round;

use super::lifecycle::SUGGESTIONS;
use super::{Cache, Command, Mint, Outcome, PackageError, Project, ProjectError};
use crate::model::{
    Article, ArticleId, Codebook, CodebookVersionId, CoderId, Coding, CodingId, CodingState, Document, DocumentId,
    Record, RecordId, Unit,
};
use crate::store::{Step, Store, Touched, Tx};
use std::collections::BTreeMap;
use std::sync::Arc;

/// What a handler works with: the open step, who acts, and what mints identities.
pub(super) struct Act<'a, 'tx> {
    pub(super) tx: &'a mut Tx<'tx>,
    pub(super) actor: Option<CoderId>,
    pub(super) mint: &'a Mint,
    pub(super) books: &'a BTreeMap<CodebookVersionId, Arc<Codebook>>,
    pub(super) outcome: Outcome,
}

impl Project {
    /// Carries out a command as one step: all of it is on disk when this returns, or nothing of it happened.
    ///
    /// `actor` is the person whose undo history it goes onto; `None` is the program itself (command line, demo).
    ///
    /// # Errors
    /// One sentence that says why; the project is then as it was.
    pub fn apply(&mut self, actor: Option<CoderId>, command: Command) -> Result<Outcome, ProjectError> {
        if command.is_of_the_lead() {
            self.not_in_a_copy()?;
        }
        let step = Step { coder: actor, action: command.action().into(), undoable: true, at: self.clock.now() };
        self.step(&step, |act| act.carry_out(command))
    }

    /// What is handed out stays in a coder's copy as it came.
    pub(super) fn not_in_a_copy(&self) -> Result<(), ProjectError> {
        self.copy_of.map_or(Ok(()), |_| Err(PackageError::LeadsOnly.into()))
    }

    /// Writes a step and says what it touched.
    pub(super) fn step(
        &mut self,
        step: &Step,
        work: impl FnOnce(&mut Act<'_, '_>) -> Result<(), ProjectError>,
    ) -> Result<Outcome, ProjectError> {
        let (mint, books) = (&self.mint, &self.books);
        let written = self.store.write(step, |tx| {
            let mut act = Act { tx, actor: step.coder, mint, books, outcome: Outcome::default() };
            work(&mut act)?;
            Ok::<_, ProjectError>(act.outcome)
        });
        let written = written.map_err(ProjectError::clearer)?;
        let mut outcome = written.value;
        describe(&mut outcome, &step.action, written.step.is_some(), &written.touched);
        self.cache.get_mut().forget(&written.touched);
        Ok(outcome)
    }
}

/// Says what a step touched.
pub(super) fn describe(outcome: &mut Outcome, action: &str, changed: bool, touched: &[Touched]) {
    action.clone_into(&mut outcome.action);
    outcome.changed = changed;
    outcome.coding = touched.iter().find_map(|t| t.coding);
    outcome.document = touched.iter().find_map(|t| t.document);
    let is_wide = |t: &Touched| (t.coding.is_none() || t.table == "codings") && !super::draft::is_row(t);
    outcome.project_wide = touched.iter().any(is_wide);
}

impl Cache {
    /// Drops what a step may have changed.
    pub(super) fn forget(&mut self, touched: &[Touched]) {
        for row in touched {
            if row.table == "answers" {
                let is_name = |names: &BTreeMap<String, _>| names.keys().any(|v| row.key.ends_with(v.as_str()));
                self.names.take_if(|(_, names)| is_name(names));
            }
            if let Some(document) = row.document {
                self.documents.remove(&document);
            }
        }
    }
}

impl Act<'_, '_> {
    pub(super) fn carry_out(&mut self, command: Command) -> Result<(), ProjectError> {
        match command {
            Command::AddCoder { name, lead } => self.add_coder(&name, lead),
            Command::RenameCoder { coder, name } => self.rename_coder(coder, &name),
            Command::SetLead { coder, lead } => self.change_coder(coder, |c| c.lead = lead),
            Command::AddRound { name, kind } => self.add_round(&name, kind),
            Command::HandOut { handout, plan } => self.hand_out(&handout, plan),
            Command::SetTraining { round, training } => self.set_training(round, training),
            Command::AskPriors { on } => self.ask_priors(on),
            Command::SetPrior { item, answer } => self.set_prior(item, answer),
            Command::Assign { coder, articles, round } => self.assign(coder, &articles, round),
            Command::Unassign { coder, articles, round } => self.unassign(coder, &articles, round),
            Command::SetSuggestions { on } => {
                Ok(self.tx.set_project_setting(SUGGESTIONS, if on { "on" } else { "off" })?)
            }
            Command::SetZone { document, block, kind } => self.set_zone(document, block, kind),
            Command::SetAlike { document, block, everywhere } => self.set_alike(document, block, everywhere),
            Command::SplitArticle { article, at_block } => self.split_article(article, at_block),
            Command::JoinArticles { first, second } => self.join_articles(first, second),
            Command::MarkArticle { document, blocks } => self.mark_article(document, blocks),
            Command::SetDirection { document, direction } => {
                self.change_document(document, |d| d.direction = direction)
            }
            Command::SetMetadata { document, key, value } => self.set_metadata(document, &key, &value),
            Command::AddRecord { coding, unit, parent, answers, anchors, links, proposal } => {
                let first = record::First { parent, answers, anchors, links, proposal };
                self.add_record(coding, &unit, first)
            }
            Command::RemoveRecord { record } => self.remove_record(record),
            Command::SetAnswer { record, variable, answer } => {
                self.set_answers(record, BTreeMap::from([(variable, answer)]))
            }
            Command::SetAnswers { record, answers } => self.set_answers(record, answers),
            Command::AddAnchor { record, role, range, proposal } => self.add_anchor(record, &role, range, proposal),
            Command::MoveAnchor { anchor, range } => self.move_anchor(anchor, range),
            Command::RemoveAnchor { anchor } => self.remove_anchor(anchor),
            Command::SetParent { record, parent } => self.set_parent(record, parent),
            Command::MoveRecord { record, position } => self.move_record(record, position),
            Command::SetLink { record, role, to } => self.set_link(record, &role, to),
            Command::SetMemo { target, text } => self.set_memo(target, &text),
            Command::SetFlag { target, code, on } => self.set_flag(target, code, on),
            Command::Finish { coding, reason } => self.finish(coding, reason),
            Command::Reopen { coding } => self.reopen(coding),
            Command::DraftCodebook { draft } => self.draft_codebook(draft.as_deref()),
            Command::Adjudicate { round, version, rulings } => self.adjudicate(round, version, rulings),
        }
    }

    pub(super) fn store(&self) -> &Store {
        self.tx.store()
    }

    fn actor(&self) -> Result<CoderId, ProjectError> {
        self.actor.ok_or(ProjectError::NobodyChosen)
    }

    /// A coding that the acting person may look after. The program itself may touch every coding.
    pub(super) fn coding(&self, id: CodingId) -> Result<Coding, ProjectError> {
        let coding = self.store().coding(id)?.ok_or(ProjectError::Gone { what: "coding" })?;
        match self.actor {
            Some(actor) if actor != coding.coder => Err(ProjectError::NotYours),
            _ => Ok(coding),
        }
    }

    /// A coding whose codes may be changed.
    fn open_coding(&self, id: CodingId) -> Result<Coding, ProjectError> {
        let coding = self.coding(id)?;
        if coding.state == CodingState::Done { Err(ProjectError::Done) } else { Ok(coding) }
    }

    pub(super) fn book(&self, coding: &Coding) -> Result<Arc<Codebook>, ProjectError> {
        self.books.get(&coding.codebook).cloned().ok_or(ProjectError::Lacks { what: "the codebook of this article" })
    }

    fn any_record(&self, id: RecordId) -> Result<Record, ProjectError> {
        self.store().record(id)?.ok_or(ProjectError::Gone { what: "record" })
    }

    /// A record whose codes may be changed, with its coding and codebook.
    fn record(&self, id: RecordId) -> Result<(Record, Coding, Arc<Codebook>), ProjectError> {
        let record = self.any_record(id)?;
        let coding = self.open_coding(record.coding)?;
        let book = self.book(&coding)?;
        Ok((record, coding, book))
    }

    pub(super) fn article(&self, id: ArticleId) -> Result<Article, ProjectError> {
        self.store().article(id)?.ok_or(ProjectError::Gone { what: "article" })
    }

    fn document(&self, id: DocumentId) -> Result<Document, ProjectError> {
        self.store().document(id)?.ok_or(ProjectError::Gone { what: "document" })
    }
}

/// The unit of a codebook with a code.
fn unit_of<'b>(book: &'b Codebook, code: &str) -> Result<&'b Unit, ProjectError> {
    book.unit(code).ok_or_else(|| ProjectError::NotInCodebook { what: "unit", code: code.to_owned() })
}
