//! The plots: alpha of all questions with intervals, coders two by two, the course over weeks, bars of a finding.

use super::blocks::Plot;
use super::model::{ReportDocument, VariableReport};
use super::numbers::Lang;
use super::svg::{ACCENT, At, INK, LINE, PAPER, QUIET, Svg, clipped};
use crate::report::{Finding, FindingGroup, RELIABLE, TENTATIVE};

/// Width of every plot, in points: that of an A4 page between its margins.
const WIDE: f64 = 660.0;
/// Height of a line.
const ROW: f64 = 20.0;

/// Mirrors a place where the language runs from right to left.
struct Page {
    lang: Lang,
}

impl Page {
    fn x(&self, x: f64) -> f64 {
        if self.lang.is_arabic() { WIDE - x } else { x }
    }

    /// Where words stand that begin at a place.
    const fn begin(&self) -> At {
        if self.lang.is_arabic() { At::Right } else { At::Left }
    }

    const fn end(&self) -> At {
        if self.lang.is_arabic() { At::Left } else { At::Right }
    }
}

fn name_of(variable: &VariableReport, lang: Lang) -> String {
    format!("{} {}", variable.variable, variable.label.get(lang.0))
}

/// Alpha of every question with its interval. The axis of numbers runs from left to right in both languages.
pub(super) fn forest(document: &ReportDocument, lang: Lang) -> Option<Plot> {
    let shown: Vec<&VariableReport> = document.variables.iter().filter(|v| v.primary.value.is_some()).collect();
    if shown.is_empty() {
        return None;
    }
    let title = lang.t("Krippendorff's alpha with 95 % intervals", "ألفا كريبندورف مع مجالات الثقة ٩٥٪");
    let (page, top) = (Page { lang }, 34.0);
    let mut svg = Svg::new(lang, title, WIDE, top + ROW * shown.len() as f64 + 8.0);
    let least = shown.iter().flat_map(|v| [v.primary.value, v.primary.low]).flatten().fold(0.0, f64::min);
    let least = ((least * 10.0).floor() / 10.0).max(-1.0);
    let (from, to) = if lang.is_arabic() { (110.0, WIDE - 240.0) } else { (240.0, WIDE - 110.0) };
    let x = |number: f64| from + (to - from) * ((number - least) / (1.0 - least)).clamp(0.0, 1.0);
    let bottom = top + ROW * shown.len() as f64;
    for tenth in ((least * 10.0).round() as i32)..=10 {
        if tenth % 2 == 0 {
            let number = f64::from(tenth) / 10.0;
            svg.line((x(number), top), (x(number), bottom), LINE, 1.0, false);
            if tenth != 8 {
                svg.text(x(number), top - 4.0, &lang.number(number, 1), At::Middle, 10.0, QUIET);
            }
        }
    }
    for required in [TENTATIVE, RELIABLE] {
        svg.line((x(required), top - 12.0), (x(required), bottom), INK, 1.0, true);
        let places = if required < 0.7 { 3 } else { 2 };
        svg.text(x(required), top - 16.0, &lang.unit(required, places), At::Middle, 10.0, INK);
    }
    for (row, variable) in shown.iter().enumerate() {
        let y = top + ROW * (row as f64 + 0.5);
        let Some(alpha) = variable.primary.value else { continue };
        svg.text(page.x(0.0), y + 4.0, &clipped(&name_of(variable, lang), 38), page.begin(), 11.0, INK);
        let bounds = variable.primary.low.zip(variable.primary.high);
        if let Some((low, high)) = bounds {
            svg.line((x(low), y), (x(high), y), ACCENT, 2.0, false);
        }
        svg.dot(x(alpha), y, 4.0, if bounds.is_some() { ACCENT } else { PAPER });
        let interval = bounds.map_or_else(String::new, |(low, high)| {
            format!(" {}", lang.between(&lang.unit(low, 2), &lang.unit(high, 2)))
        });
        let figure = format!("{}{interval}", lang.unit(alpha, 2));
        svg.text(page.x(WIDE), y + 4.0, &figure, page.end(), 11.0, INK);
    }
    Some(Plot { id: "forest".into(), title: title.into(), svg: svg.finished() })
}

