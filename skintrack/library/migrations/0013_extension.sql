-- The names of encrypted files say nothing, so the record says which format a photo has.

ALTER TABLE photo ADD COLUMN extension TEXT NOT NULL DEFAULT '';

UPDATE photo SET extension = substr(file_name, instr(file_name, '.') + 1);
