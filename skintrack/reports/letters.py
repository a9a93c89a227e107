"""Which letters of a text the fonts can print, and what stands for the others.

PDF/A refuses a page with a letter that no font has. So the unusual letters are tried first: with
the program's own font, then with the fonts of the system; what neither has is shown as a box.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from typst import TypstError

from skintrack.reports.typst_call import FontSource, compile_files

BOX = "\N{WHITE SQUARE}"

_TEMPLATE = (
    b'#import "given.typ": given\n'
    b'#set document(title: "letters")\n#set text(font: "Inter", lang: "en")\n'
    b'#for letter in json(given("letters.json")) [#letter \\ ]\n'
)
_ALWAYS_THERE_BELOW = 0x149  # Latin and its first extensions
# Signs of the program's own sentences and tables. To try them would lay a page out each time.
_ALSO_THERE = frozenset(
    "\u2018\u2019\u201a\u201c\u201d\u201e\u2013\u2014\u2026\u2022\u2212\u2264\u2265"
    "\u2248\u2192\u2190\u2191\u2193\u25b2\u25bc\u25b3\u25cb\u25cf\u25a1\u25a0\u2713"
)
_NEVER_PRINTED = frozenset({"Cc", "Co", "Cs"})
# As Typst names what a font lacks, in the quotes and escapes of Rust.
_LACKING = re.compile(r'the text `"((?:[^"\\]|\\.)*)"` could not be displayed')
_ESCAPED = re.compile(r"\\u\{([0-9a-fA-F]+)\}|\\(.)")


@dataclass(frozen=True)
class Letters:
    """How to print a set of texts.

    ``missing`` are letters to be replaced by a box; ``needs_system_fonts`` says that the program's
    own font does not suffice for the rest.
    """

    missing: frozenset[str]
    needs_system_fonts: bool

    @property
    def fonts(self) -> FontSource:
        """Where the fonts come from."""
        return FontSource.SYSTEM if self.needs_system_fonts else FontSource.OWN

    def printable(self, text: str) -> str:
        """Return a text with boxes for letters that cannot be printed."""
        if not self.missing:
            return text
        return "".join(_box(letter) if letter in self.missing else letter for letter in text)


def find_letters(texts: Iterable[str]) -> Letters:
    """Find out how the letters of these texts can be printed."""
    used = {letter for text in texts for letter in text}
    unusual = sorted(letter for letter in used - _ALSO_THERE if ord(letter) >= _ALWAYS_THERE_BELOW)
    impossible = {c for c in unusual if unicodedata.category(c) in _NEVER_PRINTED}
    foreign = _lacking([c for c in unusual if c not in impossible], FontSource.OWN)
    missing = _lacking(sorted(foreign), FontSource.SYSTEM)
    foreign, missing = ({c for c in some if not _is_unseen(c)} for some in (foreign, missing))
    return Letters(frozenset(impossible | missing), needs_system_fonts=len(missing) < len(foreign))


def named_in(error: TypstError) -> frozenset[str]:
    """Return the letters that an error says could not be printed."""
    named = (_plain(found) for found in _LACKING.findall(error.diagnostic))
    return frozenset(letter for text in named for letter in text)


def _box(letter: str) -> str:
    return "" if _is_unseen(letter) else BOX


def _is_unseen(letter: str) -> bool:
    """Whether a sign only joins, parts or directs others: nobody misses it."""
    return unicodedata.category(letter) == "Cf"


def _lacking(letters: list[str], fonts: FontSource) -> set[str]:
    """Return those of the letters that no font can print; all of them if nobody says which."""
    if not letters:
        return set()
    try:
        compile_files({"main.typ": _TEMPLATE}, {"letters.json": letters}, fonts=fonts)
    except TypstError as error:
        return (set(named_in(error)) & set(letters)) or set(letters)
    return set()


def _plain(escaped: str) -> str:
    return _ESCAPED.sub(
        lambda found: chr(int(found[1], 16)) if found[1] else str(found[2]), escaped
    )
