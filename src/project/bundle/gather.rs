//! Making a bundle: everything is written into a folder of its own, read back, and packed.

use super::archive::{FORM, Manifest, WHAT, listed, pack, program};
use super::error::BundleError;
use super::figures::{self, Drawn, figures};
use super::restore::{NotRestored, restore};
use crate::export::{DocumentForm, ExportChoice, codebook_document};
use crate::jobs::Monitor;
use crate::model::{CoderId, Timestamp};
use crate::project::{ExportOrder, Project, ProjectError, ReportChoice};
use crate::report::ReportOptions;
use std::collections::BTreeMap;
use std::fmt::Display;
use std::fs::{self, File};
use std::io::BufReader;
use std::path::{Path, PathBuf};

/// Steps of the journal that are read at once.
const AT_ONCE: i64 = 2_000;

/// What is to be bundled.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct BundleOrder {
    /// The archive.
    pub to: PathBuf,
    /// Whether a file that is there is replaced.
    pub force: bool,
    /// Whether the words of articles are left out.
    pub without_texts: bool,
    /// How the intervals of the report are drawn.
    pub report: ReportOptions,
}

/// What was bundled.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Bundled {
    /// Files in the archive, beside the manifest.
    pub files: usize,
    /// BLAKE3 of the archive, in hexadecimal: to be printed where the study is published.
    pub blake3: String,
}

impl Project {
    /// Makes a replication bundle. Until it is whole nothing stands in its place.
    ///
    /// # Errors
    /// A file is there already, something cannot be read or written, or it was stopped.
    pub fn bundle(&self, order: &BundleOrder, monitor: &Monitor) -> Result<Bundled, ProjectError> {
        if order.to.exists() && !order.force {
            return Err(BundleError::AlreadyThere { path: order.to.clone() }.into());
        }
        let failed = |e: &dyn Display| BundleError::Unwritable { path: order.to.clone(), reason: e.to_string() };
        let place = order.to.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let apart = tempfile::Builder::new().prefix(".mizan-bundle-").tempdir_in(place).map_err(|e| failed(&e))?;
        let inside = apart.path().join("bundle");
        let drawn = Drawn::of(order.report);
        let choice = ExportChoice { pseudonyms: true, without_texts: order.without_texts };
        for (format, folder) in [("jsonl", DATA), ("csv-wide", TABLES)] {
            let order = ExportOrder { format: format.to_owned(), to: inside.join(folder), force: false, choice };
            self.export(&order, monitor)?;
        }
        let put = |path: &str, bytes: &[u8]| -> Result<(), ProjectError> {
            let path = inside.join(path);
            let made = path.parent().map_or(Ok(()), fs::create_dir_all).and_then(|()| fs::write(path, bytes));
            Ok(made.map_err(|e| failed(&e))?)
        };
        let mut codebooks = Vec::new();
        for version in self.store.codebook_versions()? {
            let name = format!("{} {}", version.book.id, version.book.version);
            let stem = format!("codebook/{}", safe(&name));
            put(&format!("{stem}.json"), version.json.as_bytes())?;
            for (form, ending) in [(DocumentForm::Html, "html"), (DocumentForm::Markdown, "md")] {
                put(&format!("{stem}.{ending}"), codebook_document(&version.book, form).as_bytes())?;
            }
            codebooks.push(name);
        }
        put("journal/summary.csv", &self.journal_summary(monitor).and_then(|csv| csv.map_err(|e| failed(&e).into()))?)?;
        // From here on everything comes from what the bundle holds.
        let lines = File::open(inside.join(LINES)).map_err(|e| failed(&e))?;
        let restored = restore(BufReader::new(lines), &apart.path().join("restored.mizan"), monitor);
        let restored = restored.map_err(|error| match error {
            NotRestored::Project(error) => error,
            NotRestored::Line(line, problem) => failed(&format!("line {line} of {LINES}: {problem}")).into(),
        })?;
        put("adjudication/decisions.csv", &decisions(&restored)?.map_err(|e| failed(&e))?)?;
        put(figures::FILE, &serde_json::to_vec_pretty(&figures(&restored)?).map_err(|e| failed(&e))?)?;
        restored.report(&ReportChoice::default(), &drawn.order(&inside.join(REPORT)), &monitor.apart())?;
        drop(restored);
        put("README.md", read_me(&self.title()?, &codebooks, order.without_texts).as_bytes())?;
        let files = listed(&inside).map_err(|e| failed(&e))?;
        let manifest = Manifest {
            what: WHAT.to_owned(),
            form: FORM,
            program: program(),
            project: self.title()?,
            codebooks,
            texts: !order.without_texts,
            report: drawn,
            files,
        };
        let packed = apart.path().join("packed.zip");
        pack(&inside, &manifest, &packed, monitor)?;
        let mut hasher = blake3::Hasher::new();
        hasher.update_reader(File::open(&packed).map_err(|e| failed(&e))?).map_err(|e| failed(&e))?;
        monitor.check()?;
        fs::rename(&packed, &order.to).map_err(|e| failed(&e))?;
        Ok(Bundled { files: manifest.files.len(), blake3: hasher.finalize().to_hex().to_string() })
    }

