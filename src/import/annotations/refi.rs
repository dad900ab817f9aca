//! REFI-QDA projects (`.qdpx`), as programs for qualitative analysis exchange them: plain texts with coded selections. Positions are code
//! points. Pictures, sound and PDF have no place here and are counted.

use super::brat::with_line_ends;
use super::gather::{Annotated, Loose, LooseSet};
use super::places::{Counting, Unit};
use crate::import::archive;
use crate::import::registry::{Format, LARGEST, Recognition, Source};
use crate::import::sink::Sink;
use crate::import::{ImportError, WarningKind, charset, xml};
use crate::model::{Fact, Tie};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::collections::BTreeMap;

/// The format's line in the registry.
pub(super) const FORMAT: Format = Format { name: "refi-qda", endings: &["qdpx"], recognise, read };

const COUNTINGS: &[Counting] = &[
    Counting::of(Unit::CodePoints),
    Counting { joined_line_ends: true, ..Counting::of(Unit::CodePoints) },
    Counting { with_mark: true, ..Counting::of(Unit::CodePoints) },
    Counting::of(Unit::Utf16),
];
/// Selections of one project.
const SELECTIONS: usize = 1_000_000;

fn recognise(bytes: &[u8]) -> Recognition {
    let has = |mark: &[u8]| bytes.windows(mark.len()).any(|w| w == mark);
    let is = bytes.starts_with(b"PK\x03\x04") && (has(b"project.qde") || has(b".qde"));
    if is { Recognition::Certain } else { Recognition::No }
}

/// A text of the project.
#[derive(Default)]
struct Text {
    name: String,
    path: Option<String>,
    content: Option<String>,
    selections: Vec<Selection>,
    /// Codes of the text as a whole: who, and which.
    codes: Vec<(String, String)>,
    /// Answers to the project's variables.
    facts: Vec<Fact>,
}

#[derive(Default)]
struct Selection {
    id: String,
    start: Option<usize>,
    end: Option<usize>,
    user: String,
    description: String,
    notes: Vec<String>,
    /// Who coded it, and with which code.
    codes: Vec<(String, String)>,
}

#[derive(Default)]
struct Project {
    users: BTreeMap<String, String>,
    /// Name of each code and of the one above it.
    codes: BTreeMap<String, (String, String)>,
    variables: BTreeMap<String, String>,
    notes: BTreeMap<String, String>,
    texts: Vec<Text>,
    /// Name, origin and target.
    links: Vec<(String, String, String)>,
    left: BTreeMap<String, usize>,
}

fn read(source: Source<'_>, sink: &mut Sink<'_>) -> Result<(), ImportError> {
    let damaged = |reason: String| ImportError::Damaged { file: source.name.to_owned(), reason };
    let mut xml_part = archive::part(source.bytes, "project.qde");
    if xml_part.is_none() {
        archive::each(source, &mut |entry| {
            if entry.name.to_lowercase().ends_with(".qde") {
                xml_part = Some(entry.bytes);
                return false;
            }
            true
        })?;
    }
    let part = xml_part.ok_or_else(|| damaged("its project.qde is missing".into()))?;
    let project = project_of(&xml::text_of(&part)).map_err(damaged)?;
    for (what, count) in &project.left {
        sink.warn(source.name, None, WarningKind::NoCounterpart { what: what.clone(), count: *count });
    }
    for text in &project.texts {
        if sink.is_stopped() {
            break;
        }
        let name = format!("{}: {}", source.name, text.name);
        match project.text(text, source, &name) {
            Ok(batch) => sink.put(batch),
            Err(error) => sink.warn(&name, None, WarningKind::LeftOut { reason: error.to_string() }),
        }
    }
    if sink.documents() == 0 {
        return Err(damaged("it holds no plain text".into()));
    }
    Ok(())
}

