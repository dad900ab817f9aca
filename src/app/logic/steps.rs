//! What the commands of the window do to project, settings and place.

use super::{Departure, Logic, Screen};
use crate::app::command::AppCommand;
use crate::app::settings::{LANGUAGE, MOTION, PANEL_SIDE, QUEUE, SCALE, SCALES, THEME, ZOOM, ZOOMS};
use crate::app::strings::Sized;
use crate::app::theme::Mood;
use crate::model::UiLanguage;
use crate::project::Outcome;

/// Steps of sizes: finer below, coarser above.
const SIZES: [f32; 18] = [0.6, 0.7, 0.8, 0.9, 1.0, 1.1, 1.2, 1.3, 1.4, 1.5, 1.6, 1.75, 2.0, 2.25, 2.5, 2.75, 3.0, 3.5];

impl Logic {
    /// Carries out a command of the window. What only concerns its frame (sheets, fields) is not answered here.
    pub(in crate::app) fn command(&mut self, command: AppCommand) {
        match command {
            AppCommand::MakeDemo => self.depart(Departure::Demo),
            AppCommand::CloseProject => self.depart(Departure::Close),
            AppCommand::Backup => self.backup_now(),
            AppCommand::ShowFeedback => self.show_feedback(true),
            AppCommand::SendBack => self.send_back(),
            AppCommand::LockProject => self.ask_to_lock(),
            AppCommand::Undo => self.reverse(false),
            AppCommand::Redo => self.reverse(true),
            AppCommand::GoCoding => self.depart(Departure::Screen(Screen::Coding)),
            AppCommand::GoImport => self.depart(Departure::Screen(Screen::Import)),
            AppCommand::GoCodebook => self.depart(Departure::Screen(Screen::Codebook)),
            AppCommand::GoTeam => self.depart(Departure::Screen(Screen::Team)),
            AppCommand::GoAdjudication => self.depart(Departure::Screen(Screen::Adjudication)),
            AppCommand::GoAgreement => self.depart(Departure::Screen(Screen::Agreement)),
            AppCommand::NextArticle => self.neighbour(true),
            AppCommand::PreviousArticle => self.neighbour(false),
            AppCommand::ToggleQueue => self.flip(QUEUE),
            AppCommand::ZoomIn => self.size(Sized::Article, 1),
            AppCommand::ZoomOut => self.size(Sized::Article, -1),
            AppCommand::ZoomReset => self.size(Sized::Article, 0),
            AppCommand::ScaleUp => self.size(Sized::Interface, 1),
            AppCommand::ScaleDown => self.size(Sized::Interface, -1),
            AppCommand::ScaleReset => self.size(Sized::Interface, 0),
            AppCommand::ThemeLight => self.set(THEME, "light"),
            AppCommand::ThemeDark => self.set(THEME, "dark"),
            AppCommand::ThemeSystem => self.set(THEME, "system"),
            AppCommand::ToggleLanguage => {
                let other = if self.language() == UiLanguage::Ar { "en" } else { "ar" };
                self.notice = None;
                self.set(LANGUAGE, other);
            }
            AppCommand::PanelSide => {
                let other = if self.settings().panels_at_start() { "end" } else { "start" };
                self.set(PANEL_SIDE, other);
            }
            AppCommand::ToggleMotion => {
                self.flip(MOTION);
                let words = self.strings().frame;
                self.mention(if self.settings().is_on(MOTION) { words.motion_on } else { words.motion_off });
            }
            _ => {}
        }
    }

    fn flip(&mut self, key: &'static str) {
        let value = if self.settings().is_on(key) { "off" } else { "on" };
        self.set(key, value);
    }

    fn size(&mut self, what: Sized, step: isize) {
        let (key, now, (least, most)) = match what {
            Sized::Article => (ZOOM, self.settings().zoom(), ZOOMS),
            Sized::Interface => (SCALE, self.settings().scale(), SCALES),
        };
        let next = next_size(now, step).clamp(least, most);
        self.set(key, &next.to_string());
        self.mention(self.strings().sized(what, next));
    }

