-- What takes long to work out is kept. None of it is a record: it can be worked out again from the
-- photos and the analyses, and it goes with them.

-- The number of an analysis, as it stands: whatever is altered in it gives it another one, and none
-- is used twice. So what is kept under a number can never be of other numbers.
CREATE TABLE analysis_edition (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    photo_id TEXT NOT NULL UNIQUE REFERENCES analysis (photo_id) ON DELETE CASCADE
) STRICT;
INSERT INTO analysis_edition (photo_id) SELECT photo_id FROM analysis;

CREATE TRIGGER edition_of_new_analysis AFTER INSERT ON analysis BEGIN
    INSERT INTO analysis_edition (photo_id) VALUES (new.photo_id);
END;
CREATE TRIGGER edition_of_altered_analysis AFTER UPDATE ON analysis BEGIN
    DELETE FROM analysis_edition WHERE photo_id IN (old.photo_id, new.photo_id);
    INSERT INTO analysis_edition (photo_id) VALUES (new.photo_id);
END;
-- An analysis is stored with its measurements in one step, before anything is kept of them. Who
-- alters one later takes away what was kept; a new number is not theirs to give.
CREATE TRIGGER relations_of_new_measurement AFTER INSERT ON measurement BEGIN
    DELETE FROM pair_relation
    WHERE earlier = (SELECT number FROM analysis_edition WHERE photo_id = new.photo_id)
    OR later = (SELECT number FROM analysis_edition WHERE photo_id = new.photo_id);
END;
CREATE TRIGGER relations_of_altered_measurement AFTER UPDATE ON measurement BEGIN
    DELETE FROM pair_relation
    WHERE earlier = (SELECT number FROM analysis_edition WHERE photo_id = new.photo_id)
    OR later = (SELECT number FROM analysis_edition WHERE photo_id = new.photo_id);
END;
CREATE TRIGGER relations_of_lost_measurement AFTER DELETE ON measurement BEGIN
    DELETE FROM pair_relation
    WHERE earlier = (SELECT number FROM analysis_edition WHERE photo_id = old.photo_id)
    OR later = (SELECT number FROM analysis_edition WHERE photo_id = old.photo_id);
END;

-- What two photos say of each other: the later one on the scale of the earlier one (JSON of
-- ``workflows.stored_relations``). "method" is the version of the arithmetic.
CREATE TABLE pair_relation (
    earlier INTEGER NOT NULL REFERENCES analysis_edition (number) ON DELETE CASCADE,
    later INTEGER NOT NULL REFERENCES analysis_edition (number) ON DELETE CASCADE,
    is_same_view INTEGER NOT NULL CHECK (is_same_view IN (0, 1)),
    method TEXT NOT NULL,
    found TEXT NOT NULL,
    PRIMARY KEY (earlier, later, is_same_view)
) STRICT, WITHOUT ROWID;
CREATE INDEX pair_relation_by_later ON pair_relation (later);

-- A photo as a report prints it, without metadata. "form" is all that the print depends on: bytes
-- of the photo, place in the frame, size, version of the printing.
CREATE TABLE photo_print (
    photo_id TEXT NOT NULL REFERENCES photo (id) ON DELETE CASCADE,
    form TEXT NOT NULL,
    jpeg BLOB NOT NULL,
    PRIMARY KEY (photo_id, form)
) STRICT;
