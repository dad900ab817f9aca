//! Tables in columns, as programs of statistics hold them: numbers with three ways of being missing, and texts.

use crate::model::{AnswerState, Bilingual, Level};

/// Why a question has no value in a row.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Missing {
    /// It does not apply.
    NotApplicable,
    /// It applies, and the coder cannot decide.
    CannotDecide,
    /// Nobody has answered yet.
    NotYetCoded,
}

impl Missing {
    /// All of them; their places are their numbers in a `_state` column, from 1.
    pub(super) const ALL: [Self; 3] = [Self::NotApplicable, Self::CannotDecide, Self::NotYetCoded];

    /// Of an answer that is no value.
    pub(super) const fn of(state: &AnswerState) -> Option<Self> {
        match state {
            AnswerState::Coded(_) => None,
            AnswerState::NotApplicable => Some(Self::NotApplicable),
            AnswerState::CannotDecide => Some(Self::CannotDecide),
            AnswerState::NotYetCoded => Some(Self::NotYetCoded),
        }
    }

    /// The stable name.
    pub(super) const fn code(self) -> &'static str {
        match self {
            Self::NotApplicable => "not_applicable",
            Self::CannotDecide => "cannot_decide",
            Self::NotYetCoded => "not_yet_coded",
        }
    }

    /// What stands in a cell of a sheet in place of a value.
    pub(super) const fn cell(self) -> &'static str {
        match self {
            Self::NotApplicable => "NA",
            Self::CannotDecide => "UNC",
            Self::NotYetCoded => "",
        }
    }

    /// In words.
    pub(super) fn label(self) -> Bilingual {
        let (en, ar) = match self {
            Self::NotApplicable => ("does not apply", "لا ينطبق"),
            Self::CannotDecide => ("cannot decide", "لا يمكن البت"),
            Self::NotYetCoded => ("not yet coded", "لم يُرمَّز بعد"),
        };
        Bilingual { en: en.to_owned(), ar: ar.to_owned() }
    }
}

/// A cell of a column of numbers.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) enum Cell {
    /// A value.
    Value(f64),
    /// A question without one.
    Missing(Missing),
    /// Nothing, where nobody was asked.
    Empty,
}

/// Numbers, eight bytes each: what is missing is a NaN that says why.
#[derive(Clone, Debug, Default)]
pub(super) struct Numbers(Vec<f64>);

impl Numbers {
    pub(super) fn push(&mut self, cell: Cell) {
        let why = |n: u64| f64::from_bits(f64::NAN.to_bits() | n);
        self.0.push(match cell {
            Cell::Value(value) if !value.is_nan() => value,
            Cell::Value(_) | Cell::Empty => why(0),
            Cell::Missing(Missing::NotApplicable) => why(1),
            Cell::Missing(Missing::CannotDecide) => why(2),
            Cell::Missing(Missing::NotYetCoded) => why(3),
        });
    }

    pub(super) fn get(&self, row: usize) -> Cell {
        match self.0.get(row).copied() {
            Some(value) if !value.is_nan() => Cell::Value(value),
            Some(nan) => match nan.to_bits() & 0xff {
                1 => Cell::Missing(Missing::NotApplicable),
                2 => Cell::Missing(Missing::CannotDecide),
                3 => Cell::Missing(Missing::NotYetCoded),
                _ => Cell::Empty,
            },
            None => Cell::Empty,
        }
    }

    /// The values that are there.
    pub(super) fn values(&self) -> impl Iterator<Item = f64> + '_ {
        self.0.iter().copied().filter(|value| !value.is_nan())
    }
}

/// Texts in one piece of memory; one that is the same as in the row before takes no room.
#[derive(Clone, Debug, Default)]
pub(super) struct Texts {
    all: String,
    places: Vec<(usize, u32)>,
    longest: usize,
}

impl Texts {
    pub(super) fn push(&mut self, text: &str) {
        let same = self.places.last().copied().filter(|last| self.at(*last) == text);
        let place = same.unwrap_or_else(|| {
            let start = self.all.len();
            self.all.push_str(text);
            (start, u32::try_from(text.len()).unwrap_or(u32::MAX))
        });
        self.longest = self.longest.max(text.len());
        self.places.push(place);
    }

    fn at(&self, (start, len): (usize, u32)) -> &str {
        self.all.get(start..start + len as usize).unwrap_or_default()
    }

