-- The schema of a project file after all migrations: a golden file that a test compares.
-- After a new migration, write it anew: MIZAN_WRITE_SCHEMA=1 cargo test --no-default-features --test it schema

PRAGMA application_id = 1296652878;
PRAGMA user_version = 6;

CREATE TABLE anchors (
    id TEXT NOT NULL PRIMARY KEY,
    record TEXT NOT NULL REFERENCES records (id),
    role TEXT NOT NULL,
    start_byte INTEGER NOT NULL,
    end_byte INTEGER NOT NULL,
    quote TEXT NOT NULL,
    revision INTEGER NOT NULL CHECK (revision >= 1),
    deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    updated_by TEXT,
    CHECK (0 <= start_byte AND start_byte < end_byte)
) STRICT;

CREATE TABLE answers (
    record TEXT NOT NULL REFERENCES records (id),
    variable TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('coded', 'na', 'unc')),
    value TEXT,
    unsure INTEGER NOT NULL CHECK (unsure IN (0, 1)),
    revision INTEGER NOT NULL CHECK (revision >= 1),
    deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    updated_by TEXT,
    PRIMARY KEY (record, variable),
    CHECK ((state = 'coded') = (value IS NOT NULL))
) STRICT;

CREATE TABLE articles (
    id TEXT NOT NULL PRIMARY KEY,
    document TEXT NOT NULL REFERENCES documents (id),
    title TEXT NOT NULL,
    first_block INTEGER NOT NULL,
    end_block INTEGER NOT NULL,
    revision INTEGER NOT NULL CHECK (revision >= 1),
    deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    updated_by TEXT,
    CHECK (0 <= first_block AND first_block < end_block)
) STRICT;

CREATE TABLE assignments (
    id TEXT NOT NULL PRIMARY KEY,
    coder TEXT NOT NULL REFERENCES coders (id),
    article TEXT NOT NULL REFERENCES articles (id),
    round TEXT NOT NULL REFERENCES rounds (id),
    position INTEGER NOT NULL,
    revision INTEGER NOT NULL CHECK (revision >= 1),
    deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    updated_by TEXT
) STRICT;

CREATE TABLE blocks (
    document TEXT NOT NULL REFERENCES documents (id),
    position INTEGER NOT NULL,
    start_byte INTEGER NOT NULL,
    end_byte INTEGER NOT NULL,
    path TEXT,
    PRIMARY KEY (document, position),
    CHECK (0 <= start_byte AND start_byte < end_byte)
) STRICT, WITHOUT ROWID;

CREATE TABLE codebook_versions (
    id TEXT NOT NULL PRIMARY KEY,
    codebook TEXT NOT NULL,
    version TEXT NOT NULL,
    body TEXT NOT NULL,
    hash TEXT NOT NULL,
    revision INTEGER NOT NULL CHECK (revision >= 1),
    deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    updated_by TEXT
) STRICT;

CREATE TABLE coder_settings (
    coder TEXT NOT NULL REFERENCES coders (id),
    key TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (coder, key)
) STRICT, WITHOUT ROWID;

CREATE TABLE coders (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    lead INTEGER NOT NULL CHECK (lead IN (0, 1)),
    revision INTEGER NOT NULL CHECK (revision >= 1),
    deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    updated_by TEXT
) STRICT;

CREATE TABLE codings (
    id TEXT NOT NULL PRIMARY KEY,
    article TEXT NOT NULL REFERENCES articles (id),
    coder TEXT NOT NULL REFERENCES coders (id),
    round TEXT NOT NULL REFERENCES rounds (id),
    codebook_version TEXT NOT NULL REFERENCES codebook_versions (id),
    state TEXT NOT NULL CHECK (state IN ('begun', 'done')),
    forced_reason TEXT,
    revision INTEGER NOT NULL CHECK (revision >= 1),
    deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    updated_by TEXT
) STRICT;

