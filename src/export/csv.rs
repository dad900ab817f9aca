//! CSV: long tables, one row per coding, record, answer, span and annotated page. UTF-8 with a byte order mark, so that Excel shows Arabic.

use crate::export::sidecar::Sidecar;
use crate::export::{ExportCoding, ExportError, ExportSource, ExportTarget, OutFile};
use crate::model::{AnswerState, Flag, Kind, Memo, NoteTarget, Record, Unit, Value, Variable, nesting_depth};
use std::borrow::Cow;

const CODINGS: [&str; 16] = [
    "coding",
    "document",
    "file",
    "source_blake3",
    "article",
    "title",
    "outlet",
    "coder",
    "round",
    "codebook",
    "state",
    "forced_reason",
    "active_seconds",
    "idle_seconds",
    "memo",
    "flags",
];
const RECORDS: [&str; 11] = [
    "coding",
    "article",
    "coder",
    "round",
    "unit",
    "record",
    "parent",
    "position",
    "suggestion_shown",
    "memo",
    "flags",
];
const ANSWERS: [&str; 12] = [
    "coding", "article", "coder", "round", "unit", "record", "parent", "position", "variable", "state", "value",
    "unsure",
];
const SPANS: [&str; 10] =
    ["coding", "article", "coder", "round", "unit", "record", "role", "start_byte", "end_byte", "quote"];

const PAGE_NOTES: [&str; 7] = ["document", "file", "source_blake3", "title", "coder", "memo", "flags"];
const PRIORS: [&str; 9] = ["coder", "round", "codebook", "unit", "subject", "variable", "state", "value", "unsure"];
/// Of a damaged project.
const NOT_READ: [&str; 1] = ["problem"];

pub(super) fn write(source: &mut dyn ExportSource, target: &mut dyn ExportTarget) -> Result<(), ExportError> {
    let quotes = !source.head().choice.without_texts;
    let mut codings = Table::new(target, "codings.csv", &CODINGS)?;
    let mut records = Table::new(target, "records.csv", &RECORDS)?;
    let mut answers = Table::new(target, "answers.csv", &ANSWERS)?;
    let mut spans = Table::new(target, "spans.csv", &SPANS)?;
    let mut page_notes = Table::new(target, "page_notes.csv", &PAGE_NOTES)?;
    let mut priors = Table::new(target, "priors.csv", &PRIORS)?;
    for p in &source.head().priors {
        let (state, value) = state_and_value(&p.answer.state);
        priors.row([
            p.coder.clone(),
            p.round.clone(),
            p.codebook.clone(),
            p.item.unit.clone(),
            p.item.subject.clone(),
            p.item.variable.clone(),
            state.to_owned(),
            value,
            if p.answer.unsure { "1" } else { "0" }.to_owned(),
        ])?;
    }
    let mut about = Sidecar::new("CSV, long tables", "UTF-8 bytes of the text");
    while let Some(page) = source.next_page()? {
        about.page(&page);
        about.leave("link between records", page.codings.iter().flat_map(|c| &c.records).map(|r| r.links.len()).sum());
        for c in &page.codings {
            codings.row(coding_row(c))?;
            for record in &c.records {
                let Some(unit) = c.book.unit(&record.unit) else { continue };
                records.row(record_row(c, record))?;
                let whose = record_cells(c, record);
                for variable in &unit.variables {
                    answers.row(answer_row(&whose, c, unit, record, variable))?;
                }
                for anchor in &record.anchors {
                    let [coding, article, coder, round] = self::whose(c);
                    spans.row([
                        coding,
                        article,
                        coder,
                        round,
                        unit.code.clone(),
                        record.id.to_string(),
                        anchor.role.clone(),
                        anchor.span.start().to_string(),
                        anchor.span.end().to_string(),
                        if quotes { anchor.quote.clone() } else { String::new() },
                    ])?;
                }
            }
        }
        let (document, on_page) = (&page.document, NoteTarget::Document(page.document.id));
        for notes in &page.notes {
            page_notes.row([
                document.id.to_string(),
                document.source.file_name.clone(),
                document.source.hash.clone(),
                document.title.clone(),
                notes.coder.clone(),
                memo_on(&notes.memos, on_page),
                flags_on(&notes.flags, on_page),
            ])?;
        }
    }
    for table in [codings, records, answers, spans, page_notes, priors] {
        table.finish()?;
    }
    about.leave("text of an article", usize::from(quotes));
    about.finish(source, target)?;
    not_read(source, target)
}

/// What could not be read of a damaged project, beside its tables, so that they are never taken for whole.
pub(super) fn not_read(source: &dyn ExportSource, target: &mut dyn ExportTarget) -> Result<(), ExportError> {
    let lost = source.lost();
    if lost.is_empty() {
        return Ok(());
    }
    let mut table = Table::new(target, "not_read.csv", &NOT_READ)?;
    for problem in lost {
        table.row([problem])?;
    }
    table.finish()
}

fn coding_row(c: &ExportCoding) -> [String; 16] {
    [
        c.coding.id.to_string(),
        c.document.id.to_string(),
        c.document.source.file_name.clone(),
        c.document.source.hash.clone(),
        c.article.id.to_string(),
        c.article.title.clone(),
        c.document.metadata.get("outlet").cloned().unwrap_or_default(),
        c.coder.clone(),
        c.round.clone(),
        format!("{} {}", c.book.id, c.book.version),
        c.coding.state.code().to_owned(),
        c.coding.forced_reason.clone().unwrap_or_default(),
        (c.active_ms / 1000).to_string(),
        (c.idle_ms / 1000).to_string(),
        memo_on(&c.memos, NoteTarget::Coding(c.coding.id)),
        flags_on(&c.flags, NoteTarget::Coding(c.coding.id)),
    ]
}

