//! Relations between spans, such as attributions with their source, cue and content.

use std::collections::BTreeSet;

use thiserror::Error;

use crate::agreement::outcome::{Counts, Undefined};
use crate::agreement::spans::texts;

/// One relation as a coder marked it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Relation {
    /// Per role the fragments (start, end) of its anchor; none if the role was left open.
    pub anchors: Vec<Vec<(u64, u64)>>,
    /// The relation of the same coding that this one is nested in, from 0.
    pub parent: Option<usize>,
}

impl Relation {
    /// Whether the anchors of one role share a position.
    pub(crate) fn meets(&self, other: &Self, role: usize) -> bool {
        match (self.anchors.get(role), other.anchors.get(role)) {
            (Some(a), Some(b)) => a.iter().any(|x| b.iter().any(|y| x.0 < y.1 && y.0 < x.1)),
            _ => false,
        }
    }

    /// Whether the anchors of every role share a position or are open for both, and not all are open.
    pub(crate) fn meets_throughout(&self, other: &Self) -> bool {
        let both_open = |role: usize| self.anchors[role].is_empty() && other.anchors[role].is_empty();
        let roles = 0..self.anchors.len().min(other.anchors.len());
        let mut any = false;
        for role in roles.filter(|role| !both_open(*role)) {
            if !self.meets(other, role) {
                return false;
            }
            any = true;
        }
        any
    }

    /// From the first to the last position of one role, or of all.
    pub(crate) fn extent(&self, role: Option<usize>) -> Option<(u64, u64)> {
        let chosen = self.anchors.iter().enumerate().filter(|(number, _)| role.is_none_or(|r| r == *number));
        let fragments: Vec<(u64, u64)> = chosen.flat_map(|(_, fragments)| fragments.iter().copied()).collect();
        Some((fragments.iter().map(|f| f.0).min()?, fragments.iter().map(|f| f.1).max()?))
    }
}

/// What is wrong with relations that were to become [`Relations`]. Numbers count from 1.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum RelationsError {
    /// Another number of codings than coders.
    #[error("text {text} has {found} codings, but there are {coders} coders; nothing was computed")]
    Codings {
        /// Number of the text.
        text: usize,
        /// Codings found.
        found: usize,
        /// Coders announced.
        coders: usize,
    },
    /// Another number of anchors than roles.
    #[error("text {text}, coder {coder}, relation {relation}: {found} anchors, but there are {roles} roles")]
    Roles {
        /// Number of the text.
        text: usize,
        /// Number of the coder.
        coder: usize,
        /// Number of the relation.
        relation: usize,
        /// Anchors found.
        found: usize,
        /// Roles declared.
        roles: usize,
    },
    /// A fragment that holds nothing.
    #[error("text {text}, coder {coder}, relation {relation}: the span {start} to {end} holds no position")]
    Empty {
        /// Number of the text.
        text: usize,
        /// Number of the coder.
        coder: usize,
        /// Number of the relation.
        relation: usize,
        /// As given.
        start: u64,
        /// As given.
        end: u64,
    },
    /// A relation nested in itself or in one that does not exist.
    #[error("text {text}, coder {coder}, relation {relation}: it is nested in number {parent}, which cannot be")]
    Parent {
        /// Number of the text.
        text: usize,
        /// Number of the coder.
        coder: usize,
        /// Number of the relation.
        relation: usize,
        /// Number of the relation that it is said to be nested in.
        parent: usize,
    },
    /// Two roles with the same name.
    #[error("the role \u{201c}{label}\u{201d} is declared twice; names must differ")]
    DeclaredTwice {
        /// The name.
        label: String,
    },
}

/// What each coder marked in one text: `None` if the coder was not asked.
pub type RelationCodings = Vec<Option<Vec<Relation>>>;

/// Relations: coders x texts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Relations {
    roles: Vec<String>,
    coders: usize,
    texts: Vec<RelationCodings>,
}

impl Relations {
    /// Checks every relation; the order of relations is kept.
    pub fn new(
        roles: Vec<String>,
        coders: usize,
        texts: impl IntoIterator<Item = RelationCodings>,
    ) -> Result<Self, RelationsError> {
        let mut names = BTreeSet::new();
        if let Some(twice) = roles.iter().find(|role| !names.insert(role.as_str())) {
            return Err(RelationsError::DeclaredTwice { label: twice.clone() });
        }
        let mut checked = Vec::new();
        for (index, mut codings) in texts.into_iter().enumerate() {
            let text = index + 1;
            if codings.len() != coders {
                return Err(RelationsError::Codings { text, found: codings.len(), coders });
            }
            for (index, coding) in codings.iter_mut().enumerate() {
                let (coder, number) = (index + 1, coding.as_ref().map_or(0, Vec::len));
                for (index, relation) in coding.iter_mut().flatten().enumerate() {
                    check(relation, text, coder, index, number, roles.len())?;
                    relation.anchors.iter_mut().for_each(|fragments| fragments.sort_unstable());
                }
            }
            checked.push(codings);
        }
        Ok(Self { roles, coders, texts: checked })
    }

    /// Names of the roles.
    pub fn roles(&self) -> &[String] {
        &self.roles
    }

    /// Number of coders.
    pub fn coders(&self) -> usize {
        self.coders
    }

    /// What the coders marked, text by text.
    pub fn texts(&self) -> &[RelationCodings] {
        &self.texts
    }

    /// The texts with these numbers (from 0), each as often as it is named. Numbers that do not exist are passed over.
    #[must_use]
    pub(crate) fn of_texts(&self, numbers: &[usize]) -> Self {
        let texts = texts::named(&self.texts, numbers);
        Self { roles: self.roles.clone(), coders: self.coders, texts }
    }

    /// Which texts two or more coders worked on.
    pub(crate) fn takes_part(&self) -> Vec<bool> {
        self.texts.iter().map(|codings| codings.iter().flatten().count() >= 2).collect()
    }

    /// How much material there is. A unit is a text; a value is a relation.
    pub fn counts(&self) -> Counts {
        texts::counts(self.coders, self.texts.iter().map(Vec::as_slice))
    }

    /// Ends early where no coefficient can have a value.
    pub(crate) fn require_relations(&self) -> Result<(), Undefined> {
        let counts = self.counts();
        texts::require_pairable(&counts)?;
        if counts.pairable_values == 0 { Err(Undefined::NothingMarked) } else { Ok(()) }
    }

    /// What two coders (from 0) marked in the texts that both worked on.
    pub(crate) fn common(&self, first: usize, second: usize) -> impl Iterator<Item = (&[Relation], &[Relation])> {
        self.texts
            .iter()
            .filter_map(move |codings| Some((codings.get(first)?.as_deref()?, codings.get(second)?.as_deref()?)))
    }
}

fn check(
    relation: &Relation,
    text: usize,
    coder: usize,
    index: usize,
    number: usize,
    roles: usize,
) -> Result<(), RelationsError> {
    let of_coder = index + 1;
    if relation.anchors.len() != roles {
        let found = relation.anchors.len();
        return Err(RelationsError::Roles { text, coder, relation: of_coder, found, roles });
    }
    if let Some((start, end)) = relation.anchors.iter().flatten().copied().find(|(start, end)| start >= end) {
        return Err(RelationsError::Empty { text, coder, relation: of_coder, start, end });
    }
    match relation.parent {
        Some(parent) if parent == index || parent >= number => {
            Err(RelationsError::Parent { text, coder, relation: of_coder, parent: parent + 1 })
        }
        _ => Ok(()),
    }
}
