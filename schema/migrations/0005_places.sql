-- What a search reads is the documents of words; where the words stand in them is asked by phrases only, and is the greater part. It
-- stands in a column of its own behind, so that it need not be read. (Filled after this file, by the program, from the texts.)

DROP TABLE word_blocks;
DELETE FROM word_segments;

-- Words in ascending order of their bytes. `words` has of each: bytes that it shares with the word before it in the block, number
-- of the others and these themselves, length of its documents, length of its places; its documents (step from the one before,
-- doubled, and one more if the word stands there once, else followed by how often). `places` has of each word, one behind the other:
-- its places in each of its documents (step from the one before, in words of the text). All numbers are LEB128.
CREATE TABLE word_blocks (
    segment INTEGER NOT NULL REFERENCES word_segments (id),
    position INTEGER NOT NULL,
    words BLOB NOT NULL,
    places BLOB NOT NULL,
    PRIMARY KEY (segment, position)
) STRICT, WITHOUT ROWID;
