//! A line of the table in words and figures of the language.

use super::view::Line;
use crate::app::context::Look;
use crate::app::parts::isolate;
use crate::app::strings::locale::{date, decimal, digits, percent};
use crate::app::strings::{Agreement, Strings};
use crate::model::{Bilingual, Kind, UiLanguage};
use crate::report::{AgreementLine, Benchmark, Figure, Gwet, NoAssurance};

/// Something that is said of a question.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Column {
    Level,
    Units,
    Coders,
    Overlap,
    Missing,
    Percent,
    Alpha,
    Interval,
    Gwet,
    BelowTentative,
    BelowReliable,
    Verdict,
    Scale,
    Lowest,
    Pairable,
    Largest,
    NotApplicable,
    CannotDecide,
    NotCoded,
}

impl Column {
    /// All of them, in the order in which they are read.
    pub(super) const ALL: [Self; 19] = [
        Self::Level,
        Self::Units,
        Self::Coders,
        Self::Overlap,
        Self::Missing,
        Self::Percent,
        Self::Alpha,
        Self::Interval,
        Self::Gwet,
        Self::BelowTentative,
        Self::BelowReliable,
        Self::Verdict,
        Self::Scale,
        Self::Lowest,
        Self::Pairable,
        Self::Largest,
        Self::NotApplicable,
        Self::CannotDecide,
        Self::NotCoded,
    ];

    /// Those that have a column of the table; level and lowest value stand under the question.
    pub(super) const TABLE: [Self; 11] = [
        Self::Coders,
        Self::Units,
        Self::Overlap,
        Self::Missing,
        Self::Percent,
        Self::Alpha,
        Self::Interval,
        Self::Gwet,
        Self::BelowTentative,
        Self::BelowReliable,
        Self::Verdict,
    ];

    /// Its name and what it means.
    pub(super) const fn words(self, words: &Agreement) -> (&'static str, &'static str) {
        match self {
            Self::Units => (words.units, words.units_why),
            Self::Coders => (words.coders, words.coders_why),
            Self::Overlap => (words.overlap, words.overlap_why),
            Self::Missing => (words.missing, words.missing_why),
            Self::Pairable => (words.pairable, words.pairable_why),
            Self::Largest => (words.largest, words.largest_why),
            Self::Percent => (words.percent, words.percent_why),
            Self::Alpha => (words.alpha, words.alpha_why),
            Self::Interval => (words.interval, words.interval_why),
            Self::Gwet => (words.gwet, words.gwet_why),
            Self::BelowTentative => (words.below_tentative, words.below_tentative_why),
            Self::BelowReliable => (words.below_reliable, words.below_reliable_why),
            Self::Verdict => (words.verdict, words.verdict_why),
            Self::Scale => (words.scale, words.scale_why),
            Self::Lowest => (words.lowest, words.lowest_why),
            Self::Level => (words.level, words.level_why),
            Self::NotApplicable => (words.not_applicable, words.not_applicable_why),
            Self::CannotDecide => (words.cannot_decide, words.cannot_decide_why),
            Self::NotCoded => (words.not_coded, words.not_coded_why),
        }
    }

    /// Its name in one line.
    pub(super) fn name(self, words: &Agreement) -> String {
        self.words(words).0.replace('\n', " ")
    }

    /// Its width, in points.
    pub(super) const fn width(self) -> f32 {
        match self {
            Self::Interval => 112.0,
            Self::Verdict => 76.0,
            Self::BelowTentative | Self::BelowReliable => 56.0,
            Self::Overlap | Self::Missing => 52.0,
            _ => 46.0,
        }
    }

    /// Whether it holds figures, which stand under each other.
    pub(super) fn is_figure(self) -> bool {
        self != Self::Verdict
    }

