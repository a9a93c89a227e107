"""The data file taken out of a PDF that anybody may have made; runs in a process apart.

Nothing in such a file is believed: sizes are bounded before anything is unpacked, and whatever is
not as it should be is refused in words.
"""

import re
import zlib
from contextlib import suppress
from io import BytesIO
from typing import TYPE_CHECKING

from skintrack.errors import InputError
from skintrack.model.phrase import Phrase

if TYPE_CHECKING:
    import pikepdf

MOST_DATA_BYTES = 32 * 2**20
_MOST_STREAMS_BYTES = 256 * 2**20
_STEP_BYTES = 2**16
_STREAM = re.compile(rb"stream\r?\n")


def data_inside(pdf_bytes: bytes, document: str, file: str, password: str) -> bytes:
    """Return the data file inside a PDF.

    Parameters
    ----------
    pdf_bytes : bytes
        The whole file.
    document : str
        Name of the data file in it.
    file : str
        Name of the PDF, for sentences.
    password : str
        Opens a locked PDF; empty for none.

    Raises
    ------
    InputError
        With code ``password``, ``no_data``, ``too_large`` or ``damaged``.
    """
    import pikepdf

    if _has_bomb(pdf_bytes):
        raise too_large(file)
    try:
        with pikepdf.open(
            BytesIO(pdf_bytes),
            password=password,
            attempt_recovery=False,
            inherit_page_attributes=False,
            suppress_warnings=True,
        ) as pdf:
            if document not in pdf.attachments:
                raise InputError(
                    Phrase(
                        "“{file}” has no SkinTrack data inside. Only reports that were saved with "
                        "their data can be read.",
                        file=file,
                    ),
                    "no_data",
                )
            return _unpacked(pdf.attachments[document].get_file().obj, file)
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
        raise damaged(file) from error


def _unpacked(stream: "pikepdf.Object", file: str) -> bytes:
    """Return what a stream holds; only as it was packed by us, and never more than is allowed."""
    packing = str(stream.get("/Filter", ""))
    raw = stream.read_raw_bytes()
    if not packing:
        return raw
    if packing != "/FlateDecode" or "/DecodeParms" in stream:
        raise damaged(file)
    unpacker = zlib.decompressobj()
    try:
        data = unpacker.decompress(raw, MOST_DATA_BYTES)
    except zlib.error as error:
        raise damaged(file) from error
    if unpacker.unconsumed_tail:
        raise too_large(file)
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


def too_large(file: str) -> InputError:
    """Say that a file is none of ours by its size."""
    return InputError(
        Phrase("“{file}” is larger than any SkinTrack report and was not opened.", file=file),
        "too_large",
    )


def damaged(file: str) -> InputError:
    """Say that a file makes no sense."""
    return InputError(
        Phrase(
            "“{file}” is damaged, or no SkinTrack report. Nothing was taken from it.", file=file
        ),
        "damaged",
    )
