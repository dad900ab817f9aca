//! What lies behind a cell: the articles, and of the chosen one what both coders marked and answered, side by side.

use super::cross;
use super::view::{AgreementView, Line, Opened};
use crate::app::bidi::article::{ArticleOptions, ArticleView, show as show_article};
use crate::app::bidi::{Label, Style};
use crate::app::coding::{Page, Place, SpanModel, Stands, answer_text, drawn, group, palette, spans};
use crate::app::context::Look;
use crate::app::parts::{self, Cursor, LINE, isolate, one_way};
use crate::app::scroll;
use crate::app::theme::{RADIUS, SIZE_LARGE, SIZE_SMALL, SIZE_TEXT, space};
use crate::model::{Codebook, NoteTarget, Record, Unit};
use crate::project::CodingView;
use crate::report::{CrossTable, VariableData};
use egui::{CornerRadius, Rect, Role, ScrollArea, Sense, Stroke, Ui, UiBuilder, WidgetInfo, vec2};

/// Articles that the list shows at once.
const SHOWN: f32 = 4.0;
/// Letters of the articles beside those of the coding screen: two stand side by side.
const SMALLER: f32 = 0.8;

/// One coder's work in the open article.
#[derive(Default)]
struct Reader {
    view: ArticleView,
    page: Page,
    spans: Vec<SpanModel>,
    record: Option<Record>,
}

/// The two readers of the open article.
#[derive(Default)]
pub(super) struct Readers {
    of: Option<(usize, usize, (usize, usize))>,
    two: [Reader; 2],
    /// Where one of the two has marked something for the question, in text order.
    marked: Vec<usize>,
    /// The place among them that is in sight.
    at: usize,
}

impl Readers {
    /// Opens an article at the first thing that was marked for the question.
    pub(super) fn follow(&mut self, look: &Look<'_>, data: Option<&VariableData>, opened: Option<&Opened>) {
        let Some((opened, data)) = opened.zip(data) else {
            *self = Self::default();
            return;
        };
        let of = Some((opened.variable, opened.unit, opened.pair));
        if self.of == of {
            return;
        }
        *self = Self { of, ..Self::default() };
        let coders = [opened.pair.0, opened.pair.1];
        for ((reader, view), coder) in self.two.iter_mut().zip(&opened.views).zip(coders) {
            let unit = view.book.variable(&data.variable).map(|(unit, _)| unit);
            reader.record = match data.records.get(opened.unit) {
                Some(of_unit) => {
                    of_unit.get(coder).copied().flatten().and_then(|id| view.records.iter().find(|r| r.id == id))
                }
                None => unit.and_then(|unit| record_of(view, unit, data)),
            }
            .cloned();
            reader.spans = spans(view, &Place::default(), &[], look.language);
            reader.spans.retain(|model| matches!(model.stands, Stands::Coded { .. }));
            let of_record = reader.spans.iter().filter(|model| is_of(model, reader.record.as_ref()));
            self.marked.extend(of_record.map(|model| model.range.start));
        }
        // Where nobody marked anything for the question, the answer is judged by all that its coder has marked.
        if !self.marked.is_empty() {
            for reader in &mut self.two {
                let record = reader.record.as_ref();
                reader.spans.retain(|model| is_of(model, record));
            }
        }
        self.marked.sort_unstable();
        self.marked.dedup();
        let first = opened.views[0].article.blocks.start;
        let begin = opened.views[0].document.blocks.get(first).map_or(0, |b| b.span.start());
        self.go(self.marked.first().copied().unwrap_or(begin));
    }

    /// Whether there is more than one place to go to.
    pub(super) fn has_places(&self) -> bool {
        self.marked.len() > 1
    }

    /// To the next place that was marked, in both texts.
    pub(super) fn next_place(&mut self) {
        if !self.marked.is_empty() {
            self.at = (self.at + 1) % self.marked.len();
            self.go(self.marked[self.at]);
        }
    }

    fn go(&mut self, at: usize) {
        for reader in &mut self.two {
            reader.view.place_caret(at);
            reader.view.scroll_to(at);
        }
    }
}

