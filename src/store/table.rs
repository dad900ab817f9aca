//! What the journaled tables look like: keys, content columns, and how their rows hang together.

/// How a row depends on another.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Tie {
    /// It is a part of the other and is taken away with it.
    PartOf,
    /// The other may not be taken away while it is there.
    Needs,
    /// It only mentions the other, which may be gone.
    Mentions,
}

/// A column that names a row of another table.
#[derive(Debug)]
pub(super) struct Parent {
    pub(super) column: &'static str,
    pub(super) table: &'static str,
    pub(super) tie: Tie,
}

/// A journaled table. Its rows also carry revision, tombstone, times and writer.
#[derive(Debug)]
pub(super) struct Table {
    pub(super) name: &'static str,
    pub(super) keys: &'static [&'static str],
    /// Content: what the journal keeps and the dump shows.
    pub(super) columns: &'static [&'static str],
    pub(super) parents: &'static [Parent],
}

const fn part_of(column: &'static str, table: &'static str) -> Parent {
    Parent { column, table, tie: Tie::PartOf }
}
const fn needs(column: &'static str, table: &'static str) -> Parent {
    Parent { column, table, tie: Tie::Needs }
}
const fn mentions(column: &'static str, table: &'static str) -> Parent {
    Parent { column, table, tie: Tie::Mentions }
}

const ID: &[&str] = &["id"];

pub(super) static PROJECT_SETTINGS: Table =
    Table { name: "project_settings", keys: &["key"], columns: &["value"], parents: &[] };
pub(super) static CODEBOOK_VERSIONS: Table =
    Table { name: "codebook_versions", keys: ID, columns: &["codebook", "version", "body", "hash"], parents: &[] };
pub(super) static CODERS: Table = Table { name: "coders", keys: ID, columns: &["name", "lead"], parents: &[] };
pub(super) static ROUNDS: Table = Table { name: "rounds", keys: ID, columns: &["name", "kind"], parents: &[] };
pub(super) static DOCUMENTS: Table = Table {
    name: "documents",
    keys: ID,
    columns: &[
        "title",
        "file_name",
        "format",
        "source_hash",
        "source_len",
        "imported_at",
        "text_hash",
        "language",
        "direction",
        "metadata",
    ],
    parents: &[],
};
pub(super) static ZONES: Table = Table {
    name: "zones",
    keys: ID,
    columns: &["document", "block", "start_byte", "end_byte", "kind", "repeat", "rule", "confidence", "coder"],
    parents: &[part_of("document", "documents"), needs("coder", "coders")],
};
pub(super) static ARTICLES: Table = Table {
    name: "articles",
    keys: ID,
    columns: &["document", "title", "first_block", "end_block"],
    parents: &[part_of("document", "documents")],
};
pub(super) static PROPOSALS: Table = Table {
    name: "proposals",
    keys: ID,
    columns: &["document", "kind", "start_byte", "end_byte", "rule", "confidence"],
    parents: &[part_of("document", "documents")],
};
pub(super) static ASSIGNMENTS: Table = Table {
    name: "assignments",
    keys: ID,
    columns: &["coder", "article", "round", "position"],
    parents: &[needs("coder", "coders"), needs("article", "articles"), needs("round", "rounds")],
};
pub(super) static CODINGS: Table = Table {
    name: "codings",
    keys: ID,
    columns: &["article", "coder", "round", "codebook_version", "state", "forced_reason"],
    parents: &[
        needs("article", "articles"),
        needs("coder", "coders"),
        needs("round", "rounds"),
        needs("codebook_version", "codebook_versions"),
    ],
};
pub(super) static RECORDS: Table = Table {
    name: "records",
    keys: ID,
    columns: &["coding", "unit", "parent", "position", "proposal"],
    parents: &[part_of("coding", "codings"), part_of("parent", "records"), mentions("proposal", "proposals")],
};
pub(super) static ANSWERS: Table = Table {
    name: "answers",
    keys: &["record", "variable"],
    columns: &["state", "value", "unsure"],
    parents: &[part_of("record", "records")],
};
pub(super) static ANCHORS: Table = Table {
    name: "anchors",
    keys: ID,
    columns: &["record", "role", "start_byte", "end_byte", "quote"],
    parents: &[part_of("record", "records")],
};
pub(super) static LINKS: Table = Table {
    name: "links",
    keys: ID,
    columns: &["record", "role", "to_record"],
    parents: &[part_of("record", "records"), part_of("to_record", "records")],
};
pub(super) static MEMOS: Table = Table {
    name: "memos",
    keys: ID,
    columns: &["coder", "record", "coding", "document", "text"],
    parents: &[
        needs("coder", "coders"),
        part_of("record", "records"),
        part_of("coding", "codings"),
        part_of("document", "documents"),
    ],
};
pub(super) static FLAGS: Table = Table {
    name: "flags",
    keys: ID,
    columns: &["coder", "record", "coding", "document", "code"],
    parents: &[
        needs("coder", "coders"),
        part_of("record", "records"),
        part_of("coding", "codings"),
        part_of("document", "documents"),
    ],
};
// Time that was worked stays worked, also when the coding is taken away or its beginning undone.
pub(super) static WORK_TIMES: Table = Table {
    name: "work_times",
    keys: ID,
    columns: &["coding", "started_at", "active_ms", "idle_ms"],
    parents: &[mentions("coding", "codings")],
};

