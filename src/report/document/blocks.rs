//! What every form of the report is written from: headings, paragraphs, tables, plots, in one language.

use super::numbers::Lang;

/// A piece of the report.
#[derive(Clone, Debug)]
pub(super) enum Block {
    /// A heading of a level from 1 to 3.
    Heading(u8, String),
    /// A paragraph.
    Paragraph(String),
    /// A line of small print.
    Note(String),
    /// Something to beware of.
    Warning(String),
    /// A table.
    Table(Table),
    /// A plot.
    Plot(Plot),
    /// Which articles stand behind the figures: what, and their numbers in the list of articles.
    Behind(Vec<(String, Vec<usize>)>),
}

/// A plot as a picture of its own.
#[derive(Clone, Debug)]
pub(super) struct Plot {
    /// Name of its file.
    pub(super) id: String,
    /// What it shows.
    pub(super) title: String,
    /// The picture.
    pub(super) svg: String,
}

/// A table.
#[derive(Clone, Debug)]
pub(super) struct Table {
    /// Name of its file, the same in every language.
    pub(super) id: String,
    /// Title.
    pub(super) title: String,
    /// The columns.
    pub(super) columns: Vec<Column>,
    /// The rows, as long as the columns.
    pub(super) rows: Vec<Vec<Cell>>,
    /// What stands below.
    pub(super) notes: Vec<String>,
}

impl Table {
    /// The table of all variables with these columns alone; every other one as it is.
    pub(super) fn with_columns(&self, keys: &[&str]) -> Self {
        if self.id != "reliability" {
            return self.clone();
        }
        let kept: Vec<usize> = (0..self.columns.len())
            .filter(|n| self.columns.get(*n).is_some_and(|c| keys.contains(&c.key.as_str())))
            .collect();
        let pick = |row: &Vec<Cell>| kept.iter().filter_map(|n| row.get(*n).cloned()).collect();
        Self {
            columns: kept.iter().filter_map(|n| self.columns.get(*n).cloned()).collect(),
            rows: self.rows.iter().map(pick).collect(),
            ..self.clone()
        }
    }
}

/// A column.
#[derive(Clone, Debug)]
pub(super) struct Column {
    /// Stable name, for files that programs read.
    pub(super) key: String,
    /// Name for people.
    pub(super) name: String,
    /// Whether it holds figures.
    pub(super) figures: bool,
    /// Whether it holds two bounds.
    pub(super) bounds: bool,
}

impl Column {
    pub(super) fn words(key: &str, name: &str) -> Self {
        Self { key: key.to_owned(), name: name.to_owned(), figures: false, bounds: false }
    }

    pub(super) fn figures(key: &str, name: &str) -> Self {
        Self { figures: true, ..Self::words(key, name) }
    }

    pub(super) fn bounds(key: &str, name: &str) -> Self {
        Self { bounds: true, ..Self::figures(key, name) }
    }
}

/// What stands in a table.
#[derive(Clone, PartialEq, Debug)]
pub(super) enum Cell {
    /// Nothing.
    Empty,
    /// Words.
    Text(String),
    /// A whole number.
    Count(usize),
    /// A number with so many decimals.
    Number(f64, usize),
    /// A figure that cannot be above 1, with so many decimals.
    Unit(f64, usize),
    /// A share from 0 to 1, shown as per cent.
    Percent(f64),
    /// Lower and upper bound of a figure that cannot be above 1.
    Bounds(f64, f64, usize),
    /// Lower and upper bound of a share.
    PercentBounds(f64, f64),
    /// Lower and upper bound of any number.
    NumberBounds(f64, f64, usize),
}

impl Cell {
    pub(super) fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    pub(super) fn unit(value: Option<f64>, places: usize) -> Self {
        value.map_or(Self::Empty, |value| Self::Unit(value, places))
    }

    pub(super) fn percent(value: Option<f64>) -> Self {
        value.map_or(Self::Empty, Self::Percent)
    }

    pub(super) fn bounds(low: Option<f64>, high: Option<f64>, places: usize) -> Self {
        low.zip(high).map_or(Self::Empty, |(low, high)| Self::Bounds(low, high, places))
    }

    pub(super) fn percent_bounds(low: Option<f64>, high: Option<f64>) -> Self {
        low.zip(high).map_or(Self::Empty, |(low, high)| Self::PercentBounds(low, high))
    }

    pub(super) fn number_bounds(low: Option<f64>, high: Option<f64>, places: usize) -> Self {
        low.zip(high).map_or(Self::Empty, |(low, high)| Self::NumberBounds(low, high, places))
    }

    /// As people read it; `-` for nothing where there might be a figure.
    pub(super) fn shown(&self, lang: Lang) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Text(text) => text.clone(),
            Self::Count(n) => lang.count(*n),
            Self::Number(value, places) => lang.number(*value, *places),
            Self::Unit(value, places) => lang.unit(*value, *places),
            Self::Percent(share) => lang.percent(*share),
            Self::Bounds(low, high, places) => lang.between(&lang.unit(*low, *places), &lang.unit(*high, *places)),
            Self::PercentBounds(low, high) => {
                let bare = |share: f64| lang.number(share * 100.0, 1);
                lang.between(&bare(*low), &bare(*high))
            }
            Self::NumberBounds(low, high, places) => {
                lang.between(&lang.number(*low, *places), &lang.number(*high, *places))
            }
        }
    }

    /// The numbers that it holds, with full precision.
    pub(super) fn numbers(&self) -> Option<(f64, Option<f64>)> {
        match self {
            Self::Empty | Self::Text(_) => None,
            Self::Count(n) => Some((*n as f64, None)),
            Self::Number(value, _) | Self::Unit(value, _) | Self::Percent(value) => Some((*value, None)),
            Self::Bounds(low, high, _) | Self::PercentBounds(low, high) | Self::NumberBounds(low, high, _) => {
                Some((*low, Some(*high)))
            }
        }
    }
}
