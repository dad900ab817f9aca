//! From the texts of cells to values: numbers told from words, spellings of one number joined, categories checked.

use super::cell::{Comma, clean, may_stand_for_nothing, number, with_western_digits};
use super::data_matrix::BEFORE_LABEL;
use super::{Cells, Reading};
use crate::model::{Level, NOT_RATED, Names, RatedValue, RatedValues};
use crate::text::fold::fold_key;
use std::collections::BTreeMap;

/// The distinct texts of all cells, each with the place where it stood first.
#[derive(Default)]
pub(super) struct Texts {
    names: Names,
    places: Vec<(u64, u32)>,
    /// Most values are one letter or digit.
    short: Vec<u32>,
}

/// Something wrong with a value, at the place where it stood first: line and column as they were given.
pub(super) struct Wrong {
    pub(super) line: u64,
    pub(super) column: usize,
    pub(super) what: String,
}

/// What the texts turned out to mean.
pub(super) struct Meaning {
    pub(super) values: RatedValues,
    /// Per text the index of its value, or [`NOT_RATED`].
    pub(super) of_text: Vec<u32>,
    /// What a person should know.
    pub(super) notices: Vec<String>,
}

impl Texts {
    /// The index of a text, or [`NOT_RATED`] for an empty one. `None` if there are too many different ones.
    pub(super) fn add(&mut self, text: &str, line: u64, column: usize) -> Option<u32> {
        let short = match text.as_bytes() {
            [] => return Some(NOT_RATED),
            [byte] => Some(usize::from(*byte)),
            _ => None,
        };
        if let Some(known) = short.and_then(|byte| self.short.get(byte)).filter(|known| **known != NOT_RATED) {
            return Some(*known);
        }
        let (index, new) = self.names.add(text)?;
        if new {
            self.places.push((line, column as u32));
        }
        if let Some(byte) = short {
            self.short.resize(256, NOT_RATED);
            self.short[byte] = index;
        }
        Some(index)
    }

    /// How many different texts there are.
    pub(super) fn len(&self) -> usize {
        self.names.len()
    }

    /// A text that was added.
    pub(super) fn get(&self, index: u32) -> &str {
        self.names.get(index as usize)
    }

    /// What the texts mean.
    pub(super) fn meaning(&self, reading: &Reading) -> Result<Meaning, Wrong> {
        match reading.cells {
            Cells::Single => self.single(reading),
            Cells::Sets => self.sets(reading),
            Cells::Chains => self.chains(reading),
        }
    }

    fn wrong(&self, index: usize, what: String) -> Wrong {
        let (line, column) = self.places.get(index).copied().unwrap_or_default();
        Wrong { line, column: column as usize, what }
    }