/// Whether a span belongs to a record.
fn is_of(model: &SpanModel, record: Option<&Record>) -> bool {
    matches!(model.stands, Stands::Coded { record: of, .. } if record.is_some_and(|r| r.id == of))
}

/// The record that holds the answer to a question.
fn record_of<'v>(view: &'v CodingView, unit: &Unit, data: &VariableData) -> Option<&'v Record> {
    let fits = |r: &&Record| data.row.iter().all(|(k, v)| r.code_of(k) == Some(v));
    view.records.iter().filter(|r| r.unit == unit.code).find(fits)
}

/// Draws it; returns the place of the article that was pressed.
#[allow(clippy::too_many_arguments)] // a page of its own, drawn from what the whole screen knows
pub(super) fn show(
    ui: &mut Ui,
    look: &Look<'_>,
    view: &AgreementView,
    line: &Line,
    cross: &CrossTable,
    cell: cross::Cell,
    at: usize,
    moved: bool,
    readers: &mut Readers,
) -> Option<usize> {
    let data = view.variable(line)?;
    let units = cross.cells.get(&cell)?;
    let pair = view.opened.as_ref().map(|o| o.pair);
    let title = format!("{} {}", line.basics.variable, line.basics.label.get(look.language));
    let style = one_way(look, Style::new(SIZE_LARGE).bold());
    ui.add(Label::new(&title).style(style).color(look.theme.ink).full_width().elide().heading());
    if let Some((first, second)) = pair {
        let name = |coder: usize| data.coders.get(coder).map(String::as_str).unwrap_or_default();
        parts::note(ui, look, &cross::spoken(look, cross, (name(first), name(second)), cell));
    }
    ui.add_space(space(1));
    let pressed = list(ui, look, data, units, at, moved);
    ui.add_space(space(2));
    match view.opened.as_ref() {
        Some(opened) if units.get(at) == Some(&opened.unit) => both(ui, look, data, opened, readers),
        _ => parts::note(ui, look, look.strings.agreement.opening),
    }
    pressed
}

fn list(ui: &mut Ui, look: &Look<'_>, data: &VariableData, units: &[usize], at: usize, moved: bool) -> Option<usize> {
    let mut pressed = None;
    let area = ScrollArea::vertical().id_salt("behind").max_height(LINE * SHOWN).auto_shrink([false, true]);
    scroll::show(ui, look.rtl_ui, area, |ui, area| {
        area.show(ui, |ui| {
            ui.spacing_mut().item_spacing = vec2(0.0, 0.0);
            for (n, unit) in units.iter().enumerate() {
                let here = n == at;
                let name = data.units.get(*unit).map(String::as_str).unwrap_or_default();
                let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), LINE), Sense::click());
                response.widget_info(|| WidgetInfo::selected(Role::ListBoxOption, true, here, name));
                if here || response.hovered() {
                    let fill = if here { look.theme.selection } else { look.theme.surface };
                    ui.painter().rect_filled(rect, CornerRadius::same(RADIUS), fill);
                }
                let mut cursor = Cursor::new(rect.shrink2(vec2(space(2), 0.0)), look.rtl_ui);
                let number = look.strings.number(n + 1);
                cursor.text(ui, &number, &Style::new(SIZE_SMALL), look.theme.quiet, space(8));
                let room = cursor.room();
                cursor.text(ui, name, &Style::new(SIZE_TEXT), look.theme.ink, room);
                if here && moved {
                    ui.scroll_to_rect(rect, None);
                }
                if response.clicked() {
                    pressed = Some(n);
                }
            }
        })
    });
    pressed
}