CREATE TABLE decisions (
    thing TEXT NOT NULL,
    item TEXT NOT NULL,
    coding TEXT NOT NULL REFERENCES codings (id),
    manner TEXT NOT NULL CHECK (manner IN ('coder', 'majority', 'new')),
    taken_from TEXT REFERENCES coders (id),
    cause TEXT CHECK (cause IN ('slip', 'unclear_rule', 'ambiguous_text', 'missing_value')),
    reason TEXT NOT NULL,
    there INTEGER NOT NULL CHECK (there IN (0, 1)),
    coder TEXT REFERENCES coders (id),
    revision INTEGER NOT NULL CHECK (revision >= 1),
    deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    updated_by TEXT,
    PRIMARY KEY (thing, item),
    CHECK ((manner = 'coder') = (taken_from IS NOT NULL))
) STRICT;

CREATE TABLE document_texts (
    document TEXT NOT NULL PRIMARY KEY REFERENCES documents (id),
    text TEXT NOT NULL,
    source BLOB NOT NULL
) STRICT;

CREATE TABLE documents (
    id TEXT NOT NULL PRIMARY KEY,
    title TEXT NOT NULL,
    file_name TEXT NOT NULL,
    format TEXT NOT NULL,
    source_hash TEXT NOT NULL,
    source_len INTEGER NOT NULL,
    imported_at INTEGER NOT NULL,
    text_hash TEXT NOT NULL,
    language TEXT,
    direction TEXT CHECK (direction IN ('rtl', 'ltr')),
    metadata TEXT NOT NULL,
    revision INTEGER NOT NULL CHECK (revision >= 1),
    deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    updated_by TEXT
) STRICT;

CREATE TABLE file_facts (
    key TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE flags (
    id TEXT NOT NULL PRIMARY KEY,
    coder TEXT NOT NULL REFERENCES coders (id),
    record TEXT REFERENCES records (id),
    coding TEXT REFERENCES codings (id),
    document TEXT REFERENCES documents (id),
    code TEXT NOT NULL,
    revision INTEGER NOT NULL CHECK (revision >= 1),
    deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    updated_by TEXT,
    CHECK ((record IS NOT NULL) + (coding IS NOT NULL) + (document IS NOT NULL) = 1)
) STRICT;

CREATE TABLE held_rows (
    coder TEXT NOT NULL,
    table_name TEXT NOT NULL,
    row_key TEXT NOT NULL,
    version TEXT NOT NULL,
    PRIMARY KEY (table_name, row_key)
) STRICT, WITHOUT ROWID;

CREATE TABLE journal (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    at INTEGER NOT NULL,
    coder TEXT,
    action TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('do', 'undo', 'redo')),
    undoable INTEGER NOT NULL CHECK (undoable IN (0, 1)),
    reverses INTEGER REFERENCES journal (seq),
    CHECK ((kind = 'do') = (reverses IS NULL))
) STRICT;

CREATE TABLE journal_changes (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    step INTEGER NOT NULL REFERENCES journal (seq),
    table_name TEXT NOT NULL,
    row_key TEXT NOT NULL,
    before TEXT,
    after TEXT,
    CHECK (before IS NOT NULL OR after IS NOT NULL)
) STRICT;

CREATE TABLE keys (
    owner TEXT NOT NULL PRIMARY KEY,
    public TEXT NOT NULL,
    secret TEXT
) STRICT, WITHOUT ROWID;

CREATE TABLE links (
    id TEXT NOT NULL PRIMARY KEY,
    record TEXT NOT NULL REFERENCES records (id),
    role TEXT NOT NULL,
    to_record TEXT NOT NULL REFERENCES records (id),
    revision INTEGER NOT NULL CHECK (revision >= 1),
    deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    updated_by TEXT
) STRICT;

