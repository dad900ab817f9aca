//! Beginning, opening, examining and copying a project.

use super::annotations::AnnotationChoice;
use super::package::{IDENTITY, copy_of};
use super::{Cache, Clock, Mint, Project, ProjectError};
use crate::model::{Codebook, CodebookVersionId, CoderId, Round, RoundId, RoundKind, Timestamp};
use crate::store::{Access, BackupBeside, Step, Store};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock};

/// The codebook of the study, as it stands in the file.
pub(super) const DEFAULT_CODEBOOK: &str = include_str!("../../assets/codebook/media-bias-1.json");
/// Project setting: the name of the project.
pub(super) const TITLE: &str = "title";
/// Project setting: the version of the codebook that new codings get.
pub(super) const CODEBOOK: &str = "codebook";
/// Project setting: `on` or `off`.
pub(super) const SUGGESTIONS: &str = "suggestions";
/// Project setting: whether coders are asked about themselves before they code.
pub(super) const PRIORS: &str = "priors";
/// Rolling copies that are kept beside the project.
const BACKUPS: usize = 10;

/// The codebook that a new project begins with.
pub fn default_codebook() -> Arc<Codebook> {
    static BOOK: LazyLock<Arc<Codebook>> = LazyLock::new(|| {
        // A test reads the file; a program whose own codebook is broken has nothing to offer.
        Arc::new(Codebook::from_json(DEFAULT_CODEBOOK).unwrap_or_else(|e| panic!("the built-in codebook: {e}")))
    });
    Arc::clone(&BOOK)
}

type Books = BTreeMap<CodebookVersionId, Arc<Codebook>>;

fn all_books(store: &Store) -> Result<Books, ProjectError> {
    Ok(store.codebook_versions()?.into_iter().map(|v| (v.id, Arc::new(v.book))).collect())
}

fn chosen_book(store: &Store, books: &Books) -> Result<CodebookVersionId, ProjectError> {
    let chosen = match store.project_setting(CODEBOOK) {
        Err(_) if store.access() == Access::Rescue => None,
        setting => setting?.and_then(|id| id.parse().ok()),
    };
    chosen
        .filter(|id| books.contains_key(id))
        .or_else(|| books.keys().next_back().copied())
        .ok_or(ProjectError::Lacks { what: "a codebook" })
}

/// The versions of the codebook, and the one that new codings get.
pub(super) fn books_of(store: &Store) -> Result<(Books, CodebookVersionId), ProjectError> {
    let books = all_books(store)?;
    let chosen = chosen_book(store, &books)?;
    Ok((books, chosen))
}

/// Examines a project file thoroughly; nothing is changed. One sentence per finding, none if all is well.
///
/// # Errors
/// The file is no project, or is too damaged to be examined.
pub fn check(path: &Path) -> Result<Vec<String>, ProjectError> {
    let store = Store::open_read_only(path)?;
    Ok(store.check()?.iter().map(ToString::to_string).collect())
}

impl Project {
    /// Begins a project in a new file, with the default codebook, one round and nobody in it.
    ///
    /// # Errors
    /// The file exists already, or its folder cannot be written.
    pub fn create(path: impl AsRef<Path>, title: &str) -> Result<Self, ProjectError> {
        let clock = Clock::system();
        Self::create_with(path, title, clock.clone(), Mint::random(clock))
    }

    /// As [`Project::create`], with a codebook of the caller's choice, as JSON.
    ///
    /// # Errors
    /// As [`Project::create`]; or it is no sound codebook, and no file was made.
    pub fn create_coded(path: impl AsRef<Path>, title: &str, codebook: &str) -> Result<Self, ProjectError> {
        let clock = Clock::system();
        Self::create_from(path, title, codebook, clock.clone(), Mint::random(clock))
    }

    /// As [`Project::create`], with a clock and identities of the caller's choice.
    pub fn create_with(path: impl AsRef<Path>, title: &str, clock: Clock, mint: Mint) -> Result<Self, ProjectError> {
        Self::create_from(path, title, DEFAULT_CODEBOOK, clock, mint)
    }

    /// As [`Project::create_coded`], with a clock and identities of the caller's choice.
    pub fn create_from(
        path: impl AsRef<Path>,
        title: &str,
        codebook: &str,
        clock: Clock,
        mint: Mint,
    ) -> Result<Self, ProjectError> {
        Codebook::from_json(codebook)?;
        let mut store = Store::create(&path)?;
        let book = CodebookVersionId::from_uuid(mint.uuid());
        let round = Round { id: RoundId::from_uuid(mint.uuid()), name: "Main".into(), kind: RoundKind::Main };
        let step = Step { coder: None, action: "new_project".into(), undoable: false, at: clock.now() };
        let begun = store.write(&step, |tx| -> Result<(), ProjectError> {
            tx.put_codebook_version(book, codebook)?;
            tx.put_round(&round)?;
            tx.set_project_setting(TITLE, title.trim())?;
            tx.set_project_setting(IDENTITY, &book.to_string())?;
            tx.set_project_setting(CODEBOOK, &book.to_string())?;
            tx.set_project_setting(SUGGESTIONS, "on")?;
            Ok(())
        });
        match begun {
            Ok(_) => Self::ready(store, clock, mint),
            Err(error) => {
                drop(store);
                // The file was made a moment ago and holds nothing; left there it would be no project.
                std::fs::remove_file(path).unwrap_or_default();
                Err(error)
            }
        }
    }

