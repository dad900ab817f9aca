//! Passphrases: files that only those can read who know a few words.
//!
//! The cryptography is age's (scrypt, ChaCha20-Poly1305; <https://age-encryption.org/v1>); nothing of it is our own. Around the age file
//! stand 16 bytes that name the form, its length, and its BLAKE3: age alone cannot tell words that are wrong from a file whose first bytes
//! were damaged, and a person needs to know which of the two it is.
//!
//! Not here: what is inside ([`super::package`], [`super::lock`]).

use age::secrecy::SecretString;
use age::{DecryptError, Decryptor, Encryptor, scrypt};
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::iter::once;
use std::path::{Path, PathBuf};
use thiserror::Error;
use unicode_normalization::UnicodeNormalization;

/// Bytes that name the form and what is inside.
const MARKS: usize = 16;
/// The marks and the length of the age file (8 bytes, little-endian).
const HEAD: u64 = 24;
const HASH: u64 = 32;
/// Work that trying a passphrase takes: 2 to this power, about a second and 256 MB on a laptop. What age itself takes.
const WORK: u8 = 18;
/// Work at most that a file may ask for: about 16 seconds.
const MOST_WORK: u8 = 22;
/// Letters that a passphrase has at least.
pub const SHORTEST_PASSPHRASE: usize = 8;

/// What a protected file holds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Protected {
    /// A package on its way to a coder.
    Package,
    /// A coder's work on its way back.
    Answer,
    /// A project.
    Project,
}

impl Protected {
    const fn marks(self) -> &'static [u8; MARKS] {
        match self {
            Self::Package => b"Mizan package *\n",
            Self::Answer => b"Mizan answer  *\n",
            Self::Project => b"Mizan project *\n",
        }
    }

    /// What bytes say that they hold, if they begin as a protected file does.
    pub(super) fn of(bytes: &[u8]) -> Option<Self> {
        [Self::Package, Self::Answer, Self::Project].into_iter().find(|kind| bytes.starts_with(kind.marks()))
    }

    /// Whether bytes may be the first few of a protected file.
    pub(super) fn may_begin(bytes: &[u8]) -> bool {
        [Self::Package, Self::Answer, Self::Project].into_iter().any(|kind| kind.marks().starts_with(bytes))
    }

    /// What a file says that it holds, if it is protected by a passphrase.
    pub fn at(path: &Path) -> Option<Self> {
        let mut head = [0; MARKS];
        // A project that is open here must not be opened a second time, not even for a look.
        let open = || if crate::store::is_open_here(path) { None } else { File::open(path).ok() };
        open().filter(|mut file| file.read_exact(&mut head).is_ok()).and_then(|_| Self::of(&head))
    }
}

/// Words that protect a file. They are wiped from memory when they are no longer needed, and never printed.
#[derive(Clone)]
pub struct Passphrase(SecretString);

impl std::fmt::Debug for Passphrase {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Passphrase(…)")
    }
}

impl Passphrase {
    /// From what somebody typed. Spaces around it do not count, and letters count as the same however a keyboard composes them (NFC).
    pub fn typed(words: &str) -> Self {
        Self(SecretString::from(words.trim().nfc().collect::<String>()))
    }

    /// As [`Passphrase::typed`], for new words: they must be long enough.
    ///
    /// # Errors
    /// They have fewer than [`SHORTEST_PASSPHRASE`] letters.
    pub fn chosen(words: &str) -> Result<Self, ProtectError> {
        if words.trim().chars().count() < SHORTEST_PASSPHRASE {
            return Err(ProtectError::TooShort);
        }
        Ok(Self::typed(words))
    }
}

/// Why a protected file was not read, or none was made.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum ProtectError {
    /// Nobody gave the words.
    #[error("{} is protected by a passphrase; nothing was read from it. Give its passphrase", path.display())]
    Needed {
        /// The file.
        path: PathBuf,
    },
    /// Other words.
    #[error("the passphrase is not that of {}, which is whole; nothing was read from it. Try again: capitals, keyboard and \
        spaces between words count", path.display())]
    Wrong {
        /// The file.
        path: PathBuf,
    },
    /// A file that ends too early.
    #[error("{} has {has} of {of} bytes: it was cut off, or is still being written; nothing was read from it. Try again \
        once it is whole, or ask for it again", path.display())]
    CutOff {
        /// The file.
        path: PathBuf,
        /// Its bytes.
        has: u64,
        /// The bytes that it should have.
        of: u64,
    },
    /// The bytes are not those that were written.
    #[error("{} was changed after it was protected, or damaged on its way; nothing was read from it. Ask for it again, or take a copy of it",
        path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
    },
    /// It would take minutes to try the words.
    #[error("{} asks for more work than any passphrase needs; nothing was read from it. Ask whoever made it", path.display())]
    TooMuchWork {
        /// The file.
        path: PathBuf,
    },
    /// New words that are easily guessed.
    #[error("a passphrase needs at least {SHORTEST_PASSPHRASE} letters; several words are easier to remember than one")]
    TooShort,
    /// A file that stands where the unlocked one should.
    #[error("{} is there already; nothing was written. Open it, or choose another name", path.display())]
    InTheWay {
        /// The file.
        path: PathBuf,
    },
    /// The disk.
    #[error("{} could not be read or written: {reason}; nothing was changed", path.display())]
    Disk {
        /// The file.
        path: PathBuf,
        /// What the system says.
        reason: io::Error,
    },
}

