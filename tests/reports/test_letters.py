"""Which letters can be printed."""

from skintrack.reports.letters import BOX, find_letters, plain_text


def test_the_own_font_covers_what_european_users_type():
    letters = find_letters(["Ärztin ﬁn łódź Ελλάδα Привет ± ▼ ▲ ● ○ “quoted” …"])
    assert letters.missing == frozenset()
    assert not letters.needs_system_fonts


def test_what_no_font_has_becomes_a_box():
    letters = find_letters(["a\ue000b\ud800c\uffffd"])
    assert letters.printable("a\ue000b\ud800c\uffffd") == f"a{BOX}b{BOX}c{BOX}d"


def test_control_characters_vanish_and_line_ends_become_spaces():
    assert plain_text("a\x00\x07b\nc\td\ufeff") == "ab c d"
