-- The skin of a photo in coarse cells, with which a later photo is compared.

ALTER TABLE analysis ADD COLUMN skin_print BLOB;
