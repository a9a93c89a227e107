"""Lay a report out with Typst: everything in memory, the same input gives the same bytes.

The template and the report's data are separate files: the user's text is read as JSON and never
becomes source.
"""

from base64 import b64encode
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, time
from hashlib import sha256
from typing import Any, NamedTuple, TypeVar

import typst

from skintrack.errors import InternalError
from skintrack.model.catalogue import ENGLISH
from skintrack.model.phrase import translated
from skintrack.reports.content import Attachment, ReportContent
from skintrack.reports.letters import BOX, Letters, find_letters, named_in
from skintrack.reports.letters_words import missing_words
from skintrack.reports.named_parts import named_parts
from skintrack.reports.page_count import count_pages
from skintrack.reports.pictures import Chart, Picture
from skintrack.reports.typed_text import in_lines, one_line
from skintrack.reports.typst_call import compile_files, render_png
from skintrack.resources import asset, catalogue

_DATA = "report.json"
_MOST_TRIES = 3
_T = TypeVar("_T")


class RenderedReport(NamedTuple):
    """A finished PDF; ``letters_note`` says which letters could not be printed, if any."""

    pdf: bytes
    page_count: int
    letters_note: str = ""


class _Document(NamedTuple):
    """What Typst is given."""

    sources: dict[str, bytes]
    data: dict[str, object]
    texts: dict[str, str]
    letters: Letters


def render_pdf(content: ReportContent) -> RenderedReport:
    """Return a report as PDF/A-3a and PDF/UA-1.

    Raises
    ------
    InternalError
        If Typst refuses the document.
    """
    timestamp = datetime.combine(content.report_day, time(12), tzinfo=UTC)

    def work(document: _Document) -> RenderedReport:
        fonts = document.letters.fonts
        pdf = compile_files(
            document.sources, document.data, document.texts, fonts=fonts, timestamp=timestamp
        )
        return RenderedReport(pdf, count_pages(pdf), missing_words(document.letters.missing))

    return _laid_out(content, work)


def render_pages(content: ReportContent, dpi: float = 96.0) -> tuple[bytes, ...]:
    """Return the pages of a report as PNG, for a preview.

    Raises
    ------
    InternalError
        If Typst refuses the document.
    """
    return _laid_out(
        content,
        lambda document: render_png(
            document.sources,
            document.data,
            document.texts,
            dpi=dpi,
            fonts=document.letters.fonts,
        ),
    )


def letters_note(content: ReportContent) -> str:
    """Return which letters of a report no font can print, and what would help; empty if none."""
    return missing_words(_letters_of(content).missing)


def _laid_out(content: ReportContent, work: Callable[[_Document], _T]) -> _T:
    """Do some work on a document; letters that prove to be missing only there become boxes too."""
    letters = _letters_of(content)
    for _ in range(_MOST_TRIES):
        try:
            return work(_document(content, letters))
        except typst.TypstError as error:
            found = named_in(error) - letters.missing - {BOX}
            if not found:
                raise InternalError(f"The report could not be laid out: {error}") from error
            letters = replace(letters, missing=letters.missing | found)
    raise InternalError("The report could not be laid out: its letters cannot be printed.")


def _letters_of(content: ReportContent) -> Letters:
    return find_letters(in_lines(text) for text in _texts(content))


def _document(content: ReportContent, letters: Letters) -> _Document:
    sources = {path.name: path.read_bytes() for path in sorted(asset("report").glob("*.typ"))}
    texts: dict[str, str] = {}
    data = _plain(content, letters, texts)
    data["title"] = letters.printable(one_line(content.title))
    data["letters_note"] = _said_note(content, letters)
    return _Document(sources, {_DATA: data}, texts, letters)


def _said_note(content: ReportContent, letters: Letters) -> str:
    """Return what the report says of letters that cannot be printed, in its own language."""
    if not letters.missing:
        return ""
    note = missing_words(letters.missing)
    said = translated(note, catalogue(content.language) or ENGLISH)
    return f"{content.letters_note} {letters.printable(said)}"


def _texts(value: object) -> list[str]:
    """Return all strings inside a value."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, tuple):  # also the named parts of a piece
        return [text for item in value for text in _texts(item)]
    parts = named_parts(value)
    return [] if parts is None else [text for part in parts.values() for text in _texts(part)]


def _plain(value: object, letters: Letters, texts: dict[str, str]) -> Any:
    """Return a value as JSON knows it; files move into ``texts`` and leave their names."""
    if isinstance(value, Picture | Chart | Attachment):
        return _named_file(value, letters, texts)
    if isinstance(value, str):
        return letters.printable(in_lines(value))
    parts = named_parts(value)
    if parts is not None:
        return {name: _plain(part, letters, texts) for name, part in parts.items()}
    if isinstance(value, tuple):
        return [_plain(item, letters, texts) for item in value]
    return None if value is None else str(value)


def _named_file(
    value: Picture | Chart | Attachment, letters: Letters, texts: dict[str, str]
) -> dict[str, str]:
    if isinstance(value, Attachment):
        texts[value.name] = value.data.decode()
        return {
            "file": value.name,
            "mime_type": value.mime_type,
            "description": letters.printable(one_line(value.description)),
        }
    alt = letters.printable(one_line(value.alt))
    if isinstance(value, Chart):
        return {"file": _store(texts, value.svg), "alt": alt}
    name = "" if value.jpeg is None else _store(texts, _wrapped(value.jpeg))
    return {"file": name, "alt": alt, "note": letters.printable(in_lines(value.note))}


def _store(texts: dict[str, str], svg: bytes) -> str:
    name = f"{sha256(svg).hexdigest()[:24]}.svg"
    texts[name] = svg.decode()
    return name


def _wrapped(jpeg: bytes) -> bytes:
    """Return a photo inside an SVG: what Typst is given must be text.

    The JPEG itself reaches the PDF unchanged. All prints have the shape of the common frame.
    """
    return (
        b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 760" width="640" height="760">'
        b'<image width="640" height="760" preserveAspectRatio="none" '
        b'href="data:image/jpeg;base64,' + b64encode(jpeg) + b'"/></svg>'
    )
