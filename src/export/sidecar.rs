//! What stands beside an export: how it counts, which texts and codebooks it rests on, what was left out of it and what it cannot carry.

use crate::export::{ExportBook, ExportError, ExportPage, ExportSource, ExportTarget};
use crate::model::Document;
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

/// Name of the file that tells about the others.
pub(super) const NAME: &str = "mizan-export.json";

/// What is known so far.
pub(super) struct Sidecar {
    format: &'static str,
    offset_unit: &'static str,
    books: Vec<String>,
    texts: Vec<Value>,
    left: BTreeMap<String, usize>,
    says: Map<String, Value>,
}

impl Sidecar {
    /// For a format, and what its offsets count.
    pub(super) fn new(format: &'static str, offset_unit: &'static str) -> Self {
        let (books, texts, left) = (Vec::new(), Vec::new(), BTreeMap::new());
        Self { format, offset_unit, books, texts, left, says: Map::new() }
    }

    /// Something that the format cannot carry, and how many.
    pub(super) fn leave(&mut self, what: &str, count: usize) {
        if count > 0 {
            *self.left.entry(what.to_owned()).or_default() += count;
        }
    }

    /// Something else to know.
    pub(super) fn say(&mut self, name: &str, value: Value) {
        self.says.insert(name.to_owned(), value);
    }

    /// A version of the codebook that something rests on.
    pub(super) fn rests_on(&mut self, book: &crate::model::Codebook) {
        let book = named(book);
        if !self.books.contains(&book) {
            self.books.push(book);
        }
    }

    /// A text, with what the format says of it.
    pub(super) fn text(&mut self, document: &Document, text_hash: &str, members: Vec<(&str, Value)>) {
        let mut text = Map::new();
        text.extend(members.iter().filter(|(n, _)| *n == "name").map(|(n, v)| ((*n).to_owned(), v.clone())));
        text.insert("file".into(), json!(document.source.file_name));
        text.insert("text_blake3".into(), json!(text_hash));
        text.insert("source_blake3".into(), json!(document.source.hash));
        text.insert("language".into(), json!(document.language));
        text.extend(members.into_iter().filter(|(n, _)| *n != "name").map(|(n, v)| (n.to_owned(), v)));
        self.texts.push(Value::Object(text));
    }

    /// A page of a format that has no names of its own for texts.
    pub(super) fn page(&mut self, page: &ExportPage) {
        page.codings.iter().for_each(|c| self.rests_on(&c.book));
        self.text(&page.document, &page.text_hash, vec![("document", json!(page.document.id))]);
    }

    /// Writes the file.
    pub(super) fn finish(self, source: &dyn ExportSource, target: &mut dyn ExportTarget) -> Result<(), ExportError> {
        let head = source.head();
        let hash = |b: &ExportBook| (named(&b.book), json!(b.hash));
        let used = head.books.iter().filter(|b| self.books.contains(&named(&b.book)));
        let mut about = json!({
            "program": program(),
            "project": head.title,
            "format": self.format,
            "offset_unit": self.offset_unit,
            "codebook": self.books,
            "codebook_blake3": used.map(hash).collect::<Map<_, _>>(),
            "coders": if head.choice.pseudonyms { "pseudonyms" } else { "names" },
            "words_of_articles": if head.choice.without_texts {
                "left out: each letter and digit is an x of the same length, or the cell is empty"
            } else {
                "as they were imported"
            },
            "texts": self.texts,
            "not_carried": self.left,
        });
        if let Some(about) = about.as_object_mut() {
            about.extend(self.says);
        }
        let bytes = serde_json::to_vec_pretty(&about)
            .map_err(|e| ExportError::Table { table: NAME.to_owned(), reason: e.to_string() })?;
        target.put(NAME, &bytes)
    }
}

/// This program.
pub(super) fn program() -> String {
    format!("Mizan {}", env!("CARGO_PKG_VERSION"))
}

/// Name and version of a codebook.
pub(super) fn named(book: &crate::model::Codebook) -> String {
    format!("{} {}", book.id, book.version)
}
