-- Skin that the user outlined once, on one photo, for all photos of its course and view: the skin
-- to measure, and untreated skin to measure against (JSON points in pixels of the upright photo).
-- Every edit makes a new row, so a revision is never used twice.
CREATE TABLE region (
    revision INTEGER PRIMARY KEY AUTOINCREMENT,
    photo_id TEXT NOT NULL UNIQUE REFERENCES photo (id) ON DELETE CASCADE,
    skin TEXT,
    untreated TEXT,
    CHECK (skin IS NOT NULL OR untreated IS NOT NULL)
) STRICT;

-- The same spots in a photo and in the photo of its region, set by hand: JSON list of pairs of
-- points, the region's photo first.
CREATE TABLE photo_anchors (
    photo_id TEXT PRIMARY KEY REFERENCES photo (id) ON DELETE CASCADE,
    region_photo_id TEXT NOT NULL REFERENCES photo (id) ON DELETE CASCADE,
    pairs TEXT NOT NULL
) STRICT;

-- The revision of the region that the numbers belong to, and the way into its frame.
ALTER TABLE analysis ADD COLUMN region_revision INTEGER;
ALTER TABLE analysis ADD COLUMN to_region TEXT;

-- Until now every photo had an outline of its own: the earliest of a view becomes its region. The
-- others stay where they are and go before it.
INSERT INTO region (photo_id, skin)
SELECT photo_id, outline
FROM (
    SELECT
        d.photo_id,
        d.outline,
        row_number() OVER (
            PARTITION BY p.course_id, p.view
            ORDER BY p.captured_utc IS NULL, p.captured_utc, p.id
        ) AS place
    FROM drawn_region d JOIN photo p ON p.id = d.photo_id
)
WHERE place = 1
ORDER BY photo_id;
DELETE FROM drawn_region WHERE photo_id IN (SELECT photo_id FROM region);
