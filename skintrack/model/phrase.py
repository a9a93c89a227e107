"""Sentences that remember how they were made, so that the window can say them in another language.

Everything below the window speaks English. A ``Phrase`` is that English sentence, a plain ``str``
for everyone who prints or stores it, which keeps its template and the values in it. ``translated``
makes the same sentence from the template of another language (docs/adr/0021).
"""

from collections.abc import Iterable, Mapping
from typing import Any, Self

from skintrack.model.catalogue import Catalogue

Value = str | int | float


class Figure(str):
    """A number as text, such as "1,204" or "+0.4"; another language has other marks in it."""

    __slots__ = ()


class Phrase(str):
    """A sentence with its template and values.

    Parameters
    ----------
    template : str
        English, with ``{named}`` places; this is what translators see.
    **values : str, int or float
        Phrases among them are translated too; other texts (names, files) stay as they are.
        Numbers may be formatted by the template, as in ``{share:.0f}``.

    Examples
    --------
    >>> Phrase("{file} could not be read.", file="a.jpg")
    'a.jpg could not be read.'
    """

    template: str
    many: str | None
    values: Mapping[str, Value]

    def __new__(cls, template: str, /, **values: Value) -> Self:
        """Make the English sentence."""
        return cls._made(template, None, values)

    @classmethod
    def counted(cls, one: str, many: str, /, count: int, **values: Value) -> Self:
        """Make a sentence about a number of things: ``counted("{count} day", "{count} days", 3)``.

        Parameters
        ----------
        one, many : str
            Templates for one and for any other number; both may use ``{count}``.
        count : int
            Decides.
        **values : str, int or float
            As for a phrase.
        """
        return cls._made(one, many, {**values, "count": count})

    @classmethod
    def joined(cls, separator: str, parts: Iterable[str]) -> Self:
        """Join texts, phrases among them, with something that no language changes, as ", "."""
        values = {f"part{place}": part for place, part in enumerate(parts)}
        mark = separator.replace("{", "{{").replace("}", "}}")
        return cls._made(mark.join(f"{{{name}}}" for name in values), None, values)

    @classmethod
    def restored(cls, stored: str | Mapping[str, Any]) -> str:
        """Return what ``stored`` has given: a phrase, or a plain text as it was."""
        if isinstance(stored, str):
            return stored
        values = {
            name: cls.restored(value) if isinstance(value, (str, dict)) else value
            for name, value in stored["values"].items()
        }
        return cls._made(stored["template"], stored["many"], values)

    def stored(self) -> dict[str, Any]:
        """Return the phrase as plain data, for JSON."""
        values = {
            name: value.stored() if isinstance(value, Phrase) else value
            for name, value in self.values.items()
        }
        return {"template": self.template, "many": self.many, "values": values}

    def filled(self, **values: Value) -> Self:
        """Return the same sentence with values in its places."""
        return self._made(self.template, self.many, {**self.values, **values})

    @classmethod
    def _made(cls, template: str, many: str | None, values: Mapping[str, Value]) -> Self:
        chosen = template if many is None or values["count"] == 1 else many
        phrase = super().__new__(cls, chosen.format(**values) if values else chosen)
        phrase.template, phrase.many, phrase.values = template, many, values
        return phrase


def translated(text: str, catalogue: Catalogue) -> str:
    """Say a text in the language of a catalogue.

    Parameters
    ----------
    text : str
        A phrase or a figure; any other text comes back as it is.
    catalogue : Catalogue
        Sentences that it lacks stay English.
    """
    if isinstance(text, Figure):
        return catalogue.with_marks(text)
    if not isinstance(text, Phrase):
        return text
    template = _template_in(text, catalogue)
    if not text.values:
        return template
    return template.format(**{name: _said(each, catalogue) for name, each in text.values.items()})


def _template_in(phrase: Phrase, catalogue: Catalogue) -> str:
    if phrase.many is None:
        return catalogue.text(phrase.template)
    return catalogue.counted(phrase.template, phrase.many, int(phrase.values["count"]))


def _said(value: Value, catalogue: Catalogue) -> "str | _Number":
    return translated(value, catalogue) if isinstance(value, str) else _Number(value, catalogue)


class _Number:
    """A number that takes the marks of a language when a template formats it."""

    def __init__(self, number: float, catalogue: Catalogue) -> None:
        self._number = number
        self._catalogue = catalogue

    def __format__(self, spec: str) -> str:
        return self._catalogue.with_marks(format(self._number, spec))
