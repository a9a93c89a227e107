-- What regional redness is measured against, and what the photo shows of the colour card (JSON).

ALTER TABLE analysis ADD COLUMN reference TEXT NOT NULL DEFAULT 'face'
    CHECK (reference IN ('face', 'untreated'));
ALTER TABLE analysis ADD COLUMN card TEXT;
