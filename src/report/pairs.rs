//! Every two coders of a question by themselves: their alpha, and which value of one stands against which of the other.

use crate::agreement::percent_agreement;
use crate::jobs::{Cancelled, Monitor};
use crate::model::{AnswerState, Bilingual, Kind, Value};
use crate::report::VariableData;
use crate::report::model::{Figure, alpha_of, label_of, line};
use crate::report::ratings::{Material, material};
use std::collections::BTreeMap;

/// Two coders, by their places in [`VariableData::coders`]; the first before the second.
#[derive(Clone, PartialEq, Debug)]
pub struct Pair {
    /// Place of the first coder.
    pub first: usize,
    /// Place of the second coder.
    pub second: usize,
    /// Units that both gave a value.
    pub units: usize,
    /// Percent agreement of the two.
    pub percent_agreement: Figure,
    /// Alpha of the two alone.
    pub alpha: Figure,
}

/// All pairs of coders of a question.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Pairs {
    /// Places of the coders with at least one value.
    pub coders: Vec<usize>,
    /// First by first coder, then by second.
    pub pairs: Vec<Pair>,
}

impl Pairs {
    /// Computes the figures of all pairs of coders with values, one item of progress each.
    ///
    /// # Errors
    /// Stopped on request.
    pub fn of(data: &VariableData, monitor: &Monitor) -> Result<Self, Cancelled> {
        let has_values =
            |c: &usize| data.cells.iter().any(|row| matches!(row.get(*c), Some(Some(AnswerState::Coded(_)))));
        let coders: Vec<usize> = (0..data.coders.len()).filter(has_values).collect();
        monitor.set_total((coders.len() * coders.len().saturating_sub(1) / 2) as u64);
        let given = material(data).0;
        let mut pairs = Vec::new();
        for (n, first) in coders.iter().enumerate() {
            for second in &coders[n + 1..] {
                monitor.check()?;
                let (units, percent_agreement, alpha) = if let Material::Values(ratings) = &given {
                    let both = ratings.of_coders(&[*first, *second]);
                    let alpha = alpha_of(data.level, &both).1;
                    (alpha.counts.pairable_units, percent_agreement(&both).into(), alpha.into())
                } else {
                    let both = line(&data.of_two(*first, *second));
                    (both.pairable_units, both.percent_agreement, both.alpha)
                };
                pairs.push(Pair { first: *first, second: *second, units, percent_agreement, alpha });
                monitor.advance(1);
            }
        }
        Ok(Self { coders, pairs })
    }

    /// The figures of two coders, in any order.
    pub fn get(&self, a: usize, b: usize) -> Option<&Pair> {
        self.pairs.iter().find(|p| (p.first, p.second) == (a.min(b), a.max(b)))
    }
}

impl VariableData {
    /// The answers of two coders alone.
    fn of_two(&self, first: usize, second: usize) -> Self {
        let of = |row: &Vec<Option<AnswerState>>, coder: usize| row.get(coder).cloned().flatten();
        let name = |coder: usize| self.coders.get(coder).cloned().unwrap_or_default();
        Self {
            coders: vec![name(first), name(second)],
            cells: self.cells.iter().map(|row| vec![of(row, first), of(row, second)]).collect(),
            ..self.without_cells()
        }
    }

    /// The question without any answers. The names of its units enter no figure.
    pub(super) fn without_cells(&self) -> Self {
        Self {
            variable: self.variable.clone(),
            row: self.row.clone(),
            unit: self.unit.clone(),
            label: self.label.clone(),
            values: self.values.clone(),
            coders: self.coders.clone(),
            units: Vec::new(),
            articles: Vec::new(),
            records: Vec::new(),
            cells: Vec::new(),
            ..*self
        }
    }
}

/// A value in a cross table.
#[derive(Clone, PartialEq, Debug)]
pub struct CrossValue {
    /// Its code; the text, number or date itself where the codebook lists no values.
    pub code: String,
    /// Its label.
    pub label: Bilingual,
}

/// Which value of one coder stands against which of another: rows are the first coder's.
#[derive(Clone, PartialEq, Debug)]
pub struct CrossTable {
    /// What an answer looks like.
    pub kind: Kind,
    /// Values that one of the two gave where the other gave one too, in the order of the codebook; sets, names and texts
    /// in the order of their codes, numbers by size.
    pub values: Vec<CrossValue>,
    /// Places in [`VariableData::units`] behind each cell (row, column); cells without any are absent.
    pub cells: BTreeMap<(usize, usize), Vec<usize>>,
    /// Declared values that neither of the two gave: they have no row.
    pub unused: usize,
}

impl CrossTable {
    /// Crosses the values of two coders, by their places in [`VariableData::coders`].
    pub fn of(data: &VariableData, first: usize, second: usize) -> Self {
        let value = |row: &[Option<AnswerState>], coder: usize| match row.get(coder) {
            Some(Some(AnswerState::Coded(value))) => Some(Key::of(data, value)),
            _ => None,
        };
        let mut behind: BTreeMap<(Key, Key), Vec<usize>> = BTreeMap::new();
        for (unit, row) in data.cells.iter().enumerate() {
            if let (Some(a), Some(b)) = (value(row, first), value(row, second)) {
                behind.entry((a, b)).or_default().push(unit);
            }
        }
        let mut keys: Vec<Key> = behind.keys().flat_map(|(a, b)| [a.clone(), b.clone()]).collect();
        keys.sort();
        keys.dedup();
        let place = |key: &Key| keys.binary_search(key).unwrap_or_default();
        let cells = behind.iter().map(|((a, b), units)| ((place(a), place(b)), units.clone())).collect();
        let unused = if data.kind == Kind::Choice { data.values.len().saturating_sub(keys.len()) } else { 0 };
        let values = keys.iter().map(|k| CrossValue { label: label_of(data, &k.code), code: k.code.clone() }).collect();
        Self { kind: data.kind, values, cells, unused }
    }

    /// The code of a value, by its place.
    pub fn code(&self, value: usize) -> Option<&str> {
        self.values.get(value).map(|v| v.code.as_str())
    }

    /// Units in a cell.
    pub fn count(&self, row: usize, column: usize) -> usize {
        self.cells.get(&(row, column)).map_or(0, Vec::len)
    }

    /// Units that both gave a value.
    pub fn units(&self) -> usize {
        self.cells.values().map(Vec::len).sum()
    }
}

/// Sorts values as the codebook does, numbers by size, all else by its letters.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    place: usize,
    number: u64,
    code: String,
}

impl Key {
    fn of(data: &VariableData, value: &Value) -> Self {
        let place = |code: &str| data.values.iter().position(|(c, _)| c == code).unwrap_or(usize::MAX);
        match value {
            Value::Code(code) => Self { place: place(code), number: 0, code: code.clone() },
            Value::Codes(codes) => {
                let mut codes: Vec<(usize, &String)> = codes.iter().map(|c| (place(c), c)).collect();
                codes.sort();
                let code = codes.iter().map(|(_, c)| c.as_str()).collect::<Vec<_>>().join(" | ");
                Self { place: 0, number: 0, code }
            }
            Value::Number(x) => {
                // The order of the bits is that of the numbers once negative ones are turned round.
                let bits = (x + 0.0).to_bits();
                let number = if bits >> 63 == 1 { !bits } else { bits | 1 << 63 };
                Self { place: 0, number, code: (x + 0.0).to_string() }
            }
            Value::Date(text) => Self { place: 0, number: 0, code: text.clone() },
            Value::Text(text) => Self { place: 0, number: 0, code: text.trim().to_owned() },
        }
    }
}
