"""Long words may go on in the next line."""

import pytest

from skintrack.ui.report.breaking import breakable

BREAK = "\N{ZERO WIDTH SPACE}"
LONG = "Wundheilungsverzögerung"


@pytest.mark.parametrize("word", [LONG, f"“{LONG}”", f"({LONG}),", "!" * 40, "_" * 40])
def test_no_sign_of_a_long_word_stands_alone(word):
    first, *between, last = breakable(f"nach {word}").removeprefix("nach ").split(BREAK)
    assert first + "".join(between) + last == word
    assert min(len(first), len(last)) >= 3
    assert len(between) >= 15


def test_short_words_stay_as_they_are():
    assert breakable("“Acne scars” and redness") == "“Acne scars” and redness"
