//! WebAnno TSV 3.1 to 3.3: one token in each line, one column for each feature of a layer. Offsets are UTF-16 code units.

use super::gather::{Annotated, BY_UTF16, Loose, LooseSet};
use crate::import::charset;
use crate::import::registry::{Format, Recognition, Source};
use crate::import::{ImportError, page};
use crate::model::Tie;
use std::collections::BTreeMap;

/// The format's line in the registry.
pub(super) const FORMAT: Format = Format {
    name: "webanno",
    endings: &["tsv"],
    recognise,
    read: |source, sink| sink.put_one(read(source, None).and_then(WebAnno::read)),
};

const MARK: &[u8] = b"#FORMAT=WebAnno TSV 3";

fn recognise(bytes: &[u8]) -> Recognition {
    let text = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    if text.starts_with(MARK) { Recognition::Certain } else { Recognition::No }
}

/// What the columns of a layer hold.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum LayerKind {
    Span,
    Relation,
    Chain,
}

/// One layer: its columns stand side by side.
#[derive(Clone, PartialEq, Eq, Debug)]
struct Layer {
    kind: LayerKind,
    name: String,
    features: Vec<String>,
    first: usize,
}

/// What is known of a mark that goes over several lines.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
struct Open {
    tokens: Vec<(usize, usize)>,
    values: Vec<(String, String)>,
    line: usize,
    /// Ties as they stand: feature name, and the tokens that they lead to.
    leads: Vec<String>,
    unit: String,
}

/// Reads a file; `annotator` is who annotated, where that is known.
pub(super) fn read(source: Source<'_>, annotator: Option<String>) -> Result<WebAnno<'_>, ImportError> {
    let damaged = |reason: String| ImportError::Damaged { file: source.name.to_owned(), reason };
    let decoded = charset::decode(source.bytes, |_| None);
    let mut out = Reading::default();
    for (at, line) in decoded.text.trim_start_matches('\u{feff}').lines().enumerate() {
        out.line(line.strip_suffix('\r').unwrap_or(line), at + 1).map_err(&damaged)?;
        if out.text.len() > page::TEXT_LIMIT {
            return Err(ImportError::TooLarge {
                file: source.name.to_owned(),
                bytes: out.text.len(),
                limit: page::TEXT_LIMIT,
            });
        }
    }
    out.flush();
    let (text, mut set, left) = out.end();
    set.annotator = annotator;
    Ok(WebAnno { source, text, set, left })
}

/// What a file says.
pub(super) struct WebAnno<'a> {
    source: Source<'a>,
    text: String,
    set: LooseSet,
    left: BTreeMap<String, usize>,
}

impl WebAnno<'_> {
    /// The document with its annotations.
    pub(super) fn read(self) -> Result<crate::import::ImportBatch, ImportError> {
        Annotated {
            name: self.source.name,
            text_name: None,
            format: FORMAT.name,
            text: &self.text,
            source: None,
            title: None,
            metadata: BTreeMap::new(),
            sets: vec![self.set],
            countings: BY_UTF16,
            left: self.left,
        }
        .read()
    }
}

#[derive(Default)]
struct Reading {
    layers: Vec<Layer>,
    columns: usize,
    text: String,
    /// Length of the text in UTF-16 code units.
    length: usize,
    /// Lines of the sentence that is under way, and whether its tokens have begun.
    sentence: Vec<String>,
    placed: bool,
    /// Marks that are under way, by layer and number; unnumbered ones by their unit.
    open: BTreeMap<(usize, String), Open>,
    order: Vec<(usize, String)>,
    left: BTreeMap<String, usize>,
    /// The tokens' words by their offsets.
    forms: BTreeMap<(usize, usize), String>,
}

