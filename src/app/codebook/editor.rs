//! The draft while it is worked on: what is on the screen goes to disk with each step, and comes back from there.

use super::view::{CodebookView, CodebookWish};
use crate::app::context::{Asks, Intent, Look};
use crate::model::{BookField, BookPart, Codebook, Finding, NewPart};
use crate::project::{CodebookDraft, Command};
use egui::Ui;
use std::sync::Arc;

/// Seconds without a letter after which what was typed goes to disk although its field still has the keyboard.
const PAUSE: f64 = 2.0;

/// A place that the form can show.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum At {
    /// Name, version, title.
    Book,
    /// A unit.
    Unit(String),
    /// A question.
    Question(String),
    /// The panels.
    Panels,
    /// The flags.
    Flags,
}

impl At {
    /// Where a part is worked on.
    pub(super) fn of(part: &BookPart) -> Self {
        match part {
            BookPart::Book => Self::Book,
            BookPart::Unit(unit) | BookPart::Role(unit, _) | BookPart::Link(unit, _) => Self::Unit(unit.clone()),
            BookPart::Question(question) | BookPart::Value(question, _) => Self::Question(question.clone()),
            BookPart::Panel(_) => Self::Panels,
            BookPart::Flag(_) => Self::Flags,
        }
    }

    /// The part that it is, where it is one.
    pub(super) fn part(&self) -> Option<BookPart> {
        match self {
            Self::Book => Some(BookPart::Book),
            Self::Unit(code) => Some(BookPart::Unit(code.clone())),
            Self::Question(code) => Some(BookPart::Question(code.clone())),
            Self::Panels | Self::Flags => None,
        }
    }

    /// All places of a codebook, in their order.
    pub(super) fn all(book: &Codebook) -> Vec<Self> {
        let mut out = vec![Self::Book];
        for unit in &book.units {
            out.push(Self::Unit(unit.code.clone()));
            out.extend(unit.variables.iter().map(|v| Self::Question(v.code.clone())));
        }
        out.extend([Self::Panels, Self::Flags]);
        out
    }
}

/// What the form wants beside new words in its fields.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Act {
    /// A new part behind one.
    Add(BookPart, NewPart),
    /// A part out of the draft.
    Retire(BookPart),
    /// A part back from the published version.
    Restore(BookPart),
    /// A part among its like, up or down.
    Shift(BookPart, bool),
    /// Another code.
    Rename(BookPart, String),
    /// Goes to a part, with its fields open.
    Go(BookPart),
    /// Opens or closes the fields of a part within the form.
    Open(Option<BookPart>),
    /// Opens or closes a condition.
    Condition(Option<(BookPart, BookField)>),
}

/// The draft and where its lead is in it.
pub(super) struct Editor {
    /// The draft as it is on the screen.
    pub(super) draft: CodebookDraft,
    /// As it is on disk.
    kept: Arc<CodebookDraft>,
    /// Another number for each state of the draft.
    pub(super) edition: u64,
    /// What is to be put right.
    pub(super) findings: Vec<Finding>,
    /// What the form shows.
    pub(super) at: At,
    /// The value, role, link, panel or flag whose fields are open.
    pub(super) open: Option<BookPart>,
    /// The condition that is open.
    pub(super) condition: Option<(BookPart, BookField)>,
    /// The code that is being written, of which part.
    pub(super) code: Option<(BookPart, String)>,
    /// The part whose new code was taken already.
    pub(super) taken: Option<BookPart>,
    /// Whether the first field of what is open is to get the keyboard.
    pub(super) begins: bool,
    /// Whether the chosen line of the list is to be scrolled into sight.
    pub(super) moved: bool,
    typed_at: Option<f64>,
}

impl Editor {
    /// A draft that was just begun or found.
    pub(super) fn new(draft: &Arc<CodebookDraft>) -> Self {
        let first = draft.book.units.iter().find(|unit| !unit.variables.is_empty());
        let mut editor = Self {
            draft: (**draft).clone(),
            kept: Arc::clone(draft),
            edition: 0,
            findings: Vec::new(),
            at: first.map_or(At::Book, |unit| At::Unit(unit.code.clone())),
            open: None,
            condition: None,
            code: None,
            taken: None,
            begins: false,
            moved: true,
            typed_at: None,
        };
        editor.changed();
        editor
    }

    /// Takes over what is on disk, where something else than this screen has changed it: an undo, or a file that was taken over.
    pub(super) fn follow(&mut self, kept: &Arc<CodebookDraft>) {
        if Arc::ptr_eq(&self.kept, kept) {
            return;
        }
        self.kept = Arc::clone(kept);
        if self.draft != **kept {
            self.draft = (**kept).clone();
            self.typed_at = None;
            self.changed();
        }
        self.settle();
    }

    /// Something in the draft is another.
    pub(super) fn changed(&mut self) {
        self.edition += 1;
        self.findings = self.draft.book.findings();
    }

    /// Leaves what is not there any more.
    fn settle(&mut self) {
        let book = &self.draft.book;
        if self.at.part().is_some_and(|part| !book.has(&part)) {
            self.at = book.units.first().map_or(At::Book, |unit| At::Unit(unit.code.clone()));
        }
        self.open.take_if(|part| !book.has(part));
    }

    /// A letter was typed in a field.
    pub(super) fn typed(&mut self, now: f64) {
        self.typed_at = Some(now);
        self.changed();
    }

