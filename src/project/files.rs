//! Reading many files: on all processors, in a fixed order, and never more of them in memory than there is room for.

use super::{Imported, Project, ProjectError};
use crate::import::{How, ImportBatch, ImportError, LARGEST, Standoff, read_each, read_standoff};
use crate::jobs::{Monitor, Results, Room, in_order};
use crate::model::CoderId;
use crate::store::is_open_here;
use std::collections::BTreeSet;
use std::fs::{File, Metadata};
use std::io::Read as _;
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

/// Folders inside each other that are looked into.
const DEPTH: usize = 32;
/// Files that stand beside annotations in folders and say nothing of a text.
const BESIDE: [&str; 3] = [EXPORTED, "typesystem.xml", "label-config.xml"];
/// What this program writes beside an export for other programs: whose each folder is.
const EXPORTED: &str = "mizan-export.json";
/// Files that are read or wait to be taken, and the bytes of all of them; a larger file is read alone.
const ROOM: Room = Room { items: 32, weight: 6_000_000 };
/// Documents, and bytes of their sources, that are stored in one step: each step waits for the disk.
const STEP: (usize, usize) = (64, 4_000_000);

/// Something about one of several files.
#[derive(Debug)]
pub enum OfFile {
    /// Documents of it, or warnings about it. A file may have many of these.
    Read(ImportBatch),
    /// Why nothing more of it was read.
    Failed(ProjectError),
    /// Nothing more comes of it.
    End,
}

/// What became of a file, or of a part of it.
#[derive(Debug)]
pub enum Done {
    /// What was taken in, and what it was taken from.
    Imported(Imported, ImportBatch),
    /// Why it was not taken in.
    Failed(ProjectError),
    /// Nothing more comes of the file.
    End,
}

/// The files that are meant: those named, and those in named folders and the folders in them, in the order of their names. Hidden files,
/// pipes, projects and their backups are no pages, and links to folders are not followed: they may lead round in a circle.
pub fn files_in(paths: &[PathBuf]) -> Vec<PathBuf> {
    let mut out = Vec::new();
    for path in paths {
        if path.is_dir() { walk(path, 0, &mut out) } else { out.push(path.clone()) }
    }
    with_their_annotations(out)
}

/// The files without those that are read with the annotations beside them: texts, and how the annotating program was set up.
fn with_their_annotations(files: Vec<PathBuf>) -> Vec<PathBuf> {
    let annotations: BTreeSet<PathBuf> = files.iter().filter(|f| has_ending(f, "ann")).cloned().collect();
    if annotations.is_empty() {
        return files;
    }
    let beside = |file: &PathBuf| annotations.iter().any(|a| a.parent() == file.parent());
    let is_read_there = |file: &PathBuf| {
        has_ending(file, "txt") && annotations.contains(&file.with_extension("ann"))
            || has_ending(file, "conf") && beside(file)
    };
    files.into_iter().filter(|file| !is_read_there(file)).collect()
}

fn has_ending(path: &Path, ending: &str) -> bool {
    path.extension().is_some_and(|e| e.eq_ignore_ascii_case(ending))
}

fn walk(folder: &Path, depth: usize, out: &mut Vec<PathBuf>) {
    let mut inside: Vec<PathBuf> =
        std::fs::read_dir(folder).into_iter().flatten().flatten().map(|e| e.path()).collect();
    inside.sort();
    for path in inside {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let lower = name.to_lowercase();
        let own = [".mizan", ".mizan.backups", ".mizan-journal"].iter().any(|end| lower.ends_with(end));
        if name.starts_with('.') || own || BESIDE.iter().any(|b| lower == *b || lower.ends_with(&format!(".{b}"))) {
            continue;
        }
        // Whoever opens a pipe in a folder may wait for ever; a link that leads nowhere is said.
        if path.is_file() || path.is_symlink() && !path.exists() {
            out.push(path);
        } else if path.is_dir() && !path.is_symlink() && depth < DEPTH {
            walk(&path, depth + 1, out);
        }
    }
}

/// Reads a file that is to be imported. Whoever imports a whole folder may meet the open project in it: reading that
/// would end the lock that keeps others out, so it is refused.
///
/// # Errors
/// What the system says, that it is the open project, that it is larger than any format reads, or that somebody writes it meanwhile.
pub fn read_file(path: &Path) -> Result<Vec<u8>, ProjectError> {
    read_up_to(path, LARGEST as u64)
}

