"""Pictures of the first quarter of an hour: from an empty library to a saved report."""

import tempfile
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from skintrack.library import Library
from skintrack.model import View
from skintrack.ui.importing.import_view import ImportView
from skintrack.ui.importing.row_words import Column
from skintrack.ui.report.report_view import ReportView
from skintrack.ui.widgets.date_field import DateField

if TYPE_CHECKING:
    from docs.make_screenshots import Photographer

_DAYS = (date(2026, 3, 3), date(2026, 4, 20), date(2026, 6, 1), date(2026, 8, 1))
_REPORT = "SkinTrack Cheeks.pdf"


def take_first_job(photographer: "Photographer", sample: Path) -> None:
    """Save each step with four photos of the sample that say nothing of their day."""
    with tempfile.TemporaryDirectory(prefix="skintrack-") as scratch:
        folder = Path(scratch) / "library"
        Library.create(folder, "Cheeks").close()
        window = photographer.window
        window.libraries.open_folder(folder)
        photographer.until(lambda: photographer.program.services.course.state is not None)
        photographer.settle()
        photographer.save("first-empty")
        window.imports.import_paths([_undated(sample, Path(scratch) / "Camera")])
        view = photographer.page("import", ImportView)
        photographer.until(lambda: len(view.review.model.rows) == len(_DAYS))
        photographer.until(lambda: not view.review.glances.is_working)
        _type_dates(photographer, view)
        view.confirm()
        photographer.until(lambda: view.is_over)
        photographer.until(lambda: photographer.program.services.course.is_measured)
        photographer.settle()
        photographer.save("first-added")
        view.confirm()
        _save_report(photographer, Path(scratch) / _REPORT)
        photographer.program.services.desk.close()
        photographer.settle()


def _undated(sample: Path, folder: Path) -> Path:
    """Return a folder of photos from the front without any date."""
    folder.mkdir()
    with Library.open(sample) as library:
        front = [photo for photo in library.photos.all() if photo.view is View.FRONT]
        step = max(1, len(front) // len(_DAYS))
        chosen = front[::step][: len(_DAYS)]
        for number, photo in enumerate(chosen, start=2041):
            picture = Image.open(library.photos.original_path(photo))
            picture.save(folder / f"IMG_{number}.jpg", "JPEG", quality=90)
    return folder


def _type_dates(photographer: "Photographer", view: ImportView) -> None:
    """Type a date, Tab, and the next one; the picture is of the second."""
    view.table.selectRow(0)
    view.table.edit_date()
    for place, day in enumerate(_DAYS):
        field = view.table.indexWidget(view.review.model.index(place, Column.DATE))
        if not isinstance(field, DateField):
            raise TypeError("date")
        QTest.keyClicks(field, f"{day.day}.{day.month}.{day.year}")
        if place == 1:
            photographer.settle()
            photographer.save("first-dates")
        QTest.keyClick(field, Qt.Key.Key_Tab)
    photographer.settle()


def _save_report(photographer: "Photographer", path: Path) -> None:
    photographer.window.show_view("timeline")
    photographer.window.banner.dismiss()
    photographer.settle()
    photographer.save("first-timeline")
    photographer.window.show_view("report")
    report = photographer.page("report", ReportView)
    photographer.until(lambda: not report.preview.is_busy and report.pages.is_sharp())
    report.saving.save_as(str(path))
    photographer.until(lambda: report.foot.has_saved)
    photographer.settle()
    photographer.save("first-report")
