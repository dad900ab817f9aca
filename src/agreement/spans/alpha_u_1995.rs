//! Krippendorff's first alpha for unitizing.

use crate::agreement::outcome::{Figure, Outcome, Undefined};
use crate::agreement::spans::continua::Continua;
use crate::agreement::spans::outcome;

/// Krippendorff's alpha for unitizing of 1995, over all categories or for one of them (from 0).
///
/// Kept for comparison with studies that report it: the family of 2016 ([`u_alpha`](crate::agreement::u_alpha)) takes its
/// place.
///
/// # Formula
/// Per category, sections are spans and the gaps between them, b where one begins and l how long it is.
/// `D_o` = sum over ordered pairs of coders and over their sections of `delta^2` / (m (m - 1) L^2): two spans that overlap
/// (difference of the beginnings)^2 + (difference of the ends)^2; a span that lies within a gap `l`^2 of the span; else 0.
/// `D_e` = 2/L sum over spans of [(N - 1)/3 (2 `l`^3 - 3 `l`^2 + `l`) + `l`^2 sum over gaps of all coders that are at least as
/// long of (`l_gap` - `l` + 1)] / (m L (m L - 1) - sum over spans of `l` (`l` - 1)), N spans in all.
/// alpha = 1 - `D_o` / `D_e`, both summed over the categories. Several continua: L and m L are sums, sections stay within one.
/// # Source
/// Krippendorff (1995), On the reliability of unitizing continuous data; Krippendorff (2004), Content Analysis, 2nd ed.,
/// p. 254. Reproduced in `tests/it/agreement/krippendorff_1995.rs`.
/// # Undefined
/// Fewer than two coders, nobody marked anything (or nothing of the category), or spans of one coder and one category
/// overlap; also where nothing else could have been marked.
pub fn alpha_u_1995(continua: &Continua, category: Option<usize>) -> Outcome {
    let compute = || {
        continua.require_spans()?;
        let categories = match category {
            Some(category) => {
                continua.require_used(category)?;
                category..category + 1
            }
            None => 0..continua.categories().len(),
        };
        let (mut observed, mut expected) = (0.0, 0.0);
        for category in categories {
            let sections = Sections::of(continua, category)?;
            observed += sections.observed();
            expected += sections.expected();
        }
        if expected > 0.0 { Ok(Figure::from_disagreement(observed, expected)) } else { Err(Undefined::NoDifference) }
    };
    outcome(continua, compute())
}

#[derive(Clone, Copy)]
struct Section {
    begin: f64,
    length: f64,
    is_span: bool,
}

impl Section {
    fn end(&self) -> f64 {
        self.begin + self.length
    }

    fn squared_difference(&self, other: &Self) -> f64 {
        let within = |span: &Self, gap: &Self| gap.begin <= span.begin && span.end() <= gap.end();
        match (self.is_span, other.is_span) {
            (true, true) => (self.begin - other.begin).powi(2) + (self.end() - other.end()).powi(2),
            (true, false) if within(self, other) => self.length.powi(2),
            (false, true) if within(other, self) => other.length.powi(2),
            _ => 0.0,
        }
    }
}

/// What the coders made of the continua as far as one category goes.
struct Sections {
    /// Per continuum and coder the sections from beginning to end.
    of_coders: Vec<Vec<Vec<Section>>>,
    /// Length of all continua, and the same counted once per coder.
    length: f64,
    coded_length: f64,
}

impl Sections {
    fn of(continua: &Continua, category: usize) -> Result<Self, Undefined> {
        let only = continua.of_category(category);
        only.require_partition()?;
        let mut this = Self { of_coders: Vec::new(), length: 0.0, coded_length: 0.0 };
        for continuum in only.pairable() {
            let length = continuum.length as f64;
            let sections = continuum.codings.iter().flatten().map(|spans| {
                let (mut sections, mut at) = (Vec::with_capacity(2 * spans.len() + 1), 0.0);
                let mut push = |begin: f64, end: f64, is_span| {
                    if end > begin {
                        sections.push(Section { begin, length: end - begin, is_span });
                    }
                };
                for span in spans {
                    push(at, span.start as f64, false);
                    push(span.start as f64, span.end as f64, true);
                    at = span.end as f64;
                }
                push(at, length, false);
                sections
            });
            this.of_coders.push(sections.collect());
            this.length += length;
            this.coded_length += length * continuum.coded() as f64;
        }
        Ok(this)
    }

    fn observed(&self) -> f64 {
        let mut sum = 0.0;
        for coders in &self.of_coders {
            let pairs = coders.len() as f64 * (coders.len() as f64 - 1.0);
            for (number, first) in coders.iter().enumerate() {
                for second in &coders[number + 1..] {
                    let mut from = 0;
                    for section in first {
                        while second.get(from).is_some_and(|other| other.end() <= section.begin) {
                            from += 1;
                        }
                        let meeting = second[from..].iter().take_while(|other| other.begin < section.end());
                        // Both orders of the pair.
                        sum += 2.0 * meeting.map(|other| section.squared_difference(other)).sum::<f64>() / pairs;
                    }
                }
            }
        }
        sum / self.length.powi(2)
    }

    fn expected(&self) -> f64 {
        let sections = || self.of_coders.iter().flatten().flatten();
        let spans: Vec<f64> = sections().filter(|s| s.is_span).map(|s| s.length).collect();
        let mut gaps: Vec<f64> = sections().filter(|s| !s.is_span).map(|s| s.length).collect();
        gaps.sort_by(f64::total_cmp);
        // Sums of the gaps from each place on.
        let mut from_here = vec![0.0; gaps.len() + 1];
        for place in (0..gaps.len()).rev() {
            from_here[place] = from_here[place + 1] + gaps[place];
        }
        let number = spans.len() as f64;
        let (mut different, mut own) = (0.0, 0.0);
        for length in &spans {
            let first = gaps.partition_point(|gap| gap < length);
            let room = from_here[first] - (gaps.len() - first) as f64 * (length - 1.0);
            let moved = 2.0 * length.powi(3) - 3.0 * length.powi(2) + length;
            different += (number - 1.0) / 3.0 * moved + length.powi(2) * room;
            own += length * (length - 1.0);
        }
        2.0 / self.length * different / (self.coded_length * (self.coded_length - 1.0) - own)
    }
}