impl Reading {
    fn line(&mut self, line: &str, number: usize) -> Result<(), String> {
        if let Some(text) = line.strip_prefix("#Text=") {
            if self.placed {
                self.flush();
            }
            self.sentence.push(unescaped(text));
            return Ok(());
        }
        for (mark, kind) in [("#T_SP=", LayerKind::Span), ("#T_RL=", LayerKind::Relation), ("#T_CH=", LayerKind::Chain)]
        {
            if let Some(head) = line.strip_prefix(mark) {
                return self.layer(kind, head);
            }
        }
        if line.is_empty() || line.starts_with('#') && !line.contains('\t') {
            return Ok(());
        }
        self.token(line, number)
    }

    fn layer(&mut self, kind: LayerKind, head: &str) -> Result<(), String> {
        let mut parts = head.split('|');
        let name = parts.next().unwrap_or_default().to_owned();
        let mut features: Vec<String> = parts.map(str::to_owned).collect();
        if features.is_empty() {
            features.push(String::new());
        }
        // A chain has two columns: what kind of mention it is, and what leads to the next.
        let width = features.len();
        if self.columns + width > 500 {
            return Err("it has more than 500 columns".into());
        }
        self.layers.push(Layer { kind, name, features, first: self.columns });
        self.columns += width;
        Ok(())
    }

    fn token(&mut self, line: &str, number: usize) -> Result<(), String> {
        let cells: Vec<&str> = line.split('\t').collect();
        let [unit, offsets, form, values @ ..] = cells.as_slice() else {
            return Err(format!("line {number} has no token"));
        };
        let (start, end) = offsets
            .split_once('-')
            .and_then(|(s, e)| Some((s.parse::<usize>().ok()?, e.parse::<usize>().ok()?)))
            .ok_or_else(|| format!("line {number} has no offsets"))?;
        if !self.placed {
            self.place(start, &unescaped(form), number)?;
        }
        self.forms.insert((start, end), unescaped(form));
        for (layer, of) in self.layers.clone().iter().enumerate() {
            let width = of.features.len();
            let cells = values.get(of.first..of.first + width).unwrap_or_default();
            self.values(layer, of, unit, (start, end), cells, number);
        }
        Ok(())
    }

    /// Puts the sentence into the text: its first token says where it begins.
    fn place(&mut self, start: usize, form: &str, number: usize) -> Result<(), String> {
        let sentence = self.sentence.join("\n");
        let lead = sentence.find(form).map_or(0, |at| utf16(sentence.get(..at).unwrap_or_default()));
        let at = start.saturating_sub(lead);
        let gap = at.checked_sub(self.length).ok_or_else(|| format!("line {number} stands before what precedes it"))?;
        if gap > 100_000 {
            return Err(format!("line {number} leaves a gap of {gap} signs"));
        }
        self.text.extend(std::iter::repeat_n('\n', gap));
        self.length = at + utf16(&sentence);
        self.text.push_str(&sentence);
        self.sentence.clear();
        self.placed = true;
        Ok(())
    }

    fn values(&mut self, layer: usize, of: &Layer, unit: &str, token: (usize, usize), cells: &[&str], number: usize) {
        if cells.iter().all(|c| *c == "_" || c.is_empty()) {
            return;
        }
        if of.kind == LayerKind::Chain {
            *self.left.entry(short(&of.name).to_owned()).or_default() += 1;
            return;
        }
        let mut seen: Vec<(usize, String)> = Vec::new();
        for (feature, cell) in of.features.iter().zip(cells) {
            if *cell == "_" {
                continue;
            }
            for (place, value) in split(cell, '|').into_iter().enumerate() {
                let (value, mark) = numbered(value);
                // A relation belongs to its own line: its number says which of several stacked ones it is.
                let key = match (of.kind, mark) {
                    (LayerKind::Span, Some(mark)) => mark.to_owned(),
                    _ => format!("{unit}/{place}"),
                };
                let key = (layer, key);
                if !self.open.contains_key(&key) {
                    self.order.push(key.clone());
                    self.open.insert(key.clone(), Open { line: number, unit: unit.to_owned(), ..Open::default() });
                }
                let Some(open) = self.open.get_mut(&key) else { continue };
                if !seen.contains(&key) {
                    seen.push(key);
                    if open.tokens.last() != Some(&token) {
                        open.tokens.push(token);
                    }
                }
                if feature.starts_with("BT_") {
                    open.leads.push(if mark.is_some() {
                        format!("{value}[{}]", mark.unwrap_or_default())
                    } else {
                        value.to_owned()
                    });
                } else if !feature.is_empty() && value != "*" && !open.values.iter().any(|(n, _)| n == feature) {
                    open.values.push((feature.clone(), unescaped(value)));
                }
            }
        }
    }

