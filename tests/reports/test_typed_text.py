"""Typed text on its way to a page."""

import re
import sys

import pytest

from skintrack.reports import typed_text
from skintrack.reports.typed_text import in_lines, one_line

ISOLATE, RIGHT_TO_LEFT, POP = "\u2068", "\u2067", "\u2069"


@pytest.mark.parametrize(
    ("typed", "lines"),
    [
        ("plain", "plain"),
        ("a\nb\r\nc\rd\u2028e\x0bf", "a\nb\nc\nd\ne\nf"),
        ("a\n\n\n\n\nb\n\n", "a\n\nb"),
        ("a\tb  c", "a b  c"),
        ("a\x00\x07\x1bb\ufeff", "ab"),
        ("", ""),
        ("e\u0301 👩\u200d👧", "e\u0301 👩\u200d👧"),
        ("שלום (1).", f"{RIGHT_TO_LEFT}שלום (1).{POP}"),
        ("Notes: שלום.", "Notes: שלום."),
        ("abc \u202efed", f"{ISOLATE}abc \u202efed{POP}"),
        ("\u2066a\u2067b", f"{ISOLATE}\u2066a\u2067b{POP}{POP}{POP}"),
        ("one\nשבת", f"one\n{RIGHT_TO_LEFT}שבת{POP}"),
    ],
)
def test_lines_stay_and_nothing_that_is_seen_is_lost(typed, lines):
    assert in_lines(typed) == lines


def test_titles_have_one_line():
    assert one_line("a\nb\r\nc\x00") == "a b c"


@pytest.mark.parametrize("long", ["plan" * 15, "=HYPERLINK(" * 4, "e\u0301" * 40, "漢" * 40])
def test_long_words_get_no_letter_that_nobody_typed(long):
    assert in_lines(long) == long


def test_what_passes_as_plain_would_come_out_the_same(monkeypatch):
    plain = [chr(code) for code in range(sys.maxunicode) if typed_text._PLAIN.fullmatch(chr(code))]
    assert len(plain) > 1000
    monkeypatch.setattr(typed_text, "_PLAIN", re.compile("(?!)"))
    for letter in plain:
        for text in (letter, f"{letter}a", f"a{letter}"):
            assert (in_lines(text), one_line(text)) == (text, text)
