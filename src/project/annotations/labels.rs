//! What the labels, attributes and ties of other programs mean in a codebook.

use crate::model::{
    Answer, AnswerState, Cardinality, Codebook, Kind, LinkRole, Mark, Role, Scope, Unit, Value, Variable,
};
use crate::text::fold::fold_key;
use serde::Deserialize;
use std::collections::BTreeMap;
use thiserror::Error;

/// A person's word on what labels mean; where it is silent, codes and names of the codebook speak.
#[derive(Clone, PartialEq, Eq, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct AnnotationLabels {
    /// Label -> place in the codebook; null leaves it out.
    labels: BTreeMap<String, Option<LabelPlace>>,
    /// Attribute -> question; null leaves it out.
    attributes: BTreeMap<String, Option<AttributePlace>>,
    /// Tie -> `same` (its ends are one record), `parent`, or the code of a link; null leaves it out.
    ties: BTreeMap<String, Option<String>>,
}

#[derive(Clone, PartialEq, Eq, Debug, Deserialize)]
#[serde(untagged, deny_unknown_fields)]
enum LabelPlace {
    /// `ATT.source`.
    Role(String),
    /// With answers that the label settles.
    Settled {
        role: String,
        #[serde(default)]
        answers: BTreeMap<String, String>,
    },
}

#[derive(Clone, PartialEq, Eq, Debug, Deserialize)]
#[serde(untagged, deny_unknown_fields)]
enum AttributePlace {
    /// `R6`.
    Question(String),
    /// With values by their names in the file.
    Valued {
        question: String,
        #[serde(default)]
        values: BTreeMap<String, String>,
    },
}

/// Why a file of labels cannot be used.
#[derive(Clone, PartialEq, Eq, Debug, Error)]
pub enum LabelsError {
    /// It is not JSON of this shape.
    #[error("the file of labels cannot be read: {0}; nothing was imported")]
    Json(String),
    /// It speaks of something that the codebook does not have.
    #[error("the file of labels speaks of {code}, which the codebook does not have; nothing was imported")]
    Unknown {
        /// The code.
        code: String,
    },
}

/// What a label means.
#[derive(Clone, Debug)]
pub(super) struct Meaning<'b> {
    pub(super) unit: &'b Unit,
    /// `None` for what stands on no words.
    pub(super) role: Option<&'b Role>,
    /// Answers that the label itself gives: question and value.
    pub(super) settles: Vec<(String, String)>,
}

/// What a tie means.
#[derive(Clone, Debug)]
pub(super) enum Bond<'b> {
    /// Both ends belong to one record.
    Same,
    /// The first record hangs under the second.
    Parent,
    /// The first record is linked to the second.
    Link(&'b LinkRole),
}

impl AnnotationLabels {
    /// Reads a file of labels.
    ///
    /// # Errors
    /// It is not JSON of its shape.
    pub fn from_json(json: &str) -> Result<Self, LabelsError> {
        serde_json::from_str(json).map_err(|e| LabelsError::Json(e.to_string()))
    }

    /// Whether all places exist in a codebook.
    ///
    /// # Errors
    /// The first that does not.
    pub fn check(&self, book: &Codebook) -> Result<(), LabelsError> {
        let unknown = |code: &str| Err(LabelsError::Unknown { code: code.to_owned() });
        let question = |code: &str| book.variable(code).is_some();
        for place in self.labels.values().flatten() {
            let (role, answers) = place.parts();
            if role_at(book, role).is_none() {
                return unknown(role);
            }
            if let Some(code) = answers.into_iter().flat_map(BTreeMap::keys).find(|code| !question(code)) {
                return unknown(code);
            }
        }
        for place in self.attributes.values().flatten() {
            let (AttributePlace::Question(code) | AttributePlace::Valued { question: code, .. }) = place;
            if !question(code) {
                return unknown(code);
            }
        }
        for tie in self.ties.values().flatten() {
            let link = book.units.iter().flat_map(|u| &u.links).any(|l| l.code == *tie);
            if !link && tie != "same" && tie != "parent" {
                return unknown(tie);
            }
        }
        Ok(())
    }