/// As [`read_file`], with another limit in bytes.
pub(super) fn read_up_to(path: &Path, limit: u64) -> Result<Vec<u8>, ProjectError> {
    if is_open_here(path) {
        return Err(ProjectError::OwnFile { path: path.to_path_buf() });
    }
    let unreadable = |reason| ProjectError::Unreadable { path: path.to_path_buf(), reason };
    let name = || path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let too_large = |length: u64| ImportError::TooLarge { file: name(), bytes: length as usize, limit: limit as usize };
    let before = std::fs::metadata(path).map_err(unreadable)?;
    if before.len() > limit {
        return Err(too_large(before.len()).into());
    }
    let mut file = File::open(path).map_err(unreadable)?;
    let mut bytes = Vec::with_capacity(before.len() as usize);
    // A pipe or a device that somebody names may have no end.
    file.by_ref().take(limit + 1).read_to_end(&mut bytes).map_err(unreadable)?;
    let after = file.metadata().map_err(unreadable)?;
    if bytes.len() as u64 > limit {
        return Err(too_large(after.len()).into());
    }
    if before.is_file() && (is_another(&before, &after) || bytes.len() as u64 != after.len()) {
        return Err(ImportError::Changing { file: name() }.into());
    }
    Ok(bytes)
}

/// Whether a file was written between two looks at it.
fn is_another(before: &Metadata, after: &Metadata) -> bool {
    before.len() != after.len() || before.modified().ok() != after.modified().ok()
}

/// Reads files on all processors. `take` gets what was read in the order of the files, whatever was ready first; it is called with the
/// place of the file in the list, or with `None` where nothing more is ready for a moment. Reading ends when it breaks or when somebody asks `monitor` to stop.
///
pub fn read_files(
    files: &[PathBuf],
    how: &How,
    monitor: &Monitor,
    mut take: impl FnMut(Option<(usize, OfFile)>) -> ControlFlow<()>,
) {
    let weight = |(_, path): &(usize, &PathBuf)| std::fs::metadata(path).map_or(0, |m| m.len());
    in_order(
        files.iter().enumerate(),
        ROOM,
        weight,
        |(at, path), results: &Results<(usize, OfFile)>| {
            if monitor.check().is_err() {
                return;
            }
            if let Err(error) = read_one(path, how, |batch| !results.put((at, OfFile::Read(batch)))) {
                results.put((at, OfFile::Failed(error)));
            }
            results.put((at, OfFile::End));
        },
        |result| match result {
            _ if monitor.check().is_err() => ControlFlow::Break(()),
            next => take(next),
        },
    );
}

