//! What the columns of a table hold: guessed from their names and lengths, chosen by a person, or remembered from a file with the same header.

use super::record::{self, Field};
use super::registry::{How, Source};
use super::{ImportError, json_lines, table, xlsx};
use serde::{Deserialize, Serialize};

/// Values of a column that are shown to whoever chooses.
const SAMPLES: usize = 3;
/// Characters of one of them.
const SAMPLE_CHARS: usize = 80;
/// Mean letters of a column from which it may be the text.
const LONG: usize = 80;
/// Rows among which the row with the columns' names is looked for; exports put their own name and the day before it.
const HEADER_WITHIN: usize = 15;

/// What a column holds.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Holds {
    /// The text; of several columns one after the other.
    Text,
    /// The title.
    Title,
    /// The lines under the title.
    Deck,
    /// The text of a picture.
    Caption,
    /// Who published it.
    Outlet,
    /// Who wrote it.
    Author,
    /// The day of publication.
    Date,
    /// The address.
    Url,
    /// The section.
    Section,
    /// The language.
    Language,
    /// A further fact, kept under the column's own name.
    Fact,
}

impl Holds {
    /// All of them, in the order of menus.
    pub const ALL: [Self; 11] = [
        Self::Text,
        Self::Title,
        Self::Deck,
        Self::Caption,
        Self::Outlet,
        Self::Author,
        Self::Date,
        Self::Url,
        Self::Section,
        Self::Language,
        Self::Fact,
    ];

    /// The stable name in calls and files.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Title => "title",
            Self::Deck => "deck",
            Self::Caption => "caption",
            Self::Outlet => "outlet",
            Self::Author => "author",
            Self::Date => "date",
            Self::Url => "url",
            Self::Section => "section",
            Self::Language => "language",
            Self::Fact => "fact",
        }
    }

    /// The one with a stable name.
    pub fn named(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|h| h.code() == code)
    }

    const fn field(self) -> Option<Field> {
        match self {
            Self::Text => Some(Field::Text),
            Self::Title => Some(Field::Title),
            Self::Deck => Some(Field::Deck),
            Self::Caption => Some(Field::Caption),
            Self::Language => Some(Field::Language),
            Self::Outlet | Self::Author | Self::Date | Self::Url | Self::Section => Some(Field::Fact(self.code())),
            Self::Fact => None,
        }
    }

    fn of(field: Option<Field>) -> Self {
        match field {
            Some(Field::Text) => Self::Text,
            Some(Field::Title) => Self::Title,
            Some(Field::Deck) => Self::Deck,
            Some(Field::Caption) => Self::Caption,
            Some(Field::Language) => Self::Language,
            Some(Field::Fact(name)) => Self::named(name).unwrap_or(Self::Fact),
            None => Self::Fact,
        }
    }
}

/// What the columns of all files with one header hold.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ColumnMap {
    /// The columns' names, in their order.
    pub header: Vec<String>,
    /// What each holds.
    pub holds: Vec<Holds>,
}

/// A table as whoever maps its columns sees it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct TableLook {
    /// Number of its sheet, from 1, where a file has several.
    pub sheet: Option<usize>,
    /// Line of the row with the columns' names, from 1; 0 where there is none.
    pub line: usize,
    /// The columns in their order.
    pub columns: Vec<ColumnLook>,
    /// Whether a person chose this before, for this file or one with the same header.
    pub chosen: bool,
}

impl TableLook {
    /// What is remembered of it.
    pub fn map(&self) -> ColumnMap {
        let header = self.columns.iter().map(|c| c.name.clone()).collect();
        ColumnMap { header, holds: self.columns.iter().map(|c| c.holds).collect() }
    }
}

/// A column as whoever maps it sees it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct ColumnLook {
    /// Its name, or `column 3`.
    pub name: String,
    /// Some of its values, shortened.
    pub samples: Vec<String>,
    /// What it is taken for.
    pub holds: Holds,
}

/// What the columns of one table are taken for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Mapped {
    /// Names of the columns.
    pub names: Vec<String>,
    /// What they hold.
    pub fields: Vec<Option<Field>>,
    /// Index of the row with their names, if there is one.
    pub header: Option<usize>,
    /// Whether a person chose it.
    pub chosen: bool,
}

/// Tells the columns from the first rows of a table.
///
/// # Errors
/// A column that was named in the call is not there.
pub(super) fn map(rows: &[&[String]], how: &How, file: &str) -> Result<Mapped, ImportError> {
    let header = header_row(rows, how);
    let wide = rows.iter().map(|r| r.len()).max().unwrap_or(0);
    let own = |at: usize| {
        header.and_then(|h| rows.get(h)).and_then(|r| r.get(at)).map(|n| n.trim()).filter(|n| !n.is_empty())
    };
    let names: Vec<String> =
        (0..wide).map(|at| own(at).map_or_else(|| format!("column {}", at + 1), str::to_owned)).collect();
    let told = rows.get(header.map_or(0, |h| h + 1)..).unwrap_or_default();
    let mean =
        |at: usize| told.iter().filter_map(|r| r.get(at)).map(|v| v.chars().count()).sum::<usize>() / told.len().max(1);
    let (fields, chosen) = choose(&names, how, file, mean, header.is_some())?;
    Ok(Mapped { names, fields, header, chosen })
}

