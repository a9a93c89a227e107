"""What a child does with reports: PDFs that anybody may have made.

Imported in the child only, before it gives up opening files.
"""

from collections.abc import Mapping
from io import BytesIO
from typing import Any

import pikepdf

from skintrack.workflows.report_pdf import data_inside
from skintrack.workflows.sandbox.messages import Message

_KEY = "of a page that nobody reads"


def prepare() -> None:
    """Load what is loaded late otherwise, when no file can be opened any more.

    The reader of PDFs opens the system's source of chance with the first locked one.
    """
    locked = BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(locked, encryption=pikepdf.Encryption(user=_KEY, owner=_KEY, R=6))
    pikepdf.open(locked, password=_KEY).close()


def read_data(data: bytes, asked: Mapping[str, Any]) -> Message:
    """Return the data file inside a PDF."""
    found = data_inside(data, asked["document"], asked["name"], asked["password"])
    return Message({}, [found])


TASKS = {"read_data": read_data}
