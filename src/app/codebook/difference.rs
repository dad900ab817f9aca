//! A difference between two versions in words: what it is, and how it was and is.

use crate::app::bidi::{Label, Style};
use crate::app::context::Look;
use crate::app::parts::{self, isolate, one_way};
use crate::app::theme::{SIZE_SMALL, SIZE_TEXT, space};
use crate::model::{Bilingual, BookPart, Change, Codebook, Unit, Variable, wordings};
use egui::{Margin, Ui};

/// A difference as it is told.
pub(super) struct Told {
    /// What it is.
    pub(super) sentence: String,
    /// What of it was so, and how it is now; in pairs.
    was_and_is: Vec<(String, String)>,
    /// Parts that came, went or changed with it.
    parts: Vec<String>,
}

/// Tells a difference.
pub(super) fn told(look: &Look<'_>, old: &Codebook, new: &Codebook, change: &Change) -> Told {
    let name = |part: &BookPart| {
        if let BookPart::Value(question, code) = part {
            let of = |book: &Codebook| book.variable(question).and_then(|(_, v)| v.value(code)).cloned();
            let value = of(new).or_else(|| of(old));
            return value.map_or_else(String::new, |v| quoted(look, v.label.get(look.language), code));
        }
        let now = part_name(look, new, part);
        if now.is_empty() { part_name(look, old, part) } else { now }
    };
    let said = look.strings.change(change, name);
    let sentence = match change {
        // A value that was reworded is named with its question.
        Change::Reworded { place } if place.contains('=') => {
            let question = place.split('=').next().unwrap_or_default().to_owned();
            format!("{}: {said}", name(&BookPart::Question(question)))
        }
        _ => said,
    };
    let (was_and_is, parts) = match change {
        Change::Reworded { place } => (reworded(look, old, new, place), Vec::new()),
        Change::VariableChanged { variable, what } => (of_variable(look, old, new, variable, what), Vec::new()),
        Change::UnitChanged { unit, what } => (Vec::new(), of_unit(look, old, new, unit, what)),
        Change::Arranged => (Vec::new(), arranged(look, old, new)),
        _ => (Vec::new(), Vec::new()),
    };
    Told { sentence, was_and_is, parts }
}

/// Draws a difference, and below it what `rest` adds.
pub(super) fn card(ui: &mut Ui, look: &Look<'_>, told: &Told, rest: impl FnOnce(&mut Ui)) {
    let words = look.strings.drafting;
    let frame = egui::Frame::new()
        .fill(look.theme.surface)
        .corner_radius(crate::app::theme::RADIUS)
        .inner_margin(Margin::same(8));
    frame.show(ui, |ui| {
        ui.with_layout(parts::column(look), |ui| {
            ui.set_width(ui.available_width());
            let style = one_way(look, Style::new(SIZE_TEXT).bold());
            ui.add(Label::new(&told.sentence).style(style).color(look.theme.ink).full_width().wrap());
            let text = |text: &str| if text.is_empty() { words.empty.to_owned() } else { isolate(text) };
            for (before, after) in &told.was_and_is {
                parts::note(ui, look, &format!("{}: {}", words.was, text(before)));
                let style = one_way(look, Style::new(SIZE_SMALL));
                let now = format!("{}: {}", words.now_is, text(after));
                ui.add(Label::new(&now).style(style).color(look.theme.ink).full_width().wrap());
            }
            for part in &told.parts {
                parts::note(ui, look, part);
            }
            rest(ui);
        });
    });
    ui.add_space(space(1));
}

/// The words before and after, in each language in which they differ, each with what they are.
fn reworded(look: &Look<'_>, old: &Codebook, new: &Codebook, place: &str) -> Vec<(String, String)> {
    let mut out = Vec::new();
    for (of, before, after) in wordings(old, new, place) {
        let mut pairs = vec![(before.en, after.en), (before.ar, after.ar)];
        pairs.retain(|(a, b)| a != b);
        pairs.dedup();
        let which = look.strings.which_words(of);
        let named = |text: String| if text.is_empty() { text } else { format!("{which}: {}", isolate(&text)) };
        out.extend(pairs.into_iter().map(|(a, b)| (named(a), named(b))));
    }
    out
}