/// What columns of these names hold, and whether a person said so.
///
/// # Errors
/// A column that was named in the call is not there.
pub(super) fn choose(
    names: &[String],
    how: &How,
    file: &str,
    mean: impl Fn(usize) -> usize,
    headed: bool,
) -> Result<(Vec<Option<Field>>, bool), ImportError> {
    if let Some(map) = how.columns.iter().find(|m| m.header == names) {
        return Ok((map.holds.iter().map(|h| h.field()).collect(), true));
    }
    let given = |name: &str| how.given.iter().find(|(_, n)| n.trim() == name).map(|(h, _)| *h);
    if let Some((_, missing)) = how.given.iter().find(|(_, n)| !names.iter().any(|name| name == n.trim())) {
        return Err(ImportError::NoSuchColumn {
            file: file.to_owned(),
            column: missing.clone(),
            columns: names.join(", "),
        });
    }
    let is_given = |field: Option<Field>| how.given.iter().any(|(h, _)| h.field() == field);
    let guessed = |name: &String| if headed { record::field(name) } else { None };
    let mut fields: Vec<Option<Field>> = names
        .iter()
        .map(|name| match given(name) {
            Some(holds) => holds.field(),
            // What was given to one column is not guessed for another.
            None => guessed(name).filter(|f| !is_given(Some(*f))),
        })
        .collect();
    if !fields.contains(&Some(Field::Text)) {
        let free = (0..fields.len()).filter(|at| {
            let chosen = names.get(*at).is_some_and(|n| given(n).is_some());
            !chosen && matches!(fields.get(*at), Some(None | Some(Field::Deck)))
        });
        let longest = free.max_by_key(|at| mean(*at)).filter(|at| mean(*at) >= LONG);
        if let Some(slot) = longest.and_then(|at| fields.get_mut(at)) {
            *slot = Some(Field::Text);
        }
    }
    Ok((fields, !how.given.is_empty()))
}

/// The row that names the columns: the one with a remembered header or the columns of the call, or the one with most names that are known.
fn header_row(rows: &[&[String]], how: &How) -> Option<usize> {
    let within = || rows.iter().take(HEADER_WITHIN).enumerate();
    let has = |row: &[String], name: &str| row.iter().any(|n| n.trim() == name.trim());
    if let Some((at, _)) = within().find(|(_, row)| how.columns.iter().any(|m| m.header.as_slice() == **row)) {
        return Some(at);
    }
    if !how.given.is_empty()
        && let Some((at, _)) = within().find(|(_, row)| how.given.iter().all(|(_, name)| has(row, name)))
    {
        return Some(at);
    }
    let known = |row: &[String]| {
        let short = row.iter().all(|n| n.chars().count() < 60);
        if short { row.iter().filter(|n| record::field(n).is_some()).count() } else { 0 }
    };
    // Of several, the first; below the first row one known word may be a value by chance.
    let mut best: Option<(usize, usize)> = None;
    for (at, row) in within() {
        let count = known(row);
        if count >= (if at == 0 { 1 } else { 2 }) && best.is_none_or(|(_, most)| count > most) {
            best = Some((at, count));
        }
    }
    // Where the named columns stand in no row, the fullest one shows which there are.
    let numbered = how.given.iter().all(|(_, name)| name.starts_with("column "));
    let fullest = || {
        let filled = |row: &[String]| row.iter().filter(|n| !n.trim().is_empty()).count();
        within().max_by_key(|(at, row)| (filled(row), HEADER_WITHIN - at)).map(|(at, _)| at)
    };
    best.map(|(at, _)| at).or_else(|| if numbered { None } else { fullest() })
}

/// The columns of a file's tables, without reading their articles; nothing for a file that is no table.
///
/// # Errors
/// The file cannot be read, or a column that was named in the call is not there.
pub fn look_at_columns(name: &str, bytes: &[u8], how: &How) -> Result<Vec<TableLook>, ImportError> {
    let source = Source { name, bytes };
    let Some(format) = how.format.or_else(|| super::registry::best_format(source)) else { return Ok(Vec::new()) };
    match format.name {
        "table" => table::look(source, how).map(|look| vec![look]),
        "xlsx" => xlsx::look(source, how),
        "json" => Ok(json_lines::look(source, how)?.into_iter().collect()),
        _ => Ok(Vec::new()),
    }
}

/// A table as it is shown, from its columns and first rows.
pub(super) fn shown(mapped: &Mapped, rows: &[&[String]], lines: &[usize], sheet: Option<usize>) -> TableLook {
    let told = rows.get(mapped.header.map_or(0, |h| h + 1)..).unwrap_or_default();
    let column = |(at, name): (usize, &String)| ColumnLook {
        name: name.clone(),
        samples: told.iter().filter_map(|r| r.get(at)).filter_map(|v| sample(v)).take(SAMPLES).collect(),
        holds: Holds::of(mapped.fields.get(at).copied().flatten()),
    };
    let line = mapped.header.and_then(|h| lines.get(h)).copied().unwrap_or(0);
    TableLook { sheet, line, columns: mapped.names.iter().enumerate().map(column).collect(), chosen: mapped.chosen }
}

/// A value's first words.
fn sample(value: &str) -> Option<String> {
    let words = value.split_whitespace().collect::<Vec<_>>().join(" ");
    let short: String = words.chars().take(SAMPLE_CHARS).collect();
    let cut = short.len() < words.len();
    (!short.is_empty()).then(|| if cut { format!("{short}…") } else { short })
}
