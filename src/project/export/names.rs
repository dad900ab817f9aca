//! Under which names coders are exported: their own, or names that are the same in every export of a project and tell nobody who they are.

use crate::model::{Assignment, Coder, CoderId, Decision};
use crate::project::package::IDENTITY;
use crate::project::{Project, ProjectError};
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// What pseudonyms are derived for; another purpose would give other ones.
const PURPOSE: &str = "Mizan 2026-11 pseudonyms of coders";
/// Signs of a pseudonym: none that is taken for another.
const SIGNS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
/// Signs of a pseudonym, where no two coders share them.
const LENGTH: usize = 6;

/// Names and identities of coders.
pub(in crate::project) struct Names {
    all: BTreeMap<CoderId, Coder>,
}

impl Names {
    /// Those of a project.
    ///
    /// A pseudonym is derived from the identity of the project and that of the coder: random numbers, of which the second is in
    /// no pseudonymised export. So nobody without the project can find out whose it is, also not by trying names.
    pub(in crate::project) fn of(project: &Project, pseudonyms: bool) -> Result<Self, ProjectError> {
        let coders = project.store.coders()?;
        if !pseudonyms {
            return Ok(Self { all: coders.into_iter().map(|c| (c.id, c)).collect() });
        }
        let identity = project.store.project_setting(IDENTITY);
        let identity = if project.is_rescue() { identity.unwrap_or_default() } else { identity? }.unwrap_or_default();
        let mut taken = BTreeSet::new();
        let pseudonym = |coder: Coder| {
            if coder.id == CoderId::ADJUDICATED {
                return (coder.id, coder);
            }
            let seed = [identity.as_bytes(), coder.id.uuid().as_bytes()].concat();
            let key = blake3::derive_key(PURPOSE, &seed);
            let (mut id, signs) = ([0; 16], &key[16..]);
            id.copy_from_slice(&key[..16]);
            let name = |length: usize| -> String {
                let sign = |b: &u8| char::from(SIGNS[usize::from(b % 32)]);
                format!("coder-{}", signs.iter().take(length).map(sign).collect::<String>())
            };
            let name = (LENGTH..=signs.len()).map(name).find(|name| taken.insert(name.clone())).unwrap_or_default();
            let uuid = uuid::Builder::from_random_bytes(id).into_uuid();
            // Who leads is known by name in every study.
            (coder.id, Coder { id: CoderId::from_uuid(uuid), name, lead: false })
        };
        Ok(Self { all: coders.into_iter().map(pseudonym).collect() })
    }

    /// Everybody, in an order that tells nothing where the names do not.
    pub(super) fn coders(&self) -> Vec<Coder> {
        let mut all: Vec<Coder> = self.all.values().cloned().collect();
        all.sort_by_key(|c| c.id);
        all
    }

    /// The name of a coder; empty for one who is lost.
    pub(in crate::project) fn name(&self, coder: CoderId) -> String {
        self.all.get(&coder).map(|c| c.name.clone()).unwrap_or_default()
    }

    /// The identity of a coder in the export.
    pub(super) fn id(&self, coder: CoderId) -> CoderId {
        self.all.get(&coder).map_or(CoderId::from_uuid(Uuid::nil()), |c| c.id)
    }

    pub(super) fn assignments(&self, mut all: Vec<Assignment>) -> Vec<Assignment> {
        for assignment in &mut all {
            assignment.coder = self.id(assignment.coder);
        }
        all
    }

    pub(super) fn decisions(&self, mut all: Vec<Decision>) -> Vec<Decision> {
        for decision in &mut all {
            decision.coder = decision.coder.map(|c| self.id(c));
            decision.taken_from = decision.taken_from.map(|c| self.id(c));
        }
        all
    }
}