    /// The texts that are values, with their indices. A word that may stand for a missing value is asked about.
    fn present<'a>(&'a self, reading: &'a Reading) -> Result<Vec<(usize, &'a str)>, Wrong> {
        let mut present = Vec::new();
        for (index, text) in self.names.iter().enumerate() {
            if reading.missing.iter().any(|word| word == text) {
                continue;
            }
            let declared = reading.categories.iter().flatten().any(|category| category == text);
            if !declared && !reading.typed && may_stand_for_nothing(text) {
                let what = format!(
                    "\u{201c}{text}\u{201d} may stand for a missing value or be a value itself; add --missing {text} or declare it \
                     with --categories"
                );
                return Err(self.wrong(index, what));
            }
            present.push((index, text));
        }
        Ok(present)
    }

    fn single(&self, reading: &Reading) -> Result<Meaning, Wrong> {
        let present = self.present(reading)?;
        let (numbers, mut notices) = self.numbers(&present, reading)?;
        let mut of_text = vec![NOT_RATED; self.names.len()];
        if let Some(declared) = &reading.categories {
            let values: Vec<RatedValue> = declared
                .iter()
                .map(|label| RatedValue { label: label.clone(), number: number(label).map(|n| n.value) })
                .collect();
            for (index, text) in &present {
                let same_number = |value: &RatedValue| {
                    let both = number(text).zip(value.number);
                    reading.level != Level::Nominal && both.is_some_and(|(a, b)| a.value.total_cmp(&b).is_eq())
                };
                let found = values.iter().position(|v| v.label == *text).or_else(|| {
                    values.iter().position(|v| one_spelling(&v.label) == one_spelling(text) || same_number(v))
                });
                let value = found.ok_or_else(|| {
                    let list = declared.join(", ");
                    let what = format!("the value \u{201c}{text}\u{201d} is not among the declared categories ({list}); declare it or correct it");
                    self.wrong(*index, what)
                })?;
                of_text[*index] = value as u32;
            }
            return Ok(Meaning { values: RatedValues::Single { values, ranked: true }, of_text, notices });
        }
        let mut groups: Vec<(RatedValue, Vec<usize>)> = Vec::new();
        if let Some(numbers) = &numbers {
            let mut order: Vec<usize> = (0..present.len()).collect();
            let key =
                |at: &usize| if reading.level == Level::Nominal { one_spelling(present[*at].1) } else { String::new() };
            order.sort_by(|a, b| numbers[*a].total_cmp(&numbers[*b]).then_with(|| key(a).cmp(&key(b))));
            for run in order.chunk_by(|a, b| numbers[*a].total_cmp(&numbers[*b]).is_eq() && key(a) == key(b)) {
                let spellings = run.iter().map(|at| present[*at]);
                // The shortest, and of these the one that stood first.
                let label = spellings.clone().min_by_key(|(index, text)| (text.len(), *index)).map_or("", |(_, t)| t);
                let value = RatedValue { label: label.to_owned(), number: run.first().map(|at| numbers[*at]) };
                groups.push((value, spellings.map(|(index, _)| index).collect()));
            }
            notices.extend(self.spellings(&groups));
            let apart = groups.windows(2).find(|w| w[0].0.number == w[1].0.number);
            notices.extend(apart.map(|w| {
                let (a, b) = (&w[0].0.label, &w[1].0.label);
                format!("\u{201c}{a}\u{201d} and \u{201c}{b}\u{201d} are one number, but count as two values at nominal level")
            }));
        } else {
            for (index, text) in present {
                groups.push((RatedValue { label: text.to_owned(), number: None }, vec![index]));
            }
            groups.sort_by(|(a, _), (b, _)| a.label.cmp(&b.label));
        }
        notices.extend(look_alikes(groups.iter().map(|(value, _)| value.label.as_str())));
        for (value, (_, texts)) in groups.iter().enumerate() {
            for text in texts {
                of_text[*text] = value as u32;
            }
        }
        let values = groups.into_iter().map(|(value, _)| value).collect();
        Ok(Meaning { values: RatedValues::Single { values, ranked: numbers.is_some() }, of_text, notices })
    }

    /// The numbers of the texts if all of them are numbers, and what to say about their commas.
    fn numbers(&self, present: &[(usize, &str)], reading: &Reading) -> Result<(Option<Vec<f64>>, Vec<String>), Wrong> {
        let parsed: Vec<_> = present.iter().map(|(_, text)| number(text)).collect();
        if let Some(at) =
            parsed.iter().position(Option::is_none).filter(|_| matches!(reading.level, Level::Interval | Level::Ratio))
        {
            let (index, text) = present[at];
            let what = format!(
                "\u{201c}{text}\u{201d} is no number; at this level of measurement a number like 3 or 2.5 was expected"
            );
            return Err(self.wrong(index, what));
        }
        let with = |wanted: Comma| parsed.iter().position(|n| n.is_some_and(|n| n.comma == wanted));
        let all: Option<Vec<f64>> = parsed.iter().map(|n| n.map(|n| n.value)).collect();
        let mut notices = Vec::new();
        match (with(Comma::Decimal), with(Comma::Unclear)) {
            _ if all.is_none() => {}
            (Some(at), _) => {
                notices.push(format!(
                    "commas in numbers are read as decimal marks, as in \u{201c}{}\u{201d}",
                    present[at].1
                ));
            }
            (None, Some(at)) => {
                let (index, text) = present[at];
                let what = format!(
                    "\u{201c}{text}\u{201d} may be a number with decimals or with thousands; write it with a point or without a mark"
                );
                return Err(self.wrong(index, what));
            }
            (None, None) => {}
        }
        Ok((all, notices))
    }

    /// Which spellings were joined.
    fn spellings(&self, groups: &[(RatedValue, Vec<usize>)]) -> Option<String> {
        let joined = groups.iter().filter(|(_, texts)| texts.len() > 1).map(|(_, texts)| {
            let quoted: Vec<String> =
                texts.iter().map(|t| format!("\u{201c}{}\u{201d}", self.get(*t as u32))).collect();
            quoted.join(" and ")
        });
        let joined: Vec<String> = joined.take(3).collect();
        (!joined.is_empty())
            .then(|| format!("the same number in several spellings counts as one value: {}", joined.join(", ")))
    }

    fn chains(&self, reading: &Reading) -> Result<Meaning, Wrong> {
        let (mut of_text, mut chains) = (vec![NOT_RATED; self.names.len()], Vec::new());
        for (index, text) in self.present(reading)? {
            let chain = pieces(text, reading);
            let unknown = |link: &&String| reading.categories.as_ref().is_some_and(|list| !list.contains(link));
            if let Some(link) = chain.iter().find(unknown) {
                let list = reading.categories.as_deref().unwrap_or_default().join(", ");
                let what = format!(
                    "the link \u{201c}{link}\u{201d} is not among the declared ones ({list}); declare it or correct it"
                );
                return Err(self.wrong(index, what));
            }
            of_text[index] = chains.len() as u32;
            chains.push(chain);
        }
        let mut links: Vec<&str> = chains.iter().flatten().map(String::as_str).collect();
        links.sort_unstable();
        links.dedup();
        let notices = look_alikes(links.into_iter()).into_iter().collect();
        Ok(Meaning { values: RatedValues::Chains { chains }, of_text, notices })
    }

    fn sets(&self, reading: &Reading) -> Result<Meaning, Wrong> {
        let split = |text: &'_ str| pieces(text, reading);
        let present = self.present(reading)?;
        let labels: Vec<String> = reading.categories.clone().unwrap_or_else(|| {
            let mut labels: Vec<String> = present.iter().flat_map(|(_, text)| split(text)).collect();
            labels.sort_unstable();
            labels.dedup();
            labels
        });
        let known: BTreeMap<&str, usize> = labels.iter().enumerate().map(|(i, label)| (label.as_str(), i)).collect();
        let (mut of_text, mut sets) = (vec![NOT_RATED; self.names.len()], Vec::new());
        for (index, text) in present {
            let mut set = Vec::new();
            for label in split(text) {
                let found = known.get(label.as_str()).copied().ok_or_else(|| {
                    let list = labels.join(", ");
                    let what = format!("the label \u{201c}{label}\u{201d} is not among the declared ones ({list}); declare it or correct it");
                    self.wrong(index, what)
                })?;
                set.push(found);
            }
            set.sort_unstable();
            set.dedup();
            of_text[index] = sets.len() as u32;
            sets.push(set);
        }
        let notices = look_alikes(labels.iter().map(String::as_str)).into_iter().collect();
        Ok(Meaning { values: RatedValues::Sets { labels, sets }, of_text, notices })
    }
}