    /// The place of a mark in a codebook.
    pub(super) fn of_mark<'b>(&self, book: &'b Codebook, mark: &Mark) -> Option<Meaning<'b>> {
        if mark.pieces.is_empty() {
            let wanted = key(&mark.layer);
            let unit = book.units.iter().find(|u| u.scope != Scope::Coder && key(&u.code) == wanted)?;
            return Some(Meaning { unit, role: None, settles: Vec::new() });
        }
        let whole = format!("{}.{}", mark.layer, mark.label);
        for name in [&whole, &mark.label, &mark.layer] {
            if let Some(place) = self.labels.get(name) {
                let (role, answers) = place.as_ref()?.parts();
                let (unit, role) = role_at(book, role)?;
                let settles = answers.into_iter().flatten().map(|(q, v)| (q.clone(), v.clone())).collect();
                return Some(Meaning { unit, role: Some(role), settles });
            }
        }
        [&whole, &mark.label, &mark.layer].into_iter().filter(|n| !n.is_empty()).find_map(|name| {
            let (unit, role) = named_role(book, name)?;
            Some(Meaning { unit, role: Some(role), settles: Vec::new() })
        })
    }

    /// The question of an attribute, and the answer that a value is. `None` where nobody knows the attribute or the value.
    pub(super) fn answer<'b>(
        &self,
        book: &'b Codebook,
        unit: &'b Unit,
        name: &str,
        value: &str,
    ) -> Option<(&'b Variable, Answer)> {
        let (variable, value) = match self.attributes.get(name) {
            Some(place) => match place.as_ref()? {
                AttributePlace::Question(code) => (unit.variable(code)?, value),
                AttributePlace::Valued { question, values } => {
                    (unit.variable(question)?, values.get(value).map_or(value, String::as_str))
                }
            },
            None => (question_named(unit, name)?, value),
        };
        debug_assert!(book.variable(&variable.code).is_some());
        Some((variable, Answer::sure(state_of(variable, value)?)))
    }

    /// Whether a person wants an attribute left out.
    pub(super) fn leaves_out(&self, attribute: &str) -> bool {
        self.attributes.get(attribute).is_some_and(Option::is_none)
    }

    /// What a tie between marks of two units means. `None` where nobody knows it.
    pub(super) fn bond<'b>(&self, label: &str, from: &Meaning<'b>, to: &Meaning<'b>) -> Option<Bond<'b>> {
        let alike = from.unit.code == to.unit.code;
        let link = |name: &str| {
            from.unit.links.iter().find(|l| {
                let names =
                    [l.code.clone(), format!("{}.{}", from.unit.code, l.code), l.label.en.clone(), l.label.ar.clone()];
                l.to_unit == to.unit.code && names.iter().any(|n| key(n) == key(name))
            })
        };
        match self.ties.get(label) {
            Some(None) => return None,
            Some(Some(bond)) => {
                return match bond.as_str() {
                    "same" => alike.then_some(Bond::Same),
                    "parent" => alike.then_some(Bond::Parent),
                    code => link(code).map(Bond::Link),
                };
            }
            None => {}
        }
        let parent = format!("{}.{}", from.unit.code, Mark::PARENT);
        let is = |name: &str| key(name) == key(label);
        if let Some(link) = link(label) {
            return Some(Bond::Link(link));
        }
        if alike && from.unit.nests && (is(Mark::PARENT) || is(&parent)) {
            return Some(Bond::Parent);
        }
        // Whatever others call it: words in two roles of one unit that are tied to each other are one record.
        let own = is(&from.unit.code) || is("same") || is(Mark::RECORD);
        let role = |m: &Meaning<'b>| m.role.map(|r| r.code.as_str());
        (alike && (own || role(from) != role(to))).then_some(Bond::Same)
    }
}

impl LabelPlace {
    fn parts(&self) -> (&str, Option<&BTreeMap<String, String>>) {
        match self {
            Self::Role(role) => (role, None),
            Self::Settled { role, answers } => (role, Some(answers)),
        }
    }
}

/// The role that `ATT.source` names.
fn role_at<'b>(book: &'b Codebook, place: &str) -> Option<(&'b Unit, &'b Role)> {
    let (unit, role) = place.split_once('.')?;
    let unit = book.unit(unit)?;
    Some((unit, unit.role(role)?))
}

