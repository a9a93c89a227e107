"""Encrypted libraries in the window: unlocking, locking, keys, and what hides it from others."""
