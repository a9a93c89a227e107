-- How well the library is kept: what was verified when, what is damaged, how long something lies in
-- the bin, and the last moment the library knows of.

-- verified_at: when the file was last read and found as imported. damage: what was wrong since then,
-- kept until the file is found whole again.
CREATE TABLE photo_check (
    photo_id TEXT PRIMARY KEY REFERENCES photo (id) ON DELETE CASCADE,
    verified_at TEXT,
    damage TEXT CHECK (damage IN ('missing', 'changed', 'unreadable')),
    damaged_at TEXT,
    CHECK ((damage IS NULL) = (damaged_at IS NULL)),
    CHECK (verified_at IS NOT NULL OR damage IS NOT NULL)
) STRICT, WITHOUT ROWID;

CREATE INDEX photo_check_by_damage ON photo_check (photo_id) WHERE damage IS NOT NULL;

-- Since when something rests in the bin by a clock that could be right. deleted_at is that of the
-- thing itself: another one means that it was brought back and deleted again.
CREATE TABLE bin_rest (
    kind TEXT NOT NULL,
    item_id TEXT NOT NULL,
    deleted_at TEXT NOT NULL,
    since TEXT NOT NULL,
    PRIMARY KEY (kind, item_id)
) STRICT, WITHOUT ROWID;

-- Single facts about the library by name.
CREATE TABLE keeping (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
