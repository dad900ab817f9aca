//! The panels of a codebook as coders will see them, to be tried out: what is answered there is kept nowhere.

use super::acts::{self, Change, Then};
use super::draw::{Drafts, Pen, Writing, draw_panel, tabs};
use super::keys;
use super::place::{PanelAt, Place, Stop, panel_of};
use super::questions;
use super::wish::Wish;
use crate::app::context::Look;
use crate::app::parts;
use crate::app::scroll;
use crate::app::theme::space;
use crate::model::{
    Anchor, AnchorId, Answer, AnswerState, Article, ArticleId, Cardinality, Codebook, CodebookVersionId, CoderId,
    Coding, CodingId, CodingState, Document, DocumentId, DocumentSource, FrozenText, Link, LinkId, Panel, PanelView,
    Record, RecordId, RoundId, Timestamp, Unit, Value, missing_records,
};
use crate::project::{CodingView, Command};
use egui::{ScrollArea, Ui, vec2};
use std::collections::BTreeMap;
use std::sync::Arc;
use uuid::Uuid;

/// Words of which pieces are marked, so that records of spans look as they will.
const SAMPLE: &str = "المتحدث قال: القرار صدر أمس.";

/// What is tried out.
#[derive(Clone, Copy)]
pub(crate) struct Tried<'a> {
    /// The codebook, sound or not.
    pub(crate) book: &'a Codebook,
    /// Another number for each state of the codebook.
    pub(crate) edition: u64,
    /// The unit whose panel is to be seen.
    pub(crate) unit: Option<&'a str>,
    /// The question that is to be open.
    pub(crate) question: Option<&'a str>,
}

/// What is remembered of a codebook that is tried out.
#[derive(Default)]
pub(crate) struct Preview {
    place: Place,
    drafts: Drafts,
    view: Option<CodingView>,
    edition: Option<u64>,
    made: u128,
    led_to: Option<(String, Option<String>)>,
}

impl Preview {
    /// Draws the panels.
    pub(crate) fn show(&mut self, ui: &mut Ui, look: &Look<'_>, tried: Tried<'_>) {
        self.follow(tried);
        let Some(view) = &self.view else { return };
        questions::settle(view, &mut self.place);
        let mut pen = Pen {
            look,
            view,
            place: &self.place,
            waved: &[],
            reads_from: 0,
            drafts: &mut self.drafts,
            wishes: Vec::new(),
            hovered: None,
            focus_moved: false,
            has_keyboard: false,
        };
        tabs::show(ui, &mut pen);
        ui.add_space(space(2));
        let panel_now = pen.place.panel;
        let area = ScrollArea::vertical().id_salt(("preview", format!("{panel_now:?}"))).auto_shrink([false, false]);
        scroll::show(ui, look.rtl_ui, area, |ui, area| {
            area.show(ui, |ui| {
                ui.spacing_mut().item_spacing = vec2(space(1), space(1));
                ui.with_layout(pen.column(), |ui| {
                    ui.set_width(ui.available_width());
                    if let Some(why) = not_asked(look, view, tried) {
                        parts::note(ui, look, &why);
                    }
                    draw_panel(ui, &mut pen, panel_now);
                });
            })
        });
        let wishes = pen.wishes;
        for wish in wishes {
            self.carry_out(wish);
        }
    }

    /// Takes over a codebook that has changed, with what was answered so far; and goes where the lead is.
    fn follow(&mut self, tried: Tried<'_>) {
        if self.edition != Some(tried.edition) {
            self.edition = Some(tried.edition);
            let records = self.view.take().map(|view| view.records).unwrap_or_default();
            let mut view = view_of(with_a_panel(tried));
            view.records = records.into_iter().filter(|r| view.book.unit(&r.unit).is_some()).collect();
            let units: Vec<Unit> = view.book.units.clone();
            for unit in &units {
                self.stand(&mut view, unit);
            }
            view.missing = missing_records(&view.book, &view.records);
            self.view = Some(view);
        }
        let Some((unit, view)) = tried.unit.zip(self.view.as_ref()) else { return };
        let goal = (unit.to_owned(), tried.question.map(str::to_owned));
        if self.led_to.as_ref() == Some(&goal) {
            return;
        }
        if let Some(panel) = panel_of(&view.book, unit) {
            self.place.panel = PanelAt::Book(panel);
        }
        let record = self.place.chosen(view, unit).or_else(|| view.records_of(unit).next().map(|r| r.id));
        if let Some(record) = record {
            self.place.chosen.insert(unit.to_owned(), record);
            let first = || view.book.unit(unit)?.variables.iter().find(|v| v.is_asked()).map(|v| v.code.as_str());
            self.place.stop = tried.question.or_else(first).map(|question| Stop::question(record, question));
        }
        self.led_to = Some(goal);
    }

