-- A deleted course is only marked, so that it can be brought back. Its photos stay where they are;
-- without their course nothing but the deleted courses shows them.
ALTER TABLE course ADD COLUMN deleted_at TEXT;

-- A round of comparisons without dates that is not finished: its pairs and the answers so far. The
-- answers join the others (blinded_trial) with the last one, so that no half round is ever reckoned.
-- "pairs" is JSON, a list of [earlier photo, later photo, whether the later one stands at the left,
-- choice, time of the answer]; the last two are left out where there is no answer yet.
CREATE TABLE open_round (
    course_id INTEGER PRIMARY KEY REFERENCES course (id),
    started_at TEXT NOT NULL,
    rater TEXT NOT NULL CHECK (rater IN ('patient', 'practitioner', 'other')),
    pairs TEXT NOT NULL
) STRICT;