/// The labels or links of a cell in their order.
fn pieces(text: &str, reading: &Reading) -> Vec<String> {
    let between = if reading.typed { BEFORE_LABEL } else { '|' };
    text.split(between).map(clean).filter(|label| !label.is_empty()).map(str::to_owned).collect()
}

/// Digits of one script and no `.0` behind a whole number, which spreadsheets add and take away.
fn one_spelling(text: &str) -> String {
    let western = with_western_digits(text);
    match western.strip_suffix(".0") {
        Some(whole) if number(whole).is_some() && !whole.contains(['.', ',']) => whole.to_owned(),
        _ => western,
    }
}

/// Values that differ only in what readers overlook: case, marks, forms of one letter, digits of another script.
fn look_alikes<'a>(labels: impl Iterator<Item = &'a str>) -> Option<String> {
    let mut by_key: BTreeMap<String, &str> = BTreeMap::new();
    let mut pairs = Vec::new();
    // A list that nobody reads needs no advice on its spelling.
    for label in labels.take(2_000) {
        match by_key.get(&fold_key(label)) {
            Some(other) if pairs.len() < 3 => {
                pairs.push(format!("\u{201c}{other}\u{201d} and \u{201c}{label}\u{201d}"));
            }
            Some(_) => {}
            None => {
                by_key.insert(fold_key(label), label);
            }
        }
    }
    (!pairs.is_empty()).then(|| format!("values that look alike count as different: {}", pairs.join(", ")))
}
