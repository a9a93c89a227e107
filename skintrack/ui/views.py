"""The views of the window: each is imported and made on first use, and joined to the commands."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QStackedWidget

from skintrack.model import Photo
from skintrack.ui.commands import Commands
from skintrack.ui.course_view import CourseView
from skintrack.ui.page import Page
from skintrack.ui.rail import RailEntry
from skintrack.ui.services import Services
from skintrack.ui.words import tr

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_COLLECT_MS = 50
# Without a wait Qt goes on before it looks at the mouse, keys and timers.
_TURN_MS = 1


def rail_entries() -> tuple[RailEntry, ...]:
    """Return the views in the order of the rail."""
    return (
        RailEntry("timeline", "timeline", tr("Timeline"), tr("The course at a glance")),
        RailEntry("compare", "compare", tr("Compare"), tr("Two dates, aligned on the face")),
        RailEntry("trends", "trends", tr("Trends"), tr("Values over the months")),
        RailEntry("report", "report", tr("Report"), tr("A PDF for your practitioner")),
        RailEntry("camera", "camera", tr("Camera"), tr("Take the next photo like the first")),
    )


class Views(QObject):
    """Shows one view at a time.

    Parameters
    ----------
    services : Services
        Given to each view.
    commands : Commands
        What the views ask for.
    pages : QStackedWidget
        Where the views are placed.
    """

    shown = Signal(str)
    said = Signal(str)
    _photo_wanted = Signal(object)
    _pair_wanted = Signal(object, object)
    _unlock_wanted = Signal(object)

    def __init__(self, services: Services, commands: Commands, pages: QStackedWidget) -> None:
        super().__init__(pages)
        self._services = services
        self._commands = commands
        self._pages = pages
        self._made: dict[str, Page] = {}
        self._leaving: list[Page] = []
        self._makers: dict[str, Callable[[], Page]] = {
            "first_start": self._make_first_start,
            "unlock": self._make_unlock,
            "timeline": self._make_timeline,
            "compare": self._make_compare,
            "trends": self._make_trends,
            "report": self._make_report,
            "photo": self._make_photo,
            "blinded": self._make_blinded,
            "import": self._make_import,
            "camera": self._make_camera,
            "bin": self._make_bin,
        }
        self.shown.connect(commands.imports.follow_view)
        commands.imports.review_wanted.connect(self._show_import)
        commands.imports.library_wanted.connect(self._ask_library)
        commands.imports.prepared.connect(self._prepare_import)
        self._current = self._before_photo = self._before_bin = "timeline"
        self._awaited = ""
        self._opening: tuple[Callable[[], object], ...] | None = None
        services.course.loaded.connect(self._show_awaited)

    @property
    def last(self) -> str:
        """The view that was shown last, also by an earlier run of the program."""
        last = self._services.settings.current.last_view
        return last if last in {entry.key for entry in rail_entries()} else "timeline"

    @property
    def current(self) -> str:
        """Key of the view that is to be seen; empty while there is none."""
        return next((key for key in self._made if self.is_current(key)), "")

    def is_current(self, key: str) -> bool:
        """Whether a view is the one to be seen."""
        return key in self._made and self._pages.currentWidget() is self._made[key]

    def view(self, key: str) -> Page:
        """Return a view, imported and made on first use so that the window opens fast."""
        if key not in self._made:
            self._made[key] = self._makers[key]()
        view = self._made[key]
        if self._pages.indexOf(view) < 0:
            self._pages.addWidget(view)
        return view

    def show_view(self, key: str) -> None:
        """Show a view of the course; all but the timeline wait until it is there whole."""
        state = self._services.course.state
        if state is None:
            return
        self._opening = None
        self._awaited = "" if state.is_whole or key == "timeline" else key
        if self._awaited:
            return
        self._current = key
        self._place(key)
        if key in {entry.key for entry in rail_entries()}:
            self._services.settings.change(last_view=key)
        self.shown.emit(key)

    @Slot(str)
    def choose_view(self, key: str) -> None:
        """Show a view that was clicked; one that is not there yet is made in turns of its own."""
        self._open(key, partial(self._catch_up, key), partial(self.show_view, key))

    @Slot(object)
    def open_photo(self, photo: Photo) -> None:
        """Show a photo that was clicked, as ``choose_view`` does."""
        self._open("photo", partial(self._give_photo, photo), partial(self.show_view, "photo"))

    @property
    def is_opening(self) -> bool:
        """Whether a view that was clicked is still being made."""
        return self._opening is not None

    def _open(self, key: str, fill: "Callable[[], None]", show: "Callable[[], None]") -> None:
        state = self._services.course.state
        if state is None or not state.is_whole or key in self._made:
            fill()
            show()
        else:
            # To make it, to style it, to fill it and to lay it out at once would be felt.
            self._made[key] = self._makers[key]()
            turns = self._made[key].turns()
            self._opening = (partial(self.view, key), *turns, fill, show)
            QTimer.singleShot(_TURN_MS, self, partial(self._go_on, self._opening, 0))

    def _go_on(self, steps: "tuple[Callable[[], object], ...]", number: int) -> None:
        """Do the next step of opening a view, unless another one was wanted meanwhile."""
        if self._opening is not steps:
            return
        steps[number]()
        if number + 1 < len(steps):
            QTimer.singleShot(_TURN_MS, self, partial(self._go_on, steps, number + 1))
        else:
            self._opening = None

    def _catch_up(self, key: str) -> None:
        view, state = self._made.get(key), self._services.course.state
        if isinstance(view, CourseView) and state is not None and state.is_whole:
            view.catch_up()

    @Slot()
    def _show_awaited(self) -> None:
        if self._awaited:
            self.choose_view(self._awaited)

    @Slot()
    def show_first_start(self) -> None:
        """Show how to begin."""
        self._place("first_start")

    def show_unlock(self, folder: "Path") -> None:
        """Show what an encrypted library asks for."""
        self.view("unlock")
        self._unlock_wanted.emit(folder)
        self._place("unlock")

    def forget(self) -> None:
        """Destroy every view that shows something of a library; each is made again when needed.

        Then everything that was let go of is collected.
        """
        for key in [key for key in self._made if key not in {"first_start", "unlock"}]:
            view = self._made.pop(key)
            self._pages.removeWidget(view)
            view.hide()
            self._leaving.append(view)
        self._opening = None
        self._destroy_next()
        self._current = self._before_photo = "timeline"

    @Slot()
    def _destroy_next(self) -> None:
        """Destroy one view in each turn of the loop: all of them at once would be felt."""
        if self._leaving:
            self._leaving.pop().deleteLater()
            QTimer.singleShot(_TURN_MS, self, self._destroy_next)
        else:
            from skintrack.ui.vault.forgetting import collect

            # After everybody else let go, and the page that hides everything was painted.
            QTimer.singleShot(_COLLECT_MS, self, collect)

    def _place(self, key: str) -> None:
        view = self.view(key)
        self._pages.setCurrentWidget(view)
        view.first_control().setFocus()

    @Slot(object)
    def show_photo(self, photo: Photo) -> None:
        """Show one photo, large."""
        self._give_photo(photo)
        self.show_view("photo")

    def _give_photo(self, photo: Photo) -> None:
        if self._current != "photo":
            self._before_photo = self._current
        self.view("photo")
        self._photo_wanted.emit(photo)

    @Slot(object, object)
    def show_comparison(self, before: Photo, after: Photo) -> None:
        """Show two photos side by side."""
        self.view("compare")
        self._pair_wanted.emit(before, after)
        self.show_view("compare")

    @Slot()
    def _leave_photo(self) -> None:
        self.show_view(self._before_photo)

    @Slot(object)
    def _bin_photo(self, photo: Photo) -> None:
        self._leave_photo()
        self._commands.courses.bin_photo(photo)

    def _make_first_start(self) -> Page:
        from skintrack.ui.first_start import FirstStart

        view = FirstStart(self._services)
        libraries = self._commands.libraries
        view.create_chosen.connect(libraries.create_library)
        view.sample_chosen.connect(libraries.open_sample)
        view.open_chosen.connect(libraries.choose_library)
        view.recent_chosen.connect(libraries.open_name)
        view.restore_chosen.connect(self._commands.backups.choose_restore)
        return view

    def _make_unlock(self) -> Page:
        from skintrack.ui.vault.unlock_page import UnlockPage

        view = UnlockPage(self._services)
        libraries = self._commands.libraries
        self._unlock_wanted.connect(view.ask)
        view.passphrase_given.connect(libraries.unlock_by_passphrase)
        view.recovery_key_given.connect(libraries.unlock_by_recovery_key)
        view.others_wanted.connect(self.show_first_start)
        libraries.unlock_refused.connect(view.refuse)
        self._services.desk.opened.connect(view.forget)
        return view

    def _make_timeline(self) -> Page:
        from skintrack.ui.timeline.timeline_view import TimelineView

        view = TimelineView(self._services, self._pages.width())
        courses = self._commands.courses
        view.photo_opened.connect(self.open_photo)
        view.comparison_chosen.connect(self.show_comparison)
        view.session_chosen.connect(courses.edit_session)
        view.dates_chosen.connect(courses.set_dates)
        view.visit_diary_chosen.connect(self._commands.diary.open_diary)
        view.add_photos_chosen.connect(courses.choose_photos)
        view.add_session_chosen.connect(courses.add_session)
        view.plan_chosen.connect(courses.sessions.show_plan)
        view.aftercare_chosen.connect(courses.sessions.show_aftercare)
        view.diary_chosen.connect(self._commands.diary.open_latest)
        return view

    def _make_compare(self) -> Page:
        from skintrack.ui.compare.compare_view import CompareView

        view = CompareView(self._services)
        self._pair_wanted.connect(view.choose)
        view.panel.blinded_chosen.connect(self.show_blinded)
        view.saving.saved.connect(self.said)
        view.photo_opened.connect(self.open_photo)
        view.beginning.photos_chosen.connect(self._commands.courses.choose_photos)
        view.beginning.dates_chosen.connect(self._commands.courses.set_dates)
        return view

    def _make_trends(self) -> Page:
        from skintrack.ui.trends.trends_view import TrendsView

        view = TrendsView(self._services)
        view.photo_opened.connect(self.open_photo)
        view.beginning.photos_chosen.connect(self._commands.courses.choose_photos)
        view.beginning.dates_chosen.connect(self._commands.courses.set_dates)
        view.comparison_chosen.connect(self.show_comparison)
        return view

    def _make_report(self) -> Page:
        from skintrack.ui.report.report_view import ReportView

        view = ReportView(self._services)
        view.practitioner_page_chosen.connect(self._commands.ratings.open_practitioner_page)
        return view

    @Slot()
    def show_blinded(self) -> None:
        """Show the comparison without dates."""
        self.show_view("blinded")

    @Slot()
    def _leave_blinded(self) -> None:
        self.show_view("compare")

    def _make_blinded(self) -> Page:
        from skintrack.ui.blinded.blinded_view import BlindedView

        view = BlindedView(self._services)
        view.left.connect(self._leave_blinded)
        return view

    def _make_photo(self) -> Page:
        from skintrack.ui.photo.photo_view import PhotoView

        view = PhotoView(self._services)
        imports, regions = self._commands.imports, self._commands.regions
        self._photo_wanted.connect(view.show_photo)
        view.left.connect(self._leave_photo)
        view.record.binned.connect(self._bin_photo)
        view.record.dated.connect(self._commands.courses.set_date)
        view.record.skin_noted.connect(imports.skin_notes.note)
        view.record.calibration_marked.connect(imports.skin_notes.mark_calibration)
        view.outline_given.connect(regions.save_outline)
        view.anchors_given.connect(regions.save_anchors)
        view.points_given.connect(regions.save_face_points)
        view.comparison_wanted.connect(self.show_comparison)
        return view

    def _make_import(self) -> Page:
        from skintrack.ui.importing.import_view import ImportView

        imports, courses = self._commands.imports, self._commands.courses
        view = ImportView(self._services, imports.review)
        view.choose_photos_wanted.connect(courses.choose_photos)
        view.choose_folder_wanted.connect(courses.choose_folder)
        view.timeline_wanted.connect(self._show_timeline)
        view.skin_wanted.connect(imports.note_skin)
        imports.measuring.pending_counted.connect(view.note_pending)
        return view

    def _make_camera(self) -> Page:
        from skintrack.ui.capture.capture_view import CaptureView

        view = CaptureView(self._services)
        view.photos_chosen.connect(self._commands.courses.choose_photos)
        view.kept.connect(self._commands.imports.measuring.measure_pending)
        return view

    @Slot()
    def show_bin(self) -> None:
        """Show what was deleted and can be brought back."""
        if self._current != "bin":
            self._before_bin = self._current
        self.show_view("bin")

    @Slot()
    def _leave_bin(self) -> None:
        self.show_view(self._before_bin)

    def _make_bin(self) -> Page:
        from skintrack.ui.keeping.bin_view import BinView

        view = BinView(self._services, self._commands.keeping())
        view.left.connect(self._leave_bin)
        return view

    @Slot()
    def _prepare_import(self) -> None:
        """Make the page while photos are still being dragged or chosen."""
        self.view("import")

    @Slot()
    def _ask_library(self) -> None:
        """Offer to create a library for photos, unless one is just being opened."""
        if self.is_current("first_start"):
            self._commands.libraries.create_library()

    @Slot()
    def _show_import(self) -> None:
        self.show_view("import")

    @Slot()
    def _show_timeline(self) -> None:
        self.show_view("timeline")
