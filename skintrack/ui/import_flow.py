"""From dropped files to measured photos: review them, add them, have them measured."""

from __future__ import annotations

from functools import cached_property, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from skintrack.ui import operations
from skintrack.ui.fonts import scaled
from skintrack.ui.importing.unfinished import UnfinishedImport
from skintrack.ui.importing.watch_offer import WatchOffer
from skintrack.ui.measuring import Measuring
from skintrack.ui.skin_notes import SkinNotes
from skintrack.ui.words import plural

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from skintrack.model import CourseId, FileFailure, Photo
    from skintrack.ui.importing.review import ImportReview
    from skintrack.ui.report.report_opening import ReportOpening
    from skintrack.ui.services import Services
    from skintrack.ui.status_line import StatusLine
    from skintrack.ui.widgets.banner import Banner
    from skintrack.workflows.import_photos import ImportResult


# So high stand the feet of pages; what is pressed there must not be covered. When comparing that
# are the visits, and the days of both photos.
_FEET_PX = {"import": 56, "camera": 60, "photo": 56, "report": 96, "compare": 188}
# How long it is said what came in; Ctrl+Z and the photos themselves have the rest for ever.
_TOLD_SECONDS = 12


class ImportFlow(QObject):
    """Begins a review, says what the import did, and asks for the measuring after it.

    ``review_wanted`` asks for the page of the review, ``library_wanted`` for a library to put the
    photos into; with ``prepared`` the page may be made.

    Parameters
    ----------
    services : Services
        Where it runs.
    banner : Banner
        Where it says what happened.
    window : QWidget
        Parent of the list of failures.
    """

    review_wanted = Signal()
    library_wanted = Signal()
    prepared = Signal()

    def __init__(self, services: Services, banner: Banner, window: QWidget) -> None:
        super().__init__(window)
        self._services = services
        self._banner = banner
        self._window = window
        self._waiting: list[Path] = []
        self._is_on_page = self._is_untold = False
        self._status: StatusLine | None = None
        self.skin_notes = SkinNotes(services, window)
        self.measuring = Measuring(services, banner, window)
        self.offer = WatchOffer(services, banner, self.import_paths, self)
        self.unfinished = UnfinishedImport(services, banner, self._go_on, self)
        services.desk.closed.connect(self._leave_library)
        services.desk.opened.connect(self._rebuild_previews)
        services.course.loaded.connect(self._begin_waiting)

    @cached_property
    def review(self) -> ImportReview:
        """The review, made with the first photos: the window opens sooner without it."""
        from skintrack.ui.importing.review import ImportReview

        review = ImportReview(self._services, self)
        review.imported.connect(self._finish_import)
        review.changed.connect(self._share_cancel)
        self.unfinished.watch(review)
        return review

    @property
    def _has_review(self) -> bool:
        return "review" in vars(self)

    def speak_in(self, status: StatusLine) -> None:
        """Offer measuring in the status line, and leave its Cancel to the page that has one."""
        self._status = status
        status.measuring_chosen.connect(self.measuring.measure_all)
        self.measuring.pending_counted.connect(status.offer_measuring)

    @Slot()
    def _share_cancel(self) -> None:
        if self._status is not None:
            is_adding = self._has_review and self.review.is_running
            self._status.leave_cancel(self._is_on_page and is_adding)

    @Slot()
    def warm_up(self) -> None:
        """Load what looking at photos needs while the user is still choosing or dragging them."""
        self.review.glances.warm_up()
        self.prepared.emit()

    @cached_property
    def reports(self) -> ReportOpening:
        """Opens reports, made with the first of them."""
        from skintrack.ui.report.report_opening import ReportOpening

        return ReportOpening(self._services, self._window)

    @Slot()
    def choose_report(self) -> None:
        """Ask for a report to open."""
        self.reports.choose_file()

    def import_paths(self, paths: Sequence[Path]) -> None:
        """Open the reports among files, and show photos and folders for review."""
        if not self.reports.sort_out(paths, self._import_photos):
            self._import_photos(paths)

    def _import_photos(self, paths: Sequence[Path]) -> None:
        """Show photos for review, for the course that is shown.

        Without a library they wait until there is one.
        """
        if self._services.course.state is not None:
            self.review.add(paths)
            self.review_wanted.emit()
            return
        self._waiting.extend(paths)
        self._banner.show_message(
            self.tr("Your photos come next. Create or open a library for them first."),
            (self.tr("Leave them"), self._waiting.clear),
        )
        self.library_wanted.emit()

    def _go_on(self, paths: Sequence[Path], course_id: CourseId) -> None:
        """Show the rest of an import that was cut short, for the course that it was for."""
        state = self._services.course.state
        if state is None or state.course.id == course_id:
            self.import_paths(paths)
        else:
            self._waiting.extend(paths)
            self._services.course.show_course(course_id)

    @Slot(str)
    def follow_view(self, key: str) -> None:
        """Offer the way back to photos that are still waiting, when their page is left."""
        # First of all: what is said below is of the view that comes.
        self._banner.pass_by()
        self._is_on_page = key == "import"
        self._share_cancel()
        self._banner.lift(scaled(_FEET_PX.get(key, 0)))
        if self._is_untold and not self._is_on_page:
            self._say()
        if not self._has_review:
            return
        waiting = self.review.model.counts.waiting
        if key == "import" or not waiting or self.review.is_running or self._banner.text:
            return
        text = plural(
            "{count} photo waits to be added.", "{count} photos wait to be added.", waiting
        )
        self._banner.show_message(
            text,
            (self.tr("Back to them"), self.review_wanted.emit),
            (self.tr("Leave them"), self.review.clear),
        )

    @Slot()
    def _leave_library(self) -> None:
        self._is_on_page = self._is_untold = False
        self._banner.lift(0)

    @Slot()
    def _begin_waiting(self) -> None:
        if self._waiting:
            # The window shows its frame first.
            QTimer.singleShot(0, self._review_waiting)

    @Slot()
    def _review_waiting(self) -> None:
        paths, self._waiting = self._waiting, []
        if paths:
            self._banner.dismiss()
            self.import_paths(paths)

    @Slot()
    def _rebuild_previews(self) -> None:
        self._services.desk.run(operations.count_lost_previews(), self._rebuild)

    def _rebuild(self, count: int) -> None:
        if count:
            self._services.desk.run(operations.rebuild_previews(self.tr("Making previews")))

    @Slot(object)
    def _finish_import(self, result: ImportResult) -> None:
        # After the window offered to undo: this says more.
        self._is_untold = True
        QTimer.singleShot(0, self._say)
        if result.added or result.needs_date:
            self.measuring.measure_pending()

    @Slot()
    def _say(self) -> None:
        """Say what the import did; its page says that itself while it is shown."""
        result, review = self.review.result, self.review
        if self._is_on_page:
            if self._banner.text == review.edit_label:
                self._banner.dismiss()
            return
        is_told, self._is_untold = not self._is_untold, False
        if is_told or result is None:
            return
        photos = tuple(file.photo for file in (*result.added, *result.needs_date))
        actions: list[tuple[str, Callable[[], object]]] = []
        if result.errors:
            actions.append((self.tr("Show which"), partial(self._show_failures, result.errors)))
        if review.model.counts.added:
            actions.append((self.tr("Note the skin"), partial(self._ask_skin, photos)))
        if review.is_latest_edit:
            actions.append((self.tr("Undo"), self._services.history.undo))
        if review.model.counts.added or not photos:
            # What could not be read stays until it was seen; the rest is told elsewhere as well.
            seconds = 0 if result.errors else _TOLD_SECONDS
            self._banner.show_message(self._summary(result, len(photos)), *actions, seconds=seconds)

    @Slot()
    def note_skin(self) -> None:
        """Ask how the skin was in the photos that were just added."""
        result = self.review.result
        if result is not None:
            self._ask_skin(tuple(file.photo for file in (*result.added, *result.needs_date)))

    def _ask_skin(self, photos: tuple[Photo, ...]) -> None:
        if photos:
            self.skin_notes.ask(photos)

    def _summary(self, result: ImportResult, added: int) -> str:
        parts = []
        if added or not (result.duplicates or result.errors):
            parts.append(plural("{count} photo added", "{count} photos added", added))
        if result.duplicates:
            count = len(result.duplicates)
            parts.append(plural("{count} was already here", "{count} were already here", count))
        if result.errors:
            count = len(result.errors)
            parts.append(plural("{count} could not be read", "{count} could not be read", count))
        if result.is_cancelled:
            parts.append(self.tr("then stopped as you wished"))
        return ", ".join(parts) + "."

    def _show_failures(self, failures: tuple[FileFailure, ...]) -> None:
        from skintrack.ui.dialogs.message import FailuresDialog

        FailuresDialog(self._window, failures).open()
