-- What people keep beside the photos: whom a course is of, what was planned and done in a session,
-- the days after it, ratings by people, and what they set by hand on a photo. Unknown is NULL.

CREATE TABLE person (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    created_at TEXT NOT NULL
) STRICT;

-- NULL: the person whose library this is.
ALTER TABLE course ADD COLUMN person_id INTEGER REFERENCES person (id);
ALTER TABLE course ADD COLUMN area TEXT;
-- The concern in the patient's own words, and what the practitioner told them to do afterwards.
ALTER TABLE course ADD COLUMN concern_words TEXT;
ALTER TABLE course ADD COLUMN practitioner_instruction TEXT;
ALTER TABLE course ADD COLUMN planned_sessions INTEGER CHECK (planned_sessions BETWEEN 1 AND 99);
ALTER TABLE course ADD COLUMN spacing_weeks_least INTEGER CHECK (spacing_weeks_least BETWEEN 1 AND 52);
ALTER TABLE course ADD COLUMN spacing_weeks_most INTEGER CHECK (spacing_weeks_most BETWEEN 1 AND 52);
-- The next session where a day was agreed on, and its local time, "14:30", where that is known.
ALTER TABLE course ADD COLUMN appointment TEXT;
ALTER TABLE course ADD COLUMN appointment_clock TEXT;
-- The patient asked not to see scores before the next milestone photo.
ALTER TABLE course ADD COLUMN hides_scores INTEGER NOT NULL DEFAULT 0 CHECK (hides_scores IN (0, 1));

-- clock: local time of the session, "14:30". zone_depths: JSON, millimetres by zone.
-- safety_answers: JSON, by question whether it applied. deleted_at: since when it is removed.
ALTER TABLE treatment_session ADD COLUMN clock TEXT;
ALTER TABLE treatment_session ADD COLUMN concern TEXT;
ALTER TABLE treatment_session ADD COLUMN area TEXT;
ALTER TABLE treatment_session ADD COLUMN practitioner TEXT;
ALTER TABLE treatment_session ADD COLUMN zone_depths TEXT;
ALTER TABLE treatment_session ADD COLUMN passes INTEGER CHECK (passes BETWEEN 1 AND 99);
ALTER TABLE treatment_session ADD COLUMN products TEXT;
ALTER TABLE treatment_session ADD COLUMN numbing TEXT;
ALTER TABLE treatment_session ADD COLUMN pain INTEGER CHECK (pain BETWEEN 0 AND 10);
ALTER TABLE treatment_session ADD COLUMN safety_answers TEXT;
ALTER TABLE treatment_session ADD COLUMN deleted_at TEXT;

-- One day after a session as the patient saw it: 0 none, 1 a little, 2 clearly, 3 strongly.
-- asked_about: JSON, codes of what the patient noticed that is worth a question to the practitioner.
CREATE TABLE diary_entry (
    id INTEGER PRIMARY KEY,
    session_id INTEGER NOT NULL REFERENCES treatment_session (id) ON DELETE CASCADE,
    day TEXT NOT NULL,
    redness INTEGER CHECK (redness BETWEEN 0 AND 3),
    swelling INTEGER CHECK (swelling BETWEEN 0 AND 3),
    tightness INTEGER CHECK (tightness BETWEEN 0 AND 3),
    peeling INTEGER CHECK (peeling BETWEEN 0 AND 3),
    bruising INTEGER CHECK (bruising BETWEEN 0 AND 3),
    breakout INTEGER CHECK (breakout BETWEEN 0 AND 3),
    pain INTEGER CHECK (pain BETWEEN 0 AND 10),
    asked_about TEXT,
    notes TEXT,
    UNIQUE (session_id, day)
) STRICT;

-- What a person says of the skin. patient: 0 to 10; gais: 1 very much improved to 5 worse;
-- goodman_baron: 1 to 4.
CREATE TABLE rating (
    id INTEGER PRIMARY KEY,
    course_id INTEGER NOT NULL REFERENCES course (id),
    day TEXT NOT NULL,
    scale TEXT NOT NULL CHECK (scale IN ('patient', 'gais', 'goodman_baron')),
    value INTEGER NOT NULL CHECK (value BETWEEN 0 AND 10),
    rater TEXT NOT NULL CHECK (rater IN ('patient', 'practitioner', 'other')),
    notes TEXT,
    created_at TEXT NOT NULL,
    deleted_at TEXT
) STRICT;

-- One answer to "which looks better?" with sides shuffled and dates hidden; no choice: cannot tell.
-- The answers of one sitting have the same round_started_at.
CREATE TABLE blinded_trial (
    id INTEGER PRIMARY KEY,
    course_id INTEGER NOT NULL REFERENCES course (id),
    round_started_at TEXT NOT NULL,
    earlier_photo_id TEXT NOT NULL REFERENCES photo (id) ON DELETE CASCADE,
    later_photo_id TEXT NOT NULL REFERENCES photo (id) ON DELETE CASCADE,
    was_later_left INTEGER NOT NULL CHECK (was_later_left IN (0, 1)),
    choice TEXT CHECK (choice IN ('earlier', 'later')),
    rater TEXT NOT NULL CHECK (rater IN ('patient', 'practitioner', 'other')),
    answered_at TEXT NOT NULL,
    deleted_at TEXT
) STRICT;

-- How the user moved a photo in the compare view, on top of the alignment on the face: shares of
-- the shown width and height, a factor, and degrees.
CREATE TABLE photo_nudge (
    photo_id TEXT PRIMARY KEY REFERENCES photo (id) ON DELETE CASCADE,
    x REAL NOT NULL,
    y REAL NOT NULL,
    scale REAL NOT NULL CHECK (scale > 0),
    turn_deg REAL NOT NULL
) STRICT;

-- Points of the face that the user set by hand where the program found them wrongly or not at all:
-- JSON, pixels of the upright photo by name.
CREATE TABLE face_points (
    photo_id TEXT PRIMARY KEY REFERENCES photo (id) ON DELETE CASCADE,
    points TEXT NOT NULL
) STRICT;

-- A scar or spot that is followed through the visits, and where it is in a photo (pixels of the
-- upright photo). Set by hand; in other photos it is carried over by the alignment.
CREATE TABLE pin (
    id INTEGER PRIMARY KEY,
    course_id INTEGER NOT NULL REFERENCES course (id),
    label TEXT NOT NULL,
    photo_id TEXT NOT NULL REFERENCES photo (id) ON DELETE CASCADE,
    created_at TEXT NOT NULL,
    deleted_at TEXT
) STRICT;

CREATE TABLE pin_place (
    pin_id INTEGER NOT NULL REFERENCES pin (id) ON DELETE CASCADE,
    photo_id TEXT NOT NULL REFERENCES photo (id) ON DELETE CASCADE,
    x REAL NOT NULL,
    y REAL NOT NULL,
    PRIMARY KEY (pin_id, photo_id)
) STRICT;
