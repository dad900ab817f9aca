//! Verifying a bundle: hashes from its bytes, tables and figures from its data.

use super::archive::{FORM, Listed, MANIFEST, Manifest, WHAT, listed, program};
use super::error::BundleError;
use super::figures::{self, differences, figures};
use super::gather::{LINES, REPORT, TABLES};
use super::restore::{NotRestored, restore};
use crate::export::{ExportChoice, Format, InMemory};
use crate::jobs::Monitor;
use crate::project::{Project, ProjectError, ReportChoice};
use serde_json::Value;
use std::fs::File;
use std::io::{BufReader, Cursor, Read};
use std::path::Path;
use zip::ZipArchive;

/// Bytes of a manifest at most.
const LONGEST_MANIFEST: u64 = 64 << 20;
/// Differences of one file that are told.
const TOLD: usize = 20;

/// What came out.
#[derive(Clone, PartialEq, Eq, Debug, serde::Serialize)]
pub struct Verified {
    /// Name of the project.
    pub project: String,
    /// The program that made the bundle.
    pub program: String,
    /// Files whose bytes are those of the manifest.
    pub files: usize,
    /// Figures that came out the same.
    pub figures: usize,
    /// Cells of tables that came out the same.
    pub cells: usize,
    /// What differs; empty if the bundle is sound.
    pub differences: Vec<Difference>,
}

/// Something that is not as it should be.
#[derive(Clone, PartialEq, Eq, Debug, serde::Serialize)]
pub struct Difference {
    /// The file in the bundle.
    pub file: String,
    /// One sentence.
    pub what: String,
}

/// Verifies a bundle.
///
/// # Errors
/// The file cannot be read, is no bundle, is damaged as a whole, was made by a newer program, or it was stopped.
pub fn verify(path: &Path, monitor: &Monitor) -> Result<Verified, ProjectError> {
    let mut archive = opened(path)?;
    let manifest = manifest(path, &mut archive)?;
    monitor.set_total(manifest.files.len() as u64 + 2);
    let mut out = Verified {
        project: manifest.project.clone(),
        program: manifest.program.clone(),
        files: 0,
        figures: 0,
        cells: 0,
        differences: Vec::new(),
    };
    let apart = tempfile::tempdir().map_err(|e| BundleError::Unreadable { path: path.to_path_buf(), reason: e })?;
    for listed in &manifest.files {
        monitor.check()?;
        match hashed(&mut archive, listed, apart.path()) {
            Ok(()) => out.files += 1,
            Err(what) => out.differ(&listed.path, what),
        }
        monitor.advance(1);
    }
    let known = |name: &str| name == MANIFEST || manifest.files.iter().any(|f| f.path == name);
    let names = archive.file_names().filter_map(Result::ok).map(std::borrow::Cow::into_owned);
    let strangers: Vec<String> = names.filter(|n| !n.ends_with('/') && !known(n)).collect();
    for name in strangers {
        out.differ(&name, "it is not in the manifest".to_owned());
    }
    match restored(apart.path(), monitor) {
        Ok(project) => {
            monitor.advance(1);
            let texts = ExportChoice { pseudonyms: false, without_texts: !manifest.texts };
            out.compare_tables(&project, texts, &mut archive, monitor)?;
            out.compare_figures(&project, &mut archive)?;
            let report = manifest.report.order(&apart.path().join(REPORT));
            project.report(&ReportChoice::default(), &report, &monitor.apart())?;
            out.compare_report(&report.to, &manifest, &mut archive);
            monitor.advance(1);
        }
        Err(NotRestored::Project(ProjectError::Stopped(stopped))) => return Err(stopped.into()),
        Err(NotRestored::Project(error)) => out.differ(LINES, format!("figures could not be computed again: {error}")),
        Err(NotRestored::Line(line, problem)) => {
            out.differ(
                LINES,
                format!("figures could not be computed again: line {line} cannot be understood ({problem})"),
            );
        }
    }
    Ok(out)
}

type Archive = ZipArchive<BufReader<File>>;