/// Fill and letters of a share from 0 to 1.
fn shade(share: f64) -> (String, &'static str) {
    let share = share.clamp(0.0, 1.0);
    let mix = |pale: f64, full: f64| (pale + (full - pale) * share).round() as u8;
    let fill = format!("#{:02x}{:02x}{:02x}", mix(244.0, 31.0), mix(241.0, 90.0), mix(234.0, 138.0));
    (fill, if share > 0.55 { PAPER } else { INK })
}

/// Alpha of every two coders below the diagonal, the units that both coded above it.
pub(super) fn heat(variable: &VariableReport, number: usize, lang: Lang) -> Option<Plot> {
    let coders: Vec<&String> = variable.coders_against.iter().map(|c| &c.coder).collect();
    if coders.len() < 3 {
        return None;
    }
    let title = format!("{}: {}", name_of(variable, lang), lang.t("coders two by two", "المرمِّزون اثنين اثنين"));
    let (names, page) = (110.0, Page { lang });
    let cell = ((WIDE - names) / coders.len() as f64).min(72.0);
    let (high, top) = (26.0, 22.0);
    let mut svg = Svg::new(lang, &title, WIDE, top + high * coders.len() as f64 + 4.0);
    let left = |column: usize| {
        let x = names + cell * column as f64;
        if lang.is_arabic() { WIDE - x - cell } else { x }
    };
    let short = (cell / 7.0) as usize;
    for (column, name) in coders.iter().enumerate() {
        svg.text(left(column) + cell / 2.0, top - 7.0, &clipped(name, short.max(3)), At::Middle, 10.0, QUIET);
    }
    for (row, first) in coders.iter().enumerate() {
        let y = top + high * row as f64;
        svg.text(page.x(0.0), y + 17.0, &clipped(first, 18), page.begin(), 11.0, INK);
        for (column, second) in coders.iter().enumerate().filter(|(column, _)| *column != row) {
            let same = |of: &&super::model::PairReport| {
                (&of.coders[0] == *first && &of.coders[1] == *second)
                    || (&of.coders[1] == *first && &of.coders[0] == *second)
            };
            let Some(pair) = variable.pairs.iter().find(same) else { continue };
            let (x, middle) = (left(column), left(column) + cell / 2.0);
            if column > row {
                svg.text(middle, y + 17.0, &lang.count(pair.units), At::Middle, 10.0, QUIET);
                continue;
            }
            let words = format!("{first} · {second}");
            match pair.alpha {
                Some(alpha) => {
                    let (fill, letters) = shade(alpha);
                    svg.told((x + 1.0, y + 1.0, cell - 2.0, high - 2.0), &fill, &words);
                    svg.text(middle, y + 17.0, &lang.unit(alpha, 2), At::Middle, 11.0, letters);
                }
                None => svg.text(middle, y + 17.0, "\u{2013}", At::Middle, 11.0, QUIET),
            }
        }
    }
    Some(Plot { id: format!("pairs-{number}"), title, svg: svg.finished() })
}

/// A figure of each week.
type Course = fn(&super::model::WeekReport) -> Option<f64>;

/// Alpha and percent agreement week by week; time runs with the language.
pub(super) fn drift(variable: &VariableReport, number: usize, lang: Lang) -> Option<Plot> {
    let weeks = &variable.weeks;
    if weeks.len() < 2 {
        return None;
    }
    let title =
        format!("{}: {}", name_of(variable, lang), lang.t("course over weeks of coding", "المسار عبر أسابيع الترميز"));
    let (top, high, page) = (16.0, 130.0, Page { lang });
    let mut svg = Svg::new(lang, &title, WIDE, top + high + 44.0);
    let least = weeks.iter().filter_map(|w| w.alpha).fold(0.0, f64::min).max(-1.0);
    let y = |figure: f64| top + high * (1.0 - (figure - least) / (1.0 - least)).clamp(0.0, 1.0);
    let x = |week: usize| page.x(50.0 + (WIDE - 80.0) * week as f64 / (weeks.len() - 1) as f64);
    for tick in [0.0, 0.2, 0.4, 0.6, 0.8, 1.0] {
        svg.line((page.x(40.0), y(tick)), (page.x(WIDE), y(tick)), LINE, 1.0, false);
        svg.text(page.x(34.0), y(tick) + 4.0, &lang.number(tick, 1), page.end(), 10.0, QUIET);
    }
    svg.line((page.x(40.0), y(TENTATIVE)), (page.x(WIDE), y(TENTATIVE)), INK, 1.0, true);
    let courses: [(Course, &str, bool); 2] = [(|w| w.percent_agreement, QUIET, true), (|w| w.alpha, ACCENT, false)];
    for (figure, color, dashed) in courses {
        let mut before: Option<(f64, f64)> = None;
        for (number, week) in weeks.iter().enumerate() {
            let here = figure(week).map(|value| (x(number), y(value)));
            if let (Some(from), Some(to)) = (before, here) {
                svg.line(from, to, color, 2.0, dashed);
            }
            if let Some((x, y)) = here {
                svg.dot(x, y, 3.0, if dashed { PAPER } else { color });
            }
            before = here;
        }
    }
    let every = weeks.len().div_ceil(8);
    for (number, week) in weeks.iter().enumerate().filter(|(number, _)| number % every == 0) {
        svg.text(x(number), top + high + 16.0, &lang.date(&week.monday), At::Middle, 9.0, QUIET);
        svg.text(x(number), top + high + 28.0, &lang.count(week.units), At::Middle, 9.0, QUIET);
    }
    let key = lang.t(
        "full line: alpha; dashed: percent agreement; below: Monday and units of the week",
        "الخط المتصل: ألفا؛ المتقطع: نسبة الاتفاق؛ وفي الأسفل: يوم الاثنين ووحدات الأسبوع",
    );
    svg.text(page.x(40.0), top + high + 42.0, key, page.begin(), 9.0, QUIET);
    Some(Plot { id: format!("weeks-{number}"), title, svg: svg.finished() })
}

