"""Item models: plain records in, roles and columns out; tested without a window."""
