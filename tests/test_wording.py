"""No sentence that a user reads diagnoses, ranks, promises, blames or alarms."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "skintrack"
TEMPLATES = Path(__file__).parents[1] / "assets" / "report"
UNSAID = re.compile(
    r"\bdiagnos\w*|\bdiseases?\b|\bpatholog\w*|\bskin age\b|\bpercentile\b|\bperfect\w*|\boops\b"
    r"|\bguarantee\w*|\bcure[sd]?\b|\bheal your\b|\bflawless\b|\bugly\b|\bbad skin\b|\babnormal\w*"
    r"|\byour fault\b|\byou failed\b|\bmiracle\w*|\bimprove your score\b|\byounger\b|\bwarning\b"
    r"|\byou must\b|\bcongratulations\b",
    re.IGNORECASE,
)
# What the program says it does not do.
SAID_OF_ITSELF = re.compile(
    r"(not|no|nor) (a |any )?(medical device|diagnosis)|does not diagnose",
    re.IGNORECASE,
)
PARTS = ("ui", "cli", "reports", "charts", "workflows", "model", "trends", "treatment")


def sources() -> list[Path]:
    files = [PACKAGE / part for part in PARTS]
    return sorted(
        path for part in files for path in ([part] if part.is_file() else part.rglob("*.py"))
    )


def sentences(source: str) -> Iterator[str]:
    """Yield every text of a module with at least two words that is no docstring."""
    tree = ast.parse(source)
    docstrings = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    for node in ast.walk(tree):
        if not isinstance(node, ast.Constant) or id(node) in docstrings:
            continue
        if isinstance(node.value, str) and " " in node.value.strip():
            yield node.value


def unsaid_in(text: str) -> list[str]:
    return UNSAID.findall(SAID_OF_ITSELF.sub("", text))


@pytest.mark.parametrize("path", sources(), ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_no_sentence_alarms_or_promises(path: Path):
    found = {
        text: words
        for text in sentences(path.read_text(encoding="utf-8"))
        if (words := unsaid_in(text))
    }
    assert found == {}


@pytest.mark.parametrize("path", sorted(TEMPLATES.glob("*.typ")), ids=lambda path: path.name)
def test_no_template_alarms_or_promises(path: Path):
    assert unsaid_in(path.read_text(encoding="utf-8")) == []


def test_the_words_are_found_where_they_stand():
    assert unsaid_in("We diagnose your skin and guarantee perfect results") == [
        "diagnose",
        "guarantee",
        "perfect",
    ]
    assert unsaid_in("SkinTrack is not a medical device and gives no diagnosis.") == []
    assert list(sentences('"""A doc."""\nx = f"one two {3}"\ny = "alone"\n')) == ["one two "]