/// The first coder stands where lines begin.
fn both(ui: &mut Ui, look: &Look<'_>, data: &VariableData, opened: &Opened, readers: &mut Readers) {
    let room = ui.available_rect_before_wrap();
    ui.allocate_rect(room, Sense::hover());
    let middle = room.center().x;
    let halves = [room.with_max_x(middle - space(2)), room.with_min_x(middle + space(2))];
    ui.painter().vline(middle, room.y_range(), Stroke::new(1.0, look.theme.line));
    let coders = [opened.pair.0, opened.pair.1];
    for (n, (reader, view)) in readers.two.iter_mut().zip(&opened.views).enumerate() {
        let half = halves[if look.rtl_ui { 1 - n } else { n }];
        let name = data.coders.get(coders[n]).map(String::as_str).unwrap_or_default();
        let builder = UiBuilder::new().id_salt(("reader", n)).max_rect(half).layout(parts::column(look));
        ui.scope_builder(builder, |ui| one(ui, look, data, view, name, reader, half));
    }
}

fn one(
    ui: &mut Ui,
    look: &Look<'_>,
    data: &VariableData,
    view: &CodingView,
    name: &str,
    reader: &mut Reader,
    room: Rect,
) {
    ui.spacing_mut().item_spacing.y = space(1);
    let record = reader.record.as_ref();
    let asked = view.book.variable(&data.variable);
    let answer =
        record.zip(asked).map(|(record, (unit, variable))| answer_text(look, variable, &unit.state(record, variable)));
    let answer = answer.filter(|a| !a.is_empty()).unwrap_or_else(|| look.strings.agreement.no_answer.to_owned());
    let said = format!("{}: {}", isolate(name), isolate(&answer));
    let style = one_way(look, Style::new(SIZE_TEXT).bold());
    ui.add(Label::new(&said).style(style).color(look.theme.ink).full_width().wrap());
    if record.and_then(|r| r.answers.get(&data.variable)).is_some_and(|a| a.unsure) {
        parts::note(ui, look, look.strings.command.not_sure);
    }
    let about = |memo: &&crate::model::Memo| match memo.target {
        NoteTarget::Record(id) => record.is_some_and(|r| r.id == id),
        NoteTarget::Coding(_) => true,
        NoteTarget::Document(_) => false,
    };
    for memo in view.memos.iter().filter(about) {
        parts::note(ui, look, &format!("{}: {}", look.strings.command.memo, isolate(&memo.text)));
    }
    let article = ui.available_rect_before_wrap().intersect(room);
    let builder = UiBuilder::new().id_salt("article").max_rect(article);
    ui.scope_builder(builder, |ui| {
        let (text, _) = reader.page.text(look, view);
        let drawn = drawn(look, &reader.spans);
        let label = look.strings.article_of(&isolate(name));
        let options = ArticleOptions {
            zoom: look.zoom * SMALLER,
            active_group: record.map(|r| group(r.id)),
            margin: false,
            bar_at_left: look.rtl_ui,
            ..ArticleOptions::new(&label, palette(look.theme))
        };
        show_article(ui, text, &mut reader.view, &drawn, &options);
    });
}

/// The codebook's rule on a question and on the values that were given: beside the articles.
pub(crate) fn rule(ui: &mut Ui, look: &Look<'_>, book: &Codebook, variable: &str, values: &[&str]) {
    let Some((unit, variable)) = book.variable(variable) else { return };
    parts::heading(ui, look, look.strings.agreement.rule);
    parts::text(ui, look, variable.question.get(look.language));
    parts::text(ui, look, variable.definition.get(look.language));
    if let Some(condition) = &variable.applies_if {
        let when = look.strings.condition(unit, condition);
        parts::note(ui, look, &format!("{} {when}.", look.strings.codebook.asked_if));
    }
    // A set names several values in one.
    let named = |code: &str| values.iter().any(|v| v.split(" | ").any(|part| part == code));
    for value in variable.values.iter().filter(|v| named(&v.code)) {
        ui.add_space(space(2));
        let style = one_way(look, Style::new(SIZE_TEXT).bold());
        let name = value.label.get(look.language);
        ui.add(Label::new(name).style(style).color(look.theme.ink).full_width().wrap());
        parts::text(ui, look, value.definition.get(look.language));
        let words = look.strings.codebook;
        for (name, text) in [(words.example, &value.example), (words.counter_example, &value.counter_example)] {
            let text = text.get(look.language);
            if !text.is_empty() {
                parts::note(ui, look, &format!("{name}: {}", isolate(text)));
            }
        }
    }
    ui.add_space(space(3));
}
