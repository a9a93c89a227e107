"""The page on the numbers names every reason that the program can give, and no other."""

import re
from collections import Counter
from pathlib import Path

from tests.helpers.finding_codes import used_codes

PAGE = Path(__file__).parents[1] / "docs" / "measurement.md"
SECTION = "## When a number is withheld"


def codes_of_the_tables() -> list[str]:
    """Return the codes in the first column of the tables, in order."""
    section = PAGE.read_text(encoding="utf-8").split(SECTION)[1].split("\n## ")[0]
    rows = [line.split("|")[1] for line in section.splitlines() if line.startswith("| `")]
    return [code for row in rows for code in re.findall(r"`(\w+)`", row)]


def test_every_reason_is_explained_once():
    named = Counter(codes_of_the_tables())
    assert [code for code, count in named.items() if count > 1] == []
    assert sorted(used_codes() - named.keys()) == [], "not in docs/measurement.md"
    assert sorted(named.keys() - used_codes()) == [], "in docs/measurement.md only"
