//! What a UIMA CAS says, whichever way it was written down: texts (sofas) and feature structures on them.

use super::gather::{Annotated, BY_UTF16, Loose, LooseSet};
use super::webanno::{is_segmentation, label_of, short};
use crate::import::sink::Sink;
use crate::import::{ImportBatch, ImportError};
use crate::model::{Fact, Tie};
use std::collections::{BTreeMap, BTreeSet};

/// A text of a CAS.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct Sofa {
    pub(super) id: i64,
    pub(super) name: String,
    pub(super) text: String,
}

/// A value of a feature.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Feature {
    /// Words, a number, yes or no.
    Plain(String),
    /// Other feature structures by their ids.
    Others(Vec<i64>),
}

/// A feature structure.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct Structure {
    pub(super) id: i64,
    /// Full name of its type.
    pub(super) kind: String,
    pub(super) sofa: Option<i64>,
    pub(super) begin: Option<usize>,
    pub(super) end: Option<usize>,
    pub(super) features: Vec<(String, Feature)>,
    /// Elements of an array.
    pub(super) elements: Vec<i64>,
    /// Whether its offsets are there and are none.
    pub(super) broken: bool,
}

/// A CAS.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct Cas {
    pub(super) sofas: Vec<Sofa>,
    pub(super) structures: Vec<Structure>,
}

/// Types of this program's own exports: what the file rests on, records without words, all of them.
const ABOUT: &str = "mizan.About";
const FACTS: &str = "mizan.Text";
const WHOLE: &str = "mizan.whole.";
const OWN: &str = "mizan.";

/// Feature structures of one file.
pub(super) const STRUCTURES: usize = 1_000_000;

impl Structure {
    fn plain(&self, name: &str) -> Option<&str> {
        self.features.iter().find_map(|(n, value)| match value {
            Feature::Plain(value) if n == name => Some(value.as_str()),
            _ => None,
        })
    }

    fn other(&self, names: &[&str]) -> Option<i64> {
        self.features.iter().find_map(|(n, value)| match value {
            Feature::Others(ids) if names.iter().any(|name| n.eq_ignore_ascii_case(name)) => ids.first().copied(),
            _ => None,
        })
    }

    /// The two ends, where it ties one annotation to another.
    fn ends(&self) -> Option<(i64, i64)> {
        Some((self.other(&["Governor", "source", "from"])?, self.other(&["Dependent", "target", "to"])?))
    }

    fn plain_features(&self) -> Vec<(String, String)> {
        let plain = self.features.iter().filter_map(|(name, value)| match value {
            Feature::Plain(value) => Some((name.clone(), value.clone())),
            Feature::Others(_) => None,
        });
        plain.collect()
    }
}

impl Cas {
    /// Hands on each text with its annotations.
    pub(super) fn put(
        self,
        name: &str,
        format: &'static str,
        annotator: Option<&str>,
        sink: &mut Sink<'_>,
    ) -> Result<(), ImportError> {
        let texts: Vec<&Sofa> = self.sofas.iter().filter(|s| !s.text.trim().is_empty()).collect();
        if texts.is_empty() {
            return Err(ImportError::Empty { file: name.to_owned() });
        }
        for sofa in texts {
            if sink.is_stopped() {
                break;
            }
            sink.put(self.one(sofa, texts_of(&self.sofas) == 1, name, format, annotator)?);
        }
        Ok(())
    }

