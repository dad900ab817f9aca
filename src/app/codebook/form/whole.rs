//! What belongs to the whole codebook: its name and version, the panels, the flags.

use super::{Pen, field, rows};
use crate::app::bidi::{Label, Style};
use crate::app::codebook::editor::Act;
use crate::app::parts::{self, flow};
use crate::app::theme::{SIZE_LARGE, space};
use crate::model::{BookField, BookPart, Codebook, FlagKind, Grid, Kind, NewPart, Panel, PanelView, Scope, Unit};
use egui::Ui;

fn heading(ui: &mut Ui, pen: &Pen<'_>, text: &str) {
    let style = parts::one_way(pen.look, Style::new(SIZE_LARGE).bold());
    ui.add(Label::new(text).style(style).color(pen.look.theme.accent).full_width().heading());
}

/// Draws the form of the codebook itself.
pub(super) fn book(ui: &mut Ui, pen: &mut Pen<'_>, book: &mut Codebook) {
    let words = pen.look.strings.drafting;
    heading(ui, pen, words.general);
    field::title(ui, pen, words.version);
    field::line(ui, pen, &BookPart::Book, words.version, &mut book.version, space(40));
    field::said(ui, pen, &BookPart::Book, BookField::Version);
    field::pair(ui, pen, &BookPart::Book, words.title, &mut book.title, 0);
    field::said(ui, pen, &BookPart::Book, BookField::Label);
    field::pair(ui, pen, &BookPart::Book, words.description, &mut book.description, 3);
    field::said(ui, pen, &BookPart::Book, BookField::Units);
    let id = book.id.clone();
    field::code(ui, pen, &BookPart::Book, &id);
}

/// Draws the panels.
pub(super) fn panels(ui: &mut Ui, pen: &mut Pen<'_>, book: &mut Codebook) {
    let (look, words) = (pen.look, pen.look.strings.drafting);
    heading(ui, pen, words.panels);
    let units = book.units.clone();
    for panel in &mut book.panels {
        let part = BookPart::Panel(panel.code.clone());
        let (name, code) = (panel.label.get(look.language).to_owned(), panel.code.clone());
        rows::row(ui, pen, &part, (None, &name, &code), |ui, pen| one_panel(ui, pen, &part, &units, panel));
    }
    field::add(ui, pen, None, words.add_panel, Act::Add(BookPart::Book, NewPart::Panel));
    let gone = pen.published.panels.iter().filter(|old| !book.panels.iter().any(|p| p.code == old.code));
    let gone: Vec<(BookPart, String)> =
        gone.map(|p| (BookPart::Panel(p.code.clone()), p.label.get(look.language).to_owned())).collect();
    field::retired(ui, pen, &gone);
}

fn one_panel(ui: &mut Ui, pen: &mut Pen<'_>, part: &BookPart, units: &[Unit], panel: &mut Panel) {
    let (look, words) = (pen.look, pen.look.strings.drafting);
    flow(ui, look.rtl_ui, |ui| field::ways(ui, pen, part, false));
    field::pair(ui, pen, part, words.label, &mut panel.label, 0);
    field::said(ui, pen, part, BookField::Label);
    field::title(ui, pen, words.units);
    let options: Vec<(String, String)> = units
        .iter()
        .filter(|u| u.scope != Scope::Coder || panel.units.contains(&u.code))
        .map(|u| (u.code.clone(), u.label.get(look.language).to_owned()))
        .collect();
    field::several(ui, pen, part, words.units, &mut panel.units, &options);
    field::said(ui, pen, part, BookField::Units);
    field::title(ui, pen, words.view);
    let mut shape = match &panel.view {
        PanelView::Form => 0,
        PanelView::List => 1,
        PanelView::Grid(_) => 2,
    };
    let before = shape;
    let views = [words.view_form, words.view_list, words.view_grid].map(str::to_owned);
    field::choice(ui, pen, part, words.view, &mut shape, (0..3).zip(views).collect());
    let own: Vec<&Unit> = panel.units.iter().filter_map(|code| units.iter().find(|u| u.code == *code)).collect();
    if shape != before {
        panel.view = match shape {
            0 => PanelView::Form,
            1 => PanelView::List,
            _ => PanelView::Grid(grid_of(&own)),
        };
    }
    if let PanelView::Grid(grid) = &mut panel.view {
        one_grid(ui, pen, part, &own, grid);
    }
    field::said(ui, pen, part, BookField::View);
    let code = panel.code.clone();
    field::code(ui, pen, part, &code);
}

/// A grid of the first choices that there are.
fn grid_of(units: &[&Unit]) -> Grid {
    let mut choices = units.iter().flat_map(|u| &u.variables).filter(|v| v.kind == Kind::Choice);
    let mut next = || choices.next().map_or_else(String::new, |v| v.code.clone());
    Grid { rows: next(), columns: next(), cell: next(), state: next(), evidence: None }
}

fn one_grid(ui: &mut Ui, pen: &mut Pen<'_>, part: &BookPart, units: &[&Unit], grid: &mut Grid) {
    let (look, words) = (pen.look, pen.look.strings.drafting);
    let choices = || units.iter().flat_map(|u| &u.variables).filter(|v| v.kind == Kind::Choice);
    let places = [
        (words.grid_rows, &mut grid.rows),
        (words.grid_columns, &mut grid.columns),
        (words.grid_cell, &mut grid.cell),
        (words.grid_state, &mut grid.state),
    ];
    for (name, code) in places {
        field::title(ui, pen, name);
        let options = choices().map(|v| (v.code.clone(), v.label.get(look.language).to_owned())).collect();
        field::choice(ui, pen, part, name, code, options);
    }
    field::title(ui, pen, words.grid_evidence);
    let none = std::iter::once((None, words.nobody.to_owned()));
    let roles = units.iter().flat_map(|u| &u.roles);
    let options = none.chain(roles.map(|r| (Some(r.code.clone()), r.label.get(look.language).to_owned()))).collect();
    field::choice(ui, pen, part, words.grid_evidence, &mut grid.evidence, options);
}

/// Draws the flags.
pub(super) fn flags(ui: &mut Ui, pen: &mut Pen<'_>, book: &mut Codebook) {
    let (look, words) = (pen.look, pen.look.strings.drafting);
    heading(ui, pen, look.strings.codebook.flags);
    for flag in &mut book.flags {
        let part = BookPart::Flag(flag.code.clone());
        let (name, code) = (flag.label.get(look.language).to_owned(), flag.code.clone());
        rows::row(ui, pen, &part, (None, &name, &code), |ui, pen| one_flag(ui, pen, &part, flag));
    }
    field::add(ui, pen, None, words.add_flag, Act::Add(BookPart::Book, NewPart::Flag));
    let gone = pen.published.flags.iter().filter(|old| !book.flags.iter().any(|f| f.code == old.code));
    let gone: Vec<(BookPart, String)> =
        gone.map(|f| (BookPart::Flag(f.code.clone()), f.label.get(look.language).to_owned())).collect();
    field::retired(ui, pen, &gone);
}

fn one_flag(ui: &mut Ui, pen: &mut Pen<'_>, part: &BookPart, flag: &mut FlagKind) {
    let words = pen.look.strings.drafting;
    flow(ui, pen.look.rtl_ui, |ui| field::ways(ui, pen, part, false));
    field::pair(ui, pen, part, words.label, &mut flag.label, 0);
    field::said(ui, pen, part, BookField::Label);
    let code = flag.code.clone();
    field::code(ui, pen, part, &code);
}