CREATE TABLE memos (
    id TEXT NOT NULL PRIMARY KEY,
    coder TEXT NOT NULL REFERENCES coders (id),
    record TEXT REFERENCES records (id),
    coding TEXT REFERENCES codings (id),
    document TEXT REFERENCES documents (id),
    text TEXT NOT NULL,
    revision INTEGER NOT NULL CHECK (revision >= 1),
    deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    updated_by TEXT,
    CHECK ((record IS NOT NULL) + (coding IS NOT NULL) + (document IS NOT NULL) = 1)
) STRICT;

CREATE TABLE priors (
    coder TEXT NOT NULL REFERENCES coders (id),
    item TEXT NOT NULL,
    round TEXT NOT NULL REFERENCES rounds (id),
    codebook_version TEXT NOT NULL REFERENCES codebook_versions (id),
    state TEXT NOT NULL CHECK (state IN ('coded', 'na', 'unc')),
    value TEXT,
    unsure INTEGER NOT NULL CHECK (unsure IN (0, 1)),
    revision INTEGER NOT NULL CHECK (revision >= 1),
    deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    updated_by TEXT,
    PRIMARY KEY (coder, item),
    CHECK ((state = 'coded') = (value IS NOT NULL))
) STRICT;

CREATE TABLE project_settings (
    key TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL,
    revision INTEGER NOT NULL CHECK (revision >= 1),
    deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    updated_by TEXT
) STRICT;

CREATE TABLE proposals (
    id TEXT NOT NULL PRIMARY KEY,
    document TEXT NOT NULL REFERENCES documents (id),
    kind TEXT NOT NULL,
    start_byte INTEGER NOT NULL,
    end_byte INTEGER NOT NULL,
    rule TEXT NOT NULL,
    confidence REAL NOT NULL,
    revision INTEGER NOT NULL CHECK (revision >= 1),
    deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    updated_by TEXT,
    CHECK (0 <= start_byte AND start_byte < end_byte)
) STRICT;

CREATE TABLE records (
    id TEXT NOT NULL PRIMARY KEY,
    coding TEXT NOT NULL REFERENCES codings (id),
    unit TEXT NOT NULL,
    parent TEXT REFERENCES records (id),
    position INTEGER,
    proposal TEXT REFERENCES proposals (id),
    revision INTEGER NOT NULL CHECK (revision >= 1),
    deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    updated_by TEXT
) STRICT;

CREATE TABLE rounds (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    revision INTEGER NOT NULL CHECK (revision >= 1),
    deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    updated_by TEXT
) STRICT;

