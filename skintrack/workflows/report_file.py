"""The data file of a report, taken out of a PDF or read alone, from whoever it may come.

Nothing in such a file is believed: sizes are bounded before anything is unpacked, and whatever is
not as it should be is refused in words.
"""

import json
import re
import zlib
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from skintrack.errors import InputError
from skintrack.library.storage import storage_error
from skintrack.model.phrase import Phrase
from skintrack.model.text import file_label
from skintrack.reports.password import prepared_password
from skintrack.workflows.report_data import DOCUMENT_NAME

if TYPE_CHECKING:
    import pikepdf

MOST_FILE_BYTES = 64 * 2**20
MOST_DATA_BYTES = 32 * 2**20
MOST_DEPTH = 16
_MOST_STREAMS_BYTES = 256 * 2**20
_HEAD_BYTES = 1024
_PDF_MARK = b"%PDF-"
_UTF8_MARK = b"\xef\xbb\xbf"
_STEP_BYTES = 2**16
_STREAM = re.compile(rb"stream\r?\n")
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
    try:
        if path.stat().st_size > MOST_FILE_BYTES:
            raise _too_large(path)
        data = path.read_bytes()
    except OSError as error:
        raise storage_error(error, path.name) from error
    if len(data) > MOST_FILE_BYTES:
        raise _too_large(path)
    if _PDF_MARK in data[:_HEAD_BYTES]:
        data = _data_inside(path, data, password)
    return parse_document(data, file_label(path))


def parse_document(data: bytes, file: str) -> dict[str, Any]:
    """Return a JSON document, unless it is too large, too deep, or none; errors as above."""
    if len(data) > MOST_DATA_BYTES:
        raise _too_large(file)
    if _depth(data) > MOST_DEPTH:
        raise _damaged(file)
    try:
        document = json.loads(data.decode("utf-8-sig"), parse_constant=_refuse)
    except (ValueError, RecursionError) as error:
        raise _damaged(file) from error
    if not isinstance(document, dict):
        raise _damaged(file)
    return document


def _key(password: str | None) -> str:
    """Return a typed password in the form that reports are locked with, or as it was typed."""
    try:
        return prepared_password(password or "")
    except InputError:
        return password or ""


def _data_inside(path: Path, pdf_bytes: bytes, password: str | None) -> bytes:
    import pikepdf

    file = file_label(path)
    if _has_bomb(pdf_bytes):
        raise _too_large(file)
    try:
        with pikepdf.open(
            BytesIO(pdf_bytes),
            password=_key(password),
            attempt_recovery=False,
            inherit_page_attributes=False,
            suppress_warnings=True,
        ) as pdf:
            if DOCUMENT_NAME not in pdf.attachments:
                raise InputError(
                    Phrase(
                        "“{file}” has no SkinTrack data inside. Only reports that were saved with "
                        "their data can be read.",
                        file=file,
                    ),
                    "no_data",
                )
            return _unpacked(pdf.attachments[DOCUMENT_NAME].get_file().obj, file)
    except pikepdf.PasswordError as error:
        text = Phrase("“{file}” is locked. Its password opens it.", file=file)
        if password:
            text = Phrase("This password does not open “{file}”.", file=file)
        raise InputError(text, "password") from error
    except (
        pikepdf.PdfError,
        pikepdf.DataDecodingError,
        *(ArithmeticError, AttributeError, LookupError, RecursionError, RuntimeError),
        *(TypeError, ValueError),
    ) as error:
        raise _damaged(file) from error


def _unpacked(stream: "pikepdf.Object", file: str) -> bytes:
    """Return what a stream holds; only as it was packed by us, and never more than is allowed."""
    packing = str(stream.get("/Filter", ""))
    raw = stream.read_raw_bytes()
    if not packing:
        return raw
    if packing != "/FlateDecode" or "/DecodeParms" in stream:
        raise _damaged(file)
    unpacker = zlib.decompressobj()
    try:
        data = unpacker.decompress(raw, MOST_DATA_BYTES)
    except zlib.error as error:
        raise _damaged(file) from error
    if unpacker.unconsumed_tail:
        raise _too_large(file)
    return data


def _has_bomb(pdf_bytes: bytes) -> bool:
    """Tell whether the streams of a PDF unpack to more than those of any report.

    The reader of PDFs unpacks tables of contents by itself, so they are looked at before.
    """
    total = 0
    for found in _STREAM.finditer(pdf_bytes):
        total += _unpacked_size(pdf_bytes, found.end(), _MOST_STREAMS_BYTES - total)
        if total > _MOST_STREAMS_BYTES:
            return True
    return False


def _unpacked_size(pdf_bytes: bytes, start: int, most: int) -> int:
    """Return how much a stream unpacks to, or a little more than ``most`` once it is more."""
    unpacker, total = zlib.decompressobj(), 0
    with suppress(zlib.error):  # what is packed in another way, such as a photo
        for place in range(start, len(pdf_bytes), _STEP_BYTES):
            packed = pdf_bytes[place : place + _STEP_BYTES]
            while packed and not unpacker.eof:
                total += len(unpacker.decompress(packed, _STEP_BYTES))
                packed = unpacker.unconsumed_tail
                if total > most:
                    return total
            if unpacker.eof:
                break
    return total


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


def _too_large(file: Path | str) -> InputError:
    name = file_label(file)
    return InputError(
        Phrase("“{file}” is larger than any SkinTrack report and was not opened.", file=name),
        "too_large",
    )


def _damaged(file: Path | str) -> InputError:
    name = file_label(file)
    return InputError(
        Phrase(
            "“{file}” is damaged, or no SkinTrack report. Nothing was taken from it.", file=name
        ),
        "damaged",
    )
