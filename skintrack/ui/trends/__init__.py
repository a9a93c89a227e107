"""One chart at a time, the sentence above it and the same content as a table."""
