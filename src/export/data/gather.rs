//! From pages to tables in columns: a row for each coding with all that is asked once, a table for each unit of which there can be several, and the
//! spans.

use super::column::{Cell, Cells, Column, DataTable, Labelled, Missing, Numbers, Origin, Texts};
use super::names::Names;
use crate::export::csv::{flags_on, memo_on, state_and_value, value_text};
use crate::export::exchange::Offsets;
use crate::export::sidecar::{Sidecar, named};
use crate::export::{ExportCoding, ExportError, ExportHead, ExportPage, ExportSource};
use crate::model::{
    AnswerState, Bilingual, Cardinality, Kind, Level, NoteTarget, Record, Scope, Unit, Value, Variable, nesting_depth,
};
use std::collections::BTreeMap;

/// The values of one row that is asked for, such as the target and the holder of a stance.
type Row = BTreeMap<String, String>;

/// A question of a table, and where its answers go.
struct Question {
    unit: String,
    variable: String,
    /// Of an obligatory row: which one.
    row: Option<Row>,
    shape: Shape,
}

/// The columns of a question.
enum Shape {
    /// Codes as numbers with labels.
    Coded(usize),
    Number(usize),
    /// A column for each value: whether it holds.
    Set(Vec<(String, usize)>),
    /// The words, and the state beside them.
    Text(usize, usize),
}

/// A table that is being filled.
struct Filling {
    table: DataTable,
    names: Names,
    questions: Vec<Question>,
}

/// What describes a coding, before the questions.
const CODING: [(&str, &str, &str); 19] = [
    ("coding", "Coding", "الترميز"),
    ("document", "Document", "الوثيقة"),
    ("article", "Article", "المقال"),
    ("file", "File", "الملف"),
    ("text_blake3", "BLAKE3 of the text", "بصمة النص"),
    ("title", "Title", "العنوان"),
    ("outlet", "Outlet", "المنبر"),
    ("date", "Date of publication", "تاريخ النشر"),
    ("language", "Language", "اللغة"),
    ("coder", "Coder", "المرمِّز"),
    ("round", "Round", "الجولة"),
    ("codebook", "Codebook", "دليل الترميز"),
    ("coding_state", "State of the coding", "حالة الترميز"),
    ("forced_reason", "Why done with answers missing", "سبب الإنهاء مع نقص"),
    ("memo", "Memo", "مذكرة"),
    ("flags", "Flags", "علامات"),
    ("unsure", "Questions answered without being sure", "أسئلة أُجيبت بلا يقين"),
    ("active_seconds", "Seconds at work", "ثواني العمل"),
    ("idle_seconds", "Seconds idle", "ثواني التوقف"),
];
/// How many of those are texts.
const CODING_TEXTS: usize = 17;

/// What describes a record.
const RECORD: [(&str, &str, &str); 15] = [
    ("record", "Record", "السجل"),
    ("coding", "Coding", "الترميز"),
    ("article", "Article", "المقال"),
    ("title", "Title", "العنوان"),
    ("outlet", "Outlet", "المنبر"),
    ("date", "Date of publication", "تاريخ النشر"),
    ("coder", "Coder", "المرمِّز"),
    ("round", "Round", "الجولة"),
    ("codebook", "Codebook", "دليل الترميز"),
    ("coding_state", "State of the coding", "حالة الترميز"),
    ("parent", "Record that it hangs under", "السجل الذي يتبعه"),
    ("memo", "Memo", "مذكرة"),
    ("flags", "Flags", "علامات"),
    ("unsure", "Questions answered without being sure", "أسئلة أُجيبت بلا يقين"),
    ("position", "Place in an ordered list, from 0", "الموضع في القائمة"),
];
const RECORD_TEXTS: usize = 14;

