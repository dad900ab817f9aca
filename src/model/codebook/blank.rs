//! Parts of a codebook without words yet.

use super::{Bilingual, Cardinality, Kind, Level, LineStyle, ROLE_COLORS, Role, Scope, Unit, ValueDef, Variable};

/// What can be added.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum NewPart {
    /// A unit.
    Unit,
    /// A question.
    Question,
    /// A value.
    Value,
    /// A role of spans.
    Role,
    /// A link.
    Link,
    /// A panel.
    Panel,
    /// A flag.
    Flag,
}

impl Unit {
    pub(super) fn new(code: String) -> Self {
        Self {
            code,
            label: Bilingual::default(),
            definition: Bilingual::default(),
            scope: Scope::Article,
            cardinality: Cardinality::One,
            ordered: false,
            nests: false,
            roles: Vec::new(),
            links: Vec::new(),
            variables: Vec::new(),
            obligatory: Vec::new(),
        }
    }
}

impl Variable {
    /// A question with two values that have no names yet.
    pub(super) fn new(code: String) -> Self {
        Self {
            code,
            label: Bilingual::default(),
            question: Bilingual::default(),
            definition: Bilingual::default(),
            kind: Kind::Choice,
            level: Level::Nominal,
            values: ["1", "2"].map(|code| ValueDef::new(code.into())).into(),
            max: None,
            applies_if: None,
            optional: false,
            allow_na: false,
            from_document: Vec::new(),
        }
    }
}

impl ValueDef {
    /// A value without words.
    pub fn new(code: String) -> Self {
        Self {
            code,
            label: Bilingual::default(),
            key: None,
            definition: Bilingual::default(),
            example: Bilingual::default(),
            counter_example: Bilingual::default(),
            alone: false,
        }
    }
}

impl Role {
    pub(super) fn new(code: String) -> Self {
        Self {
            code,
            variable: None,
            label: Bilingual::default(),
            definition: Bilingual::default(),
            key: String::new(),
            line: LineStyle::Solid,
            color: ROLE_COLORS[0].to_owned(),
            max: None,
            required_if: None,
            required: false,
            applies_if: None,
            proposed_by: None,
            implies: std::collections::BTreeMap::new(),
        }
    }
}