/// Reads a file; `put` says whether nobody takes more.
fn read_one(path: &Path, how: &How, mut put: impl FnMut(ImportBatch) -> bool) -> Result<(), ProjectError> {
    let bytes = read_file(path)?;
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let text = text_beside(path, how)?;
    let annotator = annotator_of(path);
    let mut take = |mut batch: ImportBatch| {
        for set in batch.documents.iter_mut().flat_map(|d| &mut d.annotations).filter(|s| s.annotator.is_none()) {
            set.annotator.clone_from(&annotator);
        }
        if put(batch) { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    };
    let mut read = || match &text {
        Some((text_name, text)) => {
            let standoff = Standoff { name: &name, annotations: &bytes, text_name, text, annotator: None };
            read_standoff(standoff).map(|batch| {
                // It is the only one, whether more is taken or not.
                let _is_last = take(batch);
            })
        }
        None => read_each(&name, &bytes, how, &mut take),
    };
    // A defect of a reader costs one file and not the rest of the batch.
    match catch_unwind(AssertUnwindSafe(&mut read)) {
        Ok(read) => Ok(read?),
        Err(_) => Err(ImportError::Defect { file: name.into_owned() }.into()),
    }
}

/// Whose annotations a file holds, where its folder tells: this program's exports say it, and others have a folder for each annotator with files
/// of the same names.
fn annotator_of(path: &Path) -> Option<String> {
    let (folder, name) = (path.parent()?, path.file_name()?);
    let (own, above) = (folder.file_name()?.to_string_lossy().into_owned(), folder.parent()?);
    for (exported, wanted) in [(above, own.clone()), (folder, path.file_stem()?.to_string_lossy().into_owned())] {
        let told: Option<serde_json::Value> =
            std::fs::read(exported.join(EXPORTED)).ok().and_then(|bytes| serde_json::from_slice(&bytes).ok());
        let works = told.as_ref().and_then(|t| t["texts"].as_array()).into_iter().flatten();
        let mut coders = works.filter_map(|t| t["coders"].as_array()).flatten();
        let found = coders.find(|c| c["folder"].as_str() == Some(&wanted)).and_then(|c| c["coder"].as_str());
        if let Some(found) = found {
            return Some(found.to_owned());
        }
    }
    let beside = std::fs::read_dir(above).ok().filter(|_| has_ending(path, "ann"))?;
    let mut beside = beside.flatten().map(|e| e.path()).filter(|p| p.is_dir() && p.file_name() != folder.file_name());
    beside.any(|other| other.join(name).is_file()).then_some(own)
}

/// The text that a file of standoff annotations speaks of: it stands beside it, under its name.
fn text_beside(path: &Path, how: &How) -> Result<Option<(String, Vec<u8>)>, ProjectError> {
    if !has_ending(path, "ann") || how.format.is_some_and(|f| f.name != "brat") {
        return Ok(None);
    }
    let text = ["txt", "TXT"].into_iter().map(|ending| path.with_extension(ending)).find(|t| t.is_file());
    let Some(text) = text else {
        let name = |p: &Path| p.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let (file, text) = (name(path), name(&path.with_extension("txt")));
        return Err(ImportError::TextMissing { file, text }.into());
    };
    let name = text.file_name().unwrap_or_default().to_string_lossy().into_owned();
    Ok(Some((name, read_file(&text)?)))
}

impl Project {
    /// Reads files on all processors and takes in what they hold, some documents in each step. `told` learns what became of each file, in
    /// the order of the files and after it is on disk. What was stored stays, also when somebody asks `monitor` to stop; a file that fails
    /// leaves the others alone, unless no step can be made any more ([`ProjectError::stops_all`]).
    pub fn import_files(
        &mut self,
        actor: Option<CoderId>,
        files: &[PathBuf],
        how: &How,
        monitor: &Monitor,
        mut told: impl FnMut(usize, Done) -> ControlFlow<()>,
    ) {
        let mut waiting: Vec<(usize, OfFile)> = Vec::new();
        let mut size = (0, 0);
        read_files(files, how, monitor, |next| {
            let Some((at, piece)) = next else {
                size = (0, 0);
                return self.take_in_all(actor, std::mem::take(&mut waiting), &mut told);
            };
            if let OfFile::Read(batch) = &piece {
                size.0 += batch.documents.len();
                size.1 += batch.documents.iter().map(|d| d.source.len()).sum::<usize>();
            }
            waiting.push((at, piece));
            if size.0 < STEP.0 && size.1 < STEP.1 {
                return ControlFlow::Continue(());
            }
            size = (0, 0);
            self.take_in_all(actor, std::mem::take(&mut waiting), &mut told)
        });
        let _stopped = self.take_in_all(actor, waiting, &mut told);
    }

    /// Stores what was read as one step, or, if that is refused, piece by piece.
    fn take_in_all(
        &mut self,
        actor: Option<CoderId>,
        read: Vec<(usize, OfFile)>,
        told: &mut impl FnMut(usize, Done) -> ControlFlow<()>,
    ) -> ControlFlow<()> {
        let batches: Vec<&ImportBatch> = read
            .iter()
            .filter_map(|(_, piece)| if let OfFile::Read(batch) = piece { Some(batch) } else { None })
            .collect();
        let mut together = match self.import_batches(actor, &batches) {
            Ok(imported) => Ok(imported.into_iter()),
            Err(error) => Err(Some(error)),
        };
        for (at, piece) in read {
            let done = match (piece, &mut together) {
                (OfFile::End, _) => Done::End,
                (OfFile::Failed(error), _) => Done::Failed(error),
                (OfFile::Read(batch), Ok(imported)) => Done::Imported(imported.next().unwrap_or_default(), batch),
                (OfFile::Read(_), Err(error)) if error.as_ref().is_some_and(ProjectError::stops_all) => {
                    if let Some(error) = error.take() {
                        told(at, Done::Failed(error))?;
                    }
                    return ControlFlow::Break(());
                }
                (OfFile::Read(batch), Err(_)) => match self.import_batch(actor, &batch) {
                    Ok(imported) => Done::Imported(imported, batch),
                    Err(error) => {
                        let ends = error.stops_all();
                        told(at, Done::Failed(error))?;
                        if ends {
                            return ControlFlow::Break(());
                        }
                        continue;
                    }
                },
            };
            told(at, done)?;
        }
        ControlFlow::Continue(())
    }
}
