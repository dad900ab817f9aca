//! Packing what one coder needs, or what one coder did.

use super::envelope::{Content, Label, Sender, seal};
use super::error::PackageError;
use super::{COPY_OF, IDENTITY, PACKAGE_EXTENSION, PROJECT_KEY, PROTECTED, copy_of, identity, keys};
use crate::model::{CoderId, RoundKind};
use crate::project::lifecycle::{CODEBOOK, PRIORS, SUGGESTIONS, TITLE};
use crate::project::protect::{Passphrase, ProtectError, Protected, protect};
use crate::project::{Project, ProjectError};
use crate::store::{Store, StoredKey};
use std::io::Cursor;
use std::path::{Path, PathBuf};

/// A package, not yet written.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Packed {
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// Whose.
    pub coder: CoderId,
    /// Their name.
    pub name: String,
    /// Whether it goes to the coder or comes from them.
    pub from: Sender,
    /// Articles in it (none on the way back: the pages are where they came from).
    pub articles: usize,
    /// Codings in it.
    pub codings: usize,
    /// Records in it.
    pub records: usize,
}

impl Project {
    /// Packs for a coder: in the project of the team what the coder needs, in the coder's own copy what they did.
    ///
    /// The first package of a project makes its key, and the first package of a coder theirs; the coder's travels to them
    /// in it.
    ///
    /// # Errors
    /// There is no such coder, or this is the copy of another one.
    pub fn pack(&mut self, coder: CoderId) -> Result<Packed, ProjectError> {
        let known = self.coders()?.into_iter().find(|c| c.id == coder);
        let name = known.ok_or(ProjectError::Gone { what: "coder" })?.name;
        let from = match copy_of(&self.store)? {
            Some(own) if own != coder => return Err(PackageError::NotThisCoder.into()),
            Some(_) => Sender::Coder,
            None => Sender::Lead,
        };
        let (project_key, coder_key) = match from {
            Sender::Lead => (self.own_key(PROJECT_KEY)?, self.own_key(&coder.to_string())?),
            Sender::Coder => {
                let known = |owner: &str| self.store.key(owner)?.ok_or(ProjectError::from(PackageError::NoKey));
                (known(PROJECT_KEY)?, known(&coder.to_string())?)
            }
        };
        let mut content = Content { rows: self.store.own_rows(coder)?, ..Content::default() };
        let (codings, records) = (content.rows.count("codings"), content.rows.count("records"));
        let mut articles = 0;
        if from == Sender::Lead {
            let training = self.seal_references(coder)?;
            let settings = [IDENTITY, TITLE, CODEBOOK, SUGGESTIONS, PRIORS].into_iter();
            let settings: Vec<&str> = settings.chain(training.iter().map(String::as_str)).collect();
            let mut material = self.store.material_rows(coder, &settings)?;
            // Whoever codes an article again is not to know it: to them the round is one like that of the study.
            let rounds = self.rounds()?;
            let main = self.main_round()?;
            let like = rounds.iter().find(|r| r.id == main).map(|r| r.name.clone()).unwrap_or_default();
            for round in rounds.iter().filter(|r| r.kind == RoundKind::Recoding) {
                material.set_text("rounds", &round.id.to_string(), "name", &like);
                material.set_text("rounds", &round.id.to_string(), "kind", RoundKind::Main.code());
            }
            content.texts = self.store.travelling_texts(&material.keys_of("documents"))?;
            content.secret.clone_from(&coder_key.secret);
            articles = self.queue(coder)?.len();
            content.rows.take_in(material);
        }
        let label = Label {
            project: identity(&self.store)?,
            title: self.title()?,
            coder,
            name: name.clone(),
            from,
            made_at: self.clock.now(),
            project_key: project_key.public.clone(),
            coder_key: coder_key.public.clone(),
        };
        let signer = if from == Sender::Lead { &project_key } else { &coder_key };
        let bytes = seal(label, &content, signer).ok_or(PackageError::NoKey)?;
        Ok(Packed { bytes, coder, name, from, articles, codings, records })
    }

    /// A key of this project; made where it is missing.
    fn own_key(&mut self, owner: &str) -> Result<StoredKey, ProjectError> {
        if let Some(key) = self.store.key(owner)? {
            return Ok(key);
        }
        let key = keys::mint().ok_or(PackageError::NoKey)?;
        let step = self.quiet_step(None, "make_key");
        self.store.write(&step, |tx| tx.put_key(owner, &key).map_err(ProjectError::from))?;
        Ok(key)
    }
}

impl Packed {
    /// The same, so that only those can read it who know the words. Takes about a second.
    ///
    /// # Errors
    /// The memory that this takes (256 MB) is not there.
    pub fn protected(self, words: &Passphrase) -> Result<Self, ProjectError> {
        let kind = if self.from == Sender::Coder { Protected::Answer } else { Protected::Package };
        let mut inside = Cursor::new(Vec::with_capacity(self.bytes.len() + 512));
        protect(kind, &mut self.bytes.as_slice(), &mut inside, words)
            .map_err(|reason| ProtectError::Disk { path: PathBuf::from(self.file_name()), reason })?;
        Ok(Self { bytes: inside.into_inner(), ..self })
    }

    /// A name for the file that says whose it is, and on the way back that it is.
    pub fn file_name(&self) -> String {
        let safe: String = self.name.chars().map(|c| if c.is_alphanumeric() { c } else { '-' }).collect();
        let way = if self.from == Sender::Coder { "-done" } else { "" };
        format!("{safe}{way}.{PACKAGE_EXTENSION}")
    }

    /// Writes it whole: nobody sees half a package. A file that is there already is left alone, unless it is to be
    /// replaced.
    ///
    /// # Errors
    /// What the system says.
    pub fn write(&self, path: &Path, replace: bool) -> std::io::Result<()> {
        let folder = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let mut part = tempfile::Builder::new().prefix(".mizan-").suffix(".part").tempfile_in(folder)?;
        std::io::Write::write_all(&mut part, &self.bytes)?;
        part.as_file().sync_all()?;
        let done = if replace { part.persist(path).map(drop) } else { part.persist_noclobber(path).map(drop) };
        done.map_err(|e| e.error)
    }
}

/// Notes whose copy a file is.
pub(super) fn mark_copy(
    store: &mut Store,
    step: &crate::store::Step,
    coder: CoderId,
    protected: bool,
) -> Result<(), ProjectError> {
    store.write(step, |tx| {
        tx.put_file_fact(COPY_OF, &coder.to_string())?;
        if protected { tx.put_file_fact(PROTECTED, "yes") } else { Ok(()) }.map_err(ProjectError::from)
    })?;
    Ok(())
}
