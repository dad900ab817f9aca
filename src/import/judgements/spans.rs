//! Tables of spans: `unit,coder,start,end,category`, and beside it `unit,length` of the texts.

use super::Read;
use super::cell::{clean, whole_number};
use super::error::JudgementsError;
use super::parts;
use super::sheet::Sheet;
use crate::model::{Marked, MarkedSpan, MarkedText, Names, TextParts};
use std::collections::{BTreeMap, BTreeSet};
use std::io::Read as Input;

/// What a table of texts says.
pub(super) struct Texts {
    /// Names, in the order of the table.
    pub(super) names: Names,
    /// Per text its length, if the table has lengths.
    pub(super) lengths: Vec<Option<u64>>,
    /// Per text the coders who were asked; `None` for all.
    pub(super) asked: Vec<Option<Vec<String>>>,
    /// Per text its words and sentences, if the table has the texts themselves.
    pub(super) parts: Vec<Option<TextParts>>,
}

/// Reads `unit` and `length` or `text` and, if it is there, `coders` (`Amal|Sami`: who was asked; empty for all).
pub(super) fn read_texts(file: &str, input: impl Input, needs_length: bool) -> Result<Texts, JudgementsError> {
    let mut sheet = Sheet::open(file, input)?;
    let [unit] = sheet.require(["unit"])?;
    let text = sheet.find("text");
    let must = needs_length && text.is_none();
    let length = if must { Some(sheet.require(["unit", "length"])?[1]) } else { sheet.find("length") };
    let coders = sheet.find("coders");
    let mut texts = Texts { names: Names::new(), lengths: Vec::new(), asked: Vec::new(), parts: Vec::new() };
    while sheet.next()? {
        let name = sheet.text(unit)?;
        if name.is_empty() {
            return Err(sheet.wrong(unit, "an empty cell; the name of the unit was expected"));
        }
        if !texts.names.add(name).is_some_and(|(_, new)| new) {
            let what =
                format!("the unit \u{201c}{name}\u{201d} stands in an earlier line already; each unit has one line");
            return Err(sheet.wrong(unit, &what));
        }
        let told = length.map(|column| position(&sheet, column, "a length")).transpose()?;
        let whole = text.map(|column| sheet.whole(column)).transpose()?;
        let counted = parts::length_of(whole, told);
        texts.lengths.push(counted.map_err(|what| sheet.wrong(text.unwrap_or(unit), &what))?);
        texts.parts.push(whole.map(parts::of));
        let list = coders.map(|column| sheet.text(column)).transpose()?.unwrap_or_default();
        let names: Vec<String> = list.split('|').map(clean).filter(|n| !n.is_empty()).map(str::to_owned).collect();
        texts.asked.push((!names.is_empty()).then_some(names));
    }
    Ok(texts)
}

/// A whole number in a cell.
pub(super) fn position(sheet: &Sheet<'_>, column: usize, what: &str) -> Result<u64, JudgementsError> {
    let text = sheet.text(column)?;
    whole_number(text).ok_or_else(|| {
        sheet.wrong(
            column,
            &format!("\u{201c}{text}\u{201d} is no position; {what} in whole positions from 0 was expected"),
        )
    })
}

/// A span in two cells: the first position and the first one after it.
pub(super) fn stretch(
    sheet: &Sheet<'_>,
    columns: [usize; 2],
    length: Option<u64>,
) -> Result<(u64, u64), JudgementsError> {
    let (start, end) = (position(sheet, columns[0], "a start")?, position(sheet, columns[1], "an end")?);
    if start >= end {
        let what =
            format!("the span {start} to {end} holds no position; the end (first position after it) must be larger");
        return Err(sheet.wrong(columns[1], &what));
    }
    match length.filter(|length| end > *length) {
        Some(length) => Err(sheet
            .wrong(columns[1], &format!("the span ends at {end}, behind the end of its unit ({length} positions)"))),
        None => Ok((start, end)),
    }
}

/// Who was asked on which text, from the table of texts or, without it, everybody everywhere.
pub(super) fn who_was_asked(texts: Option<&Texts>, units: &Names, coders: &Names) -> Vec<Vec<bool>> {
    let asked = |unit: &str| {
        let known = texts.and_then(|t| t.asked.get(t.names.find(unit)? as usize)?.as_ref());
        coders.iter().map(|coder| known.is_none_or(|list| list.iter().any(|name| name == coder))).collect()
    };
    units.iter().map(asked).collect()
}

/// A table of texts that came with its name.
pub type TableOfTexts<'a> = (String, Box<dyn Input + 'a>);

