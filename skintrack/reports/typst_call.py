"""The one place that calls Typst: sources as files of a virtual folder, all else as its inputs.

Every virtual file is read as a source of Typst, whatever is in it. For the pictures and attachments
of a long course that took as long as a third of the layout. So they go as one plain text, from
which ``given`` of ``given.typ`` gives a source what it names. It is one text, as several would come
in an order of their own each time, and nothing of the last layout would serve the next.
"""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from enum import Enum, auto
from functools import cache
from typing import Any, cast

import typst

from skintrack.resources import asset

_EPOCH = datetime(2000, 1, 1, tzinfo=UTC)
_NOTHING: Mapping[str, str] = {}
_GIVEN = rb"""
#let begin = sys.inputs.given.position("\n") + 1
#let whole = bytes(sys.inputs.given)
#let places = json(whole.slice(0, begin))
#let given(name) = {
  let (start, end) = places.at(name)
  whole.slice(begin + start, begin + end)
}
"""


class FontSource(Enum):
    """Which fonts a document may use: those of the program, or those of the system as well."""

    OWN = auto()
    SYSTEM = auto()


def compile_files(
    sources: Mapping[str, bytes],
    data: Mapping[str, object],
    texts: Mapping[str, str] = _NOTHING,
    *,
    fonts: FontSource = FontSource.OWN,
    timestamp: datetime = _EPOCH,
) -> bytes:
    """Return the PDF of ``main.typ`` as PDF/A-3a and PDF/UA-1.

    Parameters
    ----------
    sources : mapping of str to bytes
        Files of Typst by name.
    data : mapping of str to object
        Data by name, handed over as JSON.
    texts : mapping of str to str
        Pictures and other files by name, as they are.
    fonts : FontSource
        Where its fonts come from.
    timestamp : datetime
        The time written into the document; never the clock.

    Raises
    ------
    typst.TypstError
        If the document cannot be made.
    """
    return typst.compile(
        _files(sources),
        format="pdf",
        sys_inputs=_inputs(data, texts),
        pdf_standards=["a-3a", "ua-1"],
        timestamp=timestamp,
        font_paths=_fonts(fonts),
    )


def render_png(
    sources: Mapping[str, bytes],
    data: Mapping[str, object],
    texts: Mapping[str, str] = _NOTHING,
    *,
    dpi: float,
    fonts: FontSource = FontSource.OWN,
) -> tuple[bytes, ...]:
    """Return each page of ``main.typ`` as PNG."""
    # A document of one page comes as bytes, a longer one as a list; the type hints know only one.
    pages: object = typst.compile(
        _files(sources),
        format="png",
        sys_inputs=_inputs(data, texts),
        ppi=dpi,
        font_paths=_fonts(fonts),
    )
    return (pages,) if isinstance(pages, bytes) else tuple(cast("list[bytes]", pages))


@cache
def _fonts(source: FontSource) -> typst.Fonts:
    """Return the fonts, looked for once: what lies in the system takes a moment to read."""
    has_all = source is FontSource.SYSTEM
    return typst.Fonts(
        include_system_fonts=has_all,
        include_embedded_fonts=has_all,
        font_paths=[str(asset("fonts"))],
    )


def _files(sources: Mapping[str, bytes]) -> Any:
    # Typst takes a dict of files; its type hints do not know it yet.
    return {**sources, "given.typ": _GIVEN}


def _inputs(data: Mapping[str, object], texts: Mapping[str, str]) -> dict[str, str]:
    whole = {**texts, **{name: json.dumps(value) for name, value in data.items()}}
    places, end = {}, 0
    for name, text in whole.items():
        start, end = end, end + len(text.encode())
        places[name] = (start, end)
    return {"given": "".join((json.dumps(places), "\n", *whole.values()))}
