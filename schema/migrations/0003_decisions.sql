-- What was decided where coders differ. The adjudicated coding itself is a coding like any other; this says of each decided
-- question of it who decided, how, and why.

-- Item: the code of a variable, 'role:' with the code of a role, or 'there' (whether there is such a record at all). The
-- thing is the adjudicated record of what coders made, also where it was decided that there is none; for what stands in a
-- coding from the start it is a name that no row has.
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

CREATE INDEX decisions_coding ON decisions (coding);
