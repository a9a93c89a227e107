"""The steps of the walk through the window: what a user clicks, and when it has happened."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtWidgets import QApplication, QComboBox, QDialog, QRadioButton, QToolButton

from benchmarks.walked_library import WORDS_THAT_OPEN
from skintrack.app import Program
from skintrack.model import Photo, Point, RegionName, View
from skintrack.ui.compare.compare_view import CompareView
from skintrack.ui.compare.modes import MODES
from skintrack.ui.page import Page
from skintrack.ui.photo.photo_view import PhotoView
from skintrack.ui.report.report_view import ReportView
from skintrack.ui.timeline.timeline_view import TimelineView
from skintrack.ui.trends.trends_view import TrendsView
from skintrack.ui.vault.unlock_page import UnlockPage

Step = tuple[str, Callable[[], object], Callable[[], bool] | None]
P = TypeVar("P", bound=Page)
_RAIL = ("timeline", "compare", "trends", "report", "camera")
_AWAY = 40  # visits from the latest one, so that other photos are to be read


class Walk:
    """One window and what is done in it.

    Parameters
    ----------
    program : Program
        Not yet shown.
    library : Path
        What ``fill_walked`` made.
    """

    def __init__(self, program: Program, library: Path) -> None:
        self.program = program
        self.window = program.window
        self.library = library

    def page(self, key: str, kind: type[P]) -> P:
        """Return a view that is known to be of a class."""
        view = self.window.view(key)
        if not isinstance(view, kind):
            raise SystemExit(f"The view {key} is another one.")
        return view

    def press(self, key: str) -> None:
        """Click a view of the rail."""
        button = self.window.rail.button(key)
        if button is None:
            raise SystemExit(f"The rail has no {key}.")
        button.click()

    def photos(self) -> tuple[Photo, ...]:
        """Return the front photos, oldest first."""
        state = self.program.services.course.state
        if state is None:
            raise SystemExit("No course is shown.")
        return state.dated_photos(View.FRONT)

    @property
    def is_measured(self) -> bool:
        """Whether the course has its values."""
        return self.program.services.course.is_measured

    @property
    def is_locked(self) -> bool:
        """Whether the window asks for the passphrase."""
        return self.window.views.is_current("unlock")

    def unlock(self) -> None:
        """Type the passphrase."""
        view = self.page("unlock", UnlockPage)
        view.passphrase_field.setText(WORDS_THAT_OPEN)
        view.open_button.click()

    def show_other_course(self, *, is_other: bool) -> None:
        """Choose a course in the menu."""
        course = self.program.services.course
        if course.state is not None:
            wanted = max if is_other else min
            course.show_course(wanted(each.id for each in course.state.courses))
            course.is_measured = False

    def choose_theme(self, index: int) -> None:
        """Choose an appearance in the settings that are open."""
        dialog = QApplication.activeModalWidget()
        if dialog is not None:
            dialog.findChildren(QRadioButton)[index].click()

    def choose_entry(self, value: str | int) -> None:
        """Choose from the box that offers a value in the settings that are open."""
        dialog = QApplication.activeModalWidget()
        for box in () if dialog is None else dialog.findChildren(QComboBox):
            index = box.findData(value)
            if index >= 0:
                box.setCurrentIndex(index)
                box.activated.emit(index)
                return

    def leave_dialog(self) -> None:
        """Close what stands before the window."""
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, QDialog):
            dialog.reject()


def steps(program: Program, library: Path) -> Iterator[Step]:
    """Yield the steps in their order; each is wanted only after the one before is over."""
    walk = Walk(program, library)
    yield from _open(walk)
    for visit in ("first", "second"):
        for key in _RAIL:
            yield f"{key}, {visit} visit", partial(walk.press, key), partial(_is_shown, walk, key)
    yield from _timeline(walk)
    yield from _compare(walk)
    yield from _trends(walk)
    yield from _photo(walk)
    yield from _report(walk)
    yield from _edits(walk)
    yield from _dialogs(walk)
    yield from _themes(walk)
    yield from _lock(walk)
    yield "closing the window", walk.window.close, None


def _open(walk: Walk) -> Iterator[Step]:
    yield "opening the window", partial(walk.program.open, walk.library), lambda: walk.is_locked
    yield "unlocking", walk.unlock, lambda: walk.is_measured
    yield (
        "changing to the course of 1,000 photos",
        partial(walk.show_other_course, is_other=False),
        lambda: walk.is_measured,
    )


def _is_shown(walk: Walk, key: str) -> bool:
    if key == "report":
        return walk.page("report", ReportView).pages.page_count > 0
    return walk.window.views.is_current(key)


def _timeline(walk: Walk) -> Iterator[Step]:
    window = walk.window
    walk.press("timeline")
    view = walk.page("timeline", TimelineView)
    last = view.model.columnCount() - 1
    for what, number in (("the latest visit", last), ("an earlier visit", last - _AWAY)):
        index = view.model.index(0, number)
        yield f"timeline: {what}", partial(view.grid.setCurrentIndex, index), None
    yield "window made larger", partial(window.resize, 1600, 1000), None
    yield "window made small", partial(window.resize, 1024, 640), None
    yield "window as before", partial(window.resize, 1280, 800), None


def _compare(walk: Walk) -> Iterator[Step]:
    walk.press("compare")
    view = walk.page("compare", CompareView)
    photos = walk.photos()
    yield "compare: two other photos", partial(view.choose, photos[_AWAY], photos[-_AWAY]), None
    for number, mode in enumerate(MODES):
        button = view.tools.modes.button(number)
        yield f"compare: {mode.value.replace('_', ' ')}", button.click, None
    yield "compare: side by side again", view.tools.modes.button(0).click, None
    toggles: dict[str, QToolButton] = {
        "light": view.tools.light,
        "outlines": view.tools.outlines,
        "nudge": view.tools.nudge,
        "panel": view.tools.panel,
    }
    for name, toggle in toggles.items():
        yield f"compare: {name}", toggle.click, None
    for toggle in toggles.values():
        toggle.click()


def _trends(walk: Walk) -> Iterator[Step]:
    walk.press("trends")
    view = walk.page("trends", TrendsView)
    for region in (RegionName.RIGHT_CHEEK, RegionName.FOREHEAD):
        yield f"trends: {region.value.replace('_', ' ')}", view.regions.button(region).click, None
    series = view.series
    if series is not None:
        yield "trends: a point", partial(view.chart.choose, series.points[-1].photo_id), None


def _photo(walk: Walk) -> Iterator[Step]:
    photos = walk.photos()
    yield "photo, first visit", partial(walk.window.views.open_photo, photos[-1]), None
    view = walk.page("photo", PhotoView)
    yield "photo, the one before", partial(view.step, -1), None
    for number in (1, 2, 0):
        yield f"photo, map {number}", partial(view.maps.press, number), None
    for number, name in enumerate(("findings", "details", "marks")):
        yield f"photo, page of {name}", partial(view.panel.show_page, number), None
    photo = view.photo
    if photo is not None:
        place = Point(photo.width / 2, photo.height / 2)
        yield (
            "photo, pin with its strip",
            partial(view.book.add, photo, place),
            lambda: bool(view.book.pins) and not view.crops.is_working,
        )
    yield "photo, drawing a region", view.start_drawing, None
    yield "photo, leaving the drawing", view.modes.leave, None
    yield "photo, second visit", partial(walk.window.views.open_photo, photos[0]), None


def _report(walk: Walk) -> Iterator[Step]:
    walk.press("report")
    view = walk.page("report", ReportView)
    yield "report: the last page", partial(view.pages.show_page, view.pages.page_count - 1), None


def _edits(walk: Walk) -> Iterator[Step]:
    window = walk.window
    yield "timeline again", partial(walk.press, "timeline"), None
    yield "photo into the bin", partial(window.commands.bin_photo, walk.photos()[-1]), None
    yield "undo", walk.program.services.history.undo, None
    yield "redo", walk.program.services.history.redo, None
    yield "bin, first visit", window.views.show_bin, None
    yield "timeline after the bin", partial(walk.press, "timeline"), None
    yield "undo again", walk.program.services.history.undo, None
    yield "course of the other person", partial(walk.show_other_course, is_other=True), None
    yield (
        "back to the course of 1,000 photos",
        partial(walk.show_other_course, is_other=False),
        lambda: walk.is_measured,
    )


def _dialogs(walk: Walk) -> Iterator[Step]:
    window = walk.window
    commands, sessions = window.commands, window.commands.sessions
    openers: dict[str, Callable[[], object]] = {
        "new session": commands.add_session,
        "plan": sessions.show_plan,
        "questions before a session": sessions.ask_before_session,
        "aftercare": sessions.show_aftercare,
        "calendar": sessions.calendar.show_dates,
        "diary": window.diary.open_latest,
        "ratings": window.ratings.open_ratings,
        "practitioner's page": window.ratings.open_practitioner_page,
        "new course": commands.add_course,
        "keys": window.show_keys,
        "new library": window.libraries.create_library,
        "backups": window.backups.open_dialog,
        "passphrase and keys": window.guards.show_acts,
        "settings": window.show_settings,
    }
    for name, opener in openers.items():
        yield f"dialog: {name}", opener, None
        yield f"closing the dialog: {name}", walk.leave_dialog, None
    yield "blinded rounds", window.views.show_blinded, None
    yield "import review", partial(window.show_view, "import"), None


def _themes(walk: Walk) -> Iterator[Step]:
    yield "settings again", walk.window.show_settings, None
    yield "dark", partial(walk.choose_theme, 2), None
    yield "light", partial(walk.choose_theme, 1), None
    yield "another language, for the next start", partial(walk.choose_entry, "de"), None
    yield "larger text, for the next start", partial(walk.choose_entry, 125), None
    yield "closing the settings", walk.leave_dialog, None


def _lock(walk: Walk) -> Iterator[Step]:
    yield "timeline before locking", partial(walk.press, "timeline"), None
    yield "locking", walk.window.guards.lock, lambda: walk.is_locked
    yield "unlocking again", walk.unlock, lambda: walk.is_measured
    for key in ("timeline", "compare", "report"):
        yield f"{key} after unlocking", partial(walk.press, key), partial(_is_shown, walk, key)
