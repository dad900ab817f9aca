-- What packages need: keys that sign them, rows that came and cannot stand yet, and what is true of this file alone.

-- Keys of Ed25519 in hexadecimal. Owner: 'project' or the id of a coder. A coder's copy holds the secret of its coder only.
CREATE TABLE keys (
    owner TEXT NOT NULL PRIMARY KEY,
    public TEXT NOT NULL,
    secret TEXT
) STRICT, WITHOUT ROWID;

-- Versions of rows that a package brought and that cannot stand as they are, because what they belong to is gone or not
-- there: kept whole, so that the order in which packages arrive does not matter.
CREATE TABLE held_rows (
    coder TEXT NOT NULL,
    table_name TEXT NOT NULL,
    row_key TEXT NOT NULL,
    version TEXT NOT NULL,
    PRIMARY KEY (table_name, row_key)
) STRICT, WITHOUT ROWID;

CREATE INDEX held_rows_coder ON held_rows (coder);

-- What is true of this file alone and goes into no package.
CREATE TABLE file_facts (
    key TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
