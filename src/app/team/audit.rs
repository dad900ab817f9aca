//! Who did what when: a list, the newest first, and beside it the chosen change in full and what is shown only.

use super::Team;
use super::oversight::{AuditForm, AuditView, TeamWish};
use crate::app::bidi::{Label, Style, TextEdit};
use crate::app::context::{Asks, Intent, Look};
use crate::app::keyboard;
use crate::app::parts::{self, Chip, Cursor, LINE, isolate, one_way};
use crate::app::scroll;
use crate::app::strings::locale::{clock_time, day, decimal};
use crate::app::theme::{RADIUS, SIZE_SMALL, SIZE_TEXT, space};
use crate::model::{CoderId, Timestamp};
use crate::project::{AuditEntry, AuditFilter, AuditReading};
use crate::text::fold::fold_key;
use egui::{CornerRadius, Id, Key, Margin, Panel, Role, ScrollArea, Sense, Ui, WidgetInfo, vec2};

/// Milliseconds of a day.
const DAY: i64 = 86_400_000;
/// Periods that can be looked at, in days; 0 is all.
const PERIODS: [i64; 4] = [0, 1, 7, 30];
/// Points of width below which a line tells only when and what.
const NARROW: f32 = 520.0;
/// Titles that are offered for words of a title.
const OFFERED: usize = 6;

/// Where somebody is in the trail.
#[derive(Debug, Default)]
pub(super) struct Audit {
    /// Place in the list, from the newest.
    at: usize,
    moved: bool,
    /// The period, by place.
    period: usize,
    /// Words of a title.
    words: String,
}

impl Audit {
    /// Draws it.
    pub(super) fn show(&mut self, ui: &mut Ui, look: &Look<'_>, team: &Team, view: &AuditView, asks: &mut Asks) {
        let words = look.strings.oversight;
        let page = egui::Frame::new().fill(look.theme.paper).inner_margin(Margin::symmetric(16, 12));
        let Some(reading) = &view.reading else {
            egui::CentralPanel::default().frame(page).show(ui, |ui| parts::note(ui, look, words.reading));
            return;
        };
        let shown = reading.entries().len();
        self.at = self.at.min(shown.saturating_sub(1));
        self.keys(ui, look, reading, asks);
        let frame = egui::Frame::new().fill(look.theme.surface).inner_margin(Margin::symmetric(12, 8));
        let end = if look.rtl_ui { Panel::left("audit-side") } else { Panel::right("audit-side") };
        end.frame(frame).resizable(true).default_size(space(80)).size_range(space(64)..=space(110)).show(ui, |ui| {
            parts::side(ui, look, "audit", |ui| {
                if let Some(entry) = self.entry(reading) {
                    chosen(ui, look, view, entry, reading.filter(), asks);
                    ui.add_space(space(4));
                }
                self.only(ui, look, team, reading.filter(), asks);
            });
        });
        egui::CentralPanel::default().frame(page).show(ui, |ui| {
            ui.with_layout(parts::column(look), |ui| self.list(ui, look, view, reading, asks));
        });
        asks.key("\u{2191} \u{2193}", words.key_entry);
        asks.key("A R P D", words.key_only);
        asks.key("T", words.key_when);
        asks.key("C J", words.key_export);
        if *reading.filter() != AuditFilter::default() {
            asks.key("Esc", words.all_again);
        }
    }

