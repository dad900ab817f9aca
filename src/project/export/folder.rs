//! Files of an export on disk: they are written apart and moved to their places when all are whole, so that nobody ever finds half an export.

use crate::export::{ExportError, ExportTarget, OutFile};
use crate::jobs::Monitor;
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// Where an export's files will stand.
pub(in crate::project) struct Folder<'m> {
    place: PathBuf,
    /// The one file of the format, and the name that was wanted for it.
    renamed: Option<(&'static str, String)>,
    force: bool,
    monitor: &'m Monitor,
    apart: TempDir,
    files: Vec<(String, PathBuf)>,
    /// Folders that were made for it, the innermost last.
    made: Vec<PathBuf>,
}

impl<'m> Folder<'m> {
    /// A folder, which is made if need be. Where a path has the ending of a format's one file, that file gets its name, and what stands beside
    /// it a name like it.
    pub(in crate::project) fn at(
        path: &Path,
        one_file: Option<&'static str>,
        force: bool,
        monitor: &'m Monitor,
    ) -> Result<Self, ExportError> {
        let ending = |path: &Path| path.extension().map(std::ffi::OsStr::to_ascii_lowercase);
        let one =
            one_file.filter(|file| !path.is_dir() && ending(path).is_some() && ending(Path::new(file)) == ending(path));
        let renamed = one.zip(path.file_name().map(|name| name.to_string_lossy().into_owned()));
        let place = match (&renamed, path.parent()) {
            (Some(_), Some(parent)) if parent.as_os_str().is_empty() => PathBuf::from("."),
            (Some(_), Some(parent)) => parent.to_owned(),
            _ => path.to_owned(),
        };
        let no_folder = || ExportError::NoFolder { folder: path.display().to_string() };
        let mut made: Vec<PathBuf> = place
            .ancestors()
            .filter(|p| !p.as_os_str().is_empty())
            .take_while(|p| !p.exists())
            .map(Path::to_owned)
            .collect();
        made.reverse();
        fs::create_dir_all(&place).map_err(|_| no_folder())?;
        let apart = tempfile::Builder::new()
            .prefix(".mizan-export-")
            .tempdir_in(&place)
            .map_err(|e| ExportError::Table { table: place.display().to_string(), reason: e.to_string() })?;
        Ok(Self { place, renamed, force, monitor, apart, files: Vec::new(), made })
    }

    /// Moves the files to their places, and says where they are.
    pub(in crate::project) fn commit(mut self) -> Result<Vec<PathBuf>, ExportError> {
        let mut out = Vec::with_capacity(self.files.len());
        for (name, target) in &self.files {
            let failed =
                |e: std::io::Error| ExportError::Table { table: target.display().to_string(), reason: e.to_string() };
            if let Some(folder) = target.parent() {
                fs::create_dir_all(folder).map_err(failed)?;
            }
            fs::rename(self.apart.path().join(name), target).map_err(failed)?;
            out.push(target.clone());
        }
        self.made.clear();
        Ok(out)
    }

    /// Where a file of a name will stand.
    fn place_of(&self, name: &str) -> PathBuf {
        match &self.renamed {
            Some((file, wanted)) if name == *file => self.place.join(wanted),
            Some((_, wanted)) => {
                let stem = Path::new(wanted).file_stem().unwrap_or_default().to_string_lossy();
                self.place.join(format!("{stem}.{name}"))
            }
            None => self.place.join(name),
        }
    }
}

impl Drop for Folder<'_> {
    fn drop(&mut self) {
        if self.made.is_empty() {
            return;
        }
        // Nothing came of it: what was made for it goes too, unless somebody has put something there.
        fs::remove_dir_all(self.apart.path()).unwrap_or_default();
        for folder in self.made.iter().rev() {
            fs::remove_dir(folder).unwrap_or_default();
        }
    }
}

impl ExportTarget for Folder<'_> {
    fn begin(&mut self, name: &str) -> Result<OutFile, ExportError> {
        self.monitor.check().map_err(|_| ExportError::Stopped)?;
        let target = self.place_of(name);
        if target.exists() && !self.force {
            return Err(ExportError::AlreadyThere { file: target.display().to_string() });
        }
        let failed = |e: std::io::Error| ExportError::Table { table: name.to_owned(), reason: e.to_string() };
        let path = self.apart.path().join(name);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).map_err(failed)?;
        }
        let file = fs::File::create(&path).map_err(failed)?;
        self.files.push((name.to_owned(), target));
        Ok(OutFile::new(name, Box::new(file)))
    }
}
