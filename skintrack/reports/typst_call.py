"""The one place that calls Typst: sources, data and pictures as files of a virtual folder."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from enum import Enum, auto
from functools import cache
from typing import Any, cast

import typst

from skintrack.resources import asset

_EPOCH = datetime(2000, 1, 1, tzinfo=UTC)


class FontSource(Enum):
    """Which fonts a document may use: those of the program, or those of the system as well."""

    OWN = auto()
    SYSTEM = auto()


def compile_files(
    files: Mapping[str, bytes],
    data: Mapping[str, object],
    *,
    fonts: FontSource = FontSource.OWN,
    timestamp: datetime = _EPOCH,
) -> bytes:
    """Return the PDF of ``main.typ`` as PDF/A-3a and PDF/UA-1.

    Parameters
    ----------
    files : mapping of str to bytes
        Sources and pictures by name.
    data : mapping of str to object
        Data by name, written as JSON.
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
        _input(files, data),
        format="pdf",
        pdf_standards=["a-3a", "ua-1"],
        timestamp=timestamp,
        font_paths=_fonts(fonts),
    )


def render_png(
    files: Mapping[str, bytes],
    data: Mapping[str, object],
    *,
    dpi: float,
    fonts: FontSource = FontSource.OWN,
) -> tuple[bytes, ...]:
    """Return each page of ``main.typ`` as PNG."""
    # A document of one page comes as bytes, a longer one as a list; the type hints know only one.
    pages: object = typst.compile(
        _input(files, data),
        format="png",
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


def _input(files: Mapping[str, bytes], data: Mapping[str, object]) -> Any:
    # Typst takes a dict of files; its type hints do not know it yet.
    written = {name: json.dumps(value).encode() for name, value in data.items()}
    return {**files, **written}