    fn entry<'r>(&self, reading: &'r AuditReading) -> Option<&'r AuditEntry> {
        reading.entries().iter().rev().nth(self.at)
    }

    fn wants(&mut self, filter: AuditFilter, asks: &mut Asks) {
        (self.at, self.moved) = (0, true);
        asks.intents.push(Intent::Team(TeamWish::Only(filter)));
    }

    fn keys(&mut self, ui: &Ui, look: &Look<'_>, reading: &AuditReading, asks: &mut Asks) {
        let last = reading.entries().len().saturating_sub(1);
        keyboard::take(ui, look, |key, physical, held| {
            if held.shift {
                return false;
            }
            let to = match key {
                Key::ArrowUp => Some(self.at.saturating_sub(1)),
                Key::ArrowDown => Some(self.at + 1),
                Key::PageUp => Some(self.at.saturating_sub(10)),
                Key::PageDown => Some(self.at + 10),
                Key::Home => Some(0),
                Key::End => Some(last),
                _ => None,
            };
            if let Some(to) = to {
                (self.at, self.moved) = (to.min(last), true);
                return true;
            }
            if key == Key::Escape && *reading.filter() != AuditFilter::default() {
                self.words.clear();
                self.period = 0;
                self.wants(AuditFilter::default(), asks);
                return true;
            }
            let sign = keyboard::pressed(key, physical);
            let form = match sign {
                Some('C') => Some(AuditForm::Csv),
                Some('J') => Some(AuditForm::Json),
                _ => None,
            };
            if let Some(form) = form {
                asks.intents.push(Intent::Team(TeamWish::Save(form)));
                return true;
            }
            if sign == Some('T') {
                self.choose_period((self.period + 1) % PERIODS.len(), look, reading.filter(), asks);
                return true;
            }
            let one = match sign {
                Some('A') => One::Article,
                Some('R') => One::Record,
                Some('P') => One::Person,
                Some('D') => One::Action,
                _ => return false,
            };
            let narrowed = self.entry(reading).and_then(|entry| one.of(entry, reading.filter()));
            if let Some(filter) = narrowed {
                self.wants(filter, asks);
            }
            true
        });
    }

    fn choose_period(&mut self, period: usize, look: &Look<'_>, filter: &AuditFilter, asks: &mut Asks) {
        self.period = period;
        let days = PERIODS.get(period).copied().unwrap_or_default();
        let since = (days > 0).then_some(Timestamp(look.now.0 - days * DAY));
        self.wants(AuditFilter { since, ..filter.clone() }, asks);
    }

    fn list(&mut self, ui: &mut Ui, look: &Look<'_>, view: &AuditView, reading: &AuditReading, asks: &mut Asks) {
        let words = look.strings.oversight;
        let shown = reading.entries().len();
        let told = if shown < reading.found() {
            look.strings.newest_changes(shown, reading.found())
        } else {
            look.strings.changes(shown)
        };
        parts::flow(ui, look.rtl_ui, |ui| {
            let style = one_way(look, Style::new(SIZE_TEXT).bold());
            ui.add(Label::new(&told).style(style).color(look.theme.ink));
            for (key, name, form) in
                [("C", words.export_csv, AuditForm::Csv), ("J", words.export_json, AuditForm::Json)]
            {
                if Chip::button(Some(key), name).show(ui, look).clicked() {
                    asks.intents.push(Intent::Team(TeamWish::Save(form)));
                }
            }
        });
        ui.add_space(space(2));
        if !reading.is_complete() {
            parts::note(ui, look, words.reading);
        } else if shown == 0 {
            return parts::text(ui, look, words.no_entries);
        }
        let moved = std::mem::take(&mut self.moved);
        let mut area = ScrollArea::vertical().id_salt("trail").auto_shrink([false, false]);
        if moved {
            let third = ui.available_height() / 3.0;
            area = area.vertical_scroll_offset((self.at as f32 * LINE - third).max(0.0));
        }
        scroll::show(ui, look.rtl_ui, area, |ui, area| {
            ui.spacing_mut().item_spacing = vec2(0.0, 0.0);
            area.show_rows(ui, LINE, shown, |ui, range| {
                let (first, count) = (range.start, range.len());
                for (n, entry) in reading.entries().iter().rev().enumerate().skip(first).take(count) {
                    if row(ui, look, view, entry, n == self.at) {
                        self.at = n;
                    }
                }
            })
        });
    }

    /// What is shown only.
    fn only(&mut self, ui: &mut Ui, look: &Look<'_>, team: &Team, filter: &AuditFilter, asks: &mut Asks) {
        let words = look.strings.oversight;
        let mut wanted = None;
        parts::heading(ui, look, words.when);
        let mut period = None;
        parts::flow(ui, look.rtl_ui, |ui| {
            for (at, name) in [words.always, words.day, words.week, words.month].into_iter().enumerate() {
                if Chip::answer(None, name, at == self.period, Role::RadioButton).show(ui, look).clicked() {
                    period = Some(at);
                }
            }
        });
        if let Some(period) = period {
            self.choose_period(period, look, filter, asks);
        }
        ui.add_space(space(3));
        parts::heading(ui, look, words.who);
        parts::flow(ui, look.rtl_ui, |ui| {
            let everybody = [(None, words.everybody)];
            let people = team.coders.iter().map(|c| (Some(c.id), c.name.as_str()));
            for (coder, name) in everybody.into_iter().chain(people) {
                if Chip::answer(None, name, filter.coder == coder, Role::RadioButton).show(ui, look).clicked() {
                    wanted = Some(AuditFilter { coder, ..filter.clone() });
                }
            }
        });
        ui.add_space(space(3));
        parts::heading(ui, look, look.strings.team.article);
        let edit = TextEdit::singleline(&mut self.words, words.article).hint(words.article);
        ui.add(edit.style(Style::new(SIZE_TEXT)).id(Id::unique("audit-title")));
        let key = fold_key(&self.words);
        if !key.trim().is_empty() {
            let articles = team.articles();
            let found = articles.iter().filter(|a| fold_key(&a.title).contains(&key)).take(OFFERED);
            for article in found {
                let on = filter.article == Some(article.id);
                if Chip::answer(None, &article.title, on, Role::RadioButton).show(ui, look).clicked() {
                    wanted = Some(AuditFilter { article: (!on).then_some(article.id), ..filter.clone() });
                }
            }
        }
        if *filter != AuditFilter::default() {
            ui.add_space(space(3));
            if Chip::button(Some("Esc"), words.all_again).show(ui, look).clicked() {
                self.words.clear();
                self.period = 0;
                wanted = Some(AuditFilter::default());
            }
        }
        if let Some(filter) = wanted {
            self.wants(filter, asks);
        }
    }
}

