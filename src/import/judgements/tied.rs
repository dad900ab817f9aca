//! Tables of relations: `unit,coder,relation,role,start,end`, one row per fragment of an anchor.

use super::Read;
use super::cell::clean;
use super::error::JudgementsError;
use super::sheet::Sheet;
use super::spans::{TableOfTexts, read_texts, stretch, unit_and_coder, who_was_asked};
use crate::model::{Attribute, Names, Tied, TiedSpans};
use std::collections::BTreeMap;
use std::io::Read as Input;

/// What the rows of one relation have said so far.
#[derive(Default)]
struct Gathered {
    /// The line that named it first.
    line: u64,
    anchors: Vec<(usize, (u64, u64))>,
    /// The relation that it is nested in, with line and column where that was said.
    parent: Option<(String, u64, usize)>,
    attributes: Vec<Option<u32>>,
}

/// Reads a table of relations and, if there is one, the table of texts beside it.
///
/// Rows with the same unit, coder and relation make up one relation. A role may have several rows (fragments) or none.
/// A column `parent` names the relation of the same unit and coder that this one is nested in. Every other column is an
/// attribute of the relation; it may stand in one of its rows or in all. A row with nothing but unit and coder says that this
/// coder worked on the unit and marked nothing.
///
/// # Errors
/// As [`read_ratings`](super::read_ratings).
pub fn read_relations(
    file: &str,
    input: impl Input,
    texts: Option<TableOfTexts<'_>>,
    roles: Option<&[String]>,
) -> Result<Read<Tied>, JudgementsError> {
    let texts = texts.map(|(file, input)| read_texts(&file, input, false)).transpose()?;
    let mut sheet = Sheet::open(file, input)?;
    let known = ["unit", "coder", "relation", "role", "start", "end"];
    let [unit_column, coder_column, relation_column, role_column, start, end] = sheet.require(known)?;
    let parent_column = sheet.find("parent");
    let used: Vec<usize> = [unit_column, coder_column, relation_column, role_column, start, end]
        .into_iter()
        .chain(parent_column)
        .collect();
    let extra: Vec<usize> =
        (0..sheet.head().len()).filter(|c| !used.contains(c) && !sheet.head()[*c].is_empty()).collect();
    let mut values: Vec<Names> = extra.iter().map(|_| Names::new()).collect();
    let mut units = texts.as_ref().map(|t| t.names.clone()).unwrap_or_default();
    let mut coders: Names = texts.iter().flat_map(|t| t.asked.iter().flatten().flatten()).collect();
    let mut role_names: Names = roles.unwrap_or_default().iter().collect();
    // Per unit and coder the relations in the order of their first row.
    let mut gathered: BTreeMap<(usize, usize), (Names, Vec<Gathered>)> = BTreeMap::new();
    while sheet.next()? {
        let (unit, coder) = unit_and_coder(&sheet, unit_column, coder_column, texts.as_ref(), &mut units, &mut coders)?;
        let name = sheet.text(relation_column)?;
        if name.is_empty() {
            if (0..sheet.head().len())
                .any(|c| c != unit_column && c != coder_column && sheet.text(c).is_ok_and(|t| !t.is_empty()))
            {
                return Err(
                    sheet.wrong(relation_column, "an empty cell; the name or number of the relation was expected")
                );
            }
            continue;
        }
        let (names, list) = gathered.entry((unit, coder)).or_default();
        let (index, new) = names.add(name).ok_or_else(|| sheet.wrong_table("too many relations"))?;
        if new {
            list.push(Gathered { line: sheet.line(), attributes: vec![None; extra.len()], ..Gathered::default() });
        }
        let relation = &mut list[index as usize];
        let role = sheet.text(role_column)?;
        let place_is_empty = sheet.text(start)?.is_empty() && sheet.text(end)?.is_empty();
        if !(role.is_empty() && place_is_empty) {
            if role.is_empty() {
                return Err(
                    sheet.wrong(role_column, "an empty cell; the role of the span was expected, as source or cue")
                );
            }
            let (number, new) = role_names.add(role).ok_or_else(|| sheet.wrong_table("too many roles"))?;
            if let Some(declared) = roles.filter(|_| new) {
                let what = format!(
                    "the role \u{201c}{role}\u{201d} is not among the declared ones ({}); declare it or correct it",
                    declared.join(", ")
                );
                return Err(sheet.wrong(role_column, &what));
            }
            // A role without a place was looked for and left open.
            if !place_is_empty {
                let length = texts.as_ref().and_then(|t| t.lengths.get(unit).copied().flatten());
                relation.anchors.push((number as usize, stretch(&sheet, [start, end], length)?));
            }
        }
        if let Some(column) = parent_column {
            let parent = sheet.text(column)?;
            let said = relation.parent.as_ref().map(|(name, _, _)| name.as_str());
            if !parent.is_empty() && said.is_some_and(|said| said != parent) {
                return Err(
                    sheet.wrong(column, "another parent than in an earlier line of this relation; it can have one")
                );
            }
            if !parent.is_empty() {
                relation.parent = Some((parent.to_owned(), sheet.line(), column));
            }
        }
        for (place, column) in extra.iter().enumerate() {
            let text = sheet.text(*column)?;
            if text.is_empty() {
                continue;
            }
            let (value, _) = values[place].add(clean(text)).ok_or_else(|| sheet.wrong_table("too many values"))?;
            if relation.attributes[place].is_some_and(|said| said != value) {
                return Err(
                    sheet.wrong(*column, "another value than in an earlier line of this relation; it can have one")
                );
            }
            relation.attributes[place] = Some(value);
        }
    }
    let orders: Vec<Vec<usize>> = values.iter().map(by_letters).collect();
    let attributes = extra.iter().zip(&values).zip(&orders).map(|((column, names), order)| {
        let values = order.iter().map(|index| names.get(*index).to_owned()).collect();
        Attribute { name: sheet.head()[*column].clone(), values }
    });
    let attributes = attributes.collect();
    let asked = who_was_asked(texts.as_ref(), &units, &coders);
    let mut all: Vec<Vec<Option<Vec<TiedSpans>>>> =
        asked.iter().map(|asked| asked.iter().map(|asked| asked.then(Vec::new)).collect()).collect();
    for ((unit, coder), (names, list)) in &gathered {
        let mut relations = Vec::with_capacity(list.len());
        for relation in list {
            let mut anchors = vec![Vec::new(); role_names.len()];
            for (role, place) in &relation.anchors {
                anchors[*role].push(*place);
            }
            let parent = relation.parent.as_ref().map(|(name, line, column)| {
                let found = names.find(name).map(|p| p as usize);
                found.filter(|p| list[*p].line != relation.line).ok_or_else(|| {
                    let what = format!("the parent \u{201c}{name}\u{201d} is no other relation of this unit and coder; its name was expected");
                    sheet.wrong_at(*line, *column, &what)
                })
            });
            let attributes = relation.attributes.iter().zip(&orders);
            let attributes =
                attributes.map(|(value, order)| order.iter().position(|o| Some(*o as u32) == *value)).collect();
            relations.push(TiedSpans { anchors, parent: parent.transpose()?, attributes });
        }
        all[*unit][*coder] = Some(relations);
    }
    let roles = role_names.iter().map(str::to_owned).collect();
    let coders = coders.iter().map(str::to_owned).collect();
    Ok(Read { content: Tied { coders, roles, attributes, texts: all }, notices: Vec::new() })
}

/// The indices of names in the order of their letters.
fn by_letters(names: &Names) -> Vec<usize> {
    let mut order: Vec<usize> = (0..names.len()).collect();
    order.sort_by(|a, b| names.get(*a).cmp(names.get(*b)));
    order
}