fn opened(path: &Path) -> Result<Archive, BundleError> {
    let unreadable = |reason| BundleError::Unreadable { path: path.to_path_buf(), reason };
    let mut file = File::open(path).map_err(unreadable)?;
    let mut start = [0; 4];
    let is_archive = file.read(&mut start).map_err(unreadable)? == 4 && start == *b"PK\x03\x04";
    if !is_archive {
        return Err(BundleError::Foreign { path: path.to_path_buf() });
    }
    let file = File::open(path).map_err(unreadable)?;
    ZipArchive::new(BufReader::new(file))
        .map_err(|e| BundleError::Damaged { path: path.to_path_buf(), detail: e.to_string() })
}

fn manifest(path: &Path, archive: &mut Archive) -> Result<Manifest, BundleError> {
    let foreign = || BundleError::Foreign { path: path.to_path_buf() };
    let damaged = |detail: String| BundleError::Damaged { path: path.to_path_buf(), detail };
    let mut json = Vec::new();
    let entry = archive.by_name(MANIFEST).map_err(|_| foreign())?;
    entry.take(LONGEST_MANIFEST).read_to_end(&mut json).map_err(|e| damaged(format!("{MANIFEST}: {e}")))?;
    let value: serde_json::Value = serde_json::from_slice(&json).map_err(|e| damaged(format!("{MANIFEST}: {e}")))?;
    if value["what"] != WHAT {
        return Err(foreign());
    }
    if value["form"].as_u64().is_some_and(|form| form > u64::from(FORM)) {
        return Err(BundleError::Newer { path: path.to_path_buf() });
    }
    serde_json::from_value(value).map_err(|e| damaged(format!("{MANIFEST}: {e}")))
}

/// Whether a file has the bytes of the manifest; the data are laid aside to be read again.
fn hashed(archive: &mut Archive, listed: &Listed, apart: &Path) -> Result<(), String> {
    let entry = archive.by_name(&listed.path).map_err(|_| "it is missing".to_owned())?;
    let (mut hasher, mut bytes) = (blake3::Hasher::new(), 0);
    let mut kept =
        if listed.path == LINES { Some(File::create(apart.join("lines")).map_err(|e| e.to_string())?) } else { None };
    // A length that lies does not fill the disk.
    let mut entry = entry.take(listed.bytes + 1);
    let mut piece = vec![0; 1 << 20];
    loop {
        let read = entry.read(&mut piece).map_err(|e| format!("it is damaged ({e})"))?;
        let Some(read) = piece.get(..read).filter(|read| !read.is_empty()) else { break };
        hasher.update(read);
        bytes += read.len() as u64;
        if let Some(kept) = &mut kept {
            std::io::Write::write_all(kept, read).map_err(|e| e.to_string())?;
        }
    }
    if bytes != listed.bytes {
        return Err(format!(
            "it has other bytes than the manifest says ({} and not {})",
            if bytes > listed.bytes { "more".to_owned() } else { bytes.to_string() },
            listed.bytes
        ));
    }
    if hasher.finalize().to_hex().as_str() != listed.blake3 {
        return Err("it was changed: its BLAKE3 is not that of the manifest".to_owned());
    }
    Ok(())
}

fn restored(apart: &Path, monitor: &Monitor) -> Result<Project, NotRestored> {
    let lines = File::open(apart.join("lines")).map_err(|e| NotRestored::Line(0, e.to_string()))?;
    restore(BufReader::new(lines), &apart.join("restored.mizan"), monitor)
}

impl Verified {
    fn differ(&mut self, file: &str, what: String) {
        self.differences.push(Difference { file: file.to_owned(), what });
    }

    fn compare_figures(&mut self, project: &Project, archive: &mut Archive) -> Result<(), ProjectError> {
        let computed = figures(project)?;
        self.compare_json(figures::FILE, &computed, archive);
        Ok(())
    }

    fn compare_json(&mut self, file: &str, computed: &Value, archive: &mut Archive) {
        let Some(stated) = contents(archive, file).and_then(|bytes| serde_json::from_slice(&bytes).ok()) else {
            return self.differ(file, "its figures cannot be read".to_owned());
        };
        let mut found = Vec::new();
        differences("", &stated, computed, &mut found);
        self.figures += leaves(computed).saturating_sub(found.len());
        for (path, stated, computed) in found.iter().take(TOLD) {
            self.differ(file, format!("{path} is {stated} in the bundle, and {computed} from the data"));
        }
        if found.len() > TOLD {
            self.differ(file, format!("{} further figures differ", found.len() - TOLD));
        }
    }

