"""Which letters can be printed, and what is said of the others."""

import pytest

from skintrack.model.phrase import Phrase
from skintrack.reports import letters as letters_module
from skintrack.reports.letters import BOX, find_letters
from skintrack.reports.letters_words import missing_words
from skintrack.reports.typst_call import compile_files


def test_the_own_font_covers_what_european_users_type():
    letters = find_letters(["Ärztin łódź Ελλάδα ἄνθρωπος ᾧ Привет Їжак ± ▼ ▲ ● ○ “quoted” …"])
    assert letters.missing == frozenset()
    assert not letters.needs_system_fonts


def test_what_the_own_font_lacks_comes_from_the_system_where_it_can():
    letters = find_letters(["ŉ Ǆ"])
    assert letters.missing or letters.needs_system_fonts


def test_what_no_font_has_becomes_a_box():
    letters = find_letters(["a\ue000b\ud800c\uffffd"])
    assert letters.printable("a\ue000b\ud800c\uffffd") == f"a{BOX}b{BOX}c{BOX}d"


def test_signs_that_are_not_seen_are_not_missed():
    letters = find_letters(["a\u200db\u200ec\u2060d\U000e0041"])
    assert letters.missing == frozenset()
    assert not letters.needs_system_fonts


@pytest.mark.parametrize(
    ("missing", "script", "font"),
    [
        ("漢かな한", "Chinese, Japanese or Korean", "fonts-noto-cjk"),
        ("مر", "Arabic", "fonts-noto-core"),
        ("नम", "Devanagari", "fonts-noto-core"),
        ("😀👍", "emoji", "fonts-noto-color-emoji"),
        ("\N{LINEAR B SYLLABLE B008 A}", "rare signs", ""),
        ("漢م", "Arabic and Chinese, Japanese or Korean", "fonts-noto-core"),
    ],
)
def test_it_is_said_which_letters_are_missing_and_what_helps(missing, script, font):
    words = missing_words(frozenset(missing))
    assert isinstance(words, Phrase)
    assert f"no font on this computer has them: {script}." in words
    assert (font in words) if font else ("would help" not in words)


def test_nothing_is_said_where_nothing_is_missing():
    assert missing_words(frozenset()) == ""


def test_a_whole_alphabet_is_asked_for_at_once(monkeypatch):
    calls = []

    def counted(*args, **options):
        calls.append(args)
        return compile_files(*args, **options)

    monkeypatch.setattr("skintrack.reports.letters.compile_files", counted)
    find_letters(["".join(chr(code) for code in range(0x4E00, 0x4F00))])
    assert len(calls) == 2


def test_signs_that_are_not_tried_are_in_the_own_font(monkeypatch):
    signs = sorted(letters_module._ALSO_THERE)
    assert "\N{BLACK DOWN-POINTING TRIANGLE}" in signs
    monkeypatch.setattr(letters_module, "_ALSO_THERE", frozenset())
    found = find_letters(signs)
    assert found.missing == frozenset()
    assert not found.needs_system_fonts


def test_a_usual_report_is_not_laid_out_to_try_its_letters(monkeypatch):
    def never(*_args, **_options):
        raise AssertionError

    monkeypatch.setattr(letters_module, "compile_files", never)
    assert (
        find_letters(["\u201eRöte\u201c \N{MINUS SIGN}12 % \N{BLACK CIRCLE}"]).missing
        == frozenset()
    )
