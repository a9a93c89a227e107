-- The first library. Dates and times are ISO 8601 text; captured_utc exists to sort by.

CREATE TABLE course (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    concern TEXT,
    created_at TEXT NOT NULL
) STRICT;

CREATE TABLE treatment_session (
    id INTEGER PRIMARY KEY,
    course_id INTEGER NOT NULL REFERENCES course (id),
    date TEXT NOT NULL,
    depth_mm REAL CHECK (depth_mm > 0),
    device TEXT,
    provider TEXT CHECK (provider IN ('clinic', 'home')),
    notes TEXT
) STRICT;

CREATE INDEX treatment_session_by_course ON treatment_session (course_id, date);

-- deleted_at: since when the photo lies in the bin.
CREATE TABLE photo (
    id TEXT PRIMARY KEY CHECK (length(id) = 16),
    course_id INTEGER NOT NULL REFERENCES course (id),
    sha256 TEXT NOT NULL UNIQUE CHECK (length(sha256) = 64),
    file_name TEXT NOT NULL UNIQUE,
    original_name TEXT NOT NULL,
    byte_size INTEGER NOT NULL CHECK (byte_size > 0),
    width INTEGER NOT NULL CHECK (width > 0),
    height INTEGER NOT NULL CHECK (height > 0),
    captured_at TEXT,
    captured_utc TEXT,
    captured_at_source TEXT CHECK (captured_at_source IN ('exif', 'given')),
    is_zone_assumed INTEGER NOT NULL CHECK (is_zone_assumed IN (0, 1)),
    view TEXT NOT NULL,
    view_source TEXT CHECK (view_source IN ('given', 'mesh')),
    session_day_relation TEXT CHECK (session_day_relation IN ('before', 'after')),
    imported_at TEXT NOT NULL,
    deleted_at TEXT,
    CHECK ((captured_at IS NULL) = (captured_at_source IS NULL)),
    CHECK ((captured_at IS NULL) = (captured_utc IS NULL))
) STRICT;

CREATE INDEX photo_by_course ON photo (course_id, captured_utc);

-- What the program found in a photo; lists and maps are JSON.
CREATE TABLE analysis (
    photo_id TEXT PRIMARY KEY REFERENCES photo (id) ON DELETE CASCADE,
    algorithm TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    view TEXT NOT NULL,
    to_canonical TEXT,
    outlines TEXT NOT NULL,
    valid_fraction TEXT NOT NULL,
    usable_for TEXT NOT NULL,
    issues TEXT NOT NULL,
    conditions TEXT NOT NULL,
    analysed_at TEXT NOT NULL
) STRICT;

-- One value of one metric in one region; a missing value could not be measured.
CREATE TABLE measurement (
    id INTEGER PRIMARY KEY,
    photo_id TEXT NOT NULL REFERENCES analysis (photo_id) ON DELETE CASCADE,
    metric TEXT NOT NULL,
    region TEXT NOT NULL,
    value REAL,
    algorithm TEXT NOT NULL,
    UNIQUE (photo_id, metric, region)
) STRICT;

-- A region outlined by the user, as JSON points in pixels of the upright photo.
CREATE TABLE drawn_region (
    photo_id TEXT PRIMARY KEY REFERENCES photo (id) ON DELETE CASCADE,
    outline TEXT NOT NULL
) STRICT;

-- Files of the library that are about to get, or have just lost, their record. A file named here
-- and by no photo is a left-over of a sudden end and is removed when the library is opened.
CREATE TABLE unsettled_file (
    file_name TEXT PRIMARY KEY
) STRICT;
