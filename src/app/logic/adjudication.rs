//! Reading where coders differ, and carrying out what is decided.

use super::{Logic, Screen};
use crate::app::adjudication::{AdjudicationWish, OpenedCase};
use crate::model::ArticleId;
use crate::project::{AgreementChoice, CaseId, Cases, Command, ProjectError, Ruling};
use std::collections::BTreeSet;
use std::sync::Arc;

use super::study::Study;

impl Logic {
    /// Reads the cases while their screen is shown to somebody who may see them.
    pub(super) fn read_cases(&mut self) {
        let Some(study) = &mut self.study else { return };
        if study.screen != Screen::Adjudication || !study.sees_figures() {
            return;
        }
        let view = &study.adjudication;
        if view.cases.is_some() && !view.stale {
            return;
        }
        if let Err(error) = study.read_cases() {
            // What cannot be read now is not read again with every frame.
            study.adjudication.stale = false;
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
        (view.cases, view.rounds, view.opened, view.stale) = (Some(Arc::new(cases)), rounds, None, false);
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
