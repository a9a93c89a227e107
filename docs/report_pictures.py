"""Pictures of the report view for the guide: its pages, its privacy, and reports that come back."""

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from skintrack.model import PhotoPrivacy
from skintrack.ui.main_window import MainWindow
from skintrack.ui.report.report_view import ReportView

_NAME = "Progress report.pdf"


class Photographer(Protocol):
    """Who takes the pictures (``make_screenshots``)."""

    window: MainWindow

    def settle(self) -> None:
        """Wait until nothing runs."""

    def until(self, is_true: Callable[[], bool]) -> None:
        """Wait for something."""

    def save(self, name: str) -> None:
        """Save the window."""

    def save_dialog(self, name: str) -> None:
        """Save the dialog over it."""


def take_report(camera: Photographer, view: ReportView) -> None:
    """Save the pages of the report, then its privacy with a code and covered eyes."""
    head = view.panel.group_of(view.panel.privacy).head
    plain = (None, PhotoPrivacy.SHOWN)
    for name, (code, photos) in {
        "report": plain,
        "report-privacy": ("P-001", PhotoPrivacy.EYES_COVERED),
    }.items():
        head.setChecked(code is not None)
        view.book.change(code=code, photos=photos)
        camera.until(lambda: not view.preview.is_busy and view.pages.is_sharp())
        camera.settle()
        camera.save(name)
    head.setChecked(False)
    view.book.change(code=plain[0], photos=plain[1])


def take_report_back(camera: Photographer, view: ReportView) -> None:
    """Save a report that is read back, and the page that a practitioner filled in."""
    with tempfile.TemporaryDirectory(prefix="skintrack-") as scratch:
        view.saving.save_as(str(Path(scratch) / _NAME))
        camera.settle()
        camera.window.imports.import_paths([Path(scratch) / _NAME])
        camera.until(lambda: camera.window.imports.reports.dialog is not None)
        camera.settle()
    camera.save_dialog("report-back")
    camera.window.ratings.open_practitioner_page()
    camera.settle()
    camera.save_dialog("practitioner-page")