/// What describes a span.
const SPAN: [(&str, &str, &str); 12] = [
    ("record", "Record", "السجل"),
    ("coding", "Coding", "الترميز"),
    ("article", "Article", "المقال"),
    ("coder", "Coder", "المرمِّز"),
    ("round", "Round", "الجولة"),
    ("unit", "Unit", "الوحدة"),
    ("role", "Role", "الدور"),
    ("quote", "Words", "الكلمات"),
    ("start", "First character (code points, from 0)", "أول محرف"),
    ("end", "Character after the last", "ما بعد آخر محرف"),
    ("start_byte", "First byte (UTF-8)", "أول بايت"),
    ("end_byte", "Byte after the last", "ما بعد آخر بايت"),
];
const SPAN_TEXTS: usize = 8;

/// What a coder said about themselves.
const PRIOR: [(&str, &str, &str); 9] = [
    ("coder", "Coder", "المرمِّز"),
    ("round", "Round", "الجولة"),
    ("codebook", "Codebook", "دليل الترميز"),
    ("unit", "Unit", "الوحدة"),
    ("subject", "Whom or what it is about", "موضوع السؤال"),
    ("variable", "Question", "السؤال"),
    ("state", "State of the answer", "حالة الجواب"),
    ("value", "Answer", "الجواب"),
    ("unsure", "Whether the coder is not sure", "هل المرمِّز غير متيقن"),
];

/// All tables of a source. What they cannot carry is said beside them.
pub(super) fn tables(source: &mut dyn ExportSource, about: &mut Sidecar) -> Result<Vec<DataTable>, ExportError> {
    let quotes = !source.head().choice.without_texts;
    let mut codings = Filling::new("codings", both("Codings", "الترميزات"), &CODING, CODING_TEXTS);
    let mut units: Vec<(String, Filling, Vec<String>)> = Vec::new();
    for (unit, versions) in units_of(source.head()) {
        if unit.cardinality == Cardinality::One {
            for variable in &versions {
                codings.ask(variable, &unit.code, None);
            }
            continue;
        }
        for row in &unit.obligatory {
            for variable in versions.iter().filter(|v| !row.contains_key(&v.code)) {
                codings.ask(variable, &unit.code, Some(row));
            }
        }
        let mut table = Filling::new(&unit.code, unit.label.clone(), &RECORD, RECORD_TEXTS);
        let links: Vec<String> = unit.links.iter().map(|l| l.code.clone()).collect();
        for link in &unit.links {
            table.text(&format!("link_{}", link.code), link.label.clone(), None);
        }
        for variable in &versions {
            table.ask(variable, &unit.code, None);
        }
        units.push((unit.code.clone(), table, links));
    }
    let mut spans = Filling::new("spans", both("Spans", "المواضع"), &SPAN, SPAN_TEXTS);
    let mut priors = Filling::new(
        "priors",
        both("What coders said about themselves", "ما قاله المرمِّزون عن أنفسهم"),
        &PRIOR,
        PRIOR.len(),
    );
    for p in &source.head().priors {
        let (state, value) = state_and_value(&p.answer.state);
        let unsure = if p.answer.unsure { "yes" } else { "no" };
        let (unit, subject, variable) = (&p.item.unit, &p.item.subject, &p.item.variable);
        priors.texts(&[&p.coder, &p.round, &p.codebook, unit, subject, variable, state, &value, unsure]);
        priors.table.rows += 1;
    }
    while let Some(page) = source.next_page()? {
        about.page(&page);
        about.leave("text of an article", page.articles.len());
        about.leave("memo or flag on a page as a whole", page.notes.len());
        let offsets = Offsets::of(page.document.text.as_str());
        for c in &page.codings {
            codings.coding(&page, c);
            for (code, table, links) in &mut units {
                for record in c.records.iter().filter(|r| r.unit == *code) {
                    table.record(c, record, links);
                }
            }
            for record in &c.records {
                for anchor in &record.anchors {
                    let quote = if quotes { anchor.quote.as_str() } else { "" };
                    let ids = [record.id.to_string(), c.coding.id.to_string(), c.article.id.to_string()];
                    let [id, coding, article] = &ids;
                    spans.texts(&[id, coding, article, &c.coder, &c.round, &record.unit, &anchor.role, quote]);
                    let (start, end) = (anchor.span.start(), anchor.span.end());
                    let chars = [offsets.points(start), offsets.points(end)].map(f64::from);
                    spans.numbers(SPAN_TEXTS, &[chars[0], chars[1], start as f64, end as f64]);
                    spans.table.rows += 1;
                }
            }
        }
    }
    let mut out = vec![codings.table];
    out.extend(units.into_iter().map(|(_, filling, _)| filling.table));
    out.push(spans.table);
    out.push(priors.table);
    Ok(out)
}

