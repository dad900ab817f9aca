//! Where files of an export go: into a folder on disk or into memory, several of them open at once.

use crate::export::ExportError;
use std::io::{self, BufWriter, Write};
use std::sync::{Arc, Mutex, PoisonError};

/// Where an export writes.
pub trait ExportTarget {
    /// Begins a file. Its name stands behind the folder of its coder where it has one (`Amal/page.ann`).
    ///
    /// # Errors
    /// It cannot be made, or a file of that name is there and is to stay.
    fn begin(&mut self, name: &str) -> Result<OutFile, ExportError>;
}

impl dyn ExportTarget + '_ {
    /// Writes a whole file.
    pub(super) fn put(&mut self, name: &str, bytes: &[u8]) -> Result<(), ExportError> {
        let mut file = self.begin(name)?;
        file.put(bytes)?;
        file.finish()
    }
}

/// A file that is being written.
pub struct OutFile {
    name: String,
    writer: BufWriter<Box<dyn Write + Send>>,
}

impl OutFile {
    /// A file of a name, and where its bytes go.
    pub fn new(name: &str, writer: Box<dyn Write + Send>) -> Self {
        Self { name: name.to_owned(), writer: BufWriter::with_capacity(1 << 16, writer) }
    }

    /// Adds bytes.
    pub(super) fn put(&mut self, bytes: impl AsRef<[u8]>) -> Result<(), ExportError> {
        self.writer.write_all(bytes.as_ref()).map_err(|e| self.failed(&e))
    }

    /// Everything is written.
    pub(super) fn finish(mut self) -> Result<(), ExportError> {
        self.writer.flush().map_err(|e| self.failed(&e))
    }

    /// Why it could not be written.
    pub(super) fn failed(&self, error: &dyn std::fmt::Display) -> ExportError {
        ExportError::Table { table: self.name.clone(), reason: error.to_string() }
    }
}

impl Write for OutFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.writer.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.writer.flush()
    }
}

/// A file that an export made.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ExportFile {
    /// Its name, behind the folder of its coder where it has one (`Amal/page.ann`).
    pub name: String,
    /// Its contents.
    pub bytes: Vec<u8>,
}

/// Files in memory.
#[derive(Default)]
pub struct InMemory(Vec<(String, Arc<Mutex<Vec<u8>>>)>);

impl InMemory {
    /// The files in the order in which they were begun.
    pub fn files(self) -> Vec<ExportFile> {
        let bytes =
            |shared: &Mutex<Vec<u8>>| std::mem::take(&mut *shared.lock().unwrap_or_else(PoisonError::into_inner));
        self.0.into_iter().map(|(name, shared)| ExportFile { bytes: bytes(&shared), name }).collect()
    }
}

impl ExportTarget for InMemory {
    fn begin(&mut self, name: &str) -> Result<OutFile, ExportError> {
        let shared = Arc::new(Mutex::new(Vec::new()));
        self.0.push((name.to_owned(), Arc::clone(&shared)));
        Ok(OutFile::new(name, Box::new(Shared(shared))))
    }
}

struct Shared(Arc<Mutex<Vec<u8>>>);

impl Write for Shared {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
