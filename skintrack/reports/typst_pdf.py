"""Lay a report out with Typst: everything in memory, the same input gives the same bytes.

The template and the report's data are separate files: the user's text is read as JSON and never
becomes source.
"""

import dataclasses
from base64 import b64encode
from dataclasses import dataclass
from datetime import UTC, datetime, time
from hashlib import sha256
from typing import Any

import typst

from skintrack.errors import InternalError
from skintrack.reports.content import Attachment, ReportContent
from skintrack.reports.letters import Letters, find_letters
from skintrack.reports.pictures import Chart, Picture
from skintrack.reports.typst_call import compile_files, query_value, render_png
from skintrack.resources import asset

_DATA = "report.json"


@dataclass(frozen=True)
class RenderedReport:
    """A finished PDF."""

    pdf: bytes
    page_count: int


def render_pdf(content: ReportContent) -> RenderedReport:
    """Return a report as PDF/A-3a and PDF/UA-1.

    Raises
    ------
    InternalError
        If Typst refuses the document.
    """
    files, data, letters = _document(content)
    timestamp = datetime.combine(content.report_day, time(12), tzinfo=UTC)
    fonts = letters.needs_system_fonts
    try:
        pdf = compile_files(files, data, use_system_fonts=fonts, timestamp=timestamp)
        count = query_value(files, data, "page-count", use_system_fonts=fonts)
    except typst.TypstError as error:
        raise InternalError(f"The report could not be laid out: {error}") from error
    return RenderedReport(pdf, int(count))


def render_pages(content: ReportContent, dpi: float = 96.0) -> tuple[bytes, ...]:
    """Return the pages of a report as PNG, for a preview."""
    files, data, letters = _document(content)
    return render_png(files, data, dpi=dpi, use_system_fonts=letters.needs_system_fonts)


def _document(content: ReportContent) -> tuple[dict[str, bytes], dict[str, object], Letters]:
    letters = find_letters(_texts(content))
    files = {path.name: path.read_bytes() for path in sorted(asset("report").glob("*.typ"))}
    data = _plain(content, letters, files)
    if not letters.missing:
        data["letters_note"] = ""
    return files, {_DATA: data}, letters


def _texts(value: object) -> list[str]:
    """Return all strings inside a value."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, tuple):
        return [text for item in value for text in _texts(item)]
    if dataclasses.is_dataclass(value):
        return [
            text
            for field in dataclasses.fields(value)
            for text in _texts(getattr(value, field.name))
        ]
    return []


def _plain(value: object, letters: Letters, files: dict[str, bytes]) -> Any:
    """Return a value as JSON knows it; files move into ``files`` and leave their names."""
    if isinstance(value, Picture | Chart | Attachment):
        return _named_file(value, letters, files)
    if isinstance(value, str):
        return letters.printable(value)
    if isinstance(value, tuple):
        return [_plain(item, letters, files) for item in value]
    if dataclasses.is_dataclass(value):
        return {
            field.name: _plain(getattr(value, field.name), letters, files)
            for field in dataclasses.fields(value)
        }
    return None if value is None else str(value)


def _named_file(
    value: Picture | Chart | Attachment, letters: Letters, files: dict[str, bytes]
) -> dict[str, str]:
    if isinstance(value, Attachment):
        files[value.name] = value.data
        return {
            "file": value.name,
            "mime_type": value.mime_type,
            "description": letters.printable(value.description),
        }
    alt = letters.printable(value.alt)
    if isinstance(value, Chart):
        return {"file": _store(files, value.svg), "alt": alt}
    name = "" if value.jpeg is None else _store(files, _wrapped(value.jpeg))
    return {"file": name, "alt": alt, "note": letters.printable(value.note)}


def _store(files: dict[str, bytes], svg: bytes) -> str:
    name = f"{sha256(svg).hexdigest()[:24]}.svg"
    files[name] = svg
    return name


def _wrapped(jpeg: bytes) -> bytes:
    """Return a photo inside an SVG: Typst's virtual files must be text.

    The JPEG itself reaches the PDF unchanged. All prints have the shape of the common frame.
    """
    return (
        b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 760" width="640" height="760">'
        b'<image width="640" height="760" preserveAspectRatio="none" '
        b'href="data:image/jpeg;base64,' + b64encode(jpeg) + b'"/></svg>'
    )
