"""Text as somebody typed it, made fit for a page: nothing is lost that can be seen.

Control characters go, lines stay lines where there is room for them, and a text that is written
from right to left is set so. Words that no column holds are broken by ``style.typ``, which puts no
letter into them: what is copied from a page is what was typed.
"""

import re
import unicodedata

_BYTE_ORDER_MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"
_LINE_ENDS = re.compile("\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_MOST_EMPTY_LINES = re.compile(r"\n{3,}")
_RIGHT_TO_LEFT = frozenset({"R", "AL"})
_STRONG = frozenset({"L", "R", "AL"})
# Isolates end with the pop below; embeddings and overrides inside end with them (UAX 9).
_ISOLATES, _POP_ISOLATE = "\u2066\u2067\u2068", "\u2069"
_DIRECTING = frozenset(f"{_ISOLATES}{_POP_ISOLATE}\u202a\u202b\u202c\u202d\u202e")
_RIGHT_TO_LEFT_ISOLATE, _ISOLATE = "\u2067", "\u2068"
# Letters of Latin, Greek and Cyrillic with common marks and signs: no line ends, no controls, all
# from left to right or without a direction. Nearly every text of a report is of these alone.
_PLAIN = re.compile("[ -~\u00a0-\u058f\u2010-\u2027\u2030-\u205e\u20a0-\u20c0\u2190-\u2bff]*")


def one_line(text: str) -> str:
    """Return a text in one line, without control characters."""
    if _PLAIN.fullmatch(text):
        return text
    return " ".join(_without_controls(_LINE_ENDS.sub(" ", text)).split(" ")).strip("\n")


def in_lines(text: str) -> str:
    """Return a text with its lines, each set in its direction."""
    if _PLAIN.fullmatch(text):
        return text
    spaced = _LINE_ENDS.sub("\n", text)
    lines = _MOST_EMPTY_LINES.sub("\n\n", spaced).strip("\n").split("\n")
    return "\n".join(_directed(_without_controls(line)) for line in lines)


def _without_controls(text: str) -> str:
    return "".join(
        letter
        for letter in text.replace("\t", " ").replace(_BYTE_ORDER_MARK, "")
        if unicodedata.category(letter) != "Cc"
    )


def _directed(line: str) -> str:
    """Return a line that reads from its own side, and whose marks of direction end with it."""
    strong = (unicodedata.bidirectional(letter) for letter in line)
    first = next((each for each in strong if each in _STRONG), "L")
    has_marks = not _DIRECTING.isdisjoint(line)
    if first not in _RIGHT_TO_LEFT and not has_marks:
        return line
    open_isolates = 0
    for letter in line:
        if letter in _ISOLATES:
            open_isolates += 1
        elif letter == _POP_ISOLATE:
            open_isolates = max(open_isolates - 1, 0)
    begin = _RIGHT_TO_LEFT_ISOLATE if first in _RIGHT_TO_LEFT else _ISOLATE
    return begin + line + _POP_ISOLATE * (open_isolates + 1)
