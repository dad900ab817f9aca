//! The screen itself: follows the open document, draws, and turns wishes into commands.

use super::acts::{self, Refusal};
use super::documents::Listed;
use super::facts::Drafts;
use super::outline::Outline;
use super::reuse::{Back, ReuseScreen, ReuseView};
use super::{documents, input, questions, sheet, side};
use crate::app::command::AppCommand;
use crate::app::context::{Asks, Intent, Look};
use crate::app::parts;
use crate::app::theme::{Mood, space};
use crate::import::QuestionKind;
use crate::model::{Direction, DocumentId, ZoneKind};
use crate::project::{Command, DocumentSummary, DocumentView};
use crate::text::direction::document_direction;
use egui::{Margin, Panel, Ui};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// What the import screen remembers between frames.
#[derive(Debug, Default)]
pub struct ImportScreen {
    open: Option<Open>,
    /// Where the person was on pages that were open before.
    left: BTreeMap<DocumentId, Open>,
    asked_for_one: bool,
    /// What shares words, and whether it stands in the place of the page.
    reuse: ReuseScreen,
    shows_reuse: bool,
}

/// What belongs to the open document.
#[derive(Debug)]
pub(super) struct Open {
    document: DocumentId,
    /// The block that the cursor is on.
    pub(super) at: usize,
    /// Where the selection began; the cursor is its other end.
    pub(super) anchor: usize,
    /// Blocks whose folded run is open.
    pub(super) opened: BTreeSet<usize>,
    /// Whether the cursor is to be brought into sight.
    pub(super) moved: bool,
    /// Whether the page is shown as it was built, with its tags.
    pub(super) structure: bool,
    /// Whether the page reads from right to left.
    pub(super) rtl: bool,
    /// What is being written about the page.
    pub(super) drafts: Drafts,
    /// How high the lines are.
    pub(super) heights: sheet::Heights,
    forced: Option<Direction>,
}

/// What the person wants.
#[derive(Clone, PartialEq, Debug)]
pub(super) enum Wish {
    /// The cursor to a block; `extend` keeps the other end of the selection.
    Go {
        /// The block.
        block: usize,
        /// Whether the selection grows.
        extend: bool,
    },
    /// The folded run of a block open (`true`), closed, or the other way round.
    Fold(usize, Option<bool>),
    /// The selected blocks are of a kind.
    Kind(ZoneKind),
    /// The rules are right about the selected blocks.
    Confirm,
    /// The same for all blocks that the rule of the block at the cursor found: on this page, or on all of the outlet.
    Alike(bool),
    /// The page is right as it is, and the next one follows.
    PageIsRight,
    /// The page as it was built, or its zones again.
    Structure,
    /// To the next doubtful block.
    NextDoubtful,
    /// A second article begins at the cursor.
    Split,
    /// The article belongs to the one before.
    Join,
    /// The selected blocks are an article.
    Mark,
    /// Another direction of the text.
    Turn,
    /// A direction of the text.
    Direction(Option<Direction>),
    /// To the fields about the page.
    WriteFacts,
    /// A fact about the page.
    Fact(&'static str, String),
    /// The block at the cursor is the headline.
    Headline,
    /// A question is settled as things are.
    Keep(QuestionKind),
    /// The page is one article.
    OneArticle,
}

impl ImportScreen {
    /// Draws the documents, and the open one with its zones.
    pub fn ui(
        &mut self,
        ui: &mut Ui,
        look: &Look<'_>,
        listed: Listed<'_>,
        open: Option<&DocumentView>,
        reuse: &ReuseView,
        asks: &mut Asks,
    ) {
        let documents = listed.documents;
        self.follow(look, open, asks);
        if self.shows_reuse {
            match self.reuse.ui(ui, look, reuse, asks) {
                None => return,
                Some(Back::ToPage) => {}
                Some(Back::ToDocument(document)) => asks.intents.push(Intent::OpenDocument(document)),
            }
            self.shows_reuse = false;
            ui.ctx().request_repaint();
            return;
        }
        if look.commands.contains(&AppCommand::ShowReuse) {
            self.shows_reuse = true;
            ui.ctx().request_repaint();
        }
        if open.is_none() && !self.asked_for_one {
            if let Some(first) = documents.first() {
                asks.intents.push(Intent::OpenDocument(first.id));
            }
            self.asked_for_one = !documents.is_empty();
        }
        turn_pages(look, documents, open, asks);

        let frame = egui::Frame::new().fill(look.theme.surface).inner_margin(Margin::symmetric(12, 8));
        let list = if look.rtl_ui { Panel::right("import-list") } else { Panel::left("import-list") };
        list.frame(frame).resizable(true).default_size(space(68)).size_range(space(50)..=space(110)).show(ui, |ui| {
            documents::show(ui, look, listed, open, asks);
        });
        let (Some(view), Some(state)) = (open, &mut self.open) else {
            let page = egui::Frame::new().fill(look.theme.paper).inner_margin(Margin::same(24));
            egui::CentralPanel::default().frame(page).show(ui, |ui| {
                let words = look.strings.importing;
                ui.with_layout(parts::column(look), |ui| {
                    parts::text(ui, look, if documents.is_empty() { words.none_yet_why } else { words.choose });
                });
            });
            asks.key_of(AppCommand::AddFiles, look.strings);
            return;
        };
        let outline = Outline::of(view, &state.opened, state.structure);
        let mut wishes = input::read(ui, look, &outline, state);
        // Keys may have moved the cursor; what is drawn must show it already.
        wishes.retain(|wish| !state.move_by(&outline, wish, look, asks));
        let outline = Outline::of(view, &state.opened, state.structure);

        let end = if look.rtl_ui { Panel::left("import-side") } else { Panel::right("import-side") };
        end.frame(frame).resizable(true).default_size(space(76)).size_range(space(60)..=space(110)).show(ui, |ui| {
            side::show(ui, look, &outline, state, &mut wishes);
        });
        let mut leave_for = None;
        questions::show(ui, look, &outline, state, &mut wishes);
        let page = egui::Frame::new().fill(look.theme.paper);
        egui::CentralPanel::default().frame(page).show(ui, |ui| {
            sheet::show(ui, look, &outline, state, &mut wishes);
        });
        for wish in wishes {
            if wish == Wish::PageIsRight
                && let Some(next) = documents.iter().skip_while(|d| d.id != view.document.id).nth(1)
            {
                // After what is said of this page.
                leave_for = Some(next.id);
            }
            if !state.move_by(&outline, &wish, look, asks) {
                state.carry_out(&outline, look, asks, wish);
            }
        }
        asks.intents.extend(leave_for.map(Intent::OpenDocument));
        say_what_was_alike(look, asks);
        if look.leaving {
            state.drafts.keep(view, asks);
        }
        hints(look, &outline, state.at, asks);
    }