/// Something of an entry that others may share.
#[derive(Clone, Copy, PartialEq, Eq)]
enum One {
    Article,
    Record,
    Person,
    Action,
}

impl One {
    /// Only what shares it with an entry; the same again shows everything of it. `None` where the entry has no such thing.
    fn of(self, entry: &AuditEntry, filter: &AuditFilter) -> Option<AuditFilter> {
        fn turned<T: PartialEq>(now: Option<&T>, to: T) -> Option<T> {
            (now != Some(&to)).then_some(to)
        }
        let filter = filter.clone();
        Some(match self {
            Self::Article => AuditFilter { article: turned(filter.article.as_ref(), entry.article_id?), ..filter },
            Self::Record => AuditFilter { record: turned(filter.record.as_ref(), entry.record?), ..filter },
            Self::Person => AuditFilter { coder: turned(filter.coder.as_ref(), person(entry)?), ..filter },
            Self::Action => AuditFilter { action: turned(filter.action.as_ref(), entry.action.clone()), ..filter },
        })
    }
}

/// Whose work an entry is about, or else who did it.
fn person(entry: &AuditEntry) -> Option<CoderId> {
    entry.of_id.or(entry.by_id)
}

/// Who did it, in words.
fn by(look: &Look<'_>, entry: &AuditEntry) -> String {
    if entry.by.is_empty() { look.strings.oversight.program.to_owned() } else { entry.by.clone() }
}

/// The question or the kind of thing that changed, in words where the codebook has them.
fn what(look: &Look<'_>, view: &AuditView, entry: &AuditEntry) -> String {
    let book = view.book.as_ref();
    let variable = book.and_then(|book| book.variable(&entry.what)).map(|(_, v)| &v.label);
    let role = || {
        let unit = book?.unit(&entry.thing)?;
        Some(&unit.role(&entry.what)?.label)
    };
    let unit = || Some(&book?.unit(&entry.thing)?.label).filter(|_| entry.what == "record");
    if let Some(label) = variable {
        return format!("{} {}", isolate(&entry.what), isolate(label.get(look.language)));
    }
    let words = look.strings.oversight;
    match role().or_else(unit) {
        Some(label) => label.get(look.language).to_owned(),
        None if entry.what == "active_ms" => words.active.to_owned(),
        None if entry.what == "assigned" => words.assigned_what.to_owned(),
        None if entry.what == "memo" => look.strings.command.memo.to_owned(),
        None => entry.what.clone(),
    }
}

/// What changed, in a line.
fn change(look: &Look<'_>, view: &AuditView, entry: &AuditEntry) -> String {
    look.strings.changed(&value(look, view, entry, &entry.before), &value(look, view, entry, &entry.after))
}

/// Words of the trail itself in the language of the window, and codes by the names that the codebook has for them.
fn value(look: &Look<'_>, view: &AuditView, entry: &AuditEntry, text: &str) -> String {
    let words = look.strings.oversight;
    let variable = view.book.as_ref().and_then(|book| book.variable(&entry.what)).map(|(_, variable)| variable);
    if let Some(variable) = variable.filter(|variable| !variable.values.is_empty()) {
        let code = |code: &str| {
            variable.value(code).map_or_else(|| code.to_owned(), |v| v.label.get(look.language).to_owned())
        };
        let names: Vec<String> = text.split('|').map(code).collect();
        return look.strings.list(&names.iter().map(String::as_str).collect::<Vec<_>>());
    }
    if let (true, Ok(ms)) = (entry.what == "active_ms", text.parse::<f64>()) {
        return decimal(look.language, ms / 60_000.0, 1);
    }
    match text {
        "there" | "yes" => look.strings.adjudication.there.to_owned(),
        "begun" => words.begun.to_owned(),
        "done" => words.done.to_owned(),
        other => other.to_owned(),
    }
}

