-- What coders say about themselves before they code, once each: they belong to the coder and to no article.

-- Item: unit, subject and variable, joined by '/'. The subject is the value that a row of the unit is about (an actor); empty for the only
-- row of a unit. The round is the one that the coder was about to begin.
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

CREATE INDEX priors_round ON priors (round);

CREATE INDEX priors_codebook_version ON priors (codebook_version);
