//! Decisions as a table: written with one row per case, filled in a spreadsheet or by a program, and read again.

use super::{Asked, Case, CaseId, Cases, Judged, Ruled, Standing, Take, Verdict};
use crate::model::{AnswerState, Cause, Kind, Value, Variable};
use crate::project::Project;
use std::path::{Path, PathBuf};
use thiserror::Error;

/// Columns before those of the coders.
const BEFORE: [&str; 9] = ["case", "article", "unit", "row", "item", "label", "words", "standing", "majority"];
/// Columns after those of the coders: what holds, and what somebody fills in.
const AFTER: [&str; 5] = ["adjudicated", "take", "value", "cause", "reason"];
/// What takes what more than half of the coders hold.
const MAJORITY: &str = "majority";
/// What says that there are no words in a role, or no label of a set.
const NONE: &str = "none";

/// Why a table of decisions could not be read. Nothing was decided then.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum SheetError {
    /// The system does not give the file.
    #[error("{} cannot be read: {reason}; nothing was decided", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the system says.
        reason: std::io::Error,
    },
    /// It is no table of decisions.
    #[error("{} is no table of decisions: {detail}; nothing was decided", path.display())]
    Malformed {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        detail: String,
    },
    /// A row says something that cannot be.
    #[error("row {row}: {problem}; nothing was decided")]
    Row {
        /// Number of the row, from 1, without the head.
        row: usize,
        /// What is wrong.
        problem: String,
    },
}

/// A row of a table of decisions.
#[derive(Clone, PartialEq, Eq, Debug, Default, serde::Deserialize)]
#[serde(default)]
pub struct SheetLine {
    /// The case.
    pub case: String,
    /// `majority`, or the letter or name of the coder whose judgement is taken; empty where a value is given.
    pub take: String,
    /// A value, as in [`Judged::code`].
    pub value: String,
    /// Code of a cause; may be empty.
    pub cause: String,
    /// The reason in words; may be empty.
    pub reason: String,
}

/// A table with one row per case, for a spreadsheet. Coders are letters unless their names are to be shown.
pub fn write_sheet<'c>(cases: &Cases, wanted: impl Iterator<Item = &'c Case>, reveal: bool) -> Vec<u8> {
    let name = |(place, coder): (usize, &crate::model::Coder)| {
        if reveal { coder.name.clone() } else { Cases::letter(place) }
    };
    let coders: Vec<String> = cases.coders.iter().enumerate().map(name).collect();
    let mut table = csv::WriterBuilder::new().from_writer(vec![0xef, 0xbb, 0xbf]);
    let head = BEFORE.iter().map(|c| (*c).to_owned()).chain(coders).chain(AFTER.iter().map(|c| (*c).to_owned()));
    // Writing into memory does not fail, and all rows have the same length.
    table.write_record(head).unwrap_or_default();
    for case in wanted {
        let row: Vec<String> = case.row.iter().map(|(k, v)| format!("{k}={v}")).collect();
        let standing = serde_json::to_value(case.standing).ok();
        let before = [
            case.id.to_string(),
            case.title.clone(),
            case.unit.clone(),
            row.join(" "),
            case.asked.item(),
            case.label.en.clone(),
            case.words.clone(),
            standing.as_ref().and_then(|s| s.as_str()).unwrap_or_default().to_owned(),
            case.majority().map(Judged::code).unwrap_or_default(),
        ];
        let cells = case.cells.iter().map(|c| c.as_ref().map(Judged::code).unwrap_or_default());
        let settled = case.ruled.as_ref().filter(|_| case.standing == Standing::Settled);
        let decision = case.decision.as_ref();
        let after = [
            settled.map(Judged::code).unwrap_or_default(),
            String::new(),
            String::new(),
            decision.and_then(|d| d.cause).map(Cause::code).unwrap_or_default().to_owned(),
            decision.map(|d| d.reason.clone()).unwrap_or_default(),
        ];
        table.write_record(before.into_iter().chain(cells).chain(after)).unwrap_or_default();
    }
    table.into_inner().unwrap_or_default()
}

/// Reads decisions: CSV with a head that names the columns `case`, `take`, `value`, `cause` and `reason` (others are passed
/// over), or JSON, a list of objects with these keys. Rows that take nothing are passed over.
///
/// # Errors
/// The file cannot be read or is no such table.
pub fn read_sheet(path: &Path) -> Result<Vec<SheetLine>, SheetError> {
    let unreadable = |reason| SheetError::Unreadable { path: path.to_path_buf(), reason };
    let malformed = |detail: String| SheetError::Malformed { path: path.to_path_buf(), detail };
    let bytes = std::fs::read(path).map_err(unreadable)?;
    let bytes = bytes.strip_prefix(&[0xef, 0xbb, 0xbf]).unwrap_or(&bytes);
    let first = bytes.iter().find(|b| !b.is_ascii_whitespace());
    if matches!(first, Some(b'[' | b'{')) {
        return serde_json::from_slice(bytes).map_err(|e| malformed(e.to_string()));
    }
    // A spreadsheet in a language with decimal commas writes semicolons.
    let head = String::from_utf8_lossy(bytes.split(|b| *b == b'\n').next().unwrap_or_default());
    let count = |sign: &u8| (head.matches(char::from(*sign)).count(), *sign == b',');
    let delimiter = [b',', b';', b'\t'].into_iter().max_by_key(count).unwrap_or(b',');
    let mut table = csv::ReaderBuilder::new().delimiter(delimiter).flexible(true).from_reader(bytes);
    if !table.headers().map_err(|e| malformed(e.to_string()))?.iter().any(|column| column == "case") {
        return Err(malformed("it has no column \u{201c}case\u{201d}".to_owned()));
    }
    table.deserialize().collect::<Result<_, _>>().map_err(|e| malformed(e.to_string()))
}