    /// Compares the files of the report with those that come out now: what is JSON figure by figure, the rest by its bytes.
    fn compare_report(&mut self, computed: &Path, manifest: &Manifest, archive: &mut Archive) {
        let by_this_program = manifest.program == program();
        for file in listed(computed).unwrap_or_default() {
            let name = format!("{REPORT}/{}", file.path);
            let json = Path::new(&name).extension().is_some_and(|e| e == "json");
            let stated = manifest.files.iter().find(|f| f.path == name);
            match stated {
                None => self.differ(&name, "it is missing".to_owned()),
                Some(_) if json => {
                    let bytes = std::fs::read(computed.join(&file.path)).unwrap_or_default();
                    self.compare_json(&name, &serde_json::from_slice(&bytes).unwrap_or_default(), archive);
                }
                Some(stated) if stated.blake3 == file.blake3 => self.figures += 1,
                Some(_) if by_this_program => self.differ(&name, "it is not what the data give".to_owned()),
                // Another version of the program may set the same figures otherwise.
                Some(_) => {}
            }
        }
    }

    fn compare_tables(
        &mut self,
        project: &Project,
        choice: ExportChoice,
        archive: &mut Archive,
        monitor: &Monitor,
    ) -> Result<(), ProjectError> {
        let mut target = InMemory::default();
        project.export_to(Format::named("csv-wide")?, choice, &mut target, &monitor.apart())?;
        for file in target.files().into_iter().filter(|f| Path::new(&f.name).extension().is_some_and(|e| e == "csv")) {
            let name = format!("{TABLES}/{}", file.name);
            let Some(stated) = contents(archive, &name) else {
                self.differ(&name, "it cannot be read".to_owned());
                continue;
            };
            match cells(&stated, &file.bytes, choice.without_texts) {
                Ok(count) => self.cells += count,
                Err(what) => self.differ(&name, what),
            }
        }
        Ok(())
    }
}

/// Compares two tables cell by cell; how many are the same, or the first that is not.
fn cells(stated: &[u8], computed: &[u8], without_texts: bool) -> Result<usize, String> {
    let reader = |bytes| csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(Cursor::new(bytes));
    let (mut one, mut other) = (reader(stated), reader(computed));
    let (mut one, mut other) = (one.records(), other.records());
    let mut header: Vec<String> = Vec::new();
    let (mut row, mut count) = (0, 0);
    loop {
        let (a, b) = match (one.next(), other.next()) {
            (None, None) => return Ok(count),
            (Some(Ok(a)), Some(Ok(b))) => (a, b),
            (Some(Err(e)), _) => return Err(format!("row {row} cannot be read ({e})")),
            _ => return Err(format!("it has another number of rows than the data ({row} are the same)")),
        };
        if row == 0 {
            header = a.iter().map(str::to_owned).collect();
        }
        for n in 0..a.len().max(b.len()) {
            let column = header.get(n).map_or("", String::as_str);
            // The data hold the shape of the texts and not the texts; what they were can only be believed.
            if without_texts && column == "text_blake3" {
                continue;
            }
            if a.get(n) != b.get(n) {
                let (a, b) = (a.get(n).unwrap_or_default(), b.get(n).unwrap_or_default());
                return Err(format!("row {row}, {column} is \u{201c}{a}\u{201d}, and \u{201c}{b}\u{201d} in the data"));
            }
            count += 1;
        }
        row += 1;
    }
}

fn contents(archive: &mut Archive, name: &str) -> Option<Vec<u8>> {
    let entry = archive.by_name(name).ok()?;
    let size = entry.size();
    let mut out = Vec::new();
    entry.take(size).read_to_end(&mut out).ok()?;
    Some(out)
}

/// Values in a document.
fn leaves(value: &serde_json::Value) -> usize {
    match value {
        serde_json::Value::Object(members) => members.values().map(leaves).sum(),
        serde_json::Value::Array(items) => items.iter().map(leaves).sum(),
        _ => 1,
    }
}