    /// Whether words stand in a field that are not on disk yet.
    pub(super) fn is_writing(&self) -> bool {
        self.typed_at.is_some() || self.code.is_some()
    }

    /// Sends to disk what is settled: at once what was chosen, and what was typed when its field is left or nobody types for a while.
    pub(super) fn keep(&mut self, ui: &Ui, look: &Look<'_>, asks: &mut Asks, chosen: bool) {
        let now = ui.input(|i| i.time);
        let rests = self.typed_at.is_some_and(|at| !look.typing || look.leaving || now - at >= PAUSE);
        if !chosen && !rests {
            if self.typed_at.is_some() {
                ui.ctx().request_repaint_after_secs(PAUSE as f32);
            }
            return;
        }
        self.typed_at = None;
        if !look.typing && name_panels(&mut self.draft.book) {
            self.changed();
        }
        if self.draft != *self.kept {
            asks.project(Command::DraftCodebook { draft: Some(Arc::new(self.draft.clone())) });
        }
    }

    /// Carries out what the form wants; whether the draft is another now.
    pub(super) fn carry_out(&mut self, act: Act, view: &CodebookView) -> bool {
        let retired: Vec<&Codebook> = view.versions.iter().map(|(_, book)| &**book).collect();
        let book = &mut self.draft.book;
        match act {
            Act::Add(behind, new) => {
                let Some(part) = book.add(&behind, new, &retired) else { return false };
                if new == NewPart::Unit {
                    show(book, &part);
                }
                self.go(&part);
                self.begins = true;
            }
            Act::Retire(part) => {
                let beside = neighbour(book, &self.at);
                book.retire(&part);
                if At::of(&part).part().as_ref() == Some(&part) {
                    self.at = beside;
                    self.moved = true;
                }
                self.open.take_if(|open| *open == part);
            }
            Act::Restore(part) => {
                if !book.restore(&part, &view.book) {
                    return false;
                }
                self.go(&part);
            }
            Act::Shift(part, forth) => book.shift(&part, forth),
            Act::Rename(part, to) => {
                self.code = None;
                let Some(renamed) = book.rename(&part, to.trim()) else {
                    self.taken = Some(part);
                    return false;
                };
                self.taken = None;
                if self.open.as_ref() == Some(&part) {
                    self.open = Some(renamed.clone());
                }
                if self.at == At::of(&part) && self.at.part() == Some(part) {
                    self.at = At::of(&renamed);
                }
            }
            Act::Go(part) => {
                self.go(&part);
                return false;
            }
            Act::Open(part) => {
                self.open = part;
                self.condition = None;
                return false;
            }
            Act::Condition(place) => {
                self.condition = place;
                return false;
            }
        }
        self.changed();
        true
    }

    fn go(&mut self, part: &BookPart) {
        self.at = At::of(part);
        self.open = self.at.part().as_ref().is_none_or(|own| own != part).then(|| part.clone());
        self.condition = None;
        self.moved = true;
    }

    /// To the next thing that is to be put right, behind the one that is shown.
    pub(super) fn next_finding(&mut self) {
        let place = |finding: &Finding| {
            let own = At::of(&finding.part).part().as_ref() == Some(&finding.part);
            At::of(&finding.part) == self.at
                && (own && self.open.is_none() || self.open.as_ref() == Some(&finding.part))
        };
        let here = self.findings.iter().rposition(place);
        let next = here.map_or(0, |at| (at + 1) % self.findings.len().max(1));
        if let Some(part) = self.findings.get(next).map(|f| f.part.clone()) {
            self.go(&part);
            self.begins = true;
        }
    }
}

/// A panel without a label that shows one unit is called as the unit is. Whether one was named.
fn name_panels(book: &mut Codebook) -> bool {
    let mut named = false;
    for panel in &mut book.panels {
        let [only] = panel.units.as_slice() else { continue };
        let Some(unit) = book.units.iter().find(|u| u.code == *only) else { continue };
        let sides = [(&mut panel.label.en, &unit.label.en), (&mut panel.label.ar, &unit.label.ar)];
        for (own, of_unit) in sides {
            if own.is_empty() && !of_unit.is_empty() {
                own.clone_from(of_unit);
                named = true;
            }
        }
    }
    named
}

/// A new unit is shown by a panel of its own, so that it can be coded.
fn show(book: &mut Codebook, part: &BookPart) {
    let BookPart::Unit(code) = part else { return };
    let Some(BookPart::Panel(panel)) = book.add(&BookPart::Book, NewPart::Panel, &[]) else { return };
    for panel in book.panels.iter_mut().filter(|p| p.code == panel) {
        panel.units.push(code.clone());
    }
}

/// What is shown when the place that is shown goes.
fn neighbour(book: &Codebook, at: &At) -> At {
    let all = At::all(book);
    let here = all.iter().position(|place| place == at).unwrap_or(0);
    let inside = |place: &&At| !matches!(at, At::Unit(_)) || matches!(place, At::Unit(_));
    let before = all[..here].iter().rev().find(inside);
    before.or_else(|| all.get(here + 1)).cloned().unwrap_or(At::Book)
}

/// Wishes something of the codebook.
pub(super) fn wish(asks: &mut Asks, wish: CodebookWish) {
    asks.intents.push(Intent::Codebook(wish));
}
