//! CSV: long tables, one row per coding, record, answer, span and annotated page. UTF-8 with a byte order mark, so that Excel shows Arabic.

use crate::export::{ExportCoding, ExportError, ExportFile, ExportView};
use crate::model::{AnswerState, Flag, Kind, Memo, NoteTarget, Record, Unit, Value, Variable, nesting_depth};

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
/// Of a damaged project.
const NOT_READ: [&str; 1] = ["problem"];

pub(super) fn write(view: &ExportView) -> Result<Vec<ExportFile>, ExportError> {
    let mut codings = Table::new("codings.csv", &CODINGS);
    let mut records = Table::new("records.csv", &RECORDS);
    let mut answers = Table::new("answers.csv", &ANSWERS);
    let mut spans = Table::new("spans.csv", &SPANS);
    for c in &view.codings {
        codings.row(&[
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
        ])?;
        for record in &c.records {
            let Some(unit) = c.book.unit(&record.unit) else { continue };
            records.row(&record_row(c, record))?;
            for variable in &unit.variables {
                answers.row(&answer_row(c, unit, record, variable))?;
            }
            for anchor in &record.anchors {
                let [coding, article, coder, round] = whose(c);
                spans.row(&[
                    coding,
                    article,
                    coder,
                    round,
                    unit.code.clone(),
                    record.id.to_string(),
                    anchor.role.clone(),
                    anchor.span.start().to_string(),
                    anchor.span.end().to_string(),
                    anchor.quote.clone(),
                ])?;
            }
        }
    }
    let mut page_notes = Table::new("page_notes.csv", &PAGE_NOTES);
    for page in &view.pages {
        let (document, target) = (&page.document, NoteTarget::Document(page.document.id));
        page_notes.row(&[
            document.id.to_string(),
            document.source.file_name.clone(),
            document.source.hash.clone(),
            document.title.clone(),
            page.coder.clone(),
            memo_on(&page.memos, target),
            flags_on(&page.flags, target),
        ])?;
    }
    let mut tables = vec![codings, records, answers, spans, page_notes];
    if !view.lost.is_empty() {
        // Beside the tables, so that they are never taken for whole.
        let mut not_read = Table::new("not_read.csv", &NOT_READ);
        for problem in &view.lost {
            not_read.row(std::slice::from_ref(problem))?;
        }
        tables.push(not_read);
    }
    tables.into_iter().map(Table::finish).collect()
}

fn whose(c: &ExportCoding) -> [String; 4] {
    [c.coding.id.to_string(), c.article.id.to_string(), c.coder.clone(), c.round.clone()]
}

/// Memos of one target; there are several only where two files of the project were merged.
fn memo_on(memos: &[Memo], target: NoteTarget) -> String {
    let memos: Vec<&str> = memos.iter().filter(|m| m.target == target).map(|m| m.text.as_str()).collect();
    memos.join("\n")
}

fn flags_on(flags: &[Flag], target: NoteTarget) -> String {
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

fn answer_row(c: &ExportCoding, unit: &Unit, record: &Record, variable: &Variable) -> Vec<String> {
    let (state, value) = match unit.state(record, variable) {
        _ if variable.kind == Kind::Depth => ("coded", nesting_depth(record, &c.records).to_string()),
        AnswerState::Coded(value) => ("coded", value_text(&value)),
        AnswerState::NotApplicable => ("not_applicable", String::new()),
        AnswerState::CannotDecide => ("cannot_decide", String::new()),
        AnswerState::NotYetCoded => ("not_yet_coded", String::new()),
    };
    let unsure = record.answers.get(&variable.code).is_some_and(|a| a.unsure);
    let mut cells = record_cells(c, record);
    cells.extend([variable.code.clone(), state.to_owned(), value, if unsure { "1" } else { "0" }.to_owned()]);
    cells
}

fn value_text(value: &Value) -> String {
    match value {
        Value::Code(text) | Value::Date(text) | Value::Text(text) => text.clone(),
        Value::Codes(codes) => codes.join("|"),
        Value::Number(number) => number.to_string(),
    }
}

struct Table {
    name: &'static str,
    writer: csv::Writer<Vec<u8>>,
    header: &'static [&'static str],
    started: bool,
}

impl Table {
    fn new(name: &'static str, header: &'static [&'static str]) -> Self {
        let writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::from("\u{feff}"));
        Self { name, writer, header, started: false }
    }

    fn row(&mut self, cells: &[String]) -> Result<(), ExportError> {
        self.start()?;
        let safe: Vec<String> = cells.iter().map(|cell| neutral(cell)).collect();
        self.writer.write_record(&safe).map_err(|e| self.error(&e))
    }

    fn start(&mut self) -> Result<(), ExportError> {
        if !self.started {
            self.started = true;
            self.writer.write_record(self.header).map_err(|e| self.error(&e))?;
        }
        Ok(())
    }

    fn finish(mut self) -> Result<ExportFile, ExportError> {
        self.start()?;
        let name = self.name;
        let failed = |reason: String| ExportError::Table { table: name.to_owned(), reason };
        let bytes = self.writer.into_inner().map_err(|e| failed(e.to_string()))?;
        Ok(ExportFile { name: name.to_owned(), bytes })
    }

    fn error(&self, error: &csv::Error) -> ExportError {
        ExportError::Table { table: self.name.to_owned(), reason: error.to_string() }
    }
}

/// A spreadsheet runs a cell that begins like a formula; an apostrophe before it makes it text again. Numbers stay.
fn neutral(cell: &str) -> String {
    let formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r']) && !cell.parse().is_ok_and(f64::is_finite);
    if formula { format!("'{cell}") } else { cell.to_owned() }
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
