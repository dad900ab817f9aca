//! The file itself: 16 bytes that name the format, two lengths, the manifest (JSON), the packed content, the BLAKE3 of all
//! that, and the signature of the BLAKE3. So a file that is cut off, changed in any byte, or signed by somebody else is
//! told from a good one before anything in it is believed.

use super::error::PackageError;
use super::keys;
use crate::model::{CoderId, Timestamp};
use crate::project::ProjectError;
use crate::project::files::read_up_to;
use crate::project::protect::{Passphrase, Protected, reveal};
use crate::store::{RowSet, StoredKey, TravellingText};
use flate2::Compression;
use flate2::read::ZlibDecoder;
use flate2::write::ZlibEncoder;
use serde::{Deserialize, Serialize};
use std::io::{Cursor, Read, Write};
use std::path::{Path, PathBuf};

const MAGIC: &[u8; 16] = b"Mizan package 1\n";
/// The marks, the length of the manifest (4 bytes), the length of the content (8 bytes).
const HEAD: usize = 28;
const HASH: usize = 32;
const SIGNATURE: usize = 64;
/// Bytes of a package at most: it is read into memory.
const LARGEST: u64 = 1 << 31;
/// The form of the content. Another form is refused, not guessed.
const FORMAT: u32 = 1;

/// Who packed it.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sender {
    /// Who leads: work to do.
    Lead,
    /// The coder: work that was done.
    Coder,
}

/// What a package says about itself.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Manifest {
    format: u32,
    /// The version of the program that packed it.
    pub program: String,
    /// What makes two files copies of one project.
    pub(super) project: String,
    /// Name of the project.
    pub title: String,
    /// Whose work it is.
    pub coder: CoderId,
    /// Their name where it was packed.
    pub name: String,
    /// Who packed it.
    pub from: Sender,
    /// When, by the clock of that computer.
    pub made_at: Timestamp,
    /// The public key of the project.
    pub(super) project_key: String,
    /// The public key of the coder.
    pub(super) coder_key: String,
    /// Bytes of the lines, unpacked.
    lines: u64,
    /// Bytes of the sources of documents, which follow them.
    sources: u64,
}

/// What is packed.
#[derive(Debug, Default)]
pub(super) struct Content {
    /// The coder's secret key, on the way from who leads.
    pub(super) secret: Option<String>,
    pub(super) texts: Vec<TravellingText>,
    pub(super) rows: RowSet,
}

/// The first line of the content.
#[derive(Serialize, Deserialize)]
struct First {
    secret: Option<String>,
    texts: usize,
}

/// What [`seal`] is told of a package.
pub(super) struct Label {
    pub(super) project: String,
    pub(super) title: String,
    pub(super) coder: CoderId,
    pub(super) name: String,
    pub(super) from: Sender,
    pub(super) made_at: Timestamp,
    pub(super) project_key: String,
    pub(super) coder_key: String,
}

/// Packs and signs. `None` if the key cannot sign.
pub(super) fn seal(label: Label, content: &Content, key: &StoredKey) -> Option<Vec<u8>> {
    let mut lines = line(&First { secret: content.secret.clone(), texts: content.texts.len() })?;
    for text in &content.texts {
        lines.extend(line(text)?);
    }
    lines.extend(content.rows.to_lines());
    let sources: u64 = content.texts.iter().map(|t| t.source_len).sum();
    let Label { project, title, coder, name, from, made_at, project_key, coder_key } = label;
    let manifest = Manifest {
        format: FORMAT,
        program: env!("CARGO_PKG_VERSION").into(),
        project,
        title,
        coder,
        name,
        from,
        made_at,
        project_key,
        coder_key,
        lines: lines.len() as u64,
        sources,
    };
    let manifest = serde_json::to_vec(&manifest).ok()?;
    let mut writer = ZlibEncoder::new(Vec::new(), Compression::fast());
    writer.write_all(&lines).ok()?;
    for text in &content.texts {
        writer.write_all(&text.source).ok()?;
    }
    let packed = writer.finish().ok()?;
    let mut out = Vec::with_capacity(HEAD + manifest.len() + packed.len() + HASH + SIGNATURE);
    out.extend(MAGIC);
    out.extend(u32::try_from(manifest.len()).ok()?.to_le_bytes());
    out.extend((packed.len() as u64).to_le_bytes());
    out.extend(&manifest);
    out.extend(&packed);
    let hash = blake3::hash(&out);
    out.extend(hash.as_bytes());
    out.extend(keys::sign(key, hash.as_bytes())?);
    Some(out)
}

fn line(value: &impl Serialize) -> Option<Vec<u8>> {
    let mut line = serde_json::to_vec(value).ok()?;
    line.push(b'\n');
    Some(line)
}

/// A package whose bytes are those that were packed and signed by the key that its manifest names.
#[derive(Debug)]
pub(super) struct Sealed {
    pub(super) path: PathBuf,
    pub(super) manifest: Manifest,
    /// Whether a passphrase was needed to read it.
    pub(super) protected: bool,
    /// The BLAKE3 of the file as it lies there, where it was read from one.
    pub(super) file: String,
    bytes: Vec<u8>,
    packed_at: usize,
}

/// Whether a file begins as a package does.
pub fn is_package(path: &Path) -> bool {
    let mut head = [0; MAGIC.len()];
    // A project that is open here must not be opened a second time, not even for a look.
    let open = || if crate::store::is_open_here(path) { None } else { std::fs::File::open(path).ok() };
    open().is_some_and(|mut file| file.read_exact(&mut head).is_ok())
        && (head == *MAGIC || matches!(Protected::of(&head), Some(Protected::Package | Protected::Answer)))
}

