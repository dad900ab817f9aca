//! The matrix of a data file: one list per coder with one value per unit.

use super::values::{Meaning, Texts};
use crate::model::{NOT_RATED, Names, Rated};
use serde::de::{DeserializeSeed, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use std::borrow::Cow;
use std::fmt;

/// Stands before every label of a set; no label holds it.
pub(super) const BEFORE_LABEL: char = '\u{1f}';

/// The values of all coders, coder after coder.
pub(super) struct Matrix {
    pub(super) coders: Vec<String>,
    pub(super) texts: Texts,
    of_coders: Vec<Vec<u32>>,
    pub(super) holds_sets: bool,
}

impl Matrix {
    /// The same values unit after unit.
    pub(super) fn into_rated(mut self, meaning: Meaning, coders: usize) -> (Rated, Vec<String>) {
        let units = self.of_coders.first().map_or(0, Vec::len);
        let mut cells = vec![NOT_RATED; units * coders];
        for (coder, column) in self.of_coders.iter_mut().enumerate() {
            for (unit, text) in column.iter().enumerate() {
                cells[unit * coders + coder] = meaning.of_text.get(*text as usize).copied().unwrap_or(NOT_RATED);
            }
            *column = Vec::new();
        }
        let units: Names = (1..=units).map(|unit| unit.to_string()).collect();
        (Rated { coders: self.coders, units, values: meaning.values, cells }, meaning.notices)
    }
}

/// Reads the object that holds the matrix.
#[derive(Default)]
pub(super) struct MatrixData {
    /// Coder, unit and a sentence: the cell that is wrong.
    pub(super) stop_at: Option<(u64, usize, String)>,
}

impl<'de> DeserializeSeed<'de> for MatrixData {
    type Value = Matrix;
    fn deserialize<D: serde::Deserializer<'de>>(self, from: D) -> Result<Matrix, D::Error> {
        from.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for MatrixData {
    type Value = Matrix;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object with \u{201c}coders\u{201d} and \u{201c}matrix\u{201d}")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Matrix, A::Error> {
        let mut names: Option<Vec<String>> = None;
        let mut rows = Rows { texts: Texts::default(), of_coders: Vec::new(), sets: None, stop_at: self.stop_at };
        let mut found = false;
        while let Some(key) = map.next_key::<Cow<'de, str>>()? {
            match key.as_ref() {
                "coders" => names = Some(map.next_value()?),
                "matrix" => {
                    map.next_value_seed(&mut rows)?;
                    found = true;
                }
                _ => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        if !found {
            return Err(A::Error::missing_field("matrix"));
        }
        let number = rows.of_coders.len();
        let coders = names.unwrap_or_else(|| (1..=number).map(|n| format!("coder{n}")).collect());
        if coders.len() != number {
            return Err(A::Error::custom(format!(
                "{number} lists in \u{201c}matrix\u{201d}, but {} names in \u{201c}coders\u{201d}; one list per coder was expected",
                coders.len()
            )));
        }
        Ok(Matrix { coders, texts: rows.texts, of_coders: rows.of_coders, holds_sets: rows.sets == Some(true) })
    }
}

struct Rows {
    texts: Texts,
    of_coders: Vec<Vec<u32>>,
    /// Whether the values so far are sets.
    sets: Option<bool>,
    stop_at: Option<(u64, usize, String)>,
}

impl<'de> DeserializeSeed<'de> for &mut Rows {
    type Value = ();
    fn deserialize<D: serde::Deserializer<'de>>(self, from: D) -> Result<(), D::Error> {
        from.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for &mut Rows {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list with one list of values per coder")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut lists: A) -> Result<(), A::Error> {
        while lists.next_element_seed(Row(self))?.is_some() {}
        Ok(())
    }
}

struct Row<'a>(&'a mut Rows);

impl<'de> DeserializeSeed<'de> for Row<'_> {
    type Value = ();
    fn deserialize<D: serde::Deserializer<'de>>(self, from: D) -> Result<(), D::Error> {
        from.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for Row<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list with one value per unit")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut cells: A) -> Result<(), A::Error> {
        let coder = self.0.of_coders.len();
        let mut column = Vec::with_capacity(self.0.of_coders.first().map_or(0, Vec::len));
        while let Some(code) = cells.next_element_seed(Cell { rows: self.0, coder, unit: column.len() })? {
            column.push(code);
        }
        if let Some(first) = self.0.of_coders.first().filter(|first| first.len() != column.len()) {
            let (found, expected) = (column.len(), first.len());
            return Err(A::Error::custom(format!(
                "{found} values, but {expected} were expected, as in the list of the first coder (null is a missing value)"
            )));
        }
        self.0.of_coders.push(column);
        Ok(())
    }
}