    /// Takes up the document that is open now.
    fn follow(&mut self, look: &Look<'_>, open: Option<&DocumentView>, asks: &mut Asks) {
        let now = open.map(|v| v.document.id);
        if self.open.as_ref().map(|o| o.document) != now {
            if let Some(mut before) = self.open.take() {
                before.drafts.keep_of(before.document, asks);
                self.left.insert(before.document, before);
            }
            self.open = open.map(|view| match self.left.remove(&view.document.id) {
                Some(left) => left.again(),
                None => Open::new(view, look),
            });
        }
        if let (Some(state), Some(view)) = (&mut self.open, open) {
            state.at = state.at.min(view.document.blocks.len().saturating_sub(1));
            state.anchor = state.anchor.min(view.document.blocks.len().saturating_sub(1));
            if state.forced != view.document.direction {
                state.forced = view.document.direction;
                state.rtl = is_rtl(view);
            }
        }
    }
}

/// Page up and page down go from document to document.
fn turn_pages(look: &Look<'_>, documents: &[DocumentSummary], open: Option<&DocumentView>, asks: &mut Asks) {
    for command in look.commands {
        let by = match command {
            AppCommand::NextDocument => 1,
            AppCommand::PreviousDocument => -1,
            _ => continue,
        };
        let here = open.and_then(|v| documents.iter().position(|d| d.id == v.document.id));
        let next = here.map_or(Some(0), |at| at.checked_add_signed(by));
        if let Some(document) = next.and_then(|at| documents.get(at)) {
            asks.intents.push(Intent::OpenDocument(document.id));
        }
    }
}

fn is_rtl(view: &DocumentView) -> bool {
    match view.document.direction {
        Some(direction) => direction == Direction::Rtl,
        None => document_direction(view.document.text.as_str()).is_rtl(),
    }
}

impl Open {
    fn new(view: &DocumentView, _look: &Look<'_>) -> Self {
        // Where a second article is in question, its beginning is what has to be looked at.
        let two = acts::open_questions(view).contains(&QuestionKind::TwoArticles);
        let first = if two { view.articles.get(1) } else { None }.or(view.articles.first());
        let at = first.map_or(0, |a| a.blocks.start);
        Self {
            document: view.document.id,
            at,
            anchor: at,
            opened: BTreeSet::new(),
            moved: true,
            structure: false,
            rtl: is_rtl(view),
            drafts: Drafts::default(),
            heights: sheet::Heights::default(),
            forced: view.document.direction,
        }
    }

    /// Back on the page: cursor and folds as they were, one block selected, and the cursor in sight.
    fn again(self) -> Self {
        let (document, at, opened, rtl, forced) = (self.document, self.at, self.opened, self.rtl, self.forced);
        let structure = self.structure;
        let (drafts, heights) = (Drafts::default(), sheet::Heights::default());
        Self { document, at, anchor: at, opened, moved: true, structure, rtl, drafts, heights, forced }
    }

    /// The selected blocks; a folded run is selected whole.
    pub(super) fn selected(&self, outline: &Outline<'_>) -> Range<usize> {
        let whole = |block: usize| outline.line_of(block).and_then(|l| outline.stop(l)).unwrap_or(block..block + 1);
        let (a, b) = (whole(self.anchor), whole(self.at));
        a.start.min(b.start)..a.end.max(b.end)
    }