fn both(en: &str, ar: &str) -> Bilingual {
    Bilingual { en: en.to_owned(), ar: ar.to_owned() }
}

/// The units of all versions, each as the newest version that has it says, with the variables of all versions.
fn units_of(head: &ExportHead) -> Vec<(Unit, Vec<Variable>)> {
    let mut out: Vec<(Unit, Vec<Variable>)> = Vec::new();
    for unit in head.books.iter().rev().flat_map(|b| &b.book.units).filter(|u| u.scope != Scope::Coder) {
        let at = out.iter().position(|(there, _)| there.code == unit.code);
        let at = at.unwrap_or_else(|| {
            out.push((unit.clone(), Vec::new()));
            out.len() - 1
        });
        let Some((there, variables)) = out.get_mut(at) else { continue };
        for row in &unit.obligatory {
            if !there.obligatory.contains(row) {
                there.obligatory.push(row.clone());
            }
        }
        for variable in &unit.variables {
            match variables.iter_mut().find(|v| v.code == variable.code) {
                None => variables.push(variable.clone()),
                Some(newer) => {
                    let gone = variable.values.iter().filter(|v| newer.value(&v.code).is_none()).cloned();
                    let gone: Vec<_> = gone.collect();
                    newer.values.extend(gone);
                }
            }
        }
    }
    out
}

impl Filling {
    fn new(name: &str, label: Bilingual, described: &[(&str, &str, &str)], texts: usize) -> Self {
        let table = DataTable { name: name.to_owned(), label, columns: Vec::new(), rows: 0 };
        let mut out = Self { table, names: Names::default(), questions: Vec::new() };
        for (n, (name, en, ar)) in described.iter().enumerate() {
            if n < texts {
                out.text(name, both(en, ar), None);
            } else {
                out.number(name, both(en, ar), Level::Ratio, None, Vec::new());
            }
        }
        out
    }

    fn text(&mut self, name: &str, label: Bilingual, origin: Option<Origin>) -> usize {
        let name = self.names.take(name);
        let cells = Cells::Texts(Texts::default());
        self.table.columns.push(Column { name, label, level: Level::Nominal, cells, values: Vec::new(), origin });
        self.table.columns.len() - 1
    }

    fn number(
        &mut self,
        name: &str,
        label: Bilingual,
        level: Level,
        origin: Option<Origin>,
        values: Vec<Labelled>,
    ) -> usize {
        let name = self.names.take(name);
        self.table.columns.push(Column {
            name,
            label,
            level,
            cells: Cells::Numbers(Numbers::default()),
            values,
            origin,
        });
        self.table.columns.len() - 1
    }

