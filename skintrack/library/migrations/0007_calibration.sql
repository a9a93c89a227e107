-- The user took this photo in other light than the visit's others, of the same skin: it tells how
-- much light alone moves the numbers.

ALTER TABLE photo ADD COLUMN is_calibration INTEGER NOT NULL DEFAULT 0
    CHECK (is_calibration IN (0, 1));