    /// What stands in it. Empty: a count of nothing, or a figure that is not defined without words for it.
    pub(super) fn cell(self, look: &Look<'_>, of: &Line) -> String {
        let (line, words) = (&of.basics, &look.strings.agreement);
        let count = |n: usize| look.strings.number(n);
        let some = |n: usize| if n == 0 { String::new() } else { count(n) };
        let share = |share: Option<f64>| share.map_or_else(String::new, |s| percent(look.language, s));
        let assured = |text: &dyn Fn(&crate::report::Assurance) -> String| match &of.assurance {
            None if line.alpha.value().is_some() => "\u{2026}".to_owned(),
            Some(Ok(assurance)) => text(assurance),
            _ => String::new(),
        };
        match self {
            Self::Units => count(line.units),
            Self::Coders => count(line.coders),
            Self::Overlap => share(of.beside.overlap),
            Self::Missing => share(of.beside.missing),
            Self::Pairable => count(line.pairable_values),
            Self::Largest => line.largest.as_ref().map_or_else(String::new, |largest| {
                value_with(look, line.kind, &largest.label, &percent(look.language, largest.share))
            }),
            Self::Percent => share(line.percent_agreement.value()),
            Self::Alpha => match line.alpha {
                Figure::Value(v) => coefficient(look.language, v),
                Figure::Undefined(_) => words.undefined.to_owned(),
            },
            Self::Interval => assured(&|a| interval(look.language, a.low, a.high)),
            Self::Gwet => {
                let value = of.beside.gwet.figure().and_then(Figure::value);
                value.map_or_else(String::new, |v| coefficient(look.language, v))
            }
            Self::BelowTentative => assured(&|a| probability(look.language, a.below_tentative)),
            Self::BelowReliable => assured(&|a| probability(look.language, a.below_reliable)),
            Self::Verdict => assured(&|a| benchmark(words, a.benchmark()).to_owned()),
            Self::Scale => {
                let reached = of.assurance.as_ref().and_then(|a| a.as_ref().ok()).zip(line.alpha.value());
                let level = reached.and_then(|(assurance, alpha)| assurance.reached(alpha));
                level.map_or_else(String::new, |level| level_of_scale(words, level.name).to_owned())
            }
            Self::Lowest => of.beside.lowest.as_ref().map_or_else(String::new, |lowest| {
                value_with(look, line.kind, &lowest.label, &percent(look.language, lowest.agreement))
            }),
            Self::Level => look.strings.level(line.level).to_owned(),
            Self::NotApplicable => some(line.not_applicable),
            Self::CannotDecide => some(line.cannot_decide),
            Self::NotCoded => some(line.not_yet_coded),
        }
    }
}

/// "News 12 %": the name keeps its direction to itself.
fn value_with(look: &Look<'_>, kind: Kind, label: &Bilingual, figure: &str) -> String {
    format!("{} {figure}", isolate(&value_name(look, kind, label)))
}

/// The name of a compared value, as the language writes it.
pub(super) fn value_name(look: &Look<'_>, kind: Kind, label: &Bilingual) -> String {
    let label = label.get(look.language);
    match kind {
        Kind::Number | Kind::Depth => digits(look.language, label),
        Kind::Date => date(look.language, label),
        // A question with several labels can be answered with none of them.
        _ if label.is_empty() => look.strings.coding.none_of_these.to_owned(),
        _ => label.to_owned(),
    }
}

/// A coefficient with three decimals.
pub(super) fn coefficient(language: UiLanguage, value: f64) -> String {
    // A rounded zero has no sign.
    decimal(language, if value.abs() < 0.0005 { 0.0 } else { value }, 3)
}

/// A probability with two decimals; what is rounded to 0 or 1 without being it is said to be beyond.
pub(super) fn probability(language: UiLanguage, value: f64) -> String {
    let two = |v| decimal(language, v, 2);
    if value > 0.0 && value < 0.005 {
        format!("<\u{a0}{}", two(0.01))
    } else if value < 1.0 && value > 0.995 {
        format!(">\u{a0}{}", two(0.99))
    } else {
        two(value)
    }
}

/// Both bounds in brackets, the lower one first in reading order.
pub(super) fn interval(language: UiLanguage, low: f64, high: f64) -> String {
    let (low, high) = (coefficient(language, low), coefficient(language, high));
    match language {
        UiLanguage::En => format!("[{low}, {high}]"),
        UiLanguage::Ar => format!("[{low}؛ {high}]"),
    }
}

/// What is met, in a word.
pub(super) const fn benchmark(words: &Agreement, benchmark: Benchmark) -> &'static str {
    match benchmark {
        Benchmark::Reliable => words.reliable,
        Benchmark::Tentative => words.tentative,
        Benchmark::Insufficient => words.insufficient,
    }
}