impl Project {
    fn text(&self, text: &Text, source: Source<'_>, name: &str) -> Result<crate::import::ImportBatch, ImportError> {
        let content = match (&text.content, &text.path) {
            (Some(content), _) => content.clone(),
            (None, Some(path)) => {
                let inside = path.rsplit(['/', '\\']).next().unwrap_or(path).replace("internal:", "");
                let bytes = ["sources/", "Sources/", ""]
                    .iter()
                    .find_map(|folder| archive::part(source.bytes, &format!("{folder}{inside}")));
                let missing = || ImportError::TextMissing { file: name.to_owned(), text: inside.clone() };
                let bytes = bytes.filter(|b| b.len() <= LARGEST).ok_or_else(missing)?;
                let decoded = charset::decode(&bytes, |_| None).text.into_owned();
                decoded.trim_start_matches('\u{feff}').to_owned()
            }
            (None, None) => return Err(ImportError::Empty { file: name.to_owned() }),
        };
        let mut sets: BTreeMap<String, LooseSet> = BTreeMap::new();
        let mut first_of: BTreeMap<(&str, &str), String> = BTreeMap::new();
        for selection in &text.selections {
            for (user, code) in &selection.codes {
                let user = if user.is_empty() { &selection.user } else { user };
                let (label, above) = self.codes.get(code).cloned().unwrap_or_else(|| (code.clone(), String::new()));
                let set = sets.entry(user.clone()).or_default();
                // A code that answers a question stands beside the one that says what the words are.
                if let Some((question, value)) = label.split_once(" = ") {
                    let own = first_of.get(&(user.as_str(), selection.id.as_str()));
                    match own.and_then(|id| set.marks.iter_mut().find(|m| m.id == *id)) {
                        Some(mark) => mark.attributes.push((question.to_owned(), value.to_owned())),
                        None => set.marks.push(self.loose(selection, format!("{}/{code}", selection.id), label, above)),
                    }
                    continue;
                }
                let is_first = !first_of.contains_key(&(user.as_str(), selection.id.as_str()));
                let id = if is_first { selection.id.clone() } else { format!("{}/{code}", selection.id) };
                let mut mark = self.loose(selection, id.clone(), label, above);
                if is_first {
                    first_of.insert((user, &selection.id), id);
                } else {
                    mark.note = None;
                    mark.attributes.clear();
                }
                set.marks.push(mark);
            }
        }
        for (user, code) in &text.codes {
            let (label, above) = self.codes.get(code).cloned().unwrap_or_else(|| (code.clone(), String::new()));
            let fact = match label.split_once(" = ") {
                Some((question, value)) => Fact { name: question.to_owned(), value: value.to_owned(), at: None },
                None => Fact { name: above, value: label, at: None },
            };
            sets.entry(user.clone()).or_default().facts.push(fact);
        }
        if !text.facts.is_empty() {
            sets.entry(String::new()).or_default().facts.extend(text.facts.clone());
        }
        for (label, from, to) in &self.links {
            for set in sets.values_mut() {
                let has = |id: &String| set.marks.iter().any(|m| m.id == *id);
                if has(from) && has(to) {
                    set.ties.push(Tie { label: label.clone(), from: from.clone(), to: to.clone() });
                }
            }
        }
        let named = |(user, set): (String, LooseSet)| LooseSet {
            annotator: self.users.get(&user).cloned().filter(|n| !n.is_empty()),
            ..set
        };
        let read = Annotated {
            name,
            text_name: None,
            format: FORMAT.name,
            text: &content,
            source: None,
            title: Some(text.name.clone()),
            metadata: BTreeMap::new(),
            sets: sets.into_iter().map(named).collect(),
            countings: COUNTINGS,
            left: BTreeMap::new(),
        };
        read.read()
    }

    fn loose(&self, selection: &Selection, id: String, label: String, above: String) -> Loose {
        let mut loose = Loose {
            id,
            layer: above,
            label,
            pieces: selection.start.zip(selection.end).into_iter().collect(),
            ..Loose::default()
        };
        let mut words: Vec<&str> = Vec::new();
        for line in selection.description.lines() {
            match line.split_once(" = ") {
                Some((question, value)) => loose.attributes.push((question.to_owned(), with_line_ends(value))),
                None if line.trim().is_empty() => {}
                None => words.push(line),
            }
        }
        words.extend(selection.notes.iter().filter_map(|n| self.notes.get(n)).map(String::as_str));
        loose.note = (!words.is_empty()).then(|| words.join("\n"));
        loose
    }
}

