"""An import that was cut short, by the window or with the program: asked about, and gone on with.

Which files are being added is remembered before the first of them, so that a power cut is noticed
as well; it is forgotten with the last.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from skintrack.ui.words import plural

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from skintrack.model import CourseId, ProgressStep
    from skintrack.ui.importing.closing_dialog import ClosingDialog
    from skintrack.ui.importing.review import ImportReview
    from skintrack.ui.services import Services
    from skintrack.ui.widgets.banner import Banner


class _Unfinished(NamedTuple):
    """The files of an import into a course of a library."""

    library: str
    course: int
    photos: tuple[str, ...]


class UnfinishedImport(QObject):
    """Asks before the window is closed in the middle of an import, and offers to go on later.

    ``closing_wanted`` asks to close the window after all, ``kept_open`` tells that it stays.

    Parameters
    ----------
    services : Services
        Where it runs; its settings remember the files.
    banner : Banner
        Where it offers to go on.
    go_on : callable
        Takes the files that are left and the course that they are for.
    """

    closing_wanted = Signal()
    kept_open = Signal()

    def __init__(
        self,
        services: Services,
        banner: Banner,
        go_on: Callable[[Sequence[Path], CourseId], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._services = services
        self._banner = banner
        self._review: ImportReview | None = None
        self._go_on = go_on
        self._progress = 0, 0
        self._dialog: ClosingDialog | None = None
        self._is_closing = False
        self._held: _Unfinished | None = None
        services.desk.progressed.connect(self._follow)
        services.course.loaded.connect(self._offer)

    def watch(self, review: ImportReview) -> None:
        """Remember what this review adds; it is made later than the window."""
        self._review = review
        review.began.connect(self._remember)
        review.imported.connect(self._forget)

    @property
    def is_adding(self) -> bool:
        """Whether photos are being added."""
        return self._review is not None and self._review.is_running

    # Closing

    def may_close(self) -> bool:
        """Tell whether nothing is being added; else ask, and close when the user says so."""
        if self._is_closing or not self.is_adding:
            return True
        if self._dialog is None:
            from skintrack.ui.importing.closing_dialog import ClosingDialog

            dialog = self._dialog = ClosingDialog(self._banner.window())
            dialog.finished.connect(self._leave_dialog)
            dialog.accepted.connect(self._close)
            dialog.rejected.connect(self.kept_open)
            dialog.show_progress(*self._progress)
            dialog.open()
        return False

    @Slot()
    def _leave_dialog(self) -> None:
        self._dialog = None

    @Slot()
    def _close(self) -> None:
        self._is_closing = True
        self.closing_wanted.emit()

    # What is remembered

    @Slot(object)
    def _remember(self, files: list[Path]) -> None:
        state, folder = self._services.course.state, self._services.desk.folder
        if state is None or folder is None:
            return
        self._progress = 0, len(files)
        self._is_closing = False
        names = tuple(str(file.absolute()) for file in files)
        if self._services.desk.is_encrypted:
            # The settings can be read by anybody: what is added there only this run knows.
            self._held = _Unfinished(str(folder), int(state.course.id), names)
            return
        self._services.settings.change(
            unfinished_library=str(folder),
            unfinished_course=int(state.course.id),
            unfinished_photos=names,
        )

    @Slot(object)
    def _follow(self, step: ProgressStep) -> None:
        if self.is_adding:
            self._progress = step.done, step.total
            if self._dialog is not None:
                self._dialog.show_progress(step.done, step.total)

    @Slot()
    def _forget(self) -> None:
        self._held = None
        self._services.settings.change(
            unfinished_library="", unfinished_course=0, unfinished_photos=()
        )
        if self._dialog is not None:
            # All are in: nothing keeps the window from closing, as was wanted.
            self._dialog.accept()

    # The next start

    @Slot()
    def _offer(self) -> None:
        stored = self._held or self._stored()
        is_here = stored.library == str(self._services.desk.folder)
        if not is_here or not stored.photos or self.is_adding:
            return
        files = tuple(Path(name) for name in stored.photos)
        course_id = stored.course
        # Said once; what the user does not want now is not asked again.
        self._forget()
        work = partial(_still_there, files)
        say = partial(self._say, len(files), course_id)
        self._services.cpu_tasks.run(work, done=say, failed=self._services.desk.failed.emit)

    def _stored(self) -> _Unfinished:
        stored = self._services.settings.current
        return _Unfinished(
            stored.unfinished_library, stored.unfinished_course, stored.unfinished_photos
        )

    def _say(self, count: int, course_id: int, files: tuple[Path, ...]) -> None:
        # After what else is said of a library that was just opened.
        QTimer.singleShot(0, self, partial(self._show_offer, count, course_id, files))

    def _show_offer(self, count: int, course_id: int, files: tuple[Path, ...]) -> None:
        text = plural(
            "Adding {count} photo was interrupted the last time. What was in by then is here.",
            "Adding {count} photos was interrupted the last time. What was in by then is here.",
            count,
        )
        if not files:
            gone = self.tr("The other files cannot be found now: add them again when they are.")
            self._banner.show_message(f"{text} {gone}")
            return
        self._banner.show_message(
            text,
            (self.tr("Go on with the rest"), partial(self._take_up, files, course_id)),
            (self.tr("Leave it"), _nothing),
        )

    def _take_up(self, files: tuple[Path, ...], course_id: int) -> None:
        from skintrack.model import CourseId

        self._go_on(files, CourseId(course_id))


def _still_there(files: Sequence[Path]) -> tuple[Path, ...]:
    return tuple(file for file in files if file.exists())


def _nothing() -> None:
    """Leave everything as it is."""
