"""Text as somebody typed it, made fit for a page: nothing is lost that can be seen.

Control characters go, lines stay lines where there is room for them, a text that is written from
right to left is set so, and a word that is wider than any column may break.
"""

import re
import unicodedata
from collections.abc import Iterator

_BYTE_ORDER_MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"
_MAY_BREAK = "\N{ZERO WIDTH SPACE}"
_LINE_ENDS = re.compile("\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_MOST_EMPTY_LINES = re.compile(r"\n{3,}")
_RIGHT_TO_LEFT = frozenset({"R", "AL"})
_STRONG = frozenset({"L", "R", "AL"})
# Isolates end with the pop below; embeddings and overrides inside end with them (UAX 9).
_ISOLATES, _POP_ISOLATE = "\u2066\u2067\u2068", "\u2069"
_DIRECTING = frozenset(f"{_ISOLATES}{_POP_ISOLATE}\u202a\u202b\u202c\u202d\u202e")
_RIGHT_TO_LEFT_ISOLATE, _ISOLATE = "\u2067", "\u2068"
_LONG_WORD = 24  # letters; wider than the narrowest column
_BREAKABLE = frozenset({"LATIN", "GREEK", "CYRILLIC", "DIGIT"})


def one_line(text: str) -> str:
    """Return a text in one line, without control characters."""
    return " ".join(_without_controls(_LINE_ENDS.sub(" ", text)).split(" ")).strip("\n")


def in_lines(text: str) -> str:
    """Return a text with its lines, each set in its direction, long words ready to be broken."""
    spaced = _LINE_ENDS.sub("\n", text)
    lines = _MOST_EMPTY_LINES.sub("\n\n", spaced).strip("\n").split("\n")
    return "\n".join(_directed(_with_breaks(_without_controls(line))) for line in lines)


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


def _with_breaks(line: str) -> str:
    """Return a line whose very long words may break between any two of their letters."""
    return " ".join(
        _MAY_BREAK.join(_letters(word)) if _is_too_long(word) else word for word in line.split(" ")
    )


def _is_too_long(word: str) -> bool:
    return len(word) > _LONG_WORD and all(
        letter.isascii() or unicodedata.name(letter, "").split(" ")[0] in _BREAKABLE
        for letter in word
        if letter.isalpha()
    )


def _letters(word: str) -> Iterator[str]:
    """Yield letters with the marks on them."""
    letter = ""
    for each in word:
        if letter and not _is_mark(each):
            yield letter
            letter = ""
        letter += each
    if letter:
        yield letter


def _is_mark(letter: str) -> bool:
    return unicodedata.category(letter) in {"Mn", "Mc", "Me", "Cf"}
