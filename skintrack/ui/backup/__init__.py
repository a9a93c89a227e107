"""Backups in the window: made with one click, remembered, rehearsed, and brought back."""