    fn one(
        &self,
        sofa: &Sofa,
        is_only: bool,
        name: &str,
        format: &'static str,
        annotator: Option<&str>,
    ) -> Result<ImportBatch, ImportError> {
        let by_id: BTreeMap<i64, &Structure> = self.structures.iter().map(|s| (s.id, s)).collect();
        let mine = |s: &&Structure| s.sofa == Some(sofa.id) || s.sofa.is_none() && is_only;
        let mut set = LooseSet { annotator: annotator.map(str::to_owned), ..LooseSet::default() };
        let mut left: BTreeMap<String, usize> = BTreeMap::new();
        let mut title = None;
        let mut marked: BTreeSet<i64> = BTreeSet::new();
        let mut ties: Vec<&Structure> = Vec::new();
        for s in self.structures.iter().filter(mine) {
            if short(&s.kind) == "DocumentMetaData" {
                title = title.or_else(|| s.plain("documentTitle").map(str::to_owned));
            }
            // What this program wrote beside the marks.
            if s.kind == ABOUT {
                set.annotator = set.annotator.or_else(|| s.plain("coder").map(str::to_owned));
                continue;
            }
            if s.kind == FACTS {
                let facts = s.plain_features().into_iter();
                set.facts.extend(facts.map(|(name, value)| Fact { name, value, at: s.begin }));
                continue;
            }
            if let Some(unit) = s.kind.strip_prefix(WHOLE) {
                set.marks.push(Loose {
                    id: s.id.to_string(),
                    layer: unit.to_owned(),
                    pieces: s.begin.zip(s.end).into_iter().collect(),
                    attributes: s.plain_features(),
                    wordless: true,
                    ..Loose::default()
                });
                continue;
            }
            if is_segmentation(&s.kind) && !s.kind.starts_with(OWN)
                || s.kind.starts_with("uima.cas.")
                || is_about_layers(&s.kind)
            {
                continue;
            }
            if s.ends().is_some() {
                ties.push(s);
            } else if s.broken || s.begin.is_some() && s.end.is_some() {
                marked.insert(s.id);
                let (label, attributes) = label_of(&s.plain_features());
                set.marks.push(Loose {
                    id: s.id.to_string(),
                    layer: short(&s.kind).to_owned(),
                    label,
                    pieces: s.begin.zip(s.end).into_iter().collect(),
                    attributes,
                    ..Loose::default()
                });
            } else if s.sofa.is_some() || s.other(&["target"]).is_none() {
                // Of the text as a whole: each plain feature is a fact.
                let facts = s.plain_features();
                if facts.is_empty() {
                    *left.entry(short(&s.kind).to_owned()).or_default() += 1;
                }
                set.facts.extend(facts.into_iter().map(|(name, value)| Fact { name, value, at: None }));
            }
        }
        for tie in ties {
            let (label, _) = label_of(&tie.plain_features());
            let label = if label.is_empty() { short(&tie.kind).to_owned() } else { label };
            match tie.ends().filter(|(from, to)| marked.contains(from) && marked.contains(to)) {
                Some((from, to)) => set.ties.push(Tie { label, from: from.to_string(), to: to.to_string() }),
                None => *left.entry(label).or_default() += 1,
            }
        }
        for s in self.structures.iter().filter(|s| marked.contains(&s.id)) {
            for (name, value) in &s.features {
                let Feature::Others(ids) = value else { continue };
                for id in reached(ids, &by_id) {
                    let link = by_id.get(&id).copied();
                    let to = link.and_then(|l| l.other(&["target"])).unwrap_or(id);
                    let role = link.filter(|_| to != id).and_then(|l| l.plain("role")).unwrap_or(name);
                    if marked.contains(&to) && to != s.id {
                        set.ties.push(Tie { label: role.to_owned(), from: s.id.to_string(), to: to.to_string() });
                    } else {
                        *left.entry(name.clone()).or_default() += 1;
                    }
                }
            }
        }
        let text_name = if is_only { name.to_owned() } else { format!("{name}: {}", sofa.name) };
        Annotated {
            name: &text_name,
            text_name: None,
            format,
            text: &sofa.text,
            source: None,
            title,
            metadata: BTreeMap::new(),
            sets: vec![set],
            countings: BY_UTF16,
            left,
        }
        .read()
    }
}

fn texts_of(sofas: &[Sofa]) -> usize {
    sofas.iter().filter(|s| !s.text.trim().is_empty()).count()
}

/// The structures that a feature leads to, through arrays.
fn reached(ids: &[i64], by_id: &BTreeMap<i64, &Structure>) -> Vec<i64> {
    let mut out = Vec::new();
    for id in ids {
        match by_id.get(id) {
            Some(s) if s.kind.ends_with("Array") || s.kind.ends_with("[]") => out.extend(&s.elements),
            _ => out.push(*id),
        }
    }
    out
}

/// Types with which programs describe their own layers.
fn is_about_layers(kind: &str) -> bool {
    matches!(
        short(kind),
        "TagsetDescription"
            | "TagDescription"
            | "LayerDefinition"
            | "FeatureDefinition"
            | "CASMetadata"
            | "XmiSerializationSharedData"
    )
}