    /// Adds the columns of a question.
    fn ask(&mut self, variable: &Variable, unit: &str, row: Option<&Row>) {
        let name = name_of(&variable.code, row);
        let of_row: Vec<&str> = row.into_iter().flatten().map(|(_, value)| value.as_str()).collect();
        let with = |text: &str| match of_row.as_slice() {
            [] => text.to_owned(),
            values => format!("{text} ({})", values.join(", ")),
        };
        let label = both(&with(&variable.label.en), &with(&variable.label.ar));
        let origin = |value: &str| Origin {
            unit: unit.to_owned(),
            variable: variable.code.clone(),
            value: value.to_owned(),
            kind: format!("{:?}", variable.kind).to_lowercase(),
            question: variable.question.clone(),
            definition: variable.definition.clone(),
        };
        let shape = match variable.kind {
            Kind::Choice => {
                Shape::Coded(self.number(&name, label, variable.level, Some(origin("")), numbered(variable)))
            }
            Kind::Number | Kind::Depth => {
                Shape::Number(self.number(&name, label, variable.level, Some(origin("")), Vec::new()))
            }
            Kind::Set => {
                let column = |value: &crate::model::ValueDef| {
                    let label = both(
                        &format!("{}: {}", label.en, value.label.en),
                        &format!("{}: {}", label.ar, value.label.ar),
                    );
                    let yes_no = vec![said(0.0, "0", "no", "لا"), said(1.0, "1", "yes", "نعم")];
                    let name = format!("{name}_{}", value.code);
                    let origin = Some(origin(&value.code));
                    (value.code.clone(), self.number(&name, label, Level::Nominal, origin, yes_no))
                };
                Shape::Set(variable.values.iter().map(column).collect())
            }
            Kind::Date | Kind::Text | Kind::Entity => {
                let text = self.text(&name, label.clone(), Some(origin("")));
                let label = both(&format!("{}: state", label.en), &format!("{}: الحالة", label.ar));
                let mut states = vec![said(0.0, "coded", "coded", "مرمَّز")];
                states.extend(Missing::ALL.into_iter().zip([1.0, 2.0, 3.0]).map(|(missing, number)| Labelled {
                    number,
                    code: missing.code().to_owned(),
                    label: missing.label(),
                }));
                let state = self.number(&format!("{name}_state"), label, Level::Nominal, None, states);
                Shape::Text(text, state)
            }
        };
        let question = Question { unit: unit.to_owned(), variable: variable.code.clone(), row: row.cloned(), shape };
        self.questions.push(question);
    }

    /// Texts of a row, from the first column on.
    fn texts(&mut self, texts: &[&str]) {
        for (column, text) in self.table.columns.iter_mut().zip(texts) {
            if let Cells::Texts(cells) = &mut column.cells {
                cells.push(text);
            }
        }
    }

    /// Numbers of a row, from a column on.
    fn numbers(&mut self, from: usize, numbers: &[f64]) {
        for (n, number) in numbers.iter().enumerate() {
            self.put(from + n, Cell::Value(*number));
        }
    }

    fn put(&mut self, column: usize, cell: Cell) {
        if let Some(Column { cells: Cells::Numbers(numbers), .. }) = self.table.columns.get_mut(column) {
            numbers.push(cell);
        }
    }

    fn put_text(&mut self, column: usize, text: &str) {
        if let Some(Column { cells: Cells::Texts(texts), .. }) = self.table.columns.get_mut(column) {
            texts.push(text);
        }
    }

    fn coding(&mut self, page: &ExportPage, c: &ExportCoding) {
        let target = NoteTarget::Coding(c.coding.id);
        let ids = [c.coding.id.to_string(), c.document.id.to_string(), c.article.id.to_string()];
        let [id, document, article] = &ids;
        let fact = |name: &str| c.document.fact(name).unwrap_or_default();
        // What is asked of a page as a whole stands in the coding of it that its coder began first.
        let of_page: Vec<&ExportCoding> =
            page.codings.iter().filter(|o| o.coder == c.coder && o.round == c.round).collect();
        let answered: Vec<(usize, Option<AnswerState>)> = self
            .questions
            .iter()
            .enumerate()
            .map(|(n, q)| {
                let is_asked = || c.book.unit(&q.unit).is_some_and(|u| u.variable(&q.variable).is_some());
                let found = q.find(c, &of_page).map(|(unit, variable, record, all)| state(unit, variable, record, all));
                (n, found.or_else(|| is_asked().then_some(AnswerState::NotYetCoded)))
            })
            .collect();
        let unsure = self.questions.iter().filter(|q| {
            q.find(c, &of_page).is_some_and(|(_, _, r, _)| r.answers.get(&q.variable).is_some_and(|a| a.unsure))
        });
        let unsure: Vec<String> = unsure.map(Question::name).collect();
        self.texts(&[
            id,
            document,
            article,
            &c.document.source.file_name,
            &page.text_hash,
            &c.article.title,
            fact("outlet"),
            fact("date"),
            c.document.language.as_deref().unwrap_or_default(),
            &c.coder,
            &c.round,
            &named(&c.book),
            c.coding.state.code(),
            c.coding.forced_reason.as_deref().unwrap_or_default(),
            &memo_on(&c.memos, target),
            &flags_on(&c.flags, target),
            &unsure.join("|"),
        ]);
        self.numbers(CODING_TEXTS, &[(c.active_ms / 1000) as f64, (c.idle_ms / 1000) as f64]);
        for (n, state) in answered {
            self.answer(n, state);
        }
        self.table.rows += 1;
    }

