"""Which letters of a text the fonts can print, and what stands for the others.

PDF/A refuses a page with a letter that no font has. So each unusual letter is tried first: with the
program's own font, then with the fonts of the system; what neither has is shown as a box.
"""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from typst import TypstError

from skintrack.reports.typst_call import compile_files

BOX = "\N{WHITE SQUARE}"

_TEMPLATE = (
    b'#set document(title: "letters")\n#set text(font: "Inter", lang: "en")\n'
    b'#for letter in json("letters.json") [#letter \\ ]\n'
)
_ALWAYS_THERE_BELOW = 0x250  # Latin and its extensions
_NEVER_PRINTED = frozenset({"Cc", "Cn", "Co", "Cs"})
_BYTE_ORDER_MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"


@dataclass(frozen=True)
class Letters:
    """How to print a set of texts.

    ``missing`` are letters to be replaced by a box; ``needs_system_fonts`` says that the program's
    own font does not suffice for the rest.
    """

    missing: frozenset[str]
    needs_system_fonts: bool

    def printable(self, text: str) -> str:
        """Return a text with boxes for what cannot be printed and without control characters."""
        return "".join(BOX if letter in self.missing else letter for letter in plain_text(text))


def plain_text(text: str) -> str:
    """Return a text without control characters; line ends and tabs become spaces."""
    spaced = "".join(" " if letter in "\n\r\t\v\f\x85" else letter for letter in text)
    return "".join(
        letter
        for letter in spaced.replace(_BYTE_ORDER_MARK, "")
        if unicodedata.category(letter) != "Cc"
    )


def find_letters(texts: Iterable[str]) -> Letters:
    """Find out how the letters of these texts can be printed."""
    used = {letter for text in texts for letter in plain_text(text)}
    unusual = sorted(letter for letter in used if ord(letter) >= _ALWAYS_THERE_BELOW)
    impossible = {c for c in unusual if unicodedata.category(c) in _NEVER_PRINTED}
    unusual = [letter for letter in unusual if letter not in impossible]
    if _can_print(unusual, use_system_fonts=False):
        return Letters(frozenset(impossible), needs_system_fonts=False)
    foreign = [letter for letter in unusual if not _can_print([letter], use_system_fonts=False)]
    missing = {letter for letter in foreign if not _can_print([letter], use_system_fonts=True)}
    return Letters(frozenset(impossible | missing), needs_system_fonts=len(missing) < len(foreign))


def _can_print(letters: list[str], *, use_system_fonts: bool) -> bool:
    if not letters:
        return True
    try:
        compile_files(
            {"main.typ": _TEMPLATE}, {"letters.json": letters}, use_system_fonts=use_system_fonts
        )
    except TypstError:
        return False
    return True
