//! Below the table: what was marked in the texts, unit by unit of the codebook.

use super::line::{coefficient, interval};
use super::view::AgreementView;
use crate::app::bidi::{Label, Style};
use crate::app::context::Look;
use crate::app::parts::{self, isolate, one_way};
use crate::app::strings::Agreement;
use crate::app::theme::{RADIUS, SIZE_LARGE, SIZE_SMALL, SIZE_TEXT, space};
use crate::report::{Figure, MarksFigure, MarksLine};
use egui::{Color32, Key, Shape, Ui, vec2};

/// Where a key leads among so many lines; `None` if it leads among the questions. `is_last` says whether the last question is
/// chosen.
pub(super) fn moved(at: Option<usize>, key: Key, is_last: bool, lines: usize) -> Option<Place> {
    let last = lines.checked_sub(1)?;
    let mark = match (at, key) {
        (None, Key::ArrowDown | Key::PageDown) if is_last => 0,
        (None, Key::End) if is_last => last,
        (Some(at), Key::ArrowDown) => (at + 1).min(last),
        (Some(_), Key::PageDown | Key::End) => last,
        (Some(0), Key::ArrowUp) | (Some(_), Key::PageUp) => return Some(Place::LastQuestion),
        (Some(at), Key::ArrowUp) => at - 1,
        _ => return None,
    };
    Some(Place::Mark(mark))
}

/// Where a key leads at the end of the questions.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Place {
    /// Back to the question that was chosen.
    LastQuestion,
    /// A line of what was marked.
    Mark(usize),
}

/// Draws it; nothing where the codebook asks for no marks.
pub(super) fn show(ui: &mut Ui, look: &Look<'_>, view: &AgreementView, at: Option<usize>, scrolls: bool, ink: Color32) {
    let words = look.strings.agreement;
    if view.data.marks.is_empty() {
        return;
    }
    ui.add_space(space(4));
    let style = one_way(look, Style::new(SIZE_LARGE).bold());
    ui.add(Label::new(words.marks).style(style).color(look.theme.ink).full_width().heading());
    parts::note(ui, look, words.marks_why);
    let Some(lines) = &view.marks else {
        parts::note(ui, look, words.computing);
        return;
    };
    for (n, line) in lines.iter().enumerate() {
        ui.add_space(space(2));
        let here = at == Some(n);
        // The ground lies under what is drawn on it, whose height is not known before.
        let behind = ui.painter().add(Shape::Noop);
        let top = ui.cursor().top();
        let (unit, label) = (line.unit.get(look.language), line.label.get(look.language));
        let label = if unit == label { String::new() } else { format!(": {}", isolate(label)) };
        let title = format!("{} {}{label}", isolate(&line.code), isolate(unit));
        let style = one_way(look, Style::new(SIZE_TEXT).bold());
        ui.add(Label::new(&title).style(style).color(ink).full_width().wrap());
        let style = one_way(look, Style::new(SIZE_TEXT));
        ui.add(Label::new(&figures(look, line)).style(style).color(ink).full_width().wrap());
        let mut below = vec![look.strings.marks_of(line.marks, line.articles, line.coders)];
        below.extend(reasons(look, line));
        below.extend(line.caution.map(|caution| look.strings.caution(caution)));
        let style = one_way(look, Style::new(SIZE_SMALL));
        let below = format!("{}.", below.join(". "));
        ui.add(Label::new(&below).style(style).color(look.theme.quiet).full_width().wrap());
        if here {
            let rect = ui.min_rect().with_min_y(top).expand2(vec2(space(1), space(1)));
            ui.painter().set(behind, Shape::rect_filled(rect, RADIUS, look.theme.selection));
            if scrolls {
                ui.scroll_to_rect(rect.expand2(vec2(0.0, space(8))), None);
            }
        }
    }
}

/// "u-alpha 0.643 [0.412, 0.801], gamma 0.700": those that have a value.
fn figures(look: &Look<'_>, line: &MarksLine) -> String {
    let words = &look.strings.agreement;
    let said = line.figures.iter().filter_map(|(what, figure, bounds)| {
        let value = figure.value()?;
        let number = match what {
            MarksFigure::Matched | MarksFigure::Unmatched => look.strings.number(value as usize),
            _ => coefficient(look.language, value),
        };
        let bounds = bounds.map(|(low, high)| format!(" {}", isolate(&interval(look.language, low, high))));
        Some(format!("{} {}{}", name(words, *what), isolate(&number), bounds.unwrap_or_default()))
    });
    let said: Vec<String> = said.collect();
    look.strings.list(&said.iter().map(String::as_str).collect::<Vec<_>>())
}

/// Why the others have none, each reason once.
fn reasons(look: &Look<'_>, line: &MarksLine) -> Vec<String> {
    let words = &look.strings.agreement;
    let mut said: Vec<(String, Vec<&str>)> = Vec::new();
    for (what, figure, _) in &line.figures {
        let Figure::Undefined(reason) = figure else { continue };
        let reason = look.strings.undefined_figure(reason, str::to_owned);
        match said.iter_mut().find(|(known, _)| *known == reason) {
            Some((_, names)) => names.push(name(words, *what)),
            None => said.push((reason, vec![name(words, *what)])),
        }
    }
    let sentence = |(reason, names): (String, Vec<&str>)| format!("{}: {reason}", look.strings.list(&names));
    said.into_iter().map(sentence).collect()
}

const fn name(words: &Agreement, what: MarksFigure) -> &'static str {
    match what {
        MarksFigure::Unitizing => words.unitizing,
        MarksFigure::Gamma => words.gamma,
        MarksFigure::ExactF1 => words.exact_f1,
        MarksFigure::OverlapF1 => words.overlap_f1,
        MarksFigure::Matched => words.matched,
        MarksFigure::Unmatched => words.unmatched,
        MarksFigure::Nesting => words.nesting,
        MarksFigure::Chain => words.chain_alpha,
        MarksFigure::ChainSimilarity => words.chain_similarity,
    }
}