// What was decided is the lead's: no coder's package brings or carries it.
pub(super) static DECISIONS: Table = Table {
    name: "decisions",
    keys: &["thing", "item"],
    columns: &["coding", "manner", "taken_from", "cause", "reason", "there", "coder"],
    parents: &[part_of("coding", "codings"), needs("taken_from", "coders"), needs("coder", "coders")],
};

pub(super) static PRIORS: Table = Table {
    name: "priors",
    keys: &["coder", "item"],
    columns: &["round", "codebook_version", "state", "value", "unsure"],
    parents: &[needs("coder", "coders"), needs("round", "rounds"), needs("codebook_version", "codebook_versions")],
};

/// All journaled tables, owners before what they own.
pub(super) static TABLES: [&Table; 19] = [
    &PROJECT_SETTINGS,
    &CODEBOOK_VERSIONS,
    &CODERS,
    &ROUNDS,
    &DOCUMENTS,
    &ZONES,
    &ARTICLES,
    &PROPOSALS,
    &ASSIGNMENTS,
    &CODINGS,
    &RECORDS,
    &ANSWERS,
    &ANCHORS,
    &LINKS,
    &MEMOS,
    &FLAGS,
    &WORK_TIMES,
    &DECISIONS,
    &PRIORS,
];

impl Table {
    /// The table with a name.
    pub(super) fn named(name: &str) -> Option<&'static Self> {
        TABLES.iter().find(|t| t.name == name).copied()
    }

    /// Whether an import brings thousands of its rows, of which few are ever changed. The journal holds a mark of such a row as it was made; a
    /// migration that gives the table a column makes the marks anew.
    pub(super) fn of_material(&self) -> bool {
        ["documents", "zones", "articles", "proposals", "assignments"].contains(&self.name)
    }

    /// `key = ?1 AND …` for the key columns, counting from `first`.
    pub(super) fn where_key(&self, first: usize) -> String {
        let parts: Vec<_> = self.keys.iter().enumerate().map(|(i, k)| format!("{k} = ?{}", first + i)).collect();
        parts.join(" AND ")
    }

    /// An expression for the key as one text, as [`Key`] writes it.
    pub(super) fn key_text(&self) -> String {
        self.keys.join(" || '/' || ")
    }

    /// The children of this table: table, column, tie.
    pub(super) fn children(&self) -> impl Iterator<Item = (&'static Table, &'static Parent)> {
        let name = self.name;
        TABLES.iter().flat_map(move |t| t.parents.iter().filter(move |p| p.table == name).map(move |p| (*t, p)))
    }
}

/// The key of a row: its parts joined by `/`. Only the last part may hold that sign itself.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub(super) struct Key(pub(super) String);

impl std::borrow::Borrow<str> for Key {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl Key {
    /// The key of a row with one key column.
    #[allow(clippy::needless_pass_by_value)] // mostly ids, which are copied
    pub(super) fn of(id: impl ToString) -> Self {
        Self(id.to_string())
    }
    /// The key of an answer.
    pub(super) fn pair(first: impl std::fmt::Display, second: &str) -> Self {
        Self(format!("{first}/{second}"))
    }
    /// Its parts, one for each key column.
    pub(super) fn parts<'a>(&'a self, table: &Table) -> impl Iterator<Item = &'a str> {
        self.0.splitn(table.keys.len(), '/')
    }
}
