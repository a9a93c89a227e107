-- Which library this is: random, so that a backup can prove of which library it is and say nothing
-- else. A restored library is the same library.
CREATE TABLE library_identity (
    id TEXT PRIMARY KEY CHECK (length(id) = 32)
) STRICT;
INSERT INTO library_identity VALUES (lower(hex(randomblob(16))));

-- The backups that were made, and where the system said they are.
-- rehearsed_at: when all of it was last read and found to restore.
CREATE TABLE made_backup (
    id INTEGER PRIMARY KEY,
    made_at TEXT NOT NULL,
    place TEXT NOT NULL,
    photos INTEGER NOT NULL CHECK (photos >= 0),
    left_out INTEGER NOT NULL DEFAULT 0 CHECK (left_out >= 0),
    byte_size INTEGER NOT NULL CHECK (byte_size > 0),
    is_automatic INTEGER NOT NULL CHECK (is_automatic IN (0, 1)),
    rehearsed_at TEXT
) STRICT;

-- What the user wants of backups, one row: the folder of the last one that was made by hand, the
-- folder that weekly ones go to (NULL: none), and since when a reminder waits ("not now").
CREATE TABLE backup_wish (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    folder TEXT,
    weekly_folder TEXT,
    not_now_at TEXT,
    not_now_photos INTEGER
) STRICT;
INSERT INTO backup_wish (id) VALUES (1);