    /// Opens a project for work.
    ///
    /// # Errors
    /// One sentence for each way in which a file is not a sound, writable project of this version.
    pub fn open(path: impl AsRef<Path>) -> Result<Self, ProjectError> {
        let clock = Clock::system();
        Self::open_with(path, clock.clone(), Mint::random(clock))
    }

    /// As [`Project::open`], with a clock and identities of the caller's choice.
    pub fn open_with(path: impl AsRef<Path>, clock: Clock, mint: Mint) -> Result<Self, ProjectError> {
        Self::ready(Store::open(path)?, clock, mint)
    }

    /// Opens a project for reading: nothing is written, and others can read it at the same time.
    pub fn open_read_only(path: impl AsRef<Path>) -> Result<Self, ProjectError> {
        let clock = Clock::system();
        Self::ready(Store::open_read_only(path)?, clock.clone(), Mint::random(clock))
    }

    fn ready(store: Store, clock: Clock, mint: Mint) -> Result<Self, ProjectError> {
        let books = all_books(&store)?;
        Self::with_books(store, clock, mint, books)
    }

    pub(super) fn with_books(store: Store, clock: Clock, mint: Mint, books: Books) -> Result<Self, ProjectError> {
        let book = chosen_book(&store, &books)?;
        let copy_of = match copy_of(&store) {
            Err(_) if store.access() == Access::Rescue => None,
            whose => whose?,
        };
        let cache = RefCell::new(Cache::default());
        Ok(Self {
            store,
            clock,
            mint,
            books,
            book,
            copy_of,
            annotations: AnnotationChoice::default(),
            cache,
            working: BTreeMap::new(),
        })
    }

    /// The project file.
    pub fn path(&self) -> &Path {
        self.store.path()
    }

    /// Whether the project is open for work (and not for reading only).
    pub fn is_writable(&self) -> bool {
        self.store.access() == Access::Write
    }

    /// Now, by the project's clock.
    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// Adds a checked copy to the rolling set beside the project; `None` if nothing was changed since the newest one.
    pub fn backup(&mut self) -> Result<Option<PathBuf>, ProjectError> {
        Ok(self.store.backup_rolling(self.clock.now(), BACKUPS)?)
    }

    /// Whether the file is so large that examining and copying it is felt.
    pub fn is_large(&self) -> bool {
        self.store.is_large()
    }

    /// What is still to be examined of a large file, to be done by another thread; `None` if all is examined. Where it finds something,
    /// [`Project::examine`] decides, because a step may have been made meanwhile.
    pub fn examination(&self) -> Option<impl FnOnce() -> Result<(), ProjectError> + Send + use<>> {
        self.store.examination().map(|examine| move || Ok(examine()?))
    }

    /// Examines what the opening left for later, and waits for it.
    ///
    /// # Errors
    /// The file is damaged.
    pub fn examine(&mut self) -> Result<(), ProjectError> {
        Ok(self.store.examine()?)
    }

    /// The examination by another thread found nothing.
    pub fn is_examined(&mut self) {
        self.store.is_examined();
    }

    /// As [`Project::backup`], but the copy is made by another thread, and kept by [`Project::keep_backup`].
    pub fn backup_beside(&mut self) -> Result<Option<BackupBeside>, ProjectError> {
        Ok(self.store.backup_beside(self.clock.now())?)
    }

    /// Whether a step was made since a copy was begun.
    pub fn was_changed_since(&self, backup: &BackupBeside) -> bool {
        self.store.was_changed_since(backup)
    }

    /// Keeps a copy that another thread made; `None` if a step was made meanwhile, and it has to be made again.
    pub fn keep_backup(&mut self, backup: &BackupBeside) -> Result<Option<PathBuf>, ProjectError> {
        Ok(self.store.keep_backup(backup, BACKUPS)?)
    }

    /// Everything that the project holds, as text in a fixed order: two projects of the same content have the same dump.
    pub fn content_dump(&self) -> Result<String, ProjectError> {
        Ok(self.store.content_dump()?)
    }

    /// Keeps how a coder sees the window. Neither undone nor merged.
    pub fn set_setting(&mut self, coder: CoderId, key: &str, value: &str) -> Result<(), ProjectError> {
        let step = self.quiet_step(Some(coder), "set_setting");
        self.store.write(&step, |tx| tx.set_coder_setting(coder, key, value).map_err(ProjectError::from))?;
        Ok(())
    }

    /// A step that goes onto nobody's undo history.
    pub(super) fn quiet_step(&self, coder: Option<CoderId>, action: &str) -> Step {
        Step { coder, action: action.into(), undoable: false, at: self.clock.now() }
    }
}
