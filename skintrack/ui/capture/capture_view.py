"""The page "Camera": checklist, live picture, review; the camera is on only while it is seen."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Signal, Slot
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QStackedLayout, QWidget

from skintrack.errors import CameraError, StorageError
from skintrack.model import CourseId, View
from skintrack.ui.cameras import CameraState
from skintrack.ui.capture.finders import SharedFinders
from skintrack.ui.capture.ghost import Ghost, GhostFinder
from skintrack.ui.capture.hint_watch import HintWatch
from skintrack.ui.capture.live_page import LivePage
from skintrack.ui.capture.model_photo import next_view, views_to_take
from skintrack.ui.capture.review_page import ReviewPage
from skintrack.ui.capture.shooting import Shooting
from skintrack.ui.capture.start_page import StartPage
from skintrack.ui.capture.trouble_page import TroublePage
from skintrack.ui.capture_operations import KeepOnce
from skintrack.ui.edit_history import Edit
from skintrack.ui.operations import load_analysis
from skintrack.ui.page import Page
from skintrack.ui.services import Services
from skintrack.ui.words import plural, tr

if TYPE_CHECKING:
    from skintrack.capture.grabbing import Frame
    from skintrack.model import PhotoAnalysis
    from skintrack.workflows.capture_shots import ShotFile
    from skintrack.workflows.import_photos import ImportResult


class CaptureView(Page):
    """Takes photos; ``kept`` tells that some are in the library now.

    Parameters
    ----------
    services : Services
    """

    photos_chosen = Signal()
    kept = Signal()

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self._cameras = services.cameras
        finders = SharedFinders()
        self.ghosts = GhostFinder(services, finders)
        self.watch = HintWatch(services.cameras, services.cpu_tasks, finders)
        self.shooting = Shooting(services.cameras)
        self.start = StartPage(services.theme)
        self.live = LivePage(services, self.watch, self.shooting)
        self.review = ReviewPage(services, finders)
        self.trouble = TroublePage(services.theme)
        self._window: QWidget | None = None
        self._is_live = self._is_keeping = False
        self._taken: set[View] = set()
        self._course_id: CourseId | None = None
        self._shown_for: tuple[CourseId, View] | None = None
        self._pages = QStackedLayout(self)
        for page in (self.start, self.live, self.review, self.trouble):
            self._pages.addWidget(page)
        self._connect()
        services.cpu_tasks.run(_remove_left_over, done=_ignore, failed=_ignore)

    def _connect(self) -> None:
        self.start.start_chosen.connect(self.begin)
        self.start.photos_chosen.connect(self.photos_chosen)
        self.trouble.photos_chosen.connect(self.photos_chosen)
        self.trouble.again_chosen.connect(self.begin)
        self.live.checklist_chosen.connect(self.show_checklist)
        self.live.view_chosen.connect(self._take_view)
        self.review.keep_chosen.connect(self._keep)
        self.review.again_chosen.connect(self.begin)
        self.review.discarded.connect(self.begin)
        self.shooting.ended.connect(self._take_frames)
        self.ghosts.found.connect(self._take_ghost)
        self._cameras.changed.connect(self._follow_camera)
        services = self._services
        services.course.loaded.connect(self._follow_course)
        services.desk.ended.connect(self._end_keeping)
        services.course.measured.connect(self._find_ghost)
        services.desk.closed.connect(self._forget)

    def first_control(self) -> QWidget:
        """Return the control of the page that is shown."""
        shown = self._pages.currentWidget()
        if shown is self.start:
            return self.start.start_button
        if shown is self.trouble:
            return self.trouble.choose
        return self.review.first_control() if shown is self.review else self.live.first_control()

    # The pages

    @Slot()
    def begin(self) -> None:
        """Show the live picture; shots that were not kept are forgotten."""
        self.review.forget()
        self._is_live = True
        self._choose_first_view()
        self._find_ghost()
        self._switch()
        self._show(self.live)

    @Slot()
    def show_checklist(self) -> None:
        """Show what makes a good photo; the camera is off meanwhile."""
        self._is_live = False
        self._switch()
        self._show(self.start)

    def _show(self, page: QWidget) -> None:
        self._pages.setCurrentWidget(page)
        self.first_control().setFocus()

    def _choose_first_view(self) -> None:
        state = self._services.course.state
        if state is not None and state.course.id != self._course_id:
            self._course_id = state.course.id
            self._taken.clear()
            self.live.choose_view(views_to_take(state)[0])

    @Slot()
    def _follow_course(self) -> None:
        if self._is_live:
            self._choose_first_view()
            self._find_ghost()

    @Slot()
    def _forget(self) -> None:
        """Begin anew: another library is opened, or none."""
        self._is_live = False
        self._course_id = None
        self.review.forget()
        self._switch()
        self._pages.setCurrentWidget(self.start)

    # The camera: on while it is seen

    def showEvent(self, event: QShowEvent) -> None:
        """Switch the camera on again, if it was on when the page was left."""
        super().showEvent(event)
        window = self.window()
        if window is not self._window:
            self._window = window
            window.installEventFilter(self)
        self._switch()

    def hideEvent(self, event: QHideEvent) -> None:
        """Switch the camera off."""
        super().hideEvent(event)
        self._switch()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Switch the camera off while the window is minimised or closed."""
        if event.type() in (QEvent.Type.WindowStateChange, QEvent.Type.Close):
            self._switch(is_closing=event.type() == QEvent.Type.Close)
        return super().eventFilter(watched, event)

    def _switch(self, *, is_closing: bool = False) -> None:
        is_seen = self.isVisible() and not self.window().isMinimized() and not is_closing
        if self._is_live and is_seen:
            self._cameras.start()
            self.watch.begin()
        else:
            self.shooting.cancel()
            self.watch.end()
            self._cameras.stop()

    @Slot()
    def _follow_camera(self) -> None:
        if self._cameras.state is CameraState.FAILED and self._is_live:
            self._is_live = False
            self.watch.end()
            error = self._cameras.error
            self.trouble.show_error(error)
            if not isinstance(error, CameraError):
                self._services.desk.failed.emit(error)
            self._show(self.trouble)

    # The face to repeat

    @Slot(object)
    def _take_view(self, _view: View) -> None:
        self._find_ghost()

    @Slot()
    def _find_ghost(self) -> None:
        if not self._is_live:
            return
        self.ghosts.find(self.live.view)
        if self.ghosts.ghost is None:
            self.live.show_ghost(None)
            self.watch.aim_for(None, None)

    @Slot(object)
    def _take_ghost(self, ghost: Ghost) -> None:
        self.live.show_ghost(ghost)
        analysis = ghost.analysis
        self.watch.aim_for(ghost.drawing, None if analysis is None else analysis.conditions)

    # The shots

    @Slot()
    def _take_frames(self) -> None:
        frames = self.shooting.frames
        if not frames:
            return
        ghost = self.ghosts.ghost
        self._is_live = False
        self._switch()
        if self._course_id is not None:
            self._shown_for = (self._course_id, self.live.view)
        self.shooting.frames = ()
        photo = None if ghost is None else ghost.photo
        if photo is None:
            self._show_frames(frames, None)
            return
        # The window keeps no skin of photos, and two photos are compared on theirs.
        show, fail = partial(self._show_frames, frames), partial(self._show_alone, frames)
        self._services.desk.run(load_analysis(photo.id), show, fail)

    def _show_alone(self, frames: "tuple[Frame, ...]", error: BaseException) -> None:
        """Keep the shots where the baseline cannot be read."""
        self._show_frames(frames, None)
        self._services.desk.failed.emit(error)

    def _show_frames(self, frames: "tuple[Frame, ...]", baseline: "PhotoAnalysis | None") -> None:
        self.review.show_frames(frames, baseline)
        self._show(self.review)

    @Slot(object)
    def _keep(self, shots: "tuple[ShotFile, ...]") -> None:
        if self._shown_for is None or self._is_keeping:
            return
        self._is_keeping = True
        self.review.setEnabled(False)
        # Of the course and the view they were taken for, whatever is shown by now.
        once = KeepOnce(tr("Adding photos"), shots, *self._shown_for)
        label = plural("{count} photo was added.", "{count} photos were added.", len(shots))
        self._services.history.make(Edit(label, once.operation(), once.undo), self._take_result)

    @Slot()
    def _end_keeping(self) -> None:
        """Let the user try again, also after an import that failed as a whole."""
        self._is_keeping = False
        self.review.setEnabled(True)

    def _take_result(self, result: "ImportResult") -> None:
        self._end_keeping()
        self.kept.emit()
        if result.errors:
            self._services.desk.failed.emit(StorageError(result.errors[0].message))
            return
        state = self._services.course.state
        self._taken.add(self.live.view)
        if state is not None:
            self.live.choose_view(next_view(state, self.live.view, frozenset(self._taken)))
        self.begin()


def _remove_left_over() -> None:
    from skintrack.workflows.capture_shots import remove_left_over

    remove_left_over()


def _ignore(_value: object) -> None:
    """Take a value that nobody needs."""