    /// The records that stand there, and one of each other kind, so that its questions can be seen.
    fn stand(&mut self, view: &mut CodingView, unit: &Unit) {
        let rows: Vec<BTreeMap<String, Answer>> = if unit.obligatory.is_empty() {
            let wanted = usize::from(!view.records.iter().any(|r| r.unit == unit.code));
            vec![BTreeMap::new(); wanted]
        } else {
            let stands = |row: &BTreeMap<String, String>| {
                view.records.iter().any(|r| r.unit == unit.code && row.iter().all(|(k, v)| r.code_of(k) == Some(v)))
            };
            let missing = unit.obligatory.iter().filter(|row| !stands(row));
            missing.map(|row| row.iter().map(|(k, v)| (k.clone(), Answer::code(v.clone()))).collect()).collect()
        };
        for answers in rows {
            let record = self.record(&unit.code, view.coding.id, answers);
            view.records.push(record);
        }
        let marks = unit.cardinality == Cardinality::Many && unit.obligatory.is_empty();
        let text = view.document.text.clone();
        for record in view.records.iter_mut().filter(|r| marks && r.unit == unit.code && r.anchors.is_empty()) {
            for (at, role) in unit.roles.iter().enumerate() {
                let Some((start, word)) = words(&text).nth(at) else { break };
                let Ok(span) = text.span(start, start + word.len()) else { continue };
                self.made += 1;
                let id = AnchorId::from_uuid(Uuid::from_u128(self.made));
                record.anchors.push(Anchor { id, role: role.code.clone(), span, quote: word.to_owned() });
            }
        }
    }

    fn record(&mut self, unit: &str, coding: CodingId, answers: BTreeMap<String, Answer>) -> Record {
        self.made += 1;
        Record {
            id: RecordId::from_uuid(Uuid::from_u128(self.made)),
            coding,
            unit: unit.to_owned(),
            parent: None,
            position: None,
            proposal: None,
            answers,
            anchors: Vec::new(),
            links: Vec::new(),
        }
    }

    fn carry_out(&mut self, wish: Wish) {
        let Some(view) = &self.view else { return };
        let (change, stop) = match wish {
            Wish::Panel(panel) => {
                self.place.panel = panel;
                self.place.stop = None;
                return;
            }
            Wish::Focus(stop) => {
                self.place.stop = Some(stop);
                return;
            }
            Wish::Choose(record) => {
                if let Some(unit) = view.record(record).map(|r| r.unit.clone()) {
                    self.place.chosen.insert(unit, record);
                    self.place.stop = None;
                }
                return;
            }
            Wish::GoTo(missing) => return questions::go_to(view, &mut self.place, &missing),
            Wish::Write(stop, first) => {
                let kept = keys::question(view, &stop).map_or_else(String::new, |(unit, variable, record)| match unit
                    .state(record, variable)
                {
                    AnswerState::Coded(Value::Text(text) | Value::Date(text)) => text,
                    AnswerState::Coded(Value::Number(n)) => n.to_string(),
                    _ => String::new(),
                });
                let text = if first.is_empty() { kept.clone() } else { first };
                self.drafts.writing = Some(Writing { stop, text, kept, begins: true });
                return;
            }
            Wish::StopWriting => {
                self.drafts.writing = None;
                return;
            }
            Wish::Written(stop, words) => {
                let asked = keys::question(view, &stop).map(|(_, variable, record)| (variable, record.id));
                let written = asked.and_then(|(variable, record)| acts::write(variable, record, &words).ok());
                if written.is_some() {
                    self.drafts.writing = None;
                }
                (written, Some(stop))
            }
            Wish::Say(stop, offer, unsure) => {
                let said = acts::say(view, &self.place, &stop, &offer, unsure).ok();
                self.place.stop = Some(stop.clone());
                (said, Some(stop))
            }
            Wish::State(stop, state) => (Some(acts::set_state(view, &self.place, &stop, &state)), Some(stop)),
            Wish::Clear(stop) => (Some(acts::clear(view, &self.place, &stop)), None),
            Wish::Doubt => (acts::doubt(view, &self.place, None).ok(), None),
            Wish::New(unit) => (view.book.unit(&unit).map(|unit| acts::new_record(view, unit)), None),
            Wish::RemoveRecord(id) => (acts::remove(view, id).ok(), None),
            Wish::Hang(id) => (acts::hang(view, id).ok(), None),
            _ => return,
        };
        if let Some(change) = change {
            self.apply(change, stop.as_ref());
        }
    }

    fn apply(&mut self, change: Change, stop: Option<&Stop>) {
        for command in change.commands {
            self.one(command, &change.then);
        }
        let Some(view) = &mut self.view else { return };
        view.missing = missing_records(&view.book, &view.records);
        match change.then {
            Then::Advance => self.place.stop = questions::next_open(view, &self.place, stop),
            Then::At(stop) => self.place.stop = Some(stop),
            Then::Stay | Then::To(_) | Then::ToNew(_) => {}
        }
    }

