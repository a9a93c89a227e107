"""The report before it is written: gathered once, then laid out at any sharpness off the library.

Gathering reads the library and takes most of the time; pages of the same choices at another zoom
need only the second step, which any thread may do.
"""

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from skintrack.errors import CancelledError
from skintrack.model import Cancelled, ReportChoices, no_progress
from skintrack.reports import RenderedReport, ReportContent, render_pages, render_pdf
from skintrack.workflows import make_report

if TYPE_CHECKING:
    from skintrack.library import Library


@dataclass(frozen=True)
class ReportDraft:
    """A report with all its words and pictures, not laid out; ``photo_count`` are printed."""

    content: ReportContent
    photo_count: int

    def pages(self, dpi: float) -> tuple[bytes, ...]:
        """Return its pages as PNG."""
        return render_pages(self.content, dpi)

    @cached_property
    def _file(self) -> RenderedReport:
        return render_pdf(self.content)

    @property
    def byte_size(self) -> int:
        """How large the PDF is, without a password."""
        return len(self._file.pdf)

    @property
    def letters_note(self) -> str:
        """Which letters no font can print, and what would help; empty where none is missing."""
        return self._file.letters_note


def gather(library: "Library", choices: ReportChoices, cancelled: Cancelled) -> ReportDraft | None:
    """Return what the report will hold; None where somebody asked to stop.

    Raises
    ------
    InputError
        If the library has no course or the period ends before it begins.
    """
    # A password changes no page.
    unlocked = replace(choices, password=None)
    try:
        content, photo_count = make_report.content_of(library, unlocked, no_progress, cancelled)
    except CancelledError:
        return None
    return None if cancelled() else ReportDraft(content, photo_count)
