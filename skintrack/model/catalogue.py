"""The texts of one language, read from a gettext ``.po`` file as translators know it."""

from ast import literal_eval
from collections.abc import Callable, Iterator, Mapping
from gettext import c2py
from types import MappingProxyType
from typing import NamedTuple

LANGUAGES = ("en", "de")
"""What the program speaks."""

_ENGLISH_MARKS = (".", ",")


class Entry(NamedTuple):
    """One entry of a ``.po`` file.

    ``context`` tells equal English texts apart, ``plural`` is the text for many where there is
    one, and ``texts`` has one text, or one for each plural form. ``comments`` are whole lines.
    """

    text: str
    texts: tuple[str, ...]
    context: str | None = None
    plural: str | None = None
    comments: tuple[str, ...] = ()

    @property
    def key(self) -> tuple[str | None, str]:
        """What the entry is found by."""
        return self.context, self.text


def _one_or_many(count: int) -> int:
    return int(count != 1)


class Catalogue(NamedTuple):
    """The texts of a language; without any it is English.

    ``marks`` are the decimal mark and the mark between thousands.
    """

    entries: Mapping[tuple[str | None, str], Entry] = MappingProxyType({})
    plural_form: Callable[[int], int] = _one_or_many
    marks: tuple[str, str] = _ENGLISH_MARKS

    def find(self, text: str, context: str | None = None) -> str | None:
        """Return the translation of a text, or None where there is none."""
        entry = self.entries.get((context, text)) or self.entries.get((None, text))
        return entry.texts[0] or None if entry is not None else None

    def text(self, text: str, context: str | None = None) -> str:
        """Return the translation of a text, or the text."""
        return self.find(text, context) or text

    def counted(self, one: str, many: str, count: int) -> str:
        """Return the template for a number of things."""
        entry = self.entries.get((None, one))
        if entry is None or not all(entry.texts):
            return one if count == 1 else many
        return entry.texts[min(self.plural_form(count), len(entry.texts) - 1)]

    def with_marks(self, figure: str) -> str:
        """Return a number with the marks of this language."""
        if self.marks == _ENGLISH_MARKS:
            return figure
        return figure.translate(str.maketrans(".,", "".join(self.marks)))


ENGLISH = Catalogue()


def read_catalogue(po: str) -> Catalogue:
    """Return the catalogue of a ``.po`` file's text.

    The header says the plural forms, and the marks of numbers in ``X-Decimal-Mark`` and
    ``X-Thousands-Mark``.
    """
    entries = {entry.key: entry for entry in read_entries(po)}
    header = entries.pop((None, ""), None)
    said = _header_fields(header.texts[0] if header is not None else "")
    rule = said.get("Plural-Forms", "").partition("plural=")[2].strip(" ;")
    return Catalogue(
        entries=MappingProxyType(entries),
        plural_form=c2py(rule) if rule else _one_or_many,
        marks=(said.get("X-Decimal-Mark", "."), said.get("X-Thousands-Mark", ",")),
    )


def read_entries(po: str) -> Iterator[Entry]:
    """Yield the entries of a ``.po`` file, its header (the text "") among them."""
    comments: list[str] = []
    parts: dict[str, str] = {}
    key = ""
    for line in [*po.splitlines(), ""]:
        if line.startswith("#"):
            comments.append(line)
        elif line.startswith('"'):
            parts[key] += literal_eval(line)
        elif line:
            key, _, quoted = line.partition(" ")
            parts[key] = literal_eval(quoted.strip())
        elif parts:
            yield _entry(parts, tuple(comments))
            comments, parts = [], {}


def _entry(parts: Mapping[str, str], comments: tuple[str, ...]) -> Entry:
    texts = tuple(text for key, text in parts.items() if key.startswith("msgstr"))
    context, plural = parts.get("msgctxt"), parts.get("msgid_plural")
    return Entry(parts["msgid"], texts, context, plural, comments)


def _header_fields(header: str) -> dict[str, str]:
    lines = (line.partition(":") for line in header.splitlines())
    return {name.strip(): value.strip() for name, _, value in lines}