fn row(ui: &mut Ui, look: &Look<'_>, view: &AuditView, entry: &AuditEntry, here: bool) -> bool {
    let theme = look.theme;
    let at = format!("{} {}", day(look.language, entry.at), clock_time(look.language, entry.at));
    let action = look.strings.step_kind(entry.kind, &entry.action);
    let what = what(look, view, entry);
    let change = change(look, view, entry);
    let who = by(look, entry);
    let parts = [at.as_str(), &who, &action, &entry.article, &what, &change];
    let spoken: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    let spoken = look.strings.list(&spoken);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), LINE), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::ListBoxOption, true, here, &spoken));
    if here || response.hovered() {
        let fill = if here { theme.selection } else { theme.surface };
        ui.painter().rect_filled(rect, CornerRadius::same(RADIUS), fill);
    }
    let mut cursor = Cursor::new(rect.shrink2(vec2(space(2), 0.0)), look.rtl_ui);
    let room = cursor.room();
    let wide = (room - space(88)).max(0.0);
    // A narrow window has room for when and what; the rest stands beside the list.
    let widths = if room < NARROW {
        [space(32), 0.0, 0.0, 0.0, (room - space(32)).max(0.0)]
    } else {
        [space(32), space(24), space(32), wide * 0.42, wide * 0.58]
    };
    let last = format!("{}: {}", isolate(&what), change);
    let texts = [at.as_str(), &who, &action, &entry.article, &last];
    for (n, (text, width)) in texts.into_iter().zip(widths).enumerate() {
        if width <= 0.0 {
            continue;
        }
        let cell = cursor.take(width);
        let (size, color) = if n == 0 { (SIZE_SMALL, theme.quiet) } else { (SIZE_TEXT, theme.ink) };
        // A line of the interface keeps its direction; names and titles have their own.
        let style = if n == 4 { one_way(look, Style::new(size)) } else { Style::new(size) };
        Cursor::new(cell, look.rtl_ui).text(ui, text, &style, color, (width - space(2)).max(0.0));
    }
    response.clicked()
}

/// The chosen change in full, and what others share with it.
fn chosen(ui: &mut Ui, look: &Look<'_>, view: &AuditView, entry: &AuditEntry, filter: &AuditFilter, asks: &mut Asks) {
    let words = look.strings.oversight;
    parts::heading(ui, look, words.entry);
    parts::text(ui, look, &format!("{}: {}", by(look, entry), look.strings.step_kind(entry.kind, &entry.action)));
    if !entry.of.is_empty() && entry.of != entry.by {
        parts::note(ui, look, &format!("{} {}", words.work_of, isolate(&entry.of)));
    }
    parts::text(ui, look, &isolate(&entry.article));
    parts::text(ui, look, &what(look, view, entry));
    for (name, text) in [(words.before, &entry.before), (words.after, &entry.after)] {
        let text = if text.is_empty() { words.nothing.to_owned() } else { value(look, view, entry, text) };
        parts::note(ui, look, &format!("{name}: {}", isolate(&text)));
    }
    let step = look.strings.number(usize::try_from(entry.step).unwrap_or(0));
    parts::note(ui, look, &format!("{} {step}", words.step));
    if let Some(record) = entry.record {
        parts::note(ui, look, &format!("{}: {}", words.record, isolate(&record.to_string())));
    }
    ui.add_space(space(2));
    parts::heading(ui, look, words.filter);
    let ones = [
        ("A", words.this_article, One::Article, filter.article.is_some()),
        ("R", words.this_record, One::Record, filter.record.is_some()),
        ("P", words.this_person, One::Person, filter.coder.is_some()),
        ("D", words.this_action, One::Action, filter.action.is_some()),
    ];
    parts::flow(ui, look.rtl_ui, |ui| {
        for (key, name, one, on) in ones {
            let Some(narrowed) = one.of(entry, filter) else { continue };
            if Chip::answer(Some(key), name, on, Role::CheckBox).show(ui, look).clicked() {
                asks.intents.push(Intent::Team(TeamWish::Only(narrowed)));
            }
        }
    });
}