    /// How often what was done, by whom, and when first and last; nothing of what it was.
    fn journal_summary(&self, monitor: &Monitor) -> Result<Result<Vec<u8>, csv::Error>, ProjectError> {
        let names = crate::project::export::names::Names::of(self, true)?;
        let mut found: BTreeMap<(String, &'static str, Option<CoderId>), Often> = BTreeMap::new();
        let last = self.store.last_step()?;
        let mut from = 1;
        while from <= last {
            monitor.check()?;
            for entry in self.store.journal_heads(from..from + AT_ONCE)? {
                let (head, changes) = entry;
                let key = (head.action.clone(), head.kind.code(), head.coder);
                let often = found.entry(key).or_insert(Often { steps: 0, rows: 0, first: head.at, last: head.at });
                often.steps += 1;
                often.rows += changes;
                often.first = often.first.min(head.at);
                often.last = often.last.max(head.at);
            }
            from += AT_ONCE;
        }
        let mut csv = csv::Writer::from_writer(Vec::new());
        let write = || -> Result<(), csv::Error> {
            csv.write_record(["action", "kind", "coder", "steps", "rows_changed", "first", "last"])?;
            let mut rows: Vec<[String; 7]> = found
                .into_iter()
                .map(|((action, kind, coder), Often { steps, rows, first, last })| {
                    let who = coder.map(|c| names.name(c)).unwrap_or_default();
                    [
                        action,
                        kind.to_owned(),
                        who,
                        steps.to_string(),
                        rows.to_string(),
                        first.to_string(),
                        last.to_string(),
                    ]
                })
                .collect();
            rows.sort();
            rows.iter().try_for_each(|row| csv.write_record(row))
        };
        Ok(write().and_then(|()| csv.into_inner().map_err(|e| e.into_error().into())))
    }
}

/// How often something was done, and when.
struct Often {
    steps: usize,
    rows: usize,
    first: Timestamp,
    last: Timestamp,
}

/// Folders and files of a bundle.
pub(super) const DATA: &str = "data";
pub(super) const TABLES: &str = "tables";
pub(super) const REPORT: &str = "report";
pub(super) const LINES: &str = "data/everything.jsonl";

/// What was decided, as a table.
fn decisions(project: &Project) -> Result<Result<Vec<u8>, csv::Error>, ProjectError> {
    let names: BTreeMap<CoderId, String> = project.store.coders()?.into_iter().map(|c| (c.id, c.name)).collect();
    let name = |coder: Option<CoderId>| coder.and_then(|c| names.get(&c).cloned()).unwrap_or_default();
    let mut csv = csv::Writer::from_writer(Vec::new());
    let decisions = project.store.decisions()?;
    let mut write = || -> Result<(), csv::Error> {
        csv.write_record(["record", "item", "coding", "manner", "taken_from", "cause", "reason", "there", "by", "at"])?;
        decisions.iter().try_for_each(|d| {
            csv.write_record([
                d.thing.to_string(),
                d.item.clone(),
                d.coding.to_string(),
                d.manner.code().to_owned(),
                name(d.taken_from),
                d.cause.map(|c| c.code().to_owned()).unwrap_or_default(),
                d.reason.clone(),
                if d.there { "yes" } else { "no" }.to_owned(),
                name(d.coder),
                d.at.to_string(),
            ])
        })
    };
    Ok(write().and_then(|()| csv.into_inner().map_err(|e| e.into_error().into())))
}

/// A name that no file system refuses.
fn safe(name: &str) -> String {
    name.chars().map(|c| if c.is_alphanumeric() || ".-_".contains(c) { c } else { '-' }).collect()
}

fn read_me(title: &str, codebooks: &[String], without_texts: bool) -> String {
    let texts = if without_texts {
        "The words of the articles are left out (copyright): each letter and digit is an x of the same length, so every offset stays. Hashes \
         in the data say which texts they were."
    } else {
        "The texts of the articles are in the data."
    };
    format!(
        "# Replication bundle: {title}\n\nMade by Mizan {}. Coders bear pseudonyms. {texts}\n\n\
         | path | what it is |\n|---|---|\n\
         | manifest.json | every file with its length and BLAKE3 |\n\
         | codebook/ | {} as data (JSON) and to be read (HTML, Markdown) |\n\
         | data/everything.jsonl | every coding, one thing a line |\n\
         | tables/ | the same as tables with a data dictionary; `read.R` and `read.py` read them |\n\
         | adjudication/decisions.csv | what was decided where coders differed, how and why |\n\
         | journal/summary.csv | how often what was done, by whom, first and last |\n\
         | report/ | the reliability report and the findings; `recompute.R` and `recompute.py` in it need no Mizan |\n\
         | figures.json | agreement and counts in short |\n\n\
         `mizan verify FILE.zip` computes the hashes, the tables and the figures again from the data and says what differs.\n",
        env!("CARGO_PKG_VERSION"),
        codebooks.join(", ")
    )
}
