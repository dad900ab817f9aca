//! Beside the table: the chosen question, its coders two by two, the values of two of them against each other, and how
//! the figures are read.

use super::line::{Column, notes, remarks};
use super::screen::{At, Focus};
use super::view::{AgreementView, Line};
use super::{behind, choose, cross, heat, influence};
use crate::app::bidi::{Label, Style};
use crate::app::context::{Asks, Look};
use crate::app::parts::{self, isolate, one_way};
use crate::app::theme::{SIZE_LARGE, SIZE_SMALL, SIZE_TEXT, space};
use crate::model::Codebook;
use crate::report::{CrossTable, Forecast, Pairs, RELIABLE, TENTATIVE, VariableData, units_by_formula};
use egui::Ui;

/// What is said in full that has no column of its own.
const FULL: [Column; 7] = [
    Column::Level,
    Column::Lowest,
    Column::Largest,
    Column::Pairable,
    Column::NotApplicable,
    Column::CannotDecide,
    Column::NotCoded,
];

/// What was pressed.
pub(super) enum Pressed {
    Pair((usize, usize)),
    Cell(cross::Cell),
    /// A unit that pulls alpha down, by its place.
    Unit(usize),
}

/// Draws the side.
#[allow(clippy::too_many_arguments)] // the side shows something of everything
pub(super) fn show(
    ui: &mut Ui,
    look: &Look<'_>,
    view: &AgreementView,
    book: &Codebook,
    at: &At,
    line: Option<&Line>,
    moved: bool,
    range: &mut choose::Range,
    asks: &mut Asks,
) -> Option<Pressed> {
    let words = look.strings.agreement;
    let mut pressed = None;
    parts::side(ui, look, "agreement-side", |ui| {
        if at.focus == Focus::Choose {
            choose::show(ui, look, view, at.choice, moved, range, asks);
            return;
        }
        if let Some(line) = line {
            title(ui, look, line);
            if at.focus == Focus::Behind {
                let given = at.cross().map(|cross| [at.cell.0, at.cell.1].map(|n| cross.values.get(n)));
                let codes: Vec<&str> = given.into_iter().flatten().flatten().map(|v| v.code.as_str()).collect();
                behind::rule(ui, look, book, &line.basics.variable, &codes);
            }
            if let Some(data) = view.variable(line) {
                let pairs = view.pairs.as_ref().filter(|(of, _)| *of == at.line).map(|(_, pairs)| pairs);
                pressed = coders(ui, look, data, pairs, at);
                if pairs.is_some()
                    && line.basics.alpha.value().is_some()
                    && let Some(unit) = influence::show(ui, look, data, &view.influence)
                {
                    pressed = Some(Pressed::Unit(unit));
                }
            }
            needed(ui, look, view, line);
            in_full(ui, look, line);
            ui.add_space(space(4));
        }
        how_to_read(ui, look);
        parts::note(ui, look, words.masi);
    });
    pressed
}

fn title(ui: &mut Ui, look: &Look<'_>, line: &Line) {
    let title = format!("{} {}", line.basics.variable, line.basics.label.get(look.language));
    let style = one_way(look, Style::new(SIZE_LARGE).bold());
    ui.add(Label::new(&title).style(style).color(look.theme.ink).full_width().wrap());
    for note in notes(look, line) {
        parts::note(ui, look, &note);
    }
    ui.add_space(space(2));
}

fn coders(ui: &mut Ui, look: &Look<'_>, data: &VariableData, pairs: Option<&Pairs>, at: &At) -> Option<Pressed> {
    let words = look.strings.agreement;
    parts::heading(ui, look, words.by_pairs);
    let Some(pairs) = pairs else {
        parts::note(ui, look, words.computing);
        return None;
    };
    if pairs.pairs.is_empty() {
        parts::note(ui, look, words.one_coder);
        ui.add_space(space(2));
        return None;
    }
    let chosen = heat::show(ui, look, data, pairs, at.pair, at.focus == Focus::Pairs);
    parts::note(ui, look, words.by_pairs_why);
    ui.add_space(space(3));
    let mut pressed = chosen.map(Pressed::Pair);
    if let Some(((first, second), cross)) = at.pair.zip(at.cross()) {
        let name = |coder: usize| data.coders.get(coder).map(String::as_str).unwrap_or_default();
        let names = (name(first), name(second));
        let focused = at.focus == Focus::Cells;
        values(ui, look, names, cross);
        let grid = cross::Grid { cross, names, at: Some(at.cell), focused };
        if let Some(cell) = grid.show(ui, look) {
            pressed = Some(Pressed::Cell(cell));
        }
        ui.add_space(space(3));
    }
    pressed
}

fn values(ui: &mut Ui, look: &Look<'_>, names: (&str, &str), cross: &CrossTable) {
    parts::heading(ui, look, look.strings.agreement.cross);
    if cross::is_table(cross) {
        parts::note(ui, look, &look.strings.rows_and_columns(&isolate(names.0), &isolate(names.1)));
    } else {
        parts::note(ui, look, &look.strings.first_and_second(&isolate(names.0), &isolate(names.1)));
    }
}

/// How many more units the question needs.
fn needed(ui: &mut Ui, look: &Look<'_>, view: &AgreementView, line: &Line) {
    let Some(alpha) = line.basics.alpha.value() else { return };
    let words = look.strings.agreement;
    parts::heading(ui, look, words.needed);
    match &line.assurance {
        Some(Ok(assurance)) => {
            for required in [TENTATIVE, RELIABLE] {
                let forecast = Forecast::of(alpha, assurance, line.basics.pairable_units, required);
                parts::text(ui, look, &look.strings.forecast(forecast, required));
            }
            parts::note(ui, look, words.needed_why);
        }
        Some(Err(_)) => parts::note(ui, look, words.no_needed),
        None => parts::note(ui, look, words.computing),
    }
    if let Some((units, rarest)) = view.variable(line).and_then(|data| units_by_formula(data, RELIABLE)) {
        parts::note(ui, look, &look.strings.by_formula(units, RELIABLE, rarest));
    }
    ui.add_space(space(3));
}

fn in_full(ui: &mut Ui, look: &Look<'_>, line: &Line) {
    parts::heading(ui, look, look.strings.agreement.in_full);
    for column in FULL {
        let cell = column.cell(look, line);
        if !cell.is_empty() {
            let text = format!("{}: {cell}", column.name(&look.strings.agreement));
            let style = one_way(look, Style::new(SIZE_TEXT));
            ui.add(Label::new(&text).style(style).color(look.theme.ink).full_width().wrap());
        }
    }
    for remark in remarks(look, line) {
        parts::note(ui, look, &remark);
    }
}

fn how_to_read(ui: &mut Ui, look: &Look<'_>) {
    let words = look.strings.agreement;
    parts::heading(ui, look, words.how_to_read);
    for column in Column::ALL {
        let (name, why) = (column.name(&words), column.words(&words).1);
        let style = one_way(look, Style::new(SIZE_SMALL).bold());
        ui.add(Label::new(&name).style(style).color(look.theme.ink).full_width());
        parts::note(ui, look, why);
        ui.add_space(space(1));
    }
}
