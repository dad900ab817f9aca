//! A line of the report in words and figures of the language.

use crate::app::context::Look;
use crate::app::parts::isolate;
use crate::app::strings::locale::{date, decimal, digits, percent};
use crate::app::strings::{Agreement, Strings};
use crate::model::Kind;
use crate::report::{AgreementLine, Figure, Largest};

/// A column of the table behind the question.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Column {
    Units,
    Coders,
    Pairable,
    Largest,
    Percent,
    Alpha,
    Level,
    NotApplicable,
    CannotDecide,
    NotCoded,
}

impl Column {
    /// All columns in their order.
    pub(super) const ALL: [Self; 10] = [
        Self::Units,
        Self::Coders,
        Self::Pairable,
        Self::Largest,
        Self::Percent,
        Self::Alpha,
        Self::Level,
        Self::NotApplicable,
        Self::CannotDecide,
        Self::NotCoded,
    ];

    /// Its name and what it means.
    pub(super) const fn words(self, words: &Agreement) -> (&'static str, &'static str) {
        match self {
            Self::Units => (words.units, words.units_why),
            Self::Coders => (words.coders, words.coders_why),
            Self::Pairable => (words.pairable, words.pairable_why),
            Self::Largest => (words.largest, words.largest_why),
            Self::Percent => (words.percent, words.percent_why),
            Self::Alpha => (words.alpha, words.alpha_why),
            Self::Level => (words.level, words.level_why),
            Self::NotApplicable => (words.not_applicable, words.not_applicable_why),
            Self::CannotDecide => (words.cannot_decide, words.cannot_decide_why),
            Self::NotCoded => (words.not_coded, words.not_coded_why),
        }
    }

    /// Its width, in points.
    pub(super) const fn width(self) -> f32 {
        match self {
            Self::Largest => 156.0,
            Self::Percent | Self::Alpha | Self::NotApplicable | Self::CannotDecide | Self::NotCoded => 54.0,
            Self::Pairable => 60.0,
            Self::Level => 62.0,
            Self::Units | Self::Coders => 46.0,
        }
    }

    /// Whether it holds figures, which stand under each other.
    pub(super) const fn is_figure(self) -> bool {
        !matches!(self, Self::Largest | Self::Level)
    }

    /// What stands in it. Empty: a count of nothing, or a figure that is not defined without words for it.
    pub(super) fn cell(self, look: &Look<'_>, line: &AgreementLine) -> String {
        let count = |n: usize| look.strings.number(n);
        let some = |n: usize| if n == 0 { String::new() } else { count(n) };
        match self {
            Self::Units => count(line.units),
            Self::Coders => count(line.coders),
            Self::Pairable => count(line.pairable_values),
            Self::Largest => line.largest.as_ref().map_or_else(String::new, |largest| {
                let share = percent(look.language, largest.share);
                format!("{share} {}", isolate(&value(look, line, largest)))
            }),
            Self::Percent => line.percent_agreement.value().map_or_else(String::new, |v| percent(look.language, v)),
            Self::Alpha => match line.alpha {
                Figure::Value(v) => decimal(look.language, v, 3),
                Figure::Undefined(_) => look.strings.agreement.undefined.to_owned(),
            },
            Self::Level => look.strings.level(line.level).to_owned(),
            Self::NotApplicable => some(line.not_applicable),
            Self::CannotDecide => some(line.cannot_decide),
            Self::NotCoded => some(line.not_yet_coded),
        }
    }
}

/// The value that was coded most, as the language writes it.
fn value(look: &Look<'_>, line: &AgreementLine, largest: &Largest) -> String {
    let label = largest.label.get(look.language);
    match line.kind {
        Kind::Number | Kind::Depth => digits(look.language, label),
        Kind::Date => date(look.language, label),
        // A question with several labels can be answered with none of them.
        _ if label.is_empty() => look.strings.coding.none_of_these.to_owned(),
        _ => label.to_owned(),
    }
}

/// What must be said below a line: why there is no alpha, what to know beside it, what was left out.
pub(super) fn notes(look: &Look<'_>, line: &AgreementLine) -> Vec<String> {
    let strings: &Strings = look.strings;
    let words = strings.agreement;
    let mut out = Vec::new();
    let label = |code: &str| {
        let named = line.largest.as_ref().filter(|l| l.code == code).map(|l| value(look, line, l));
        named.unwrap_or_else(|| code.to_owned())
    };
    if let Some(reason) = line.alpha.reason() {
        out.push(format!("{}: {}.", words.no_alpha, strings.undefined_figure(reason, label)));
    }
    if let Some(caution) = line.caution {
        out.push(format!("{}.", strings.caution(caution)));
    }
    if line.off_scale > 0 {
        out.push(format!("{} {}", words.off_scale, strings.number(line.off_scale)));
    }
    out
}

/// The whole line for a screen reader.
pub(super) fn spoken(look: &Look<'_>, line: &AgreementLine) -> String {
    let mut parts = vec![format!("{} {}", line.variable, line.label.get(look.language))];
    for column in Column::ALL {
        let cell = column.cell(look, line);
        if !cell.is_empty() {
            parts.push(format!("{}: {cell}", column.words(&look.strings.agreement).0));
        }
    }
    parts.extend(notes(look, line));
    look.strings.list(&parts.iter().map(String::as_str).collect::<Vec<_>>())
}