    fn one(&mut self, command: Command, then: &Then) {
        let Some(mut view) = self.view.take() else { return };
        match command {
            Command::SetAnswer { record, variable, answer } => answer_in(&mut view, record, [(variable, answer)]),
            Command::SetAnswers { record, answers } => answer_in(&mut view, record, answers),
            Command::SetLink { record, role, to } => {
                if let Some(own) = view.records.iter_mut().find(|r| r.id == record) {
                    own.links.retain(|l| l.role != role);
                    let id = LinkId::from_uuid(Uuid::nil());
                    own.links.extend(to.map(|to| Link { id, role, to }));
                }
            }
            Command::SetParent { record, parent } => {
                view.records.iter_mut().filter(|r| r.id == record).for_each(|r| r.parent = parent);
            }
            Command::RemoveRecord { record } => view.records.retain(|r| r.id != record),
            Command::AddRecord { unit, answers, links, .. } => {
                let mut new = self.record(&unit, view.coding.id, answers);
                let id = LinkId::from_uuid(Uuid::nil());
                new.links = links.into_iter().map(|(role, to)| Link { id, role, to }).collect();
                if matches!(then, Then::ToNew(_)) {
                    self.place.chosen.insert(unit, new.id);
                    self.place.stop = None;
                }
                view.records.push(new);
            }
            _ => {}
        }
        self.view = Some(view);
    }
}

fn answer_in(view: &mut CodingView, id: RecordId, answers: impl IntoIterator<Item = (String, Option<Answer>)>) {
    let Some(record) = view.records.iter_mut().find(|r| r.id == id) else { return };
    for (variable, answer) in answers {
        match answer {
            Some(answer) => record.answers.insert(variable, answer),
            None => record.answers.remove(&variable),
        };
    }
}

/// Why the question that is worked on is not seen, where it is not.
fn not_asked(look: &Look<'_>, view: &CodingView, tried: Tried<'_>) -> Option<String> {
    let (unit, variable) = tried.question.and_then(|code| view.book.variable(code))?;
    let condition = variable.applies_if.as_ref()?;
    let asked = view.records_of(&unit.code).any(|record| unit.applies(record, variable) == Some(true));
    let words = look.strings.codebook;
    let when = look.strings.condition(unit, condition);
    (!asked).then(|| format!("{} {} {when}.", words.not_asked_now, words.asked_if))
}

/// The codebook with a panel for the unit that is worked on, where none shows it.
fn with_a_panel(tried: Tried<'_>) -> Codebook {
    let mut book = tried.book.clone();
    for unit in &tried.book.units {
        if panel_of(&book, &unit.code).is_none() {
            let view =
                if unit.cardinality == Cardinality::Many && !unit.ordered { PanelView::List } else { PanelView::Form };
            let (code, label) = (unit.code.clone(), unit.label.clone());
            book.panels.push(Panel { units: vec![code.clone()], code, label, view });
        }
    }
    book
}

fn words(text: &FrozenText) -> impl Iterator<Item = (usize, &str)> {
    let whole = text.as_str();
    whole.split(' ').scan(0, |at, word| {
        let start = *at;
        *at += word.len() + 1;
        Some((start, word.trim_end_matches(['.', ':'])))
    })
}

fn view_of(book: Codebook) -> CodingView {
    let nil = Uuid::nil();
    let (document, article) = (DocumentId::from_uuid(nil), ArticleId::from_uuid(nil));
    CodingView {
        coding: Coding {
            id: CodingId::from_uuid(nil),
            article,
            coder: CoderId::from_uuid(nil),
            round: RoundId::from_uuid(nil),
            codebook: CodebookVersionId::from_uuid(nil),
            state: CodingState::Begun,
            forced_reason: None,
        },
        article: Article { id: article, document, title: String::new(), blocks: 0..0 },
        document: Arc::new(Document {
            id: document,
            title: String::new(),
            source: DocumentSource {
                file_name: String::new(),
                format: String::new(),
                hash: String::new(),
                byte_len: 0,
                imported_at: Timestamp(0),
            },
            language: None,
            direction: None,
            metadata: BTreeMap::new(),
            text: FrozenText::new(SAMPLE),
            blocks: Vec::new(),
        }),
        book: Arc::new(book),
        zones: Vec::new(),
        records: Vec::new(),
        beside: Vec::new(),
        memos: Vec::new(),
        flags: Vec::new(),
        proposals: Vec::new(),
        missing: Vec::new(),
        active_ms: 0,
        idle_ms: 0,
        entities: Vec::new(),
    }
}
