//! What is compared: rounds and versions, of which one holds, and everything else, of which some can be put aside.

use super::view::{AgreementView, AgreementWish};
use crate::app::bidi::{Label, Style, TextEdit};
use crate::app::context::{Asks, Intent, Look};
use crate::app::parts::{self, Chip, isolate, one_way, ring};
use crate::app::strings::locale::date;
use crate::app::theme::{SIZE_LARGE, SIZE_TEXT, space};
use crate::project::{AgreementChoice, Facet, Offered};
use egui::{Id, Ui};

/// The days of publication, while they are written.
#[derive(Default)]
pub(super) struct Range {
    from: String,
    to: String,
    /// What the fields were filled from.
    of: Option<(String, String)>,
}

impl Range {
    fn show(&mut self, ui: &mut Ui, look: &Look<'_>, view: &AgreementView, asks: &mut Asks) {
        let words = look.strings.agreement;
        let now = (view.choice.from.clone(), view.choice.to.clone());
        if self.of.as_ref() != Some(&now) {
            (self.from, self.to) = now.clone();
            self.of = Some(now);
        }
        ui.add_space(space(3));
        parts::heading(ui, look, words.range);
        let mut left = false;
        for (text, name, id) in
            [(&mut self.from, words.range_from, "range-from"), (&mut self.to, words.range_to, "range-to")]
        {
            parts::note(ui, look, name);
            let edit = TextEdit::singleline(text, name).style(Style::new(SIZE_TEXT));
            left |= ui.add(edit.id(Id::unique(id))).lost_focus();
        }
        let (from, to) = (bound(&self.from), bound(&self.to));
        match from.zip(to) {
            None => parts::note(ui, look, words.range_wrong),
            Some((from, to)) => {
                parts::note(ui, look, words.range_why);
                if left && (&from, &to) != (&view.choice.from, &view.choice.to) {
                    let choice = AgreementChoice { from, to, ..view.choice.clone() };
                    asks.intents.push(Intent::Agreement(AgreementWish::Choose(choice)));
                }
            }
        }
    }
}

/// A bound in Western digits; `None` for what is no date.
fn bound(text: &str) -> Option<String> {
    let western = |c: char| match c {
        '\u{0660}'..='\u{0669}' => char::from_digit(u32::from(c) - 0x0660, 10).unwrap_or(c),
        '/' | '\u{2010}'..='\u{2013}' => '-',
        other => other,
    };
    let text: String = text.trim().chars().map(western).collect();
    (text.is_empty() || AgreementChoice::is_bound(&text)).then_some(text)
}

/// What is worth offering: a facet with one option leaves nothing to choose.
pub(super) fn shown(offered: &[Offered]) -> Vec<&Offered> {
    let number = |facet: Facet| offered.iter().filter(|o| o.facet == facet).count();
    offered.iter().filter(|o| number(o.facet) > 1).collect()
}

/// To choose something, put it aside or take it in again.
pub(super) fn wish(view: &AgreementView, offered: &Offered) -> Intent {
    Intent::Agreement(AgreementWish::Choose(view.choice.with(offered)))
}

/// The names of what is put aside.
pub(super) fn aside(look: &Look<'_>, offered: &[Offered]) -> Vec<String> {
    let aside = offered.iter().filter(|o| !o.on && !o.facet.is_single());
    aside.map(|o| isolate(&name(look, o))).collect()
}

fn title(look: &Look<'_>, facet: Facet) -> &'static str {
    let words = look.strings.agreement;
    match facet {
        Facet::Round => words.facet_round,
        Facet::Version => words.facet_version,
        Facet::Coder => words.facet_coder,
        Facet::Month => words.facet_month,
        Facet::Outlet => words.facet_outlet,
        Facet::Language => words.facet_language,
        Facet::Question => words.facet_question,
    }
}

fn name(look: &Look<'_>, offered: &Offered) -> String {
    let name = offered.name.get(look.language);
    match offered.facet {
        Facet::Month | Facet::Outlet | Facet::Language if offered.key.is_empty() => {
            let what = title(look, offered.facet);
            format!("{what}: {}", look.strings.agreement.not_known)
        }
        Facet::Month => date(look.language, &offered.key),
        Facet::Language => look.strings.language_name(&offered.key),
        // The code stands before the name in both languages.
        Facet::Question => format!("{} {}", isolate(&offered.key), isolate(name)),
        _ => name.to_owned(),
    }
}

/// Draws the list.
pub(super) fn show(
    ui: &mut Ui,
    look: &Look<'_>,
    view: &AgreementView,
    at: usize,
    moved: bool,
    range: &mut Range,
    asks: &mut Asks,
) {
    let words = look.strings.agreement;
    let style = one_way(look, Style::new(SIZE_LARGE).bold());
    let title_of_list = look.strings.command.choose_compared;
    ui.add(Label::new(title_of_list).style(style).color(look.theme.ink).full_width().heading());
    parts::note(ui, look, words.choose_why);
    if view.choice != AgreementChoice::default() && Chip::button(None, words.all_again).show(ui, look).clicked() {
        asks.intents.push(Intent::Agreement(AgreementWish::Choose(AgreementChoice::default())));
    }
    // Where no page has a date there is nothing to lie within.
    let has_dates = view.data.offered.iter().any(|o| o.facet == Facet::Month && !o.key.is_empty());
    if has_dates || !(view.choice.from.is_empty() && view.choice.to.is_empty()) {
        range.show(ui, look, view, asks);
    }
    let mut facet = None;
    for (n, offered) in shown(&view.data.offered).into_iter().enumerate() {
        if facet != Some(offered.facet) {
            facet = Some(offered.facet);
            ui.add_space(space(3));
            parts::heading(ui, look, title(look, offered.facet));
        }
        let text = if offered.facet == Facet::Question {
            name(look, offered)
        } else {
            let codings = look.strings.finished_codings(offered.codings);
            format!("{} ({codings})", isolate(&name(look, offered)))
        };
        // The choice shows at once, before the figures follow it.
        let on = match offered.facet {
            facet if facet.is_single() => offered.on,
            facet => !view.choice.without.contains(&(facet, offered.key.clone())),
        };
        let response = parts::check(ui, look, None, on, &text);
        if n == at {
            ring(ui, response.rect.expand(2.0), look.theme);
            if moved {
                ui.scroll_to_rect(response.rect.expand2(egui::vec2(0.0, space(8))), None);
            }
        }
        if response.clicked() {
            asks.intents.push(wish(view, offered));
        }
    }
}
