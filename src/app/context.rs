//! What a screen gets to look at, and what it may ask for.
//!
//! Drawing has no side effects: a screen reads a [`Look`] and cached views, and puts what it wants into [`Asks`].
//! The room's logic carries the wishes out after drawing and drops the views that were touched.

use super::adjudication::AdjudicationWish;
use super::agreement::AgreementWish;
use super::codebook::CodebookWish;
use super::command::AppCommand;
use super::importing::ReuseWish;
use super::settings::Settings;
use super::strings::Strings;
use super::team::TeamWish;
use super::theme::{Mood, Theme};
use crate::model::{ArticleId, CoderId, CodingId, DocumentId, Missing, Timestamp, UiLanguage};
use crate::project::{Command, Outcome};
use std::path::PathBuf;

/// What every screen may look at.
#[derive(Clone, Copy, Debug)]
#[allow(clippy::struct_excessive_bools)] // independent facts of one frame, no states of one machine
pub struct Look<'a> {
    /// Colours.
    pub theme: &'a Theme,
    /// Words.
    pub strings: &'a Strings,
    /// Language of the interface.
    pub language: UiLanguage,
    /// Whether the window is mirrored.
    pub rtl_ui: bool,
    /// Size of the article's letters; 1 is usual.
    pub zoom: f32,
    /// Whether things may move.
    pub motion: bool,
    /// Now.
    pub now: Timestamp,
    /// Whether a text field has the focus: then a screen takes no plain keys.
    pub typing: bool,
    /// Whether this is the screen's last frame with what it shows (another article, screen or coder comes, or the window
    /// closes): what is half written, such as a memo, must be asked for now.
    pub leaving: bool,
    /// Commands of the screen's own scope that were given since the last frame, by key, menu or palette.
    pub commands: &'a [AppCommand],
    /// What became of the project commands that were asked for in the last frame, in their order.
    pub done: &'a [Done],
    /// The coder's settings.
    pub settings: &'a Settings,
}

/// What became of a project command.
#[derive(Clone, PartialEq, Debug)]
pub struct Done {
    /// The command.
    pub command: Command,
    /// What it touched; `None` where it was refused (the reason is then shown to the person already).
    pub outcome: Option<Outcome>,
    /// For a refused `Finish`: what is still missing.
    pub missing: Vec<Missing>,
}

/// Something that a screen wants.
#[derive(Clone, PartialEq, Debug)]
pub enum Intent {
    /// A change of the project, in the name of the active coder.
    Project(Command),
    /// A command of the window.
    App(AppCommand),
    /// Opens an article of the active coder's queue.
    OpenArticle(ArticleId),
    /// Looks for words in the texts of the active coder's queue.
    LookFor(String),
    /// Shows a document on the import screen.
    OpenDocument(DocumentId),
    /// Counts what was found in documents of the list.
    CountFinds(Vec<DocumentId>),
    /// Makes another person the active coder.
    SwitchCoder(CoderId),
    /// Keeps a setting of the active coder; not undoable.
    Setting {
        /// Its name, one of [`super::settings::KEYS`].
        key: &'static str,
        /// Its value.
        value: String,
    },
    /// Reads files into the project, in the background.
    Import(Vec<PathBuf>),
    /// Stops the background work.
    CancelJob,
    /// Working time on a coding.
    Work {
        /// The coding.
        coding: CodingId,
        /// When it began.
        started_at: Timestamp,
        /// Milliseconds at work.
        active_ms: i64,
        /// Milliseconds without a sign of work.
        idle_ms: i64,
    },
    /// To read files whose tables hold in their columns what a person said.
    ImportTables(Vec<PathBuf>, Vec<crate::import::ColumnMap>),
    /// An export.
    Export(crate::project::ExportOrder),
    /// Something about packages.
    Packages(PackageWish),
    /// Something about articles that share words.
    Reuse(ReuseWish),
    /// Something about where coders differ.
    Adjudication(AdjudicationWish),
    /// What is asked before the first article is not to be answered now.
    PutOffPriors,
    /// Something that who leads looks after.
    Team(TeamWish),
    /// Something about the codebook and its draft.
    Codebook(CodebookWish),
    /// Something about the figures of the agreement screen.
    Agreement(AgreementWish),
    /// A short message.
    Message(Mood, String),
}

/// What is wished of packages.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum PackageWish {
    /// To pack for a coder, or in the coder's copy what they did.
    Pack(CoderId),
    /// The same, protected by a passphrase that is asked for.
    Protect(CoderId),
    /// To see what merging packages (or those in a folder) would do.
    Look(Vec<PathBuf>),
    /// To merge packages.
    Merge(Vec<PathBuf>),
    /// To watch a folder in which they come and go, or none.
    Mailbox(Option<PathBuf>),
}

/// A key that works now, for the line at the foot.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct KeyHint {
    /// The key, as written on it.
    pub key: String,
    /// What it does, in a word or two.
    pub does: String,
}

/// What a screen asks for while it is drawn.
#[derive(Debug, Default)]
pub struct Asks {
    /// Wishes, in their order.
    pub intents: Vec<Intent>,
    /// Keys that work now.
    pub keys: Vec<KeyHint>,
}

impl Asks {
    /// Asks for a change of the project.
    pub fn project(&mut self, command: Command) {
        self.intents.push(Intent::Project(command));
    }
    /// Asks for a command of the window.
    pub fn app(&mut self, command: AppCommand) {
        self.intents.push(Intent::App(command));
    }
    /// Keeps a setting of the active coder.
    pub fn setting(&mut self, key: &'static str, value: impl Into<String>) {
        self.intents.push(Intent::Setting { key, value: value.into() });
    }
    /// Names a key that works now.
    pub fn key(&mut self, key: impl Into<String>, does: impl Into<String>) {
        self.keys.push(KeyHint { key: key.into(), does: does.into() });
    }
    /// Names the first key of a command, with the command's name.
    pub fn key_of(&mut self, command: AppCommand, strings: &Strings) {
        if let Some(key) = command.key_label() {
            self.key(key, command.name(strings));
        }
    }
}
