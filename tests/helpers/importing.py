"""What a person does to add photos: drop them, look at the review, press the one button."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from skintrack.app import Program
from skintrack.model import Photo, PhotoId
from skintrack.ui.importing.import_view import ImportView
from skintrack.ui.importing.row_words import Column
from skintrack.ui.importing.rows import ImportRow, RowState
from skintrack.ui.main_window import MainWindow
from skintrack.ui.widgets.date_field import DateField
from tests.helpers.photo_makers import save_photo
from tests.helpers.ui_actions import press

MAY = datetime(2026, 5, 5, 10, 22, tzinfo=UTC)
_LONG_MS = 20_000


def phone_with_three(folder: Path) -> Path:
    """Make a folder with three photos: dated, with a date in its name, and without any."""
    folder.mkdir()
    save_photo(folder / "a dated.jpg", 10, MAY)
    save_photo(folder / "b 20260506.jpg", 20)
    save_photo(folder / "c plain.jpg", 30)
    return folder


def import_view(window: MainWindow) -> ImportView:
    """Return the page of the review."""
    view = window.view("import")
    assert isinstance(view, ImportView)
    return view


def add_photos(window: MainWindow, qtbot: QtBot, paths: Sequence[Path]) -> None:
    """Add photos through the review, see them in the library, and go to the timeline."""
    window.imports.import_paths(paths)
    view = import_view(window)
    qtbot.waitUntil(lambda: bool(view.review.model.rows) and not view.review.glances.is_working)
    view.confirm()
    qtbot.waitUntil(lambda: view.is_over and not view.review.is_running, timeout=_LONG_MS)
    view.confirm()


@dataclass(frozen=True)
class Person:
    """Somebody at the window of a course, with photos on a phone."""

    program: Program
    qtbot: QtBot
    library: Path
    phone: Path

    @property
    def window(self) -> MainWindow:
        return self.program.window

    @property
    def view(self) -> ImportView:
        return import_view(self.window)

    @property
    def rows(self) -> list[ImportRow]:
        return self.view.review.model.rows

    @property
    def photos(self) -> dict[PhotoId, Photo]:
        """The photos of the course."""
        state = self.program.services.course.state
        assert state is not None
        return {photo.id: photo for photo in state.photos}

    def drop(self, *paths: Path, count: int = 3) -> ImportView:
        """Drop files, or the phone's folder, and wait until all were looked at."""
        self.window.imports.import_paths(paths or (self.phone,))
        view = self.view
        self.qtbot.waitUntil(lambda: len(self.rows) == count)
        self.qtbot.waitUntil(lambda: not view.review.glances.is_working)
        looking = RowState.LOOKING
        self.qtbot.waitUntil(lambda: all(row.state is not looking for row in self.rows))
        view.refresh()
        return view

    def key(self, key: Qt.Key) -> None:
        """Press a key in the table."""
        self.qtbot.keyClick(self.view.table, key)

    def press(self, text: str) -> None:
        """Press a button of the page."""
        press(self.qtbot, self.view, text)

    def add(self) -> None:
        """Add what waits by Enter, and wait until it is measured."""
        self.key(Qt.Key.Key_Return)
        review = self.view.review
        self.qtbot.waitUntil(lambda: self.view.is_over and not review.is_running, timeout=_LONG_MS)
        self.settle()

    def settle(self) -> None:
        """Wait until nothing runs any more."""
        services = self.program.services
        self.qtbot.waitUntil(lambda: services.course.is_measured, timeout=_LONG_MS)
        self.qtbot.waitUntil(lambda: not services.desk.is_working, timeout=_LONG_MS)

    def photo(self, row: int) -> Photo:
        """Return the photo that became of a row."""
        photo_id = self.rows[row].photo_id
        assert photo_id is not None
        return self.photos[photo_id]

    def lines(self, row: int, column: Column) -> tuple[str, str]:
        """Return what a cell says."""
        cell = self.view.review.model.cell(self.view.review.model.index(row, column))
        return cell.first, cell.second

    def says(self, summary: str) -> None:
        """Wait until the foot says this."""
        self.qtbot.waitUntil(lambda: self.view.footer.summary == summary)

    def click(self, row: int, column: Column) -> None:
        """Click into a cell."""
        table = self.view.table
        place = table.visualRect(self.view.review.model.index(row, column)).center()
        self.qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)

    @property
    def has_field(self) -> bool:
        """Whether a date is being edited."""
        return self.view.table.findChild(DateField) is not None

    @property
    def field(self) -> DateField:
        """The field of the date that is being edited."""
        found = self.view.table.findChild(DateField)
        assert isinstance(found, DateField)
        return found