/// A level of the scale of Landis & Koch, which the library names in English.
fn level_of_scale<'w>(words: &Agreement, name: &'w str) -> &'w str
where
    'static: 'w,
{
    match name {
        "almost perfect" => words.almost_perfect,
        "substantial" => words.substantial,
        "moderate" => words.moderate,
        "fair" => words.fair,
        "slight" => words.slight,
        "poor" => words.poor,
        other => other,
    }
}

/// The name of Gwet's coefficient at the question's level.
const fn gwet_name(gwet: &Gwet) -> &'static str {
    if matches!(gwet, Gwet::Ac2(_)) { "AC2" } else { "AC1" }
}

/// Under the question: its level, its value with the lowest agreement, and the level of agreement that is surely reached.
pub(super) fn under(look: &Look<'_>, of: &Line) -> String {
    let words = look.strings.agreement;
    let level = format!("{}: {}", words.level, look.strings.level(of.basics.level));
    let mut said = vec![level];
    for column in [Column::Lowest, Column::Scale] {
        let cell = column.cell(look, of);
        if !cell.is_empty() {
            said.push(format!("{}: {cell}", column.name(&words)));
        }
    }
    format!("{}.", look.strings.list(&said.iter().map(String::as_str).collect::<Vec<_>>()))
}

/// What must be said below a line: why there is no alpha, what to know beside it, what was left out.
pub(super) fn notes(look: &Look<'_>, of: &Line) -> Vec<String> {
    let line: &AgreementLine = &of.basics;
    let strings: &Strings = look.strings;
    let words = strings.agreement;
    let mut out = Vec::new();
    if let Some(reason) = line.alpha.reason() {
        let label = |code: &str| {
            let named = line.largest.as_ref().filter(|l| l.code == code);
            named.map_or_else(|| code.to_owned(), |l| value_name(look, line.kind, &l.label))
        };
        out.push(format!("{}: {}.", words.no_alpha, strings.undefined_figure(reason, label)));
    }
    // A single unit is what the caution below speaks of.
    if let Some(Err(NoAssurance::NoSpread)) = &of.assurance {
        out.push(words.no_spread.to_owned());
    }
    if let Some(caution) = line.caution {
        out.push(format!("{}.", strings.caution(caution)));
    }
    if line.off_scale > 0 {
        out.push(format!("{} {}", words.off_scale, strings.number(line.off_scale)));
    }
    out
}

/// What is worth knowing of a line beyond its figures, for those who look at it alone.
pub(super) fn remarks(look: &Look<'_>, of: &Line) -> Vec<String> {
    let words = look.strings.agreement;
    let mut out = Vec::new();
    if matches!(of.beside.gwet, Gwet::Ac2(_)) {
        out.push(words.gwet_ranked.to_owned());
    }
    match &of.beside.gwet {
        Gwet::NoList => out.push(words.gwet_none.to_owned()),
        gwet => {
            let same = |code: &str| code.to_owned();
            if let Some(reason) = gwet.figure().and_then(Figure::reason).filter(|_| of.basics.alpha.value().is_some()) {
                out.push(format!("AC: {}.", look.strings.undefined_figure(reason, same)));
            }
        }
    }
    if let Some(Err(NoAssurance::NoSpread)) = &of.assurance {
        out.push(words.no_spread_why.to_owned());
    }
    if let Some(Ok(assurance)) = &of.assurance {
        out.push(look.strings.resampled(assurance.replicates + assurance.without_alpha, assurance.without_alpha));
    }
    out
}

/// The whole line for a screen reader.
pub(super) fn spoken(look: &Look<'_>, of: &Line) -> String {
    let mut parts = vec![format!("{} {}", of.basics.variable, of.basics.label.get(look.language))];
    for column in Column::ALL {
        let cell = column.cell(look, of);
        if !cell.is_empty() && cell != "\u{2026}" {
            let name = match column {
                Column::Gwet => gwet_name(&of.beside.gwet).to_owned(),
                column => column.name(&look.strings.agreement),
            };
            parts.push(format!("{name}: {cell}"));
        }
    }
    parts.extend(notes(look, of));
    look.strings.list(&parts.iter().map(String::as_str).collect::<Vec<_>>())
}
