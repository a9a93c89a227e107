"""What a child does with reports: PDFs that anybody may have made.

Imported in the child only, before it gives up opening files.
"""

from collections.abc import Mapping
from typing import Any

import pikepdf

from skintrack.workflows.report_pdf import data_inside
from skintrack.workflows.sandbox.messages import Message


def prepare() -> None:
    """Load what is loaded late otherwise, when no file can be opened any more."""
    with pikepdf.new() as pdf:
        pdf.add_blank_page()


def read_data(data: bytes, asked: Mapping[str, Any]) -> Message:
    """Return the data file inside a PDF."""
    found = data_inside(data, asked["document"], asked["name"], asked["password"])
    return Message({}, [found])


TASKS = {"read_data": read_data}
