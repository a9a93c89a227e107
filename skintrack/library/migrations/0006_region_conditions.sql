-- How a photo shows the region that the user outlined (JSON); a face in the same photo has its own.

ALTER TABLE analysis ADD COLUMN region_conditions TEXT;