/// What of a question was so, and how it is.
fn of_variable(look: &Look<'_>, old: &Codebook, new: &Codebook, code: &str, what: &str) -> Vec<(String, String)> {
    let (strings, words) = (look.strings, look.strings.drafting);
    let say = |(unit, variable): (&Unit, &Variable)| match what {
        "unit" => unit.label.get(look.language).to_owned(),
        "kind" => strings.kind(variable.kind).to_owned(),
        "level" => strings.level(variable.level).to_owned(),
        "condition" => match &variable.applies_if {
            None => words.always.to_owned(),
            Some(condition) => format!("{} {}", strings.codebook.only_if, strings.condition(unit, condition)),
        },
        "rank" => {
            let labels: Vec<&str> = variable.values.iter().map(|v| v.label.get(look.language)).collect();
            strings.list(&labels)
        }
        "limit" => variable.max.map_or_else(|| words.many.to_owned(), |most| strings.number(most)),
        _ => {
            let optional = variable.optional.then_some(words.optional);
            let may_skip = variable.allow_na.then_some(words.allow_na);
            let both: Vec<&str> = optional.into_iter().chain(may_skip).collect();
            if both.is_empty() { strings.codebook.needed.to_owned() } else { strings.list(&both) }
        }
    };
    old.variable(code).zip(new.variable(code)).map(|(a, b)| (say(a), say(b))).into_iter().collect()
}

/// What came to a unit, went from it or changed in it.
fn of_unit(look: &Look<'_>, old: &Codebook, new: &Codebook, code: &str, what: &str) -> Vec<String> {
    let Some((a, b)) = old.unit(code).zip(new.unit(code)) else { return Vec::new() };
    match what {
        "roles" => compared(look, &a.roles, &b.roles, |r| (&r.code, &r.label)),
        "links" => compared(look, &a.links, &b.links, |l| (&l.code, &l.label)),
        _ => Vec::new(),
    }
}

fn arranged(look: &Look<'_>, old: &Codebook, new: &Codebook) -> Vec<String> {
    let mut out = compared(look, &old.panels, &new.panels, |p| (&p.code, &p.label));
    out.extend(compared(look, &old.flags, &new.flags, |f| (&f.code, &f.label)));
    out
}

fn compared<T: PartialEq>(
    look: &Look<'_>,
    old: &[T],
    new: &[T],
    named: impl Fn(&T) -> (&String, &Bilingual),
) -> Vec<String> {
    let words = look.strings.drafting;
    let same = |a: &T, b: &T| named(a).0 == named(b).0;
    let line = |what: &str, thing: &T| {
        let (code, label) = named(thing);
        format!("{what}: {}", quoted(look, label.get(look.language), code))
    };
    let mut out = Vec::new();
    for thing in new {
        match old.iter().find(|other| same(other, thing)) {
            None => out.push(line(words.came, thing)),
            Some(before) if before != thing => out.push(line(words.changed, thing)),
            Some(_) => {}
        }
    }
    out.extend(old.iter().filter(|thing| !new.iter().any(|other| same(other, thing))).map(|t| line(words.went, t)));
    out
}

/// Code and label of a part; empty where it is not there.
pub(super) fn part_name(look: &Look<'_>, book: &Codebook, part: &BookPart) -> String {
    let language = look.language;
    let named = |code: &str, label: &str| {
        if label.is_empty() { isolate(code) } else { format!("{} {}", isolate(code), isolate(label)) }
    };
    match part {
        BookPart::Book => isolate(book.title.get(language)),
        BookPart::Unit(code) => book.unit(code).map_or_else(String::new, |u| named(code, u.label.get(language))),
        BookPart::Question(code) => {
            book.variable(code).map_or_else(String::new, |(_, v)| named(code, v.label.get(language)))
        }
        BookPart::Value(question, code) => {
            let value = book.variable(question).and_then(|(_, v)| v.value(code));
            value.map_or_else(String::new, |v| {
                format!("{}: {}", isolate(question), quoted(look, v.label.get(language), code))
            })
        }
        BookPart::Role(unit, code) => {
            let role = book.unit(unit).and_then(|u| u.role(code));
            role.map_or_else(String::new, |r| named(unit, r.label.get(language)))
        }
        BookPart::Link(unit, code) => {
            let link = book.unit(unit).and_then(|u| u.links.iter().find(|l| l.code == *code));
            link.map_or_else(String::new, |l| named(unit, l.label.get(language)))
        }
        BookPart::Panel(code) => {
            let panel = book.panels.iter().find(|p| p.code == *code);
            panel.map_or_else(String::new, |p| named(code, p.label.get(language)))
        }
        BookPart::Flag(code) => {
            let flag = book.flags.iter().find(|f| f.code == *code);
            flag.map_or_else(String::new, |f| named(code, f.label.get(language)))
        }
    }
}

/// A label in quotation marks; the code where there is none.
pub(super) fn quoted(look: &Look<'_>, label: &str, code: &str) -> String {
    let label = if label.is_empty() { code } else { label };
    if look.rtl_ui { format!("«{}»", isolate(label)) } else { format!("\u{201c}{}\u{201d}", isolate(label)) }
}