    fn flush(&mut self) {
        if !self.placed && !self.sentence.is_empty() {
            let sentence = std::mem::take(&mut self.sentence).join("\n");
            if !self.text.is_empty() {
                self.text.push('\n');
                self.length += 1;
            }
            self.length += utf16(&sentence);
            self.text.push_str(&sentence);
        }
        self.placed = false;
        self.sentence.clear();
    }

    fn end(self) -> (String, LooseSet, BTreeMap<String, usize>) {
        let mut set = LooseSet::default();
        let mut left = self.left;
        // Which mark stands at a unit, for the relations that lead there.
        let mut at_unit: BTreeMap<(String, String), String> = BTreeMap::new();
        for key in &self.order {
            let (Some(layer), Some(open)) = (self.layers.get(key.0), self.open.get(key)) else { continue };
            if layer.kind != LayerKind::Span || is_segmentation(&layer.name) {
                continue;
            }
            let id = format!("{}/{}", key.0, key.1);
            let (label, mut attributes) = label_of(&open.values);
            attributes
                .retain(|(name, _)| !layer.features.windows(2).any(|p| p[0].starts_with("ROLE_") && p.contains(name)));
            at_unit.entry((layer.name.clone(), open.unit.clone())).or_insert_with(|| id.clone());
            at_unit.entry((layer.name.clone(), format!("[{}]", key.1))).or_insert_with(|| id.clone());
            let start = open.tokens.iter().map(|t| t.0).min().unwrap_or(0);
            let end = open.tokens.iter().map(|t| t.1).max().unwrap_or(0);
            let proof = |t: &(usize, usize)| self.forms.get(t).map(|form| (t.0, t.1, form.clone()));
            set.marks.push(Loose {
                id,
                layer: short(&layer.name).to_owned(),
                label,
                pieces: vec![(start, end)],
                proofs: open.tokens.iter().filter_map(proof).collect(),
                attributes,
                line: Some(open.line),
                ..Loose::default()
            });
        }
        for key in &self.order {
            let (Some(layer), Some(open)) = (self.layers.get(key.0), self.open.get(key)) else { continue };
            for (label, target) in slots(layer, open) {
                let (unit, number) = numbered(&target);
                let wanted = number.map_or_else(|| unit.to_owned(), |n| format!("[{n}]"));
                let to = at_unit.iter().find(|((_, at), _)| *at == wanted).map(|(_, id)| id.clone());
                match to {
                    Some(to) => set.ties.push(Tie { label, from: format!("{}/{}", key.0, key.1), to }),
                    None => *left.entry(label).or_default() += 1,
                }
            }
        }
        for key in &self.order {
            let (Some(layer), Some(open)) = (self.layers.get(key.0), self.open.get(key)) else { continue };
            if layer.kind != LayerKind::Relation {
                continue;
            }
            let base = layer.features.iter().find_map(|f| f.strip_prefix("BT_")).unwrap_or_default();
            for lead in &open.leads {
                let (from_unit, numbers) = numbered(lead);
                let (governor, dependent) = numbers.and_then(|n| n.split_once('_')).unwrap_or(("0", "0"));
                let mark = |unit: &str, number: &str| {
                    let by_number = (number != "0").then(|| at_unit.get(&(base.to_owned(), format!("[{number}]"))));
                    by_number.flatten().or_else(|| at_unit.get(&(base.to_owned(), unit.to_owned()))).cloned()
                };
                let (label, _) = label_of(&open.values);
                let label = if label.is_empty() { short(&layer.name).to_owned() } else { label };
                match (mark(from_unit, governor), mark(&open.unit, dependent)) {
                    (Some(from), Some(to)) => set.ties.push(Tie { label, from, to }),
                    _ => *left.entry(label).or_default() += 1,
                }
            }
        }
        (self.text, set, left)
    }
}