impl Sealed {
    /// Reads a package, with its passphrase where it is protected by one.
    pub(super) fn read(path: &Path, words: Option<&Passphrase>) -> Result<Self, ProjectError> {
        let bytes = read_up_to(path, LARGEST)?;
        let file = blake3::hash(&bytes).to_hex().to_string();
        if !matches!(Protected::of(&bytes), Some(Protected::Package | Protected::Answer)) {
            return Ok(Self { file, ..Self::open(path, bytes)? });
        }
        let mut inside = Vec::with_capacity(bytes.len());
        reveal(path, &mut Cursor::new(bytes), &mut inside, words)?;
        Ok(Self { protected: true, file, ..Self::open(path, inside)? })
    }

    /// Examines the bytes of a file.
    pub(super) fn open(path: &Path, bytes: Vec<u8>) -> Result<Self, PackageError> {
        let path = path.to_path_buf();
        let has = bytes.len() as u64;
        if !bytes.starts_with(MAGIC) {
            let is_beginning = !bytes.is_empty() && MAGIC.starts_with(&bytes);
            return Err(if is_beginning || bytes.is_empty() {
                PackageError::CutOff { path, has, of: HEAD as u64 }
            } else {
                PackageError::NotAPackage { path }
            });
        }
        let lengths = (bytes.get(16..20), bytes.get(20..28));
        let (Some(manifest_len), Some(packed_len)) = (number(lengths.0), number(lengths.1)) else {
            return Err(PackageError::CutOff { path, has, of: HEAD as u64 });
        };
        let packed_at = (HEAD as u64).saturating_add(manifest_len);
        let end = packed_at.saturating_add(packed_len);
        let of = end.saturating_add((HASH + SIGNATURE) as u64);
        if has < of {
            // A length that was changed says anything; no package is that large.
            return Err(if of > 1 << 40 {
                PackageError::Damaged { path }
            } else {
                PackageError::CutOff { path, has, of }
            });
        }
        if has > of {
            return Err(PackageError::Damaged { path });
        }
        let (packed_at, end) = (packed_at as usize, end as usize);
        let body = bytes.get(..end).unwrap_or_default();
        let hash = blake3::hash(body);
        let signature: Option<[u8; SIGNATURE]> = bytes.get(end + HASH..).and_then(|s| s.try_into().ok());
        let (Some(stated), Some(signature)) = (bytes.get(end..end + HASH), signature) else {
            return Err(PackageError::Damaged { path });
        };
        if hash.as_bytes() != stated {
            return Err(PackageError::Damaged { path });
        }
        let manifest: Manifest = match serde_json::from_slice(bytes.get(HEAD..packed_at).unwrap_or_default()) {
            Ok(manifest) => manifest,
            Err(e) => return Err(PackageError::Malformed { path, detail: e.to_string() }),
        };
        if manifest.format != FORMAT {
            return Err(PackageError::OtherVersion { path, version: manifest.program });
        }
        let sealed = Self { path, manifest, protected: false, file: String::new(), bytes, packed_at };
        if !keys::is_signed(sealed.signer(), hash.as_bytes(), &signature) {
            return Err(sealed.forged());
        }
        Ok(sealed)
    }

    /// The public key that signed it.
    pub(super) fn signer(&self) -> &str {
        match self.manifest.from {
            Sender::Lead => &self.manifest.project_key,
            Sender::Coder => &self.manifest.coder_key,
        }
    }

    pub(super) fn forged(&self) -> PackageError {
        PackageError::Forged { path: self.path.clone(), name: self.manifest.name.clone() }
    }

    /// Unpacks it.
    pub(super) fn content(&self) -> Result<Content, PackageError> {
        self.unpack().map_err(|detail| PackageError::Malformed { path: self.path.clone(), detail })
    }

    fn unpack(&self) -> Result<Content, String> {
        let end = self.bytes.len() - HASH - SIGNATURE;
        let packed = self.bytes.get(self.packed_at..end).unwrap_or_default();
        let expected = self.manifest.lines.saturating_add(self.manifest.sources);
        let mut all = Vec::new();
        // However much a few bytes may unpack to, no more than was promised is kept.
        let limit = expected.saturating_add(1);
        ZlibDecoder::new(packed).take(limit).read_to_end(&mut all).map_err(|e| e.to_string())?;
        if all.len() as u64 != expected {
            return Err("its length is not the stated one".into());
        }
        let sources = all.split_off(self.manifest.lines as usize);
        let mut lines = all.splitn(2, |b| *b == b'\n');
        let first: First = serde_json::from_slice(lines.next().unwrap_or_default()).map_err(|e| e.to_string())?;
        let mut rest = lines.next().unwrap_or_default();
        let (mut texts, mut from) = (Vec::new(), 0_usize);
        for _ in 0..first.texts {
            let end = rest.iter().position(|b| *b == b'\n').ok_or("it lacks texts")?;
            let (line, behind) = rest.split_at(end);
            let mut text: TravellingText = serde_json::from_slice(line).map_err(|e| e.to_string())?;
            let until = from.saturating_add(text.source_len as usize);
            text.source = sources.get(from..until).ok_or("it lacks sources")?.to_vec();
            from = until;
            texts.push(text);
            rest = behind.get(1..).unwrap_or_default();
        }
        Ok(Content { secret: first.secret, texts, rows: RowSet::from_lines(rest)? })
    }
}

fn number(bytes: Option<&[u8]>) -> Option<u64> {
    let bytes = bytes?;
    let mut wide = [0; 8];
    wide.get_mut(..bytes.len())?.copy_from_slice(bytes);
    Some(u64::from_le_bytes(wide))
}