    pub(super) fn get(&self, row: usize) -> &str {
        self.places.get(row).map_or("", |place| self.at(*place))
    }

    /// Bytes of the longest text.
    pub(super) const fn longest(&self) -> usize {
        self.longest
    }
}

/// What a column holds.
#[derive(Clone, Debug)]
pub(super) enum Cells {
    Numbers(Numbers),
    Texts(Texts),
}

/// A value that a number stands for.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Labelled {
    pub(super) number: f64,
    /// The code in the codebook.
    pub(super) code: String,
    pub(super) label: Bilingual,
}

impl Labelled {
    /// Whether a number of the column stands for it.
    pub(super) fn is(&self, number: f64) -> bool {
        self.number.total_cmp(&number).is_eq()
    }
}

/// Where a column comes from in the codebook.
#[derive(Clone, PartialEq, Debug, Default)]
pub(super) struct Origin {
    pub(super) unit: String,
    pub(super) variable: String,
    /// Which value of a set the column is about.
    pub(super) value: String,
    pub(super) kind: String,
    pub(super) question: Bilingual,
    pub(super) definition: Bilingual,
}

/// A column.
#[derive(Clone, Debug)]
pub(super) struct Column {
    /// A name that every program of statistics takes, unique in its table whatever the case of letters.
    pub(super) name: String,
    pub(super) label: Bilingual,
    pub(super) level: Level,
    pub(super) cells: Cells,
    /// What its numbers stand for.
    pub(super) values: Vec<Labelled>,
    /// The question that it answers; `None` for what describes the row.
    pub(super) origin: Option<Origin>,
}

impl Column {
    /// Whether its numbers are questions, which can be missing in three ways.
    pub(super) const fn is_asked(&self) -> bool {
        self.origin.is_some() && matches!(self.cells, Cells::Numbers(_))
    }

    /// The code that a number stands for.
    pub(super) fn code_of(&self, number: f64) -> Option<&str> {
        self.values.iter().find(|v| v.is(number)).map(|v| v.code.as_str())
    }

    /// A cell in words, as sheets show it.
    pub(super) fn in_words(&self, row: usize) -> std::borrow::Cow<'_, str> {
        match &self.cells {
            Cells::Texts(texts) => texts.get(row).into(),
            Cells::Numbers(numbers) => match numbers.get(row) {
                Cell::Value(value) => self.code_of(value).map_or_else(|| value.to_string().into(), Into::into),
                Cell::Missing(why) => why.cell().into(),
                Cell::Empty => "".into(),
            },
        }
    }
}

/// A table.
#[derive(Clone, Debug)]
pub(super) struct DataTable {
    /// A name for files and sheets.
    pub(super) name: String,
    pub(super) label: Bilingual,
    pub(super) columns: Vec<Column>,
    pub(super) rows: usize,
}

/// English and Arabic in one line, as there is room for one label only.
pub(super) fn both(label: &Bilingual) -> String {
    match (label.en.as_str(), label.ar.as_str()) {
        (en, ar) if en == ar || ar.is_empty() => en.to_owned(),
        ("", ar) => ar.to_owned(),
        (en, ar) => format!("{en} · {ar}"),
    }
}

/// The beginning of a text that fits into so many bytes, and ends with a whole character.
pub(super) fn fitting(text: &str, bytes: usize) -> &str {
    let mut end = text.len().min(bytes);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.get(..end).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_what_is_missing_come_back_as_they_were() {
        let cells = [
            Cell::Value(-2.0),
            Cell::Missing(Missing::NotApplicable),
            Cell::Missing(Missing::CannotDecide),
            Cell::Missing(Missing::NotYetCoded),
            Cell::Empty,
            Cell::Value(f64::MAX),
        ];
        let mut numbers = Numbers::default();
        for cell in cells {
            numbers.push(cell);
        }
        assert_eq!((0..6).map(|i| numbers.get(i)).collect::<Vec<_>>(), cells);
        assert_eq!(numbers.values().count(), 2);
    }

    #[test]
    fn texts_keep_their_rows_and_repeat_without_room() {
        let mut texts = Texts::default();
        for text in ["قال", "قال", "", "قال"] {
            texts.push(text);
        }
        assert_eq!((0..4).map(|i| texts.get(i)).collect::<Vec<_>>(), ["قال", "قال", "", "قال"]);
        assert_eq!((texts.longest(), texts.all.len()), (6, 12));
        assert_eq!(fitting("قال", 5), "قا");
    }
}