    fn neighbour(&mut self, forward: bool) {
        let Some(study) = &self.study else { return };
        let words = self.strings().frame;
        let article = if forward { study.next_article() } else { study.article_before() };
        match article {
            Some(article) => self.depart(Departure::Article(article)),
            None if study.queue.is_empty() => self.mention(words.queue_empty),
            None if forward => self.tell(Mood::Good, words.all_done),
            None => self.mention(words.no_article_before),
        }
    }

    /// Undo or redo: says what it was, and goes there.
    fn reverse(&mut self, redo: bool) {
        let strings = self.strings();
        let Some(study) = &mut self.study else { return };
        match study.reverse(redo) {
            Ok(Some(outcome)) => {
                let text = if redo { strings.redid(&outcome.action) } else { strings.undid(&outcome.action) };
                self.mention(text);
                self.go_there(&outcome);
            }
            Ok(None) => {
                let words = strings.frame;
                self.mention(if redo { words.nothing_to_redo } else { words.nothing_to_undo });
            }
            Err(error) => self.refuse(&error),
        }
    }

    /// To the screen, article or document that a reversal changed.
    fn go_there(&mut self, outcome: &Outcome) {
        let Some(study) = &mut self.study else { return };
        // The queue may have changed with it.
        if let Err(error) = study.refresh() {
            return self.refuse(&error);
        }
        if let Some(coding) = outcome.coding {
            // What belongs to the whole page is seen from each of its articles.
            let is_seen = |c: &crate::project::CodingView| {
                c.coding.id == coding || outcome.record.is_some_and(|id| c.record(id).is_some())
            };
            let is_open = study.coding.as_ref().is_some_and(is_seen);
            let article = study.queue.iter().find(|q| q.coding == Some(coding)).map(|q| q.article);
            match article {
                _ if is_open && study.screen == Screen::Coding => {}
                _ if is_open => self.depart(Departure::Screen(Screen::Coding)),
                Some(article) => self.depart(Departure::Article(article)),
                None => {}
            }
            return;
        }
        if outcome.action == "draft_codebook" {
            if study.screen != Screen::Codebook {
                self.depart(Departure::Screen(Screen::Codebook));
            }
            return;
        }
        let about_people = matches!(
            outcome.action.as_str(),
            "add_coder" | "rename_coder" | "set_lead" | "assign" | "unassign" | "set_suggestions"
        );
        if about_people {
            if study.screen != Screen::Team {
                self.depart(Departure::Screen(Screen::Team));
            }
        } else if let Some(document) = outcome.document {
            let shown =
                study.screen == Screen::Import && study.document.as_ref().is_some_and(|d| d.document.id == document);
            let there = study.project().has_document(document);
            match (shown, there) {
                (true, _) => {}
                (false, true) => self.depart(Departure::Document(document)),
                (false, false) => self.depart(Departure::Screen(Screen::Import)),
            }
        }
    }
}

/// The next step of sizes behind one, before one, or the usual one.
fn next_size(now: f32, step: isize) -> f32 {
    match step {
        0 => 1.0,
        1.. => SIZES.into_iter().find(|s| *s > now + 0.01).unwrap_or(now),
        _ => SIZES.into_iter().rev().find(|s| *s < now - 0.01).unwrap_or(now),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_go_up_and_down_the_same_stairs() {
        let mut size = 1.0;
        for _ in 0..20 {
            size = next_size(size, 1).clamp(SCALES.0, SCALES.1);
        }
        assert!((size - SCALES.1).abs() < 1e-6);
        for _ in 0..20 {
            size = next_size(size, -1).clamp(SCALES.0, SCALES.1);
        }
        assert!((size - SCALES.0).abs() < 1e-6);
        assert!((next_size(1.73, 0) - 1.0).abs() < 1e-6);
        assert!((next_size(1.05, 1) - 1.1).abs() < 1e-6);
    }
}