/// What a mark names as its parts: a column with the parts' roles, and one with the tokens that they stand at.
fn slots(layer: &Layer, open: &Open) -> Vec<(String, String)> {
    let value = |name: &String| open.values.iter().find(|(n, _)| n == name).map_or("", |(_, v)| v.as_str());
    let mut out = Vec::new();
    for pair in layer.features.windows(2) {
        let [role, target] = pair else { continue };
        let Some(name) = role.strip_prefix("ROLE_") else { continue };
        let name = name.rsplit(':').next().unwrap_or(name).split('_').next().unwrap_or(name);
        for (role, target) in value(role).split(';').zip(value(target).split(';')).filter(|(_, t)| !t.is_empty()) {
            let label = if role.is_empty() || role == "*" { name } else { role };
            out.push((label.to_owned(), target.to_owned()));
        }
    }
    out
}

/// Which feature names what a mark is; the others are attributes, and it too, by its name.
pub(super) fn label_of(values: &[(String, String)]) -> (String, Vec<(String, String)>) {
    const NAMES: &[&str] = &["role", "label", "value", "category", "tag", "kind", "type"];
    let found = NAMES.iter().find_map(|name| values.iter().find(|(n, _)| n.eq_ignore_ascii_case(name)));
    (found.map(|(_, value)| value.clone()).unwrap_or_default(), values.to_vec())
}

/// Layers that say how a text is cut, and nothing of what it says.
pub(super) fn is_segmentation(name: &str) -> bool {
    matches!(
        short(name),
        "Token" | "Sentence" | "Paragraph" | "SurfaceForm" | "DocumentAnnotation" | "DocumentMetaData"
    )
}

/// The last part of a name with dots.
pub(super) fn short(name: &str) -> &str {
    name.rsplit('.').next().unwrap_or(name)
}

fn utf16(text: &str) -> usize {
    text.chars().map(char::len_utf16).sum()
}

/// A value and the number that tells its mark from others: `PER[3]`.
fn numbered(value: &str) -> (&str, Option<&str>) {
    let inside = value.strip_suffix(']').filter(|v| !v.ends_with('\\'));
    match inside.and_then(|v| v.rsplit_once('[')) {
        Some((value, number)) if !value.ends_with('\\') && number.bytes().all(|b| b.is_ascii_digit() || b == b'_') => {
            (value, Some(number))
        }
        _ => (value, None),
    }
}

/// The parts of a cell between signs that no backslash makes a letter.
fn split(cell: &str, sign: char) -> Vec<&str> {
    let (mut out, mut from, mut escaped) = (Vec::new(), 0, false);
    for (at, c) in cell.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            c if c == sign => {
                out.push(cell.get(from..at).unwrap_or_default());
                from = at + sign.len_utf8();
            }
            _ => {}
        }
    }
    out.push(cell.get(from..).unwrap_or_default());
    out
}

/// A text without the backslashes that protect its signs.
fn unescaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        if c != '\\' {
            out.push(c);
            continue;
        }
        match chars.next() {
            Some('t') => out.push('\t'),
            Some('n') => out.push('\n'),
            Some('r') => out.push('\r'),
            Some(other) => out.push(other),
            None => out.push('\\'),
        }
    }
    out
}