    fn record(&mut self, c: &ExportCoding, record: &Record, links: &[String]) {
        let target = NoteTarget::Record(record.id);
        let ids = [record.id.to_string(), c.coding.id.to_string(), c.article.id.to_string()];
        let [id, coding, article] = &ids;
        let fact = |name: &str| c.document.fact(name).unwrap_or_default();
        let unsure: Vec<&str> = record.answers.iter().filter(|(_, a)| a.unsure).map(|(v, _)| v.as_str()).collect();
        self.texts(&[
            id,
            coding,
            article,
            &c.article.title,
            fact("outlet"),
            fact("date"),
            &c.coder,
            &c.round,
            &named(&c.book),
            c.coding.state.code(),
            &record.parent.map(|p| p.to_string()).unwrap_or_default(),
            &memo_on(&c.memos, target),
            &flags_on(&c.flags, target),
            &unsure.join("|"),
        ]);
        self.put(RECORD_TEXTS, record.position.map_or(Cell::Empty, |p| Cell::Value(p as f64)));
        for (n, role) in links.iter().enumerate() {
            let to: Vec<String> = record.links.iter().filter(|l| l.role == *role).map(|l| l.to.to_string()).collect();
            self.put_text(RECORD.len() + n, &to.join("|"));
        }
        for n in 0..self.questions.len() {
            let state = self.questions.get(n).and_then(|q| {
                let unit = c.book.unit(&q.unit)?;
                Some(state(unit, unit.variable(&q.variable)?, record, &c.records))
            });
            self.answer(n, state);
        }
        self.table.rows += 1;
    }

    /// Writes an answer into the columns of its question; `None` where the version of the codebook does not ask it.
    fn answer(&mut self, question: usize, state: Option<AnswerState>) {
        let state = state.unwrap_or(AnswerState::NotApplicable);
        let missing = Missing::of(&state).map(Cell::Missing);
        let Some(question) = self.questions.get(question) else { return };
        match (&question.shape, state) {
            (Shape::Coded(column), state) => {
                let column = *column;
                let number = |columns: &mut [Column]| match state {
                    AnswerState::Coded(value) => columns.get_mut(column).map(|c| number_of(c, &value_text(&value))),
                    _ => None,
                };
                let cell = number(&mut self.table.columns).map_or(missing.unwrap_or(Cell::Empty), Cell::Value);
                self.put(column, cell);
            }
            (Shape::Number(column), state) => {
                let cell = match state {
                    AnswerState::Coded(Value::Number(number)) => Cell::Value(number),
                    // Of another version, in which it was asked otherwise.
                    AnswerState::Coded(other) => value_text(&other).parse().map_or(Cell::Empty, Cell::Value),
                    _ => missing.unwrap_or(Cell::Empty),
                };
                self.put(*column, cell);
            }
            (Shape::Set(columns), state) => {
                let held = match &state {
                    AnswerState::Coded(Value::Codes(codes)) => codes.clone(),
                    AnswerState::Coded(other) => vec![value_text(other)],
                    _ => Vec::new(),
                };
                let cell = |code: &String| missing.unwrap_or(Cell::Value(f64::from(u8::from(held.contains(code)))));
                let cells: Vec<(usize, Cell)> = columns.iter().map(|(code, column)| (*column, cell(code))).collect();
                for (column, cell) in cells {
                    self.put(column, cell);
                }
            }
            (Shape::Text(text, of_state), state) => {
                let (text, of_state) = (*text, *of_state);
                let place = Missing::of(&state).and_then(|why| Missing::ALL.iter().position(|m| *m == why));
                match &state {
                    AnswerState::Coded(value) => self.put_text(text, &value_text(value)),
                    _ => self.put_text(text, ""),
                }
                self.put(of_state, Cell::Value(place.map_or(0.0, |p| (p + 1) as f64)));
            }
        }
    }
}

