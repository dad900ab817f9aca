//! The sheet of columns: what each column of a table is taken for, before the table is read.

use super::Wish;
use super::row::{Row, about, group, in_line};
use crate::app::bidi::{Label, Style};
use crate::app::context::{Intent, Look};
use crate::app::logic::ColumnsLook;
use crate::app::parts::Chip;
use crate::app::scroll;
use crate::app::theme::{SIZE_TEXT, space};
use crate::import::{ColumnMap, Holds};
use egui::{Align, Key, Modifiers, ScrollArea, Ui};

/// Columns that are being mapped.
#[derive(Debug)]
pub(in crate::app) struct Columns {
    look: ColumnsLook,
    /// The table that is shown.
    table: usize,
    /// The column that keys change.
    at: usize,
    moved: bool,
}

impl Columns {
    pub(super) const fn new(look: ColumnsLook) -> Self {
        Self { look, table: 0, at: 0, moved: true }
    }

    fn change(&mut self, column: usize, forth: bool) {
        let Some((_, table)) = self.look.tables.get_mut(self.table) else { return };
        let Some(column) = table.columns.get_mut(column) else { return };
        let all = Holds::ALL;
        let now = all.iter().position(|h| *h == column.holds).unwrap_or(0);
        let next = if forth { now + 1 } else { now + all.len() - 1 };
        column.holds = all[next % all.len()];
    }

    /// What was chosen, for all tables.
    fn maps(&self) -> Vec<ColumnMap> {
        self.look.tables.iter().map(|(_, table)| table.map()).collect()
    }
}

/// Shows the table; whether nothing more is to be asked.
pub(super) fn show(ui: &mut Ui, look: &Look<'_>, columns: &mut Columns, high: f32, wishes: &mut Vec<Wish>) -> bool {
    let words = look.strings.importing;
    keys(ui, look, columns);
    let Some((file, table)) = columns.look.tables.get(columns.table) else { return true };
    about(ui, look, words.columns_about);
    let of = look.strings.table_of(file, table.sheet, columns.table + 1, columns.look.tables.len());
    group(ui, look, &of);
    let area = ScrollArea::vertical().max_height((high - space(52)).max(space(20)));
    let mut clicked = None;
    let (at, moved) = (columns.at, std::mem::take(&mut columns.moved));
    scroll::show(ui, look.rtl_ui, area, |ui, area| {
        area.show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = space(1);
            for (n, column) in table.columns.iter().enumerate() {
                let samples = column.samples.join(" · ");
                let end = look.strings.holds(column.holds);
                let row = Row { note: &samples, end, on: n == at, ..Row::new(&column.name) }.show(ui, look);
                if n == at && moved {
                    row.scroll_to_me(Some(Align::Center));
                }
                if row.clicked() {
                    clicked = Some(n);
                }
            }
        })
    });
    let has_text = table.columns.iter().any(|c| c.holds == Holds::Text);
    let last = columns.look.tables.len();
    if let Some(clicked) = clicked {
        if columns.at == clicked {
            columns.change(clicked, true);
        }
        columns.at = clicked;
    }
    ui.add_space(space(1));
    let entered = ui.input_mut(|i| i.consume_key(Modifiers::NONE, Key::Enter));
    let pressed = in_line(ui, look, |ui| {
        if !has_text {
            ui.add(Label::new(words.columns_no_text).style(Style::new(SIZE_TEXT)).color(look.theme.bad).wrap());
            return false;
        }
        let name = if columns.table + 1 < last { words.columns_next } else { words.columns_import };
        Chip { on: Some(true), ..Chip::button(Some("Enter"), name) }.show(ui, look).clicked()
    });
    if !(has_text && (entered || pressed)) {
        return false;
    }
    if columns.table + 1 < last {
        (columns.table, columns.at, columns.moved) = (columns.table + 1, 0, true);
        return false;
    }
    wishes.push(Wish::Intent(Intent::ImportTables(columns.look.paths.clone(), columns.maps())));
    true
}

/// Up and down go through the columns, left and right through what one may hold.
fn keys(ui: &Ui, look: &Look<'_>, columns: &mut Columns) {
    let count = columns.look.tables.get(columns.table).map_or(0, |(_, t)| t.columns.len());
    // On a slow machine one frame may hear of several presses.
    let times = |key: Key| ui.input_mut(|i| i.count_and_consume_key(Modifiers::NONE, key));
    let at = (columns.at + times(Key::ArrowDown)).min(count.saturating_sub(1)).saturating_sub(times(Key::ArrowUp));
    columns.moved |= at != columns.at;
    columns.at = at;
    // The next one lies where reading goes on.
    let (forth, back) = if look.rtl_ui { (Key::ArrowLeft, Key::ArrowRight) } else { (Key::ArrowRight, Key::ArrowLeft) };
    (0..times(forth) + times(Key::Space)).for_each(|_| columns.change(at, true));
    (0..times(back)).for_each(|_| columns.change(at, false));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::{ColumnLook, TableLook};

    #[test]
    fn a_column_goes_through_all_that_it_may_hold() {
        let column = |name: &str, holds| ColumnLook { name: name.into(), samples: Vec::new(), holds };
        let columns = vec![column("a", Holds::Text), column("b", Holds::Fact)];
        let table = TableLook { sheet: None, line: 1, columns, chosen: false };
        let mut sheet = Columns::new(ColumnsLook { paths: Vec::new(), tables: vec![("t.csv".into(), table)] });
        let mut seen = Vec::new();
        for _ in Holds::ALL {
            sheet.change(1, true);
            seen.push(sheet.maps()[0].holds[1]);
        }
        assert_eq!((seen.first(), seen.last()), (Some(&Holds::Text), Some(&Holds::Fact)));
        sheet.change(0, false);
        assert_eq!(sheet.maps()[0], ColumnMap { header: vec!["a".into(), "b".into()], holds: vec![Holds::Fact; 2] });
    }
}