fn project_of(text: &str) -> Result<Project, String> {
    let mut reader = Reader::from_str(text);
    let mut project = Project::default();
    let mut open: Vec<String> = Vec::new();
    let mut codes: Vec<String> = Vec::new();
    let mut words = String::new();
    let mut last = String::new();
    let mut selections = 0;
    loop {
        let event = reader.read_event().map_err(|e| e.to_string())?;
        let is_empty = matches!(event, Event::Empty(_));
        match event {
            Event::Eof if !open.is_empty() => return Err("it is cut off: its last elements are not closed".into()),
            Event::Eof => break,
            Event::DocType(_) => return Err("it defines entities of its own, which no project does".into()),
            Event::Start(tag) | Event::Empty(tag) => {
                let name = String::from_utf8_lossy(tag.local_name().as_ref()).into_owned();
                words.clear();
                begin(&mut project, &name, &tag, &open, &mut codes, &mut last);
                selections += usize::from(name == "PlainTextSelection");
                if selections > SELECTIONS {
                    return Err(format!("it has more than {SELECTIONS} selections"));
                }
                if is_empty {
                    if name == "Code" {
                        codes.pop();
                    }
                } else {
                    open.push(name);
                }
                if open.len() > 200 {
                    return Err("its elements are nested deeper than any project needs".into());
                }
            }
            Event::Text(part) => words.push_str(&part.decode().map_err(|e| e.to_string())?),
            Event::CData(part) => words.push_str(&part.decode().map_err(|e| e.to_string())?),
            Event::GeneralRef(reference) => words.push_str(&xml::letters(&reference)),
            Event::End(_) => {
                let name = open.pop().unwrap_or_default();
                let around = open.last().map_or("", String::as_str);
                end(&mut project, &name, around, &open, &words, &last);
                if name == "Code" {
                    codes.pop();
                }
                words.clear();
            }
            _ => {}
        }
    }
    Ok(project)
}

fn begin(
    project: &mut Project,
    name: &str,
    tag: &BytesStart<'_>,
    open: &[String],
    codes: &mut Vec<String>,
    last: &mut String,
) {
    let value = |wanted: &str| xml::attribute(tag, wanted).unwrap_or_default();
    let number = |wanted: &str| xml::attribute(tag, wanted).and_then(|v| v.trim().parse().ok());
    let around = open.last().map_or("", String::as_str);
    let inside = |wanted: &str| open.iter().any(|o| o == wanted);
    match name {
        "User" => drop(project.users.insert(value("guid"), value("name"))),
        "Code" => {
            let above = codes.last().cloned().unwrap_or_default();
            project.codes.insert(value("guid"), (value("name"), above));
            codes.push(value("name"));
        }
        "Variable" => drop(project.variables.insert(value("guid"), value("name"))),
        "TextSource" => project.texts.push(Text {
            name: value("name"),
            path: xml::attribute(tag, "plainTextPath"),
            ..Text::default()
        }),
        "PlainTextSelection" if inside("TextSource") => {
            if let Some(text) = project.texts.last_mut() {
                text.selections.push(Selection {
                    id: value("guid"),
                    start: number("startPosition"),
                    end: number("endPosition"),
                    user: value("creatingUser"),
                    ..Selection::default()
                });
            }
        }
        "Coding" => *last = value("creatingUser"),
        "CodeRef" if around == "Coding" && inside("TextSource") => {
            let whose = (last.clone(), value("targetGUID"));
            let Some(text) = project.texts.last_mut() else { return };
            match text.selections.last_mut().filter(|_| inside("PlainTextSelection")) {
                Some(selection) => selection.codes.push(whose),
                None => text.codes.push(whose),
            }
        }
        "VariableRef" => *last = value("targetGUID"),
        "NoteRef" if inside("PlainTextSelection") => {
            let selection = project.texts.last_mut().and_then(|t| t.selections.last_mut());
            if let Some(selection) = selection {
                selection.notes.push(value("targetGUID"));
            }
        }
        "Note" => *last = value("guid"),
        "Link" => project.links.push((value("name"), value("originGUID"), value("targetGUID"))),
        "PictureSource" | "PDFSource" | "AudioSource" | "VideoSource" | "Case" => {
            *project.left.entry(name.to_owned()).or_default() += 1;
        }
        _ => {}
    }
}

fn end(project: &mut Project, name: &str, around: &str, open: &[String], words: &str, last: &str) {
    let in_text = open.iter().any(|o| o == "TextSource");
    match name {
        "PlainTextContent" if around == "TextSource" => {
            if let Some(text) = project.texts.last_mut() {
                text.content = Some(words.to_owned());
            }
        }
        "PlainTextContent" if around == "Note" => drop(project.notes.insert(last.to_owned(), words.to_owned())),
        "Description" if around == "PlainTextSelection" && in_text => {
            if let Some(selection) = project.texts.last_mut().and_then(|t| t.selections.last_mut()) {
                words.clone_into(&mut selection.description);
            }
        }
        "TextValue" | "BooleanValue" | "IntegerValue" | "FloatValue" | "DateValue" | "DateTimeValue" if in_text => {
            let name = project.variables.get(last).cloned().unwrap_or_default();
            if let Some(text) = project.texts.last_mut() {
                text.facts.push(Fact { name, value: words.trim().to_owned(), at: None });
            }
        }
        _ => {}
    }
}
