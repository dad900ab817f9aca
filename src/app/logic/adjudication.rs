//! Reading where coders differ, and carrying out what is decided.

use super::{Logic, Screen};
use crate::app::adjudication::{AdjudicationWish, OpenedCase};
use crate::jobs::Monitor;
use crate::model::ArticleId;
use crate::project::{AgreementChoice, CaseId, Cases, Command, ProjectError, Ruling};
use std::collections::BTreeSet;
use std::sync::Arc;

use super::study::Study;

/// Pages times people up to which the cases are read within a frame; more are read beside the window.
const AT_ONCE: usize = 240;

impl Logic {
    /// Reads the cases while their screen is shown to somebody who may see them.
    pub(super) fn read_cases(&mut self) {
        let Some(study) = &mut self.study else { return };
        if study.screen != Screen::Adjudication || !study.sees_figures() {
            return;
        }
        let view = &study.adjudication;
        if !view.stale && (view.cases.is_some() || view.failed) {
            return;
        }
        if study.documents.len() * study.coders.len() <= AT_ONCE {
            let read = study.read_cases();
            return self.cases_read(read);
        }
        let name = self.strings().adjudication.reading;
        let work = |study: &mut Option<Study>, _: &Monitor| study.as_mut().map_or(Ok(()), Study::read_cases);
        self.set_apart(name, work, Self::cases_read);
    }

    fn cases_read(&mut self, read: Result<(), ProjectError>) {
        if let Err(error) = read {
            if let Some(study) = &mut self.study {
                // What cannot be read now is not read again with every frame.
                study.adjudication.stale = false;
                study.adjudication.failed = true;
            }
            self.refuse(&error);
        }
    }

    /// Carries out a wish of the adjudication screen.
    pub(super) fn adjudication_wish(&mut self, ctx: &egui::Context, wish: AdjudicationWish) {
        let Some(study) = &mut self.study else { return };
        let done = match wish {
            AdjudicationWish::Open(id) => study.open_case(&id),
            AdjudicationWish::Decide(verdict) => study.rule(|cases| cases.rulings(&[verdict])),
            AdjudicationWish::Bulk(bulk, filter) => study.rule(|cases| Ok(cases.bulk(bulk, &filter))),
            AdjudicationWish::Round(round) => {
                let choice = AgreementChoice { round: Some(round), ..study.agreement.choice.clone() };
                study.adjudication.stale = true;
                study.compare(choice)
            }
        };
        match done {
            Ok(()) => self.settle_notice(),
            Err(error) => self.refuse(&error),
        }
        ctx.request_repaint();
    }
}

impl Study {
    fn read_cases(&mut self) -> Result<(), ProjectError> {
        let cases = self.project().cases(&self.agreement.choice, None)?;
        let rounds = self.project().rounds()?.into_iter().map(|round| (round.id, round.name)).collect();
        let view = &mut self.adjudication;
        (view.cases, view.rounds, view.opened) = (Some(Arc::new(cases)), rounds, None);
        (view.stale, view.failed) = (false, false);
        Ok(())
    }

    /// Reads the work of all on the article of a case.
    fn open_case(&mut self, id: &CaseId) -> Result<(), ProjectError> {
        let Some(cases) = self.adjudication.cases.clone() else { return Ok(()) };
        let Some(case) = cases.get(id) else { return Ok(()) };
        let before = self.adjudication.opened.take();
        let mut known = before.map(|opened| opened.views).unwrap_or_default();
        let mut views = Vec::with_capacity(case.codings.len());
        for (place, coding) in case.codings.iter().enumerate() {
            let (Some(coding), Some(coder)) = (coding, cases.coders.get(place)) else {
                views.push(None);
                continue;
            };
            // The next case is mostly one of the same article.
            let same = known.get_mut(place).and_then(|view| view.take_if(|view| view.coding.id == *coding));
            views.push(Some(match same {
                Some(view) => view,
                None => self.project().coding_view(coder.id, *coding)?,
            }));
        }
        self.adjudication.opened = Some(OpenedCase { case: id.clone(), views });
        Ok(())
    }

    /// Writes what was decided, and reads the cases of its articles again.
    fn rule(&mut self, rulings: impl FnOnce(&Cases) -> Result<Vec<Ruling>, ProjectError>) -> Result<(), ProjectError> {
        let Some(cases) = self.adjudication.cases.clone() else { return Ok(()) };
        let rulings = rulings(&cases)?;
        if rulings.is_empty() {
            return Ok(());
        }
        let articles: BTreeSet<ArticleId> = rulings.iter().map(|ruling| ruling.article).collect();
        let was_stale = self.adjudication.stale;
        let few = articles.len() < 20;
        self.apply(Command::Adjudicate { round: cases.round, version: cases.version, rulings })?;
        if !few || was_stale {
            return Ok(());
        }
        let fresh = self.project().cases(&self.agreement.choice, Some(&articles))?;
        self.adjudication.cases = Some(Arc::new(cases.renewed(fresh)));
        self.adjudication.stale = false;
        Ok(())
    }
}
