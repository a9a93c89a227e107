"""The data file of a report, taken out of a PDF or read alone, from whoever it may come.

Nothing in such a file is believed: sizes are bounded before anything is unpacked, and whatever is
not as it should be is refused in words.
"""

import json
import re
from pathlib import Path
from typing import Any

from skintrack.errors import InputError
from skintrack.library.storage import storage_error
from skintrack.model.text import file_label
from skintrack.reports.password import prepared_password
from skintrack.workflows.report_data import DOCUMENT_NAME
from skintrack.workflows.report_pdf import MOST_DATA_BYTES, damaged, too_large
from skintrack.workflows.sandbox.reports import data_inside

MOST_FILE_BYTES = 64 * 2**20
MOST_DEPTH = 16
_HEAD_BYTES = 1024
_PDF_MARK = b"%PDF-"
_UTF8_MARK = b"\xef\xbb\xbf"
# Either a whole text, whose brackets do not count, or a bracket.
_TEXT_OR_BRACKET = re.compile(rb'"(?:[^"\\]|\\.)*+"|[\[\]{}]', re.DOTALL)


def is_report_file(path: Path) -> bool:
    """Tell by its first bytes whether a file is a PDF or a JSON document, whatever its name."""
    try:
        if not path.is_file():
            return False
        with path.open("rb") as file:
            head = file.read(_HEAD_BYTES)
    except OSError:
        return False
    return _PDF_MARK in head or head.removeprefix(_UTF8_MARK).lstrip()[:1] == b"{"


def read_document(path: Path, password: str | None = None) -> dict[str, Any]:
    """Return the JSON document of a report, from a PDF or as a file of its own.

    Parameters
    ----------
    path : Path
        The file; what it holds decides, not its name.
    password : str, optional
        Opens a locked PDF.

    Raises
    ------
    InputError
        With code ``password`` where one is needed or another one, ``no_data`` for a PDF without
        the data, ``too_large``, or ``damaged``.
    StorageError
        If the file cannot be read.
    """
    file = file_label(path)
    try:
        if path.stat().st_size > MOST_FILE_BYTES:
            raise too_large(file)
        data = path.read_bytes()
    except OSError as error:
        raise storage_error(error, path.name) from error
    if len(data) > MOST_FILE_BYTES:
        raise too_large(file)
    if _PDF_MARK in data[:_HEAD_BYTES]:
        data = data_inside(data, DOCUMENT_NAME, file, _key(password))
    return parse_document(data, file)


def parse_document(data: bytes, file: str) -> dict[str, Any]:
    """Return a JSON document, unless it is too large, too deep, or none; errors as above."""
    if len(data) > MOST_DATA_BYTES:
        raise too_large(file)
    if _depth(data) > MOST_DEPTH:
        raise damaged(file)
    try:
        document = json.loads(data.decode("utf-8-sig"), parse_constant=_refuse)
    except (ValueError, RecursionError) as error:
        raise damaged(file) from error
    if not isinstance(document, dict):
        raise damaged(file)
    return document


def _key(password: str | None) -> str:
    """Return a typed password in the form that reports are locked with, or as it was typed."""
    try:
        return prepared_password(password or "")
    except InputError:
        return password or ""


def _depth(data: bytes) -> int:
    depth = deepest = 0
    for found in _TEXT_OR_BRACKET.finditer(data):
        mark = found[0]
        if mark in (b"{", b"["):
            depth += 1
            deepest = max(deepest, depth)
        elif mark in (b"}", b"]"):
            depth -= 1
    return deepest


def _refuse(constant: str) -> None:
    raise ValueError(constant)
