"""Dialogs: opened with ``open()``, their result told by a signal."""