CREATE TABLE word_blocks (
    segment INTEGER NOT NULL REFERENCES word_segments (id),
    position INTEGER NOT NULL,
    words BLOB NOT NULL,
    places BLOB NOT NULL,
    PRIMARY KEY (segment, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE word_segments (
    id INTEGER PRIMARY KEY,
    -- The UUIDs of the documents, 16 bytes each, ascending: the number of a document in the segment is its place here.
    documents BLOB NOT NULL,
    -- The first word of each block: its length in bytes (LEB128), its bytes.
    first_words BLOB NOT NULL
) STRICT;

CREATE TABLE work_times (
    id TEXT NOT NULL PRIMARY KEY,
    coding TEXT NOT NULL REFERENCES codings (id),
    started_at INTEGER NOT NULL,
    active_ms INTEGER NOT NULL,
    idle_ms INTEGER NOT NULL,
    revision INTEGER NOT NULL CHECK (revision >= 1),
    deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    updated_by TEXT
) STRICT;

CREATE TABLE zones (
    id TEXT NOT NULL PRIMARY KEY,
    document TEXT NOT NULL REFERENCES documents (id),
    block INTEGER NOT NULL,
    start_byte INTEGER NOT NULL,
    end_byte INTEGER NOT NULL,
    kind TEXT NOT NULL,
    repeat INTEGER NOT NULL CHECK (repeat IN (0, 1)),
    rule TEXT,
    confidence REAL,
    coder TEXT REFERENCES coders (id),
    revision INTEGER NOT NULL CHECK (revision >= 1),
    deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    updated_by TEXT,
    CHECK (0 <= start_byte AND start_byte < end_byte),
    CHECK ((rule IS NULL) <> (coder IS NULL) AND (rule IS NULL) = (confidence IS NULL))
) STRICT;

CREATE INDEX anchors_record ON anchors (record);

CREATE INDEX articles_document ON articles (document);

CREATE INDEX assignments_article ON assignments (article);

CREATE INDEX assignments_coder ON assignments (coder, position);

CREATE INDEX assignments_round ON assignments (round);

CREATE TRIGGER blocks_frozen_delete BEFORE DELETE ON blocks
BEGIN SELECT RAISE(ABORT, 'the text of a document is frozen'); END;

CREATE TRIGGER blocks_frozen_update BEFORE UPDATE ON blocks
BEGIN SELECT RAISE(ABORT, 'the text of a document is frozen'); END;

CREATE TRIGGER codebook_versions_immutable BEFORE UPDATE ON codebook_versions
WHEN NEW.id <> OLD.id OR NEW.codebook <> OLD.codebook OR NEW.version <> OLD.version OR NEW.body <> OLD.body
    OR NEW.hash <> OLD.hash
BEGIN SELECT RAISE(ABORT, 'a version of a codebook is immutable'); END;

CREATE INDEX codings_article ON codings (article);

CREATE INDEX codings_codebook_version ON codings (codebook_version);

CREATE INDEX codings_coder ON codings (coder);

CREATE INDEX codings_round ON codings (round);

CREATE INDEX decisions_coding ON decisions (coding);

CREATE TRIGGER document_texts_frozen_delete BEFORE DELETE ON document_texts
BEGIN SELECT RAISE(ABORT, 'the text of a document is frozen'); END;

CREATE TRIGGER document_texts_frozen_update BEFORE UPDATE ON document_texts
BEGIN SELECT RAISE(ABORT, 'the text of a document is frozen'); END;

CREATE INDEX documents_deleted ON documents (id) WHERE deleted = 1;

CREATE INDEX documents_source_hash ON documents (source_hash);

CREATE INDEX flags_coder ON flags (coder);

CREATE INDEX flags_coding ON flags (coding);

CREATE INDEX flags_document ON flags (document);

CREATE INDEX flags_record ON flags (record);

CREATE INDEX held_rows_coder ON held_rows (coder);

CREATE TRIGGER journal_append_only_delete BEFORE DELETE ON journal
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;

CREATE TRIGGER journal_append_only_update BEFORE UPDATE ON journal
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;

CREATE TRIGGER journal_changes_append_only_delete BEFORE DELETE ON journal_changes
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;

CREATE TRIGGER journal_changes_append_only_update BEFORE UPDATE ON journal_changes
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;

CREATE INDEX journal_changes_row ON journal_changes (table_name, row_key);

CREATE INDEX journal_changes_step ON journal_changes (step);

CREATE INDEX journal_reverses ON journal (reverses);

CREATE INDEX links_record ON links (record);

CREATE INDEX links_to_record ON links (to_record);

CREATE INDEX memos_coder ON memos (coder);

CREATE INDEX memos_coding ON memos (coding);

CREATE INDEX memos_document ON memos (document);

CREATE INDEX memos_record ON memos (record);

CREATE INDEX priors_codebook_version ON priors (codebook_version);

CREATE INDEX priors_round ON priors (round);

CREATE INDEX proposals_document ON proposals (document);

CREATE INDEX records_coding ON records (coding);

CREATE INDEX records_parent ON records (parent);

CREATE INDEX records_proposal ON records (proposal);

CREATE INDEX work_times_coding ON work_times (coding);

CREATE INDEX zones_coder ON zones (coder) WHERE coder IS NOT NULL;

CREATE INDEX zones_document ON zones (document);

