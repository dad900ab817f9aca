//! One wish after the other.

use super::{Departure, Logic, Screen};
use crate::app::context::{Done, Intent};
use crate::app::theme::Mood;
use crate::project::{Command, ProjectError};

impl Logic {
    /// Carries out a wish; gives it back where it concerns the frame of the window.
    pub(super) fn carry_out(&mut self, ctx: &egui::Context, intent: Intent) -> Option<Intent> {
        match intent {
            Intent::Project(command) => self.apply(ctx, command),
            Intent::OpenArticle(article) => self.depart(Departure::Article(article)),
            Intent::LookFor(words) => self.look_for(&words),
            Intent::OpenDocument(document) => self.open_document(document),
            Intent::CountFinds(documents) => {
                let counted = self.study.as_mut().map_or(Ok(()), |study| study.count_finds(&documents));
                if let Err(error) = counted {
                    self.refuse(&error);
                }
                ctx.request_repaint();
            }
            Intent::SwitchCoder(coder) => self.depart(Departure::Coder(coder)),
            Intent::Setting { key, value } => self.set(key, &value),
            Intent::Import(paths) => self.read_files(ctx, paths),
            Intent::ImportTables(paths, maps) => self.read_tables(ctx, paths, &maps),
            Intent::Export(order) => self.export(order),
            Intent::Packages(wish) => self.package_wish(wish),
            Intent::Reuse(wish) => self.reuse_wish(ctx, wish),
            Intent::Adjudication(wish) => self.adjudication_wish(ctx, wish),
            Intent::PutOffPriors => {
                let put_off = self.study.as_mut().map_or(Ok(()), super::Study::put_off_priors);
                if let Err(error) = put_off {
                    self.refuse(&error);
                }
                ctx.request_repaint();
            }
            Intent::Team(wish) => self.team_wish(ctx, wish),
            Intent::Codebook(wish) => self.codebook_wish(ctx, wish),
            Intent::Agreement(wish) => self.agreement_wish(ctx, wish),
            Intent::CancelJob => {
                self.tasks.cancel();
                self.stop_report();
            }
            Intent::Work { coding, started_at, active_ms, idle_ms } => {
                let kept = self.study.as_mut().map(|s| s.record_work(coding, started_at, active_ms, idle_ms));
                if let Some(Err(error)) = kept {
                    self.refuse(&error);
                }
            }
            Intent::Message(mood, text) => self.tell(mood, text),
            Intent::App(_) => return Some(intent),
        }
        None
    }

    fn open_document(&mut self, document: crate::model::DocumentId) {
        let on_import = self.study.as_ref().is_some_and(|s| s.screen == Screen::Import);
        // The import screen itself asks for the document that it shows next; it need not be left for that.
        if on_import {
            self.arrive(Departure::Document(document));
        } else {
            self.depart(Departure::Document(document));
        }
    }

    fn apply(&mut self, ctx: &egui::Context, command: Command) {
        let Some(study) = &mut self.study else { return };
        let done = match study.apply(command.clone()) {
            Ok(outcome) => {
                let seated = outcome.coder.filter(|_| study.coder.is_none());
                self.settle_notice();
                let finished = matches!(command, Command::Finish { .. });
                if finished {
                    self.show_feedback(false);
                }
                if let Some(coder) = seated {
                    // The first person who is added at a window with nobody at it is the one who sits there.
                    self.depart(Departure::Coder(coder));
                }
                Done { command, outcome: Some(outcome), missing: Vec::new() }
            }
            // The coding screen shows the list of what is missing itself.
            Err(ProjectError::Incomplete { missing }) => Done { command, outcome: None, missing },
            Err(error) => {
                self.refuse(&error);
                Done { command, outcome: None, missing: Vec::new() }
            }
        };
        self.done.push(done);
        ctx.request_repaint();
    }

    /// Keeps a setting of the active coder, and for the window where it holds there too.
    pub(super) fn set(&mut self, key: &'static str, value: &str) {
        self.memory.set(key, value);
        self.settings = self.memory.settings(&std::collections::BTreeMap::new());
        if let Some(study) = &mut self.study
            && let Err(error) = study.set(key, value)
        {
            self.refuse(&error);
        }
    }

    /// Goes where the screen's last frame was waited for.
    pub(super) fn arrive(&mut self, departure: Departure) {
        match departure {
            Departure::Close | Departure::Abandon => return self.close(),
            Departure::Open(path) => return self.open(&path),
            Departure::Create { title, path, template } => return self.create(&title, &path, template),
            Departure::Demo => return self.make_demo(),
            Departure::Rescue(path) => return self.rescue(&path),
            Departure::Backup { backup, of } => return self.take_backup(&backup, &of),
            _ => {}
        }
        let Some(study) = &mut self.study else { return };
        let result = match departure {
            Departure::Screen(screen) => study.go(screen).and_then(|()| study.begin_work()),
            Departure::Article(article) => study.open_article(article),
            Departure::Document(document) => study.show_document(document).and_then(|()| study.go(Screen::Import)),
            Departure::Coder(coder) => {
                self.seating += 1;
                self.asks_who = false;
                study.seat(coder, &self.memory)
            }
            Departure::Close
            | Departure::Abandon
            | Departure::Open(_)
            | Departure::Create { .. }
            | Departure::Demo
            | Departure::Rescue(_)
            | Departure::Backup { .. } => Ok(()),
        };
        let result = result.and_then(|()| study.refresh());
        if let Some(coder) = study.coder.filter(|coder| self.memory.coder_of(study.path()) != Some(*coder)) {
            self.memory.codes(coder);
        }
        if let Err(error) = result {
            self.refuse(&error);
        }
    }

    /// Says something that is neither good nor bad.
    pub(super) fn mention(&mut self, text: impl Into<String>) {
        self.tell(Mood::Plain, text);
    }
}