/// Reads a table of spans and the table of texts beside it.
///
/// A row with an empty start, end and category says that this coder worked on the unit and marked nothing. Without the
/// table of texts a unit ends with its last span, and every coder was asked on every unit.
///
/// # Errors
/// As [`read_ratings`](super::read_ratings).
pub fn read_spans(
    file: &str,
    input: impl Input,
    texts: Option<TableOfTexts<'_>>,
    categories: Option<&[String]>,
) -> Result<Read<Marked>, JudgementsError> {
    let texts = texts.map(|(file, input)| read_texts(&file, input, true)).transpose()?;
    let mut sheet = Sheet::open(file, input)?;
    let [unit_column, coder_column, start, end, category_column] =
        sheet.require(["unit", "coder", "start", "end", "category"])?;
    let mut units = texts.as_ref().map(|t| t.names.clone()).unwrap_or_default();
    let mut coders: Names = texts.iter().flat_map(|t| t.asked.iter().flatten().flatten()).collect();
    let mut labels: Names = categories.unwrap_or_default().iter().collect();
    let mut rows: Vec<(usize, usize, MarkedSpan)> = Vec::new();
    let (mut seen, mut repeated) = (BTreeSet::new(), 0_u64);
    while sheet.next()? {
        let (unit, coder) = unit_and_coder(&sheet, unit_column, coder_column, texts.as_ref(), &mut units, &mut coders)?;
        if [start, end, category_column].iter().all(|c| sheet.text(*c).is_ok_and(str::is_empty)) {
            continue;
        }
        let length = texts.as_ref().and_then(|t| t.lengths.get(unit).copied().flatten());
        let (start, end) = stretch(&sheet, [start, end], length)?;
        let label = sheet.text(category_column)?;
        if label.is_empty() {
            return Err(sheet.wrong(category_column, "an empty cell; the category of the span was expected"));
        }
        let (category, new) = labels.add(label).ok_or_else(|| sheet.wrong_table("too many categories"))?;
        if let Some(declared) = categories.filter(|_| new) {
            let what = format!(
                "the category \u{201c}{label}\u{201d} is not among the declared ones ({}); declare it or correct it",
                declared.join(", ")
            );
            return Err(sheet.wrong(category_column, &what));
        }
        let category = category as usize;
        repeated += u64::from(!seen.insert((unit, coder, start, end, category)));
        rows.push((unit, coder, MarkedSpan { start, end, category }));
    }
    let mut notices = Vec::new();
    if repeated > 0 {
        notices.push(format!("{repeated} spans stand twice (same unit, coder, place and category); both are counted"));
    }
    // In the order of their letters unless declared, as everywhere.
    let mut sorted: Vec<(usize, &str)> = labels.iter().enumerate().collect();
    if categories.is_none() {
        sorted.sort_by(|a, b| a.1.cmp(b.1));
    }
    let place: BTreeMap<usize, usize> = sorted.iter().enumerate().map(|(new, (old, _))| (*old, new)).collect();
    let asked = who_was_asked(texts.as_ref(), &units, &coders);
    let mut all: Vec<MarkedText> = units
        .iter()
        .zip(&asked)
        .map(|(name, asked)| MarkedText {
            name: name.to_owned(),
            length: texts.as_ref().and_then(|t| *t.lengths.get(t.names.find(name)? as usize)?).unwrap_or(0),
            codings: asked.iter().map(|asked| asked.then(Vec::new)).collect(),
            parts: texts.as_ref().and_then(|t| t.parts.get(t.names.find(name)? as usize)?.clone()),
        })
        .collect();
    for (unit, coder, mut span) in rows {
        span.category = place.get(&span.category).copied().unwrap_or(span.category);
        let text = &mut all[unit];
        if texts.is_none() {
            text.length = text.length.max(span.end);
        }
        text.codings[coder].get_or_insert_with(Vec::new).push(span);
    }
    if texts.is_none() {
        notices.push(
            "without a table of lengths each unit ends with its last span, which hides what nobody marked behind it"
                .into(),
        );
    }
    let categories = sorted.iter().map(|(_, label)| (*label).to_owned()).collect();
    let coders = coders.iter().map(str::to_owned).collect();
    Ok(Read { content: Marked { coders, categories, texts: all }, notices })
}

/// The unit and the coder of a row. With a table of texts, the unit must be in it.
pub(super) fn unit_and_coder(
    sheet: &Sheet<'_>,
    unit_column: usize,
    coder_column: usize,
    texts: Option<&Texts>,
    units: &mut Names,
    coders: &mut Names,
) -> Result<(usize, usize), JudgementsError> {
    for (column, what) in [(unit_column, "unit"), (coder_column, "coder")] {
        if sheet.text(column)?.is_empty() {
            return Err(sheet.wrong(column, &format!("an empty cell; the name of the {what} was expected")));
        }
    }
    let (unit, coder) = (sheet.text(unit_column)?, sheet.text(coder_column)?);
    if texts.is_some_and(|t| t.names.find(unit).is_none()) {
        let what =
            format!("the unit \u{201c}{unit}\u{201d} is not in the table of units; a line for it was expected there");
        return Err(sheet.wrong(unit_column, &what));
    }
    let asked = texts.and_then(|t| t.asked.get(t.names.find(unit)? as usize)?.as_ref());
    if asked.is_some_and(|list| !list.iter().any(|name| name == coder)) {
        let what = format!("{coder} is not among those who were asked on \u{201c}{unit}\u{201d} in the table of units");
        return Err(sheet.wrong(coder_column, &what));
    }
    let too_many = || sheet.wrong_table("too many names");
    let (unit, _) = units.add(unit).ok_or_else(too_many)?;
    let (coder, _) = coders.add(coder).ok_or_else(too_many)?;
    Ok((unit as usize, coder as usize))
}