    fn go(&mut self, block: usize, extend: bool) {
        self.at = block;
        if !extend {
            self.anchor = block;
        }
        self.moved = true;
    }

    /// Carries out a wish that only moves the cursor. Returns whether it was one.
    fn move_by(&mut self, outline: &Outline<'_>, wish: &Wish, look: &Look<'_>, asks: &mut Asks) -> bool {
        match wish {
            Wish::Go { block, extend } => self.go(*block, *extend),
            Wish::Fold(block, open) => {
                let Some(run) = outline.run(*block) else { return true };
                let is_open = self.opened.range(run.clone()).next().is_some();
                if open.unwrap_or(!is_open) {
                    self.opened.extend(run);
                } else {
                    self.opened.retain(|b| !run.contains(b));
                    if run.contains(&self.at) {
                        self.go(run.start, false);
                    }
                }
            }
            Wish::NextDoubtful => match outline.next_doubtful(self.at) {
                Some(block) => {
                    self.opened.extend(outline.run(block).into_iter().flatten());
                    self.go(block, false);
                }
                None => say(look, asks, |words| words.nothing_doubtful),
            },
            Wish::WriteFacts => self.drafts.begins = true,
            Wish::Structure => (self.structure, self.moved) = (!self.structure, true),
            _ => return false,
        }
        true
    }

    fn carry_out(&self, outline: &Outline<'_>, look: &Look<'_>, asks: &mut Asks, wish: Wish) {
        let view = outline.view;
        let document = view.document.id;
        let one = |act: Result<Command, Refusal>| act.map(|command| vec![command]);
        let asked = match wish {
            Wish::Kind(kind) => Ok(acts::set_kind(outline, self.selected(outline), kind)),
            Wish::Confirm => Ok(acts::confirm(outline, self.selected(outline))),
            Wish::Alike(everywhere) => Ok(vec![Command::SetAlike { document, block: self.at, everywhere }]),
            Wish::PageIsRight => Ok(acts::page_is_right(outline)),
            Wish::Split => one(acts::split(outline, self.at)),
            Wish::Join => one(acts::join(outline, self.at)),
            Wish::Mark => one(acts::mark(outline, self.selected(outline))),
            Wish::Turn => Ok(vec![acts::turn(view)]),
            Wish::Direction(direction) => Ok(vec![Command::SetDirection { document, direction }]),
            Wish::Fact(key, value) => Ok(vec![Command::SetMetadata { document, key: key.into(), value }]),
            Wish::Headline => Ok(acts::headline(outline, self.at)),
            Wish::Keep(question) => Ok(vec![acts::settle(view, question)]),
            Wish::OneArticle => Ok(acts::one_article(view)),
            Wish::Go { .. } | Wish::Fold(..) | Wish::NextDoubtful | Wish::WriteFacts | Wish::Structure => {
                Ok(Vec::new())
            }
        };
        match asked {
            Ok(commands) => commands.into_iter().for_each(|command| asks.project(command)),
            Err(refusal) => say(look, asks, refusal),
        }
    }
}

/// What became of the wish to say the same of several blocks.
fn say_what_was_alike(look: &Look<'_>, asks: &mut Asks) {
    for done in look.done {
        let (Command::SetAlike { everywhere, .. }, Some(outcome)) = (&done.command, &done.outcome) else { continue };
        let words = look.strings.importing;
        let (mood, text) = match (outcome.changed, everywhere) {
            (false, _) => (Mood::Warn, words.nothing_alike),
            (true, false) => (Mood::Good, words.alike_here),
            (true, true) => (Mood::Good, words.alike_everywhere),
        };
        asks.intents.push(Intent::Message(mood, text.to_owned()));
    }
}

fn say(look: &Look<'_>, asks: &mut Asks, refusal: Refusal) {
    asks.intents.push(Intent::Message(Mood::Warn, refusal(&look.strings.importing).to_owned()));
}

/// The keys that work now.
fn hints(look: &Look<'_>, outline: &Outline<'_>, at: usize, asks: &mut Asks) {
    let words = look.strings.importing;
    if look.typing {
        asks.key("Enter", look.strings.coding.go_on);
        return;
    }
    asks.key("\u{2191} \u{2193}", words.key_move);
    asks.key("Shift+\u{2191} \u{2193}", words.key_select);
    asks.key("1\u{2013}9 0 X", words.key_kind);
    asks.key("Enter", words.key_confirm);
    asks.key("Shift+Enter", words.key_page);
    asks.key("M", words.key_alike);
    asks.key("V", words.key_structure);
    asks.key("O", words.key_fold);
    if outline.doubtful() > 0 {
        asks.key_of(AppCommand::NextDoubtful, look.strings);
    }
    asks.key_of(AppCommand::SplitArticle, look.strings);
    if outline.article_at(at).is_some_and(|article| article > 0) {
        asks.key_of(AppCommand::JoinArticles, look.strings);
    }
    asks.key_of(AppCommand::ShowReuse, look.strings);
    asks.key("E", words.key_facts);
    asks.key("D", words.key_direction);
}