/// Colours of a scale from its lowest value over zero to its highest: they keep their order in grey on each side.
const BELOW: [&str; 3] = ["#8c3a1e", "#d08a5f", "#e9c7ad"];
const ABOVE: [&str; 3] = ["#154a73", "#5f9cc8", "#b3d2e6"];
const ZERO: &str = "#d9d6ce";
/// Colours of names.
const NAMES: [&str; 8] = ["#1f5a8a", "#c8762a", "#4c8f5a", "#a33f6a", "#7a6bb0", "#8a7a3c", "#3f9a9a", "#7c7c7c"];

/// The colour of each value of a finding.
fn colors(finding: &Finding) -> Vec<&'static str> {
    let below: Vec<f64> = finding.scale.iter().flatten().copied().filter(|n| *n < 0.0).collect();
    let above: Vec<f64> = finding.scale.iter().flatten().copied().filter(|n| *n > 0.0).collect();
    let ordered = !finding.is_diverging() && finding.scale.iter().flatten().count() > 1;
    let mut names = 0;
    let color = |number: &Option<f64>| match number {
        Some(n) if *n < 0.0 => BELOW[below.iter().filter(|m| **m < *n).count().min(2)],
        Some(n) if *n > 0.0 && !ordered => ABOVE[above.iter().filter(|m| **m > *n).count().min(2)],
        Some(n) if ordered => ABOVE[(above.iter().filter(|m| **m > *n).count()).min(2)],
        Some(_) => ZERO,
        None => {
            names += 1;
            NAMES[(names - 1) % NAMES.len()]
        }
    };
    finding.scale.iter().map(color).collect()
}

/// Groups that a plot shows at most: those with most records.
const MOST_BARS: usize = 40;

/// What a group is called, along its axes.
pub(super) fn group_name(group: &FindingGroup, lang: Lang) -> String {
    let name = |key: &crate::report::GroupKey| {
        let label = key.label.get(lang.0);
        if label.is_empty() { lang.t("not known", "غير معروف").to_owned() } else { label.to_owned() }
    };
    group.key.iter().map(name).collect::<Vec<_>>().join(" · ")
}