fn whose(c: &ExportCoding) -> [String; 4] {
    [c.coding.id.to_string(), c.article.id.to_string(), c.coder.clone(), c.round.clone()]
}

/// Memos of one target; there are several only where two files of the project were merged.
pub(super) fn memo_on(memos: &[Memo], target: NoteTarget) -> String {
    let memos: Vec<&str> = memos.iter().filter(|m| m.target == target).map(|m| m.text.as_str()).collect();
    memos.join("\n")
}

pub(super) fn flags_on(flags: &[Flag], target: NoteTarget) -> String {
    let mut codes: Vec<&str> = flags.iter().filter(|f| f.target == target).map(|f| f.code.as_str()).collect();
    codes.sort_unstable();
    codes.dedup();
    codes.join("|")
}

/// What records and their answers begin with.
fn record_cells(c: &ExportCoding, record: &Record) -> Vec<String> {
    let mut cells = Vec::from(whose(c));
    cells.extend([
        record.unit.clone(),
        record.id.to_string(),
        record.parent.map(|p| p.to_string()).unwrap_or_default(),
        record.position.map(|p| p.to_string()).unwrap_or_default(),
    ]);
    cells
}

fn record_row(c: &ExportCoding, record: &Record) -> Vec<String> {
    let target = NoteTarget::Record(record.id);
    let mut cells = record_cells(c, record);
    cells.extend([
        if record.proposal.is_some() { "yes" } else { "no" }.to_owned(),
        memo_on(&c.memos, target),
        flags_on(&c.flags, target),
    ]);
    cells
}

fn answer_row(whose: &[String], c: &ExportCoding, unit: &Unit, record: &Record, variable: &Variable) -> Vec<String> {
    let (state, value) = match unit.state(record, variable) {
        _ if variable.kind == Kind::Depth => ("coded", nesting_depth(record, &c.records).to_string()),
        state => state_and_value(&state),
    };
    let unsure = record.answers.get(&variable.code).is_some_and(|a| a.unsure);
    let mut cells = whose.to_vec();
    cells.extend([variable.code.clone(), state.to_owned(), value, if unsure { "1" } else { "0" }.to_owned()]);
    cells
}

pub(super) fn state_and_value(state: &AnswerState) -> (&'static str, String) {
    match state {
        AnswerState::Coded(value) => ("coded", value_text(value)),
        AnswerState::NotApplicable => ("not_applicable", String::new()),
        AnswerState::CannotDecide => ("cannot_decide", String::new()),
        AnswerState::NotYetCoded => ("not_yet_coded", String::new()),
    }
}

pub(super) fn value_text(value: &Value) -> String {
    match value {
        Value::Code(text) | Value::Date(text) | Value::Text(text) => text.clone(),
        Value::Codes(codes) => codes.join("|"),
        Value::Number(number) => number.to_string(),
    }
}

/// A table that is being written.
pub(super) struct Table {
    name: String,
    writer: csv::Writer<OutFile>,
}

impl Table {
    /// Begins a table with its header.
    pub(super) fn new(
        target: &mut dyn ExportTarget,
        name: &str,
        header: &[impl AsRef<[u8]>],
    ) -> Result<Self, ExportError> {
        let mut file = target.begin(name)?;
        file.put("\u{feff}")?;
        let writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(file);
        let mut table = Self { name: name.to_owned(), writer };
        table.writer.write_record(header).map_err(|e| table.error(&e))?;
        Ok(table)
    }

    /// Adds a row.
    pub(super) fn row<T: AsRef<str>>(&mut self, cells: impl IntoIterator<Item = T>) -> Result<(), ExportError> {
        let write = || -> csv::Result<()> {
            for cell in cells {
                self.writer.write_field(neutral(cell.as_ref()).as_bytes())?;
            }
            self.writer.write_record(None::<&[u8]>)
        };
        let written = write();
        written.map_err(|e| self.error(&e))
    }

    /// Everything is written.
    pub(super) fn finish(self) -> Result<(), ExportError> {
        let name = self.name;
        let failed = |reason: String| ExportError::Table { table: name.clone(), reason };
        self.writer.into_inner().map_err(|e| failed(e.to_string()))?.finish()
    }

    fn error(&self, error: &csv::Error) -> ExportError {
        ExportError::Table { table: self.name.clone(), reason: error.to_string() }
    }
}

/// A spreadsheet runs a cell that begins like a formula; an apostrophe before it makes it text again. Numbers stay.
fn neutral(cell: &str) -> Cow<'_, str> {
    let formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r']) && !cell.parse().is_ok_and(f64::is_finite);
    if formula { Cow::Owned(format!("'{cell}")) } else { Cow::Borrowed(cell) }
}

#[cfg(test)]
mod tests {
    use super::neutral;

    #[test]
    fn formulas_become_text_and_numbers_stay() {
        assert_eq!(neutral("=1+1"), "'=1+1");
        assert_eq!(neutral("-2"), "-2");
        assert_eq!(neutral("- نفى"), "'- نفى");
        assert_eq!(neutral("-inf"), "'-inf");
        assert_eq!(neutral("قال"), "قال");
    }
}
