"""One photo, large, with its regions, values and issues."""