impl Question {
    fn name(&self) -> String {
        name_of(&self.variable, self.row.as_ref())
    }

    /// The record of a coding that answers the question; `None` where its codebook does not ask it or there is none.
    fn find<'c>(
        &self,
        c: &'c ExportCoding,
        of_page: &[&'c ExportCoding],
    ) -> Option<(&'c Unit, &'c Variable, &'c Record, &'c [Record])> {
        let unit = c.book.unit(&self.unit)?;
        let variable = unit.variable(&self.variable)?;
        let fits = |r: &&Record| {
            r.unit == self.unit && self.row.iter().flatten().all(|(k, v)| r.code_of(k) == Some(v.as_str()))
        };
        let own = c.records.iter().find(fits).map(|r| (r, c.records.as_slice()));
        let beside = || of_page.iter().find_map(|o| o.records.iter().find(fits).map(|r| (r, o.records.as_slice())));
        let (record, all) = own.or_else(|| if unit.scope == Scope::Document { beside() } else { None })?;
        Some((unit, variable, record, all))
    }
}

/// The code of a question, and behind it the values of its row: `S3_RUS_1`.
fn name_of(variable: &str, row: Option<&Row>) -> String {
    let values = row.into_iter().flatten().map(|(_, value)| value.as_str());
    std::iter::once(variable).chain(values).collect::<Vec<_>>().join("_")
}

fn state(unit: &Unit, variable: &Variable, record: &Record, all: &[Record]) -> AnswerState {
    if variable.kind == Kind::Depth {
        return AnswerState::Coded(Value::Number(nesting_depth(record, all) as f64));
    }
    unit.state(record, variable)
}

fn said(number: f64, code: &str, en: &str, ar: &str) -> Labelled {
    Labelled { number, code: code.to_owned(), label: both(en, ar) }
}

/// The values of a question with their numbers: codes that are whole numbers stand for themselves, others are counted from 1.
fn numbered(variable: &Variable) -> Vec<Labelled> {
    let whole: Vec<Option<f64>> = variable.values.iter().map(|v| whole(&v.code)).collect();
    let counts = whole.iter().any(Option::is_none);
    let values = variable.values.iter().zip(whole).enumerate();
    let labelled = values.map(|(n, (value, whole))| Labelled {
        number: whole.filter(|_| !counts).unwrap_or((n + 1) as f64),
        code: value.code.clone(),
        label: value.label.clone(),
    });
    labelled.collect()
}

/// The whole number that a code is, if it is written as one.
fn whole(code: &str) -> Option<f64> {
    code.parse::<i32>().ok().filter(|n| n.to_string() == code).map(f64::from)
}

/// The number of a code; one that no version knows is added.
fn number_of(column: &mut Column, code: &str) -> f64 {
    if let Some(there) = column.values.iter().find(|v| v.code == code) {
        return there.number;
    }
    let next = column.values.iter().map(|v| v.number).fold(0.0, f64::max) + 1.0;
    let free =
        whole(code).filter(|n| column.values.iter().all(|v| !v.is(*n) && whole(&v.code).is_some_and(|w| v.is(w))));
    let number = free.unwrap_or(next);
    column.values.push(said(number, code, code, ""));
    number
}
