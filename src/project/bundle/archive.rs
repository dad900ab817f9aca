//! The archive and its manifest.

use super::error::BundleError;
use super::figures::Drawn;
use crate::jobs::Monitor;
use crate::project::ProjectError;
use serde::{Deserialize, Serialize};
use std::fs::{self, File};
use std::io::{self, BufReader, BufWriter, Read, Write};
use std::path::{Path, PathBuf};
use zip::write::SimpleFileOptions;

/// The file that says what the others are.
pub(super) const MANIFEST: &str = "manifest.json";
/// What the manifest is called in itself.
pub(super) const WHAT: &str = "Mizan replication bundle";
/// Version of its form.
pub(super) const FORM: u32 = 1;

/// This program.
pub(super) fn program() -> String {
    format!("Mizan {}", env!("CARGO_PKG_VERSION"))
}

/// What a bundle says of itself.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub(super) struct Manifest {
    pub(super) what: String,
    pub(super) form: u32,
    pub(super) program: String,
    pub(super) project: String,
    pub(super) codebooks: Vec<String>,
    /// Whether the words of articles are in it.
    pub(super) texts: bool,
    /// How its report was drawn.
    pub(super) report: Drawn,
    pub(super) files: Vec<Listed>,
}

/// A file of a bundle.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub(super) struct Listed {
    pub(super) path: String,
    pub(super) bytes: u64,
    pub(super) blake3: String,
}

/// The files of a folder with their hashes, by path.
pub(super) fn listed(folder: &Path) -> io::Result<Vec<Listed>> {
    let mut out = Vec::new();
    for path in files(folder)? {
        let mut hasher = blake3::Hasher::new();
        let bytes = io::copy(&mut BufReader::new(File::open(&path)?), &mut hasher)?;
        let inside = path.strip_prefix(folder).unwrap_or(&path);
        let parts: Vec<_> = inside.iter().map(|part| part.to_string_lossy()).collect();
        out.push(Listed { path: parts.join("/"), bytes, blake3: hasher.finalize().to_hex().to_string() });
    }
    out.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(out)
}

fn files(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut out = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            out.extend(files(&path)?);
        } else {
            out.push(path);
        }
    }
    Ok(out)
}

/// Packs a folder with its manifest, the manifest first. The same folder gives the same bytes.
pub(super) fn pack(folder: &Path, manifest: &Manifest, to: &Path, monitor: &Monitor) -> Result<(), ProjectError> {
    let failed = |reason: String| BundleError::Unwritable { path: to.to_path_buf(), reason };
    let mut archive = zip::ZipWriter::new_stream(BufWriter::new(File::create(to).map_err(|e| failed(e.to_string()))?));
    let begin = |archive: &mut zip::ZipWriter<_>, path: &str, bytes: u64| {
        let options = SimpleFileOptions::default().large_file(bytes > u64::from(u32::MAX / 2));
        zip::ZipWriter::start_file(archive, path, options).map_err(|e| failed(e.to_string()))
    };
    let json = serde_json::to_vec_pretty(manifest).map_err(|e| failed(e.to_string()))?;
    begin(&mut archive, MANIFEST, json.len() as u64)?;
    archive.write_all(&json).map_err(|e| failed(e.to_string()))?;
    for file in &manifest.files {
        begin(&mut archive, &file.path, file.bytes)?;
        let mut from = File::open(folder.join(&file.path)).map_err(|e| failed(e.to_string()))?;
        let mut piece = vec![0; 1 << 20];
        loop {
            monitor.check()?;
            let read = from.read(&mut piece).map_err(|e| failed(e.to_string()))?;
            if read == 0 {
                break;
            }
            archive.write_all(piece.get(..read).unwrap_or_default()).map_err(|e| failed(e.to_string()))?;
        }
    }
    let written = archive.finish().map_err(|e| failed(e.to_string()))?.into_inner();
    written.into_inner().map_err(|e| failed(e.to_string()))?.sync_all().map_err(|e| failed(e.to_string()))?;
    Ok(())
}
