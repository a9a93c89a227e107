"""The recovery diary: days 0 to 7 after a session."""
