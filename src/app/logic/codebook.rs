//! The draft of the codebook: begun, taken from a file, planned, published; and the codebook written to a file.

use super::study::Study;
use super::{Logic, Screen};
use crate::app::codebook::{CodebookView, CodebookWish};
use crate::app::theme::Mood;
use crate::export::{DocumentForm, codebook_document};
use crate::model::Codebook;
use crate::project::{CodebookDraft, CodebookPlan, Command, ProjectError, read_file};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Codings up to which a draft is planned and published within a frame; for more it is done beside the window.
const AT_ONCE: usize = 240;

impl Logic {
    /// Carries out a wish of the codebook screen.
    pub(super) fn codebook_wish(&mut self, ctx: &egui::Context, wish: CodebookWish) {
        ctx.request_repaint();
        let name = self.strings().command.publish_codebook;
        let Some(study) = &mut self.study else { return };
        if study.codebook.versions.is_empty()
            && let Err(error) = study.read_codebook()
        {
            return self.refuse(&error);
        }
        let many = study.codebook.versions.iter().map(|(info, _)| info.codings).sum::<usize>() > AT_ONCE;
        match wish {
            CodebookWish::Begin => {
                let begun = study.project().draft_to_begin_with().and_then(|draft| study.draft(draft));
                self.settle(begun);
            }
            CodebookWish::Plan if many => {
                self.set_apart(name, |study, _| study.as_mut().map_or(Ok(()), Study::plan_draft), Self::planned);
            }
            CodebookWish::Plan => {
                let planned = study.plan_draft();
                self.planned(planned);
            }
            CodebookWish::Publish(carry) if many => {
                let work = move |study: &mut Option<Study>, _: &crate::jobs::Monitor| {
                    study.as_mut().map(|study| study.publish_draft(carry))
                };
                self.set_apart(name, work, |logic, done| done.into_iter().for_each(|done| logic.published(done)));
            }
            CodebookWish::Publish(carry) => {
                let published = study.publish_draft(carry);
                self.published(published);
            }
            CodebookWish::Import(path) => {
                let taken = study.draft_from(&path);
                let words = self.strings().drafting;
                if self.settle(taken) {
                    self.tell(Mood::Good, words.imported);
                }
            }
            CodebookWish::Export(path) => match study.write_codebook(&path) {
                Ok(()) => {
                    let text = format!("{} {}", self.strings().drafting.written, path.display());
                    self.tell(Mood::Good, text);
                }
                Err(error) => {
                    let text = self.strings().file_refusal(&path, &error);
                    self.tell(Mood::Bad, text);
                }
            },
        }
    }

    /// The file that is offered for the codebook: beside the project, named after codebook and version.
    pub(in crate::app) fn place_of_codebook(&self) -> PathBuf {
        let Some(study) = &self.study else { return PathBuf::new() };
        let draft = study.codebook.draft.as_ref().map(|draft| &draft.book);
        let book = draft.unwrap_or(&study.book);
        study.path().with_file_name(format!("{}-{}.html", book.id, book.version))
    }

    fn settle(&mut self, done: Result<(), ProjectError>) -> bool {
        match done {
            Ok(()) => {
                self.settle_notice();
                true
            }
            Err(error) => {
                self.refuse(&error);
                false
            }
        }
    }

    fn planned(&mut self, planned: Result<(), ProjectError>) {
        let Err(error) = planned else { return };
        let why = self.strings().project_error(&error);
        // What cannot be planned now is not planned again with every frame.
        if let Some(study) = &mut self.study {
            study.codebook.plan = Some(Err(why));
        }
    }

    fn published(&mut self, published: Result<CodebookPlan, ProjectError>) {
        match published {
            Ok(plan) => {
                let moved = plan.moved.then_some(plan.codings);
                let text = self.strings().published(&plan.after, moved, plan.reopened);
                self.tell(Mood::Good, text);
            }
            Err(error) => self.refuse(&error),
        }
    }
}

impl Study {
    /// Reads again what the codebook screen shows.
    pub(super) fn read_codebook(&mut self) -> Result<(), ProjectError> {
        self.book = self.project().codebook()?;
        *self.codebook = CodebookView {
            book: Arc::clone(&self.book),
            versions: self.project().codebooks()?,
            draft: self.project().codebook_draft()?,
            plan: None,
            may_edit: self.sees_figures() && self.project().copy_of().is_none() && self.is_writable(),
            packages_are_out: self.project().packages_are_out()?,
        };
        Ok(())
    }

    fn draft(&mut self, draft: CodebookDraft) -> Result<(), ProjectError> {
        self.apply(Command::DraftCodebook { draft: Some(Arc::new(draft)) })?;
        self.go(Screen::Codebook)
    }

    /// Takes the codebook in a file over. It keeps the name and gets the version of the draft, where it brings none of its own.
    fn draft_from(&mut self, path: &Path) -> Result<(), ProjectError> {
        let text = String::from_utf8_lossy(&read_file(path)?).into_owned();
        let mut book = Codebook::from_json(text.trim_start_matches('\u{feff}'))?;
        let next = self.project().draft_to_begin_with()?.book;
        let versions = &self.codebook.versions;
        if book.id == next.id && versions.iter().any(|(info, _)| info.version == book.version) {
            book.version = next.version;
        }
        let answers = self.codebook.draft.as_ref().map(|draft| draft.answers.clone()).unwrap_or_default();
        self.draft(CodebookDraft { book, answers })
    }

    /// What publishing the draft would come to.
    fn plan_draft(&mut self) -> Result<(), ProjectError> {
        let Some(draft) = self.codebook.draft.clone() else { return Ok(()) };
        let (json, lines) = (to_json(&draft.book)?, draft.answers_between(&self.book));
        let plan = self.project().plan_codebook(&json, &lines)?;
        self.codebook.plan = Some(Ok(plan));
        Ok(())
    }

    fn publish_draft(&mut self, carry: bool) -> Result<CodebookPlan, ProjectError> {
        let lacks = ProjectError::Lacks { what: "the draft of the codebook" };
        let draft = self.codebook.draft.clone().ok_or(lacks)?;
        let (json, lines) = (to_json(&draft.book)?, draft.answers_between(&self.book));
        if carry {
            // It is on nobody's undo history.
            self.backup()?;
        }
        self.publish_codebook(&json, &lines, carry)
    }

    fn write_codebook(&self, path: &Path) -> std::io::Result<()> {
        let book = self.codebook.draft.as_ref().map_or(&*self.book, |draft| &draft.book);
        let is = |ending: &str| path.extension().is_some_and(|e| e.eq_ignore_ascii_case(ending));
        let text = if is("html") || is("htm") {
            codebook_document(book, DocumentForm::Html)
        } else if is("md") {
            codebook_document(book, DocumentForm::Markdown)
        } else {
            serde_json::to_string_pretty(book)?
        };
        std::fs::write(path, text)
    }
}

fn to_json(book: &Codebook) -> Result<String, ProjectError> {
    let json = serde_json::to_string_pretty(book);
    Ok(json.map_err(|error| crate::model::CodebookError::Json(error.to_string()))?)
}