/// The role that a label names by itself: by the codes of unit and role, by those of the role alone, by its names or its question,
/// or by the unit where that has one role. A name that fits several names none.
fn named_role<'b>(book: &'b Codebook, label: &str) -> Option<(&'b Unit, &'b Role)> {
    let wanted = key(label);
    if wanted.is_empty() {
        return None;
    }
    let all =
        || book.units.iter().filter(|u| u.scope != Scope::Coder).flat_map(|u| u.roles.iter().map(move |r| (u, r)));
    let whole = |u: &Unit, r: &Role| key(&format!("{}{}", u.code, r.code)) == wanted;
    let by_role = |_: &Unit, r: &Role| {
        let names = [Some(&r.code), r.variable.as_ref(), Some(&r.label.en), Some(&r.label.ar)];
        names.into_iter().flatten().any(|n| key(n) == wanted)
    };
    let by_unit = |u: &Unit, _: &Role| {
        u.roles.len() == 1 && [&u.code, &u.label.en, &u.label.ar].into_iter().any(|n| key(n) == wanted)
    };
    let only = |fits: &dyn Fn(&Unit, &Role) -> bool| {
        let mut found = all().filter(|(u, r)| fits(u, r));
        found.next().filter(|_| found.next().is_none())
    };
    only(&whole).or_else(|| only(&by_role)).or_else(|| only(&by_unit))
}

/// The question that an attribute names by its code or name.
pub(super) fn question_named<'b>(unit: &'b Unit, name: &str) -> Option<&'b Variable> {
    let wanted = key(name);
    let exact = unit.variables.iter().find(|v| v.code == name || key(&v.code) == wanted);
    exact.or_else(|| {
        let by_name = |v: &&Variable| key(&v.label.en) == wanted || key(&v.label.ar) == wanted;
        let mut found = unit.variables.iter().filter(by_name);
        found.next().filter(|_| found.next().is_none())
    })
}

/// The unit and question of something that is said of a text as a whole.
pub(super) fn question_of_text<'b>(book: &'b Codebook, name: &str) -> Option<(&'b Unit, &'b Variable)> {
    let mut single = book.units.iter().filter(|u| u.scope != Scope::Coder && u.cardinality == Cardinality::One);
    single.find_map(|u| question_named(u, name).map(|v| (u, v)))
}

/// The state that a value in words is. `None` where the question has no such value.
pub(super) fn state_of(variable: &Variable, value: &str) -> Option<AnswerState> {
    let value = value.trim();
    let code = |words: &str| {
        let words = words.trim();
        let plain = words.strip_prefix('+').unwrap_or(words);
        let exact = variable.values.iter().find(|v| v.code == words || v.code == plain);
        exact.or_else(|| {
            let wanted = fold_key(words);
            variable.values.iter().find(|v| fold_key(&v.label.en) == wanted || fold_key(&v.label.ar) == wanted)
        })
    };
    let coded = match variable.kind {
        Kind::Choice => code(value).map(|v| Value::Code(v.code.clone())),
        Kind::Set => {
            let parts: Vec<&str> = value.split(['|', ';', ',']).map(str::trim).filter(|p| !p.is_empty()).collect();
            let codes: Option<Vec<String>> = parts.iter().map(|p| code(p).map(|v| v.code.clone())).collect();
            codes.filter(|c| !c.is_empty()).map(Value::Codes)
        }
        Kind::Number => value.parse().ok().map(Value::Number),
        Kind::Date => Some(Value::Date(value.to_owned())),
        Kind::Text | Kind::Entity => (!value.is_empty()).then(|| Value::Text(value.to_owned())),
        Kind::Depth => None,
    };
    match coded {
        Some(value) => Some(AnswerState::Coded(value)),
        None if value == Mark::CANNOT_DECIDE_VALUE => Some(AnswerState::CannotDecide),
        None => None,
    }
}

/// A name without spaces, signs and differences of spelling: `ATT_source`, `att.source` and `Att source` are one.
pub(super) fn key(name: &str) -> String {
    fold_key(name).chars().filter(|c| c.is_alphanumeric()).collect()
}