impl Cases {
    /// What the rows of a table of decisions come to.
    ///
    /// # Errors
    /// A row names a case, coder, value or cause that there is not.
    pub fn verdicts(&self, lines: &[SheetLine]) -> Result<Vec<Verdict>, SheetError> {
        let mut out = Vec::new();
        for (n, line) in lines.iter().enumerate() {
            if line.take.trim().is_empty() && line.value.trim().is_empty() {
                continue;
            }
            out.push(self.verdict(line).map_err(|problem| SheetError::Row { row: n + 1, problem })?);
        }
        Ok(out)
    }

    fn verdict(&self, line: &SheetLine) -> Result<Verdict, String> {
        let id: CaseId = line.case.parse().map_err(|()| format!("\u{201c}{}\u{201d} is no case", line.case))?;
        let case = self.get(&id).ok_or_else(|| format!("there is no case {id} in this round"))?;
        let (take, value) = (line.take.trim(), line.value.trim());
        if !take.is_empty() && !value.is_empty() {
            return Err("it takes somebody's judgement and gives a value, too".to_owned());
        }
        let take = match take {
            "" => Take::New(self.given(case, value)?),
            MAJORITY => Take::Majority,
            name => match Project::case_coder(self, name) {
                Some(place) => Take::Coder(place),
                None => return Err(format!("nobody is called {name}")),
            },
        };
        let why = match line.cause.trim() {
            "" => None,
            code => Some(Cause::from_code(code).ok_or_else(|| {
                let known: Vec<&str> = Cause::ALL.iter().map(|c| c.code()).collect();
                format!("there is no cause {code}; known causes: {}", known.join(", "))
            })?),
        };
        Ok(Verdict { case: id, take, cause: why, reason: line.reason.trim().to_owned() })
    }

    /// A value as a person writes it (see [`Judged::code`]; `none` for no words or no labels).
    ///
    /// # Errors
    /// A sentence's end: it is no value for the question of the case.
    pub fn given(&self, case: &Case, text: &str) -> Result<Ruled, String> {
        let wrong = || format!("\u{201c}{text}\u{201d} is no value for {}", case.asked.item());
        Ok(match &case.asked {
            Asked::There => match text {
                "yes" => Ruled::There(true),
                "no" => Ruled::There(false),
                _ => return Err(wrong()),
            },
            Asked::Spans(_) if text == NONE => Ruled::Spans(Vec::new()),
            Asked::Spans(_) => {
                let span = |part: &str| {
                    let (start, end) = part.trim().split_once('-')?;
                    Some(start.parse().ok()?..end.parse().ok()?)
                };
                Ruled::Spans(text.split('|').map(|part| span(part).ok_or_else(wrong)).collect::<Result<_, _>>()?)
            }
            Asked::Answer(code) => {
                let variable = self.book.unit(&case.unit).and_then(|unit| unit.variable(code)).ok_or_else(wrong)?;
                Ruled::Answer(state_of(variable, text).ok_or_else(wrong)?)
            }
        })
    }
}

/// An answer as [`Judged::code`] writes it.
fn state_of(variable: &Variable, text: &str) -> Option<AnswerState> {
    let known = |code: &str| variable.value(code).map(|v| v.code.clone());
    let value = match variable.kind {
        Kind::Choice | Kind::Set if text == "NA" && known(text).is_none() => return Some(AnswerState::NotApplicable),
        Kind::Choice => match known(text) {
            Some(code) => Value::Code(code),
            None if text == "UNC" => return Some(AnswerState::CannotDecide),
            None => return None,
        },
        _ if text == "UNC" => return Some(AnswerState::CannotDecide),
        _ if text == "NA" => return Some(AnswerState::NotApplicable),
        Kind::Set if text == NONE => Value::Codes(Vec::new()),
        Kind::Set => Value::Codes(text.split('|').map(|code| known(code.trim())).collect::<Option<_>>()?),
        Kind::Number => Value::Number(text.parse().ok()?),
        Kind::Date => Value::Date(text.to_owned()),
        Kind::Text | Kind::Entity => Value::Text(text.to_owned()),
        Kind::Depth => return None,
    };
    Some(AnswerState::Coded(value))
}