/// A bar for each group. On a scale with two sides the bars lean from the middle of its zero, and what is not on the scale stands
/// apart; other bars are stacked to the whole.
pub(super) fn bars(finding: &Finding, lang: Lang) -> Option<Plot> {
    let mut groups: Vec<&FindingGroup> = finding.groups.iter().collect();
    if groups.len() > MOST_BARS {
        let mut counts: Vec<f64> = groups.iter().map(|g| g.count).collect();
        counts.sort_by(|a, b| b.total_cmp(a));
        let least = counts.get(MOST_BARS - 1).copied().unwrap_or_default();
        groups.retain(|g| g.count >= least);
        groups.truncate(MOST_BARS);
    }
    if groups.is_empty() || finding.values.is_empty() {
        return None;
    }
    let (page, title) = (Page { lang }, finding.title.get(lang.0));
    let colors = colors(finding);
    let per_line = 4;
    let keys: Vec<(usize, &str)> = colors.iter().copied().enumerate().collect();
    let top = 10.0 + 16.0 * keys.len().div_ceil(per_line) as f64;
    let mut svg = Svg::new(lang, title, WIDE, top + ROW * groups.len() as f64 + 18.0);
    for (place, (value, color)) in keys.iter().enumerate() {
        let (x, y) = ((WIDE / per_line as f64) * (place % per_line) as f64, 4.0 + 16.0 * (place / per_line) as f64);
        let left = if lang.is_arabic() { page.x(x) - 11.0 } else { x };
        svg.rect(left, y, 11.0, 11.0, color);
        let label = finding.values.get(*value).map_or("", |v| v.label.get(lang.0));
        svg.text(page.x(x + 16.0), y + 10.0, &clipped(label, 26), page.begin(), 10.0, INK);
    }
    let (names, counts) = (230.0, 46.0);
    let room = WIDE - names - counts;
    let diverging = finding.is_diverging();
    // On a scale the middle has half of the room on each side; the rest of the answers stands at the end.
    let aside = if diverging && finding.scale.iter().any(Option::is_none) { room * 0.26 } else { 0.0 };
    let scale = room - if aside > 0.0 { aside + 10.0 } else { 0.0 };
    let bottom = top + ROW * groups.len() as f64;
    let rect = |svg: &mut Svg, x: f64, y: f64, w: f64, color: &str, words: &str| {
        let left = if lang.is_arabic() { WIDE - x - w } else { x };
        svg.told((left, y + 3.0, w, ROW - 6.0), color, words);
    };
    for (row, group) in groups.iter().enumerate() {
        let y = top + ROW * row as f64;
        svg.text(page.x(0.0), y + 14.0, &clipped(&group_name(group, lang), 40), page.begin(), 10.5, INK);
        svg.text(page.x(WIDE), y + 14.0, &lang.number(group.count, 0), page.end(), 10.0, QUIET);
        let words = |value: usize, share: f64| {
            let label = finding.values.get(value).map_or("", |v| v.label.get(lang.0));
            format!("{label}: {}", lang.percent(share))
        };
        let share = |value: usize| group.shares.get(value).map_or(0.0, |s| s.share);
        let on_scale: Vec<usize> =
            (0..finding.values.len()).filter(|v| matches!(finding.scale.get(*v), Some(Some(_)))).collect();
        if diverging {
            let whole: f64 = on_scale.iter().map(|v| share(*v)).sum();
            if whole > 0.0 {
                let of = |v: usize| share(v) / whole * scale / 2.0;
                let number = |v: usize| finding.scale.get(v).copied().flatten().unwrap_or_default();
                let before: f64 = on_scale
                    .iter()
                    .map(|v| match number(*v) {
                        n if n < 0.0 => of(*v),
                        n if n > 0.0 => 0.0,
                        _ => of(*v) / 2.0,
                    })
                    .sum();
                let mut x = names + scale / 2.0 - before;
                for value in &on_scale {
                    rect(&mut svg, x, y, of(*value), colors[*value], &words(*value, share(*value)));
                    x += of(*value);
                }
            }
            let mut x = names + scale + 10.0;
            for value in (0..finding.values.len()).filter(|v| !on_scale.contains(v)) {
                rect(&mut svg, x, y, share(value) * aside, colors[value], &words(value, share(value)));
                x += share(value) * aside;
            }
        } else {
            let mut x = names;
            for (value, color) in colors.iter().enumerate() {
                rect(&mut svg, x, y, share(value) * room, color, &words(value, share(value)));
                x += share(value) * room;
            }
        }
    }
    if diverging {
        let middle = page.x(names + scale / 2.0);
        svg.line((middle, top), (middle, bottom), INK, 1.0, true);
        let (less, more) = (lang.t("against", "ضد"), lang.t("for", "مع"));
        if finding.code != "cues" && finding.code != "cues_by_source" {
            svg.text(page.x(names + 4.0), bottom + 13.0, less, page.begin(), 9.5, QUIET);
            svg.text(page.x(names + scale - 4.0), bottom + 13.0, more, page.end(), 9.5, QUIET);
        }
    }
    Some(Plot { id: finding.code.clone(), title: title.to_owned(), svg: svg.finished() })
}