struct Cell<'a> {
    rows: &'a mut Rows,
    coder: usize,
    unit: usize,
}

impl Cell<'_> {
    fn text<E: Error>(self, text: &str, is_set: bool) -> Result<u32, E> {
        if *self.rows.sets.get_or_insert(is_set) != is_set {
            return Err(E::custom(
                "single values and lists of labels are mixed; one of the two was expected throughout",
            ));
        }
        let before = self.rows.texts.len();
        let code = self.rows.texts.add(text, self.coder as u64, self.unit);
        if let Some((coder, unit, what)) = &self.rows.stop_at
            && (*coder, *unit) == (self.coder as u64, self.unit)
            && self.rows.texts.len() > before
        {
            return Err(E::custom(what));
        }
        code.ok_or_else(|| E::custom("too many different values"))
    }
}

impl<'de> DeserializeSeed<'de> for Cell<'_> {
    type Value = u32;
    fn deserialize<D: serde::Deserializer<'de>>(self, from: D) -> Result<u32, D::Error> {
        from.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Cell<'_> {
    type Value = u32;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text, a number, a list of labels, or null for a missing value")
    }

    fn visit_unit<E: Error>(self) -> Result<u32, E> {
        Ok(NOT_RATED)
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<u32, E> {
        self.text(text, false)
    }

    fn visit_bool<E: Error>(self, truth: bool) -> Result<u32, E> {
        self.text(if truth { "true" } else { "false" }, false)
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<u32, E> {
        self.text(&number.to_string(), false)
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<u32, E> {
        self.text(&number.to_string(), false)
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<u32, E> {
        // As the number was written: 1.0 stays 1.0.
        self.text(&serde_json::Number::from_f64(number).map(|n| n.to_string()).unwrap_or_default(), false)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut labels: A) -> Result<u32, A::Error> {
        let mut text = String::from(BEFORE_LABEL);
        while let Some(label) = labels.next_element::<super::data::Label>()? {
            text.push_str(&label.into_text());
            text.push(BEFORE_LABEL);
        }
        self.text(&text, true)
    }
}

/// A matrix that a case describes by its generator instead of spelling it out: a linear congruential generator of 64 bits with
/// five values, of which a fifth is missing.
pub(super) fn drawn(generator: &serde_json::Value) -> Result<Matrix, String> {
    const RULE: &str =
        "per unit: t=next%5; per coder: if next%100<20 -> missing; else if next%100<70 -> t; else next%5";
    if generator["kind"] != "lcg64" || generator["rule"] != RULE {
        return Err("this \u{201c}generator\u{201d} is not known; expected was \u{201c}data\u{201d} with a \u{201c}matrix\u{201d}".into());
    }
    let number = |key: &str| {
        let value = &generator[key];
        let found = value.as_u64().or_else(|| value.as_str()?.parse().ok());
        found.ok_or_else(|| format!("\u{201c}generator\u{201d} has no number \u{201c}{key}\u{201d}"))
    };
    let (mult, inc, mut state) = (number("mult")?, number("inc")?, number("seed")?);
    let (coders, units) = (number("coders")? as usize, number("units")? as usize);
    let mut next = move || {
        state = state.wrapping_mul(mult).wrapping_add(inc);
        state >> 33
    };
    let (mut texts, mut of_coders) = (Texts::default(), vec![Vec::new(); coders]);
    for _ in 0..units {
        let common = next() % 5;
        for column in &mut of_coders {
            let value = if next() % 100 < 20 {
                None
            } else if next() % 100 < 70 {
                Some(common)
            } else {
                Some(next() % 5)
            };
            column.push(value.and_then(|v| texts.add(&v.to_string(), 0, 0)).unwrap_or(NOT_RATED));
        }
    }
    let coders = (1..=coders).map(|n| format!("coder{n}")).collect();
    Ok(Matrix { coders, texts, of_coders, holds_sets: false })
}
