"""Keeps ``assets/translations/*.po`` in step with the texts of the program.

``python -m translations`` adds texts that are new, with an empty translation, and drops those that
are gone; then it says what is missing. ``tests/test_translations.py`` fails while anything is.
"""
