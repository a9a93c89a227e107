"""The one place that calls Typst: sources, data and pictures as files of a virtual folder."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, cast

import typst

from skintrack.resources import asset

_EPOCH = datetime(2000, 1, 1, tzinfo=UTC)


def compile_files(
    files: Mapping[str, bytes],
    data: Mapping[str, object],
    *,
    use_system_fonts: bool = False,
    timestamp: datetime = _EPOCH,
) -> bytes:
    """Return the PDF of ``main.typ`` as PDF/A-3a and PDF/UA-1.

    Parameters
    ----------
    files : mapping of str to bytes
        Sources and pictures by name.
    data : mapping of str to object
        Data by name, written as JSON.
    use_system_fonts : bool
        Whether fonts of the system may help out.
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
        ignore_system_fonts=not use_system_fonts,
        font_paths=[str(asset("fonts"))],
    )


def render_png(
    files: Mapping[str, bytes],
    data: Mapping[str, object],
    *,
    dpi: float,
    use_system_fonts: bool = False,
) -> tuple[bytes, ...]:
    """Return each page of ``main.typ`` as PNG."""
    # A document of one page comes as bytes, a longer one as a list; the type hints know only one.
    pages: object = typst.compile(
        _input(files, data),
        format="png",
        ppi=dpi,
        ignore_system_fonts=not use_system_fonts,
        font_paths=[str(asset("fonts"))],
    )
    return (pages,) if isinstance(pages, bytes) else tuple(cast("list[bytes]", pages))


def query_value(
    files: Mapping[str, bytes],
    data: Mapping[str, object],
    label: str,
    *,
    use_system_fonts: bool = False,
) -> Any:
    """Return the value of the metadata element with a label."""
    found = typst.query(
        _input(files, data),
        f"<{label}>",
        field="value",
        one=True,
        ignore_system_fonts=not use_system_fonts,
        font_paths=[str(asset("fonts"))],
    )
    return json.loads(found)


def _input(files: Mapping[str, bytes], data: Mapping[str, object]) -> Any:
    # Typst takes a dict of files; its type hints do not know it yet.
    written = {name: json.dumps(value).encode() for name, value in data.items()}
    return {**files, **written}
