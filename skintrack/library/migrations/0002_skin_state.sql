-- What the user notes of the skin in a photo; nothing noted is NULL.

ALTER TABLE photo ADD COLUMN skin_state TEXT
    CHECK (skin_state IN ('bare', 'make_up', 'wet', 'flushed'));