/// Writes what is read, so that only those can read it who know the words.
pub(super) fn protect(
    kind: Protected,
    from: &mut impl Read,
    to: &mut (impl Write + Seek),
    words: &Passphrase,
) -> io::Result<()> {
    let mut recipient = scrypt::Recipient::new(words.0.clone());
    recipient.set_work_factor(WORK);
    let begin = to.stream_position()?;
    to.write_all(kind.marks())?;
    to.write_all(&0_u64.to_le_bytes())?;
    let mut hashed = Hashed { to: &mut *to, hash: blake3::Hasher::new(), written: 0 };
    let encryptor = Encryptor::with_recipients(once(&recipient as &dyn age::Recipient)).map_err(io::Error::other)?;
    let mut writer = encryptor.wrap_output(&mut hashed).map_err(io::Error::other)?;
    io::copy(from, &mut writer)?;
    writer.finish()?;
    let (hash, written) = (hashed.hash.finalize(), hashed.written);
    to.write_all(hash.as_bytes())?;
    to.seek(SeekFrom::Start(begin + MARKS as u64))?;
    to.write_all(&written.to_le_bytes())?;
    to.seek(SeekFrom::End(0)).map(drop)
}

/// Writes what was protected. Nothing is written unless the whole file is as it was made and the words are right.
pub(super) fn reveal(
    path: &Path,
    from: &mut (impl Read + Seek),
    to: &mut impl Write,
    words: Option<&Passphrase>,
) -> Result<(), ProtectError> {
    let path = || path.to_path_buf();
    let disk = |reason| ProtectError::Disk { path: path(), reason };
    let has = from.seek(SeekFrom::End(0)).map_err(disk)?;
    from.rewind().map_err(disk)?;
    if has < HEAD {
        return Err(ProtectError::CutOff { path: path(), has, of: HEAD });
    }
    let (mut marks, mut length, mut stated) = ([0; MARKS], [0; 8], [0; HASH as usize]);
    from.read_exact(&mut marks).and_then(|()| from.read_exact(&mut length)).map_err(disk)?;
    let length = u64::from_le_bytes(length);
    let of = HEAD.saturating_add(length).saturating_add(HASH);
    // A length that was changed says anything; no file is that large.
    if Protected::of(&marks).is_none() || has > of || of > 1 << 44 {
        return Err(ProtectError::Damaged { path: path() });
    }
    if has < of {
        return Err(ProtectError::CutOff { path: path(), has, of });
    }
    let mut hash = blake3::Hasher::new();
    hash.update_reader(from.by_ref().take(length)).map_err(disk)?;
    from.read_exact(&mut stated).map_err(disk)?;
    if *hash.finalize().as_bytes() != stated {
        return Err(ProtectError::Damaged { path: path() });
    }
    let words = words.ok_or_else(|| ProtectError::Needed { path: path() })?;
    from.seek(SeekFrom::Start(HEAD)).map_err(disk)?;
    let mut identity = scrypt::Identity::new(words.0.clone());
    identity.set_max_work_factor(MOST_WORK);
    let opened = Decryptor::new(from.by_ref().take(length));
    let mut reader = opened.and_then(|d| d.decrypt(once(&identity as &dyn age::Identity))).map_err(|e| match e {
        // The bytes are those that were written, so it is the words.
        DecryptError::KeyDecryptionFailed | DecryptError::DecryptionFailed => ProtectError::Wrong { path: path() },
        DecryptError::ExcessiveWork { .. } => ProtectError::TooMuchWork { path: path() },
        DecryptError::Io(reason) => disk(reason),
        _ => ProtectError::Damaged { path: path() },
    })?;
    io::copy(&mut reader, to).map(drop).map_err(|reason| match reason.kind() {
        io::ErrorKind::InvalidData | io::ErrorKind::UnexpectedEof => ProtectError::Damaged { path: path() },
        _ => disk(reason),
    })
}

/// Counts and hashes what is written.
struct Hashed<W> {
    to: W,
    hash: blake3::Hasher,
    written: u64,
}

impl<W: Write> Write for Hashed<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let n = self.to.write(bytes)?;
        self.hash.update(bytes.get(..n).unwrap_or_default());
        self.written += n as u64;
        Ok(n)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.to.flush()
    }
}
