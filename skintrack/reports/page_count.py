"""How many pages a PDF has that Typst just wrote, without laying it out once more."""

import re

from skintrack.errors import InternalError

_ROW_BYTES = 20  # of the table of places (ISO 32000-1, 7.5.4)
_MOST_BYTES = 1_000_000


def count_pages(pdf: bytes) -> int:
    """Return the number of pages.

    Followed from the end through the table of places, so that no text of the user is taken for a
    part of the file.

    Raises
    ------
    InternalError
        If the file is built in another way than Typst builds it.
    """
    try:
        start = int(pdf[pdf.rindex(b"startxref") + 9 :].split()[0])
        trailer = pdf[pdf.index(b"trailer", start) :]
        catalogue = _object(pdf, start, _reference(trailer, b"Root"))
        pages = _object(pdf, start, _reference(catalogue, b"Pages"))
        return _number(pages, rb"/Count\s+(\d+)")
    except (ValueError, IndexError) as error:
        raise InternalError("The pages of a report could not be counted.") from error


def _reference(part: bytes, name: bytes) -> int:
    return _number(part, rb"/" + name + rb"\s+(\d+)\s+0\s+R")


def _number(part: bytes, pattern: bytes) -> int:
    found = re.search(pattern, part)
    if found is None:
        raise ValueError("A part of the file is missing.")
    return int(found[1])


def _object(pdf: bytes, start: int, number: int) -> bytes:
    """Return an object by its place in the table, up to its end."""
    table = pdf.index(b"\n", pdf.index(b"\n", start) + 1) + 1  # after "xref" and "0 706"
    row = table + _ROW_BYTES * number
    place = int(pdf[row : row + 10])
    end = pdf.index(b"endobj", place)
    if end - place > _MOST_BYTES or not pdf.startswith(f"{number} 0 obj".encode(), place):
        raise ValueError("The table of places is another one.")
    return pdf[place:end]
