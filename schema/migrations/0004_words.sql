-- An index of the words in the frozen texts: where each folded word stands (room text, search). It is made of the texts alone
-- (after this file, by the program, for all texts that are there), so it is neither journaled nor merged.

-- Documents that were indexed together; several small ones become one larger one. Never changed, only replaced.
CREATE TABLE word_segments (
    id INTEGER PRIMARY KEY,
    -- The UUIDs of the documents, 16 bytes each, ascending: the number of a document in the segment is its place here.
    documents BLOB NOT NULL,
    -- The first word of each block: its length in bytes (LEB128), its bytes.
    first_words BLOB NOT NULL
) STRICT;

-- Words in ascending order of their bytes. Of each: bytes that it shares with the word before it in the block, number of the
-- others and these themselves, length of its documents, length of its places; its documents (step from the one before, doubled,
-- and one more if the word stands there once, else followed by how often); its places in them (step from the one before, in
-- words of the text). All numbers are LEB128.
CREATE TABLE word_blocks (
    segment INTEGER NOT NULL REFERENCES word_segments (id),
    position INTEGER NOT NULL,
    body BLOB NOT NULL,
    PRIMARY KEY (segment, position)
) STRICT, WITHOUT ROWID;

-- A document that was taken away keeps its text, and so its place in the index.
CREATE INDEX documents_deleted ON documents (id) WHERE deleted = 1;

-- The end of a queue is looked up with each page that comes in.
DROP INDEX assignments_coder;
CREATE INDEX assignments_coder ON assignments (coder, position);

-- Zones that rules found have no coder.
DROP INDEX zones_coder;
CREATE INDEX zones_coder ON zones (coder) WHERE coder IS NOT NULL;
