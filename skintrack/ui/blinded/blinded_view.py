"""The page of blinded comparisons: begin, answer pair after pair, and only then see the result."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from skintrack.model import Changes, CourseId, Photo, Rater
from skintrack.ui import note_operations
from skintrack.ui.blinded.answer_page import AnswerPage
from skintrack.ui.blinded.begin_page import BeginPage
from skintrack.ui.blinded.blinded_canvas import BlindedSide
from skintrack.ui.blinded.blinded_round import BlindedRound
from skintrack.ui.blinded.result_page import ResultPage
from skintrack.ui.compare.camera import to_canonical
from skintrack.ui.course_view import CourseView
from skintrack.ui.edit_history import Edit
from skintrack.ui.note_operations import TrialEdit
from skintrack.ui.operations import Operation
from skintrack.ui.services import Services
from skintrack.ui.words import tr

if TYPE_CHECKING:
    from skintrack.model.blinded import OpenRound
    from skintrack.workflows.blinded_pairs import BlindedPair


class BlindedView(CourseView):
    """Leads through a round; ``left`` asks for the view before."""

    left = Signal()

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self._round: BlindedRound | None = None
        self._course_id: CourseId | None = None
        self.begin_page = BeginPage()
        self.answer_page = AnswerPage(services)
        self.result_page = ResultPage()
        self._pages = QStackedWidget()
        for page in (self.begin_page, self.answer_page, self.result_page):
            self._pages.addWidget(page)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._pages)
        self.begin_page.begun.connect(self._ask_for_pairs)
        self.begin_page.left.connect(self.left)
        self.begin_page.resumed.connect(self.resume)
        self.begin_page.let_go.connect(self._drop_waiting)
        self.answer_page.left_chosen.connect(self.choose_left)
        self.answer_page.right_chosen.connect(self.choose_right)
        self.answer_page.neither_chosen.connect(self.choose_neither)
        self.answer_page.back_chosen.connect(self.go_back)
        self.answer_page.stopped.connect(self.stop)
        self.result_page.again_chosen.connect(self.stop)
        self.result_page.left.connect(self._leave_result)
        services.course.noted.connect(self._show_rounds)
        services.desk.closed.connect(self._forget)

    def first_control(self) -> QWidget:
        """Return what the keys act on."""
        if self._pages.currentWidget() is self.answer_page:
            return self.answer_page.canvas
        return self.begin_page.first_control()

    @property
    def round(self) -> BlindedRound | None:
        """The round that is being answered or was answered last."""
        return self._round

    def refresh(self) -> None:
        """Show the course; a round of another course waits there."""
        state = self.services.course.state
        if state is None:
            return
        if state.course.id != self._course_id:
            self._course_id = state.course.id
            self.stop()
        self.services.desk.run(note_operations.find_pairs(state.course.id), self._offer)
        self._show_rounds()

    def _offer(self, pairs: "tuple[BlindedPair, ...]") -> None:
        self.begin_page.offer(len(pairs))

    @Slot()
    def _show_rounds(self) -> None:
        state = self.services.course.state
        if state is not None:
            self.begin_page.show_rounds(state.notes.trials)
            self.begin_page.show_waiting(state.notes.open_round)

    # The round

    def _ask_for_pairs(self, rater: Rater, count: int) -> None:
        state = self.services.course.state
        if state is not None:
            operation = note_operations.find_pairs(state.course.id, count)
            self.services.desk.run(operation, partial(self._begin, state.course.id, rater))

    def _begin(self, course_id: CourseId, rater: Rater, pairs: "tuple[BlindedPair, ...]") -> None:
        if pairs and course_id == self._course_id:
            self._ask(BlindedRound(course_id, rater, pairs))

    def _ask(self, asked: BlindedRound) -> None:
        self._round = asked
        self._show_pair()
        self._pages.setCurrentWidget(self.answer_page)
        self.answer_page.canvas.setFocus()

    @Slot()
    def resume(self) -> None:
        """Go on with the round that waits."""
        state = self.services.course.state
        waiting = None if state is None else state.notes.open_round
        if state is None or waiting is None:
            return
        asked = BlindedRound.resumed(waiting, state.photo)
        if asked is None:
            # Its photos are gone: nothing is left to ask about.
            self._drop_waiting()
        else:
            self._ask(asked)

    @Slot()
    def _drop_waiting(self) -> None:
        state = self.services.course.state
        waiting = None if state is None else state.notes.open_round
        if waiting is not None:
            self.services.history.make(
                Edit(
                    tr("The round that waited was let go."),
                    note_operations.drop_open_round(waiting.course_id),
                    partial(_put_back, waiting),
                )
            )

    def _show_pair(self) -> None:
        asked = self._round
        if asked is None or asked.pair is None:
            return
        pair, following = asked.pair, asked.following
        canvas = self.answer_page.canvas
        canvas.show_sides(self._side(pair.left), self._side(pair.right))
        if following is not None:
            canvas.preload(following.left, following.right)
        self.answer_page.show_progress(asked.number, len(asked.pairs))

    def _side(self, photo: Photo) -> BlindedSide:
        analysis = self.services.course.measurements.analyses.get(photo.id)
        return BlindedSide(photo, to_canonical(photo, analysis)[0])

    @Slot()
    def choose_left(self) -> None:
        """Say that the left photo looks better."""
        if self._can_answer() and self._round is not None:
            self._round.choose_left()
            self._go_on()

    @Slot()
    def choose_right(self) -> None:
        """Say that the right photo looks better."""
        if self._can_answer() and self._round is not None:
            self._round.choose_right()
            self._go_on()

    @Slot()
    def choose_neither(self) -> None:
        """Say that the two cannot be told apart."""
        if self._can_answer() and self._round is not None:
            self._round.choose_neither()
            self._go_on()

    def _can_answer(self) -> bool:
        return self._pages.currentWidget() is self.answer_page and self.answer_page.canvas.is_ready

    @Slot()
    def go_back(self) -> None:
        """Ask about the pair before again."""
        if self._round is not None:
            self._round.go_back()
            self._keep_waiting(self._round)
            self._show_pair()

    def _keep_waiting(self, asked: BlindedRound) -> None:
        """Keep the answers so far: the window may be closed at any moment."""
        waiting = asked.waiting
        operation = (
            note_operations.drop_open_round(asked.course_id)
            if waiting is None
            else note_operations.keep_open_round(waiting)
        )
        self.services.desk.run(operation, is_needed=True)

    def _go_on(self) -> None:
        asked = self._round
        if asked is None:
            return
        if not asked.is_over:
            self._keep_waiting(asked)
            self._show_pair()
            return
        self._keep(asked)
        state = self.services.course.state
        if state is not None and asked.result is not None:
            self.result_page.show_result(asked.result, asked.trials, state)
        self._pages.setCurrentWidget(self.result_page)
        self.result_page.again_button.setFocus()

    def _keep(self, asked: BlindedRound) -> None:
        self.services.history.make(
            Edit(
                tr("A round of comparisons without dates was kept."),
                note_operations.add_round(asked.course_id, asked.trials),
                partial(_take_back, asked.course_id),
            )
        )

    @Slot()
    def stop(self) -> None:
        """Leave the round, which waits if it has an answer."""
        self._round = None
        self._pages.setCurrentWidget(self.begin_page)
        if self.isVisible():
            self.begin_page.first_control().setFocus()

    @Slot()
    def _forget(self) -> None:
        """Let go of a library that is closed."""
        self._course_id = None
        self.stop()

    @Slot()
    def _leave_result(self) -> None:
        self.stop()
        self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Answer with the arrow keys; larger, smaller and whole face as in Compare."""
        if self._pages.currentWidget() is not self.answer_page or not self._press(event.key()):
            super().keyPressEvent(event)

    def _press(self, key: int) -> bool:
        commands = {
            Qt.Key.Key_Left: self.choose_left,
            Qt.Key.Key_Right: self.choose_right,
            Qt.Key.Key_Down: self.choose_neither,
            Qt.Key.Key_Backspace: self.go_back,
            Qt.Key.Key_Plus: self.answer_page.zoom_in,
            Qt.Key.Key_Equal: self.answer_page.zoom_in,
            Qt.Key.Key_Minus: self.answer_page.zoom_out,
            Qt.Key.Key_0: self.answer_page.canvas.show_face,
        }
        command = commands.get(Qt.Key(key))
        if command is None:
            return False
        command()
        return True


def _put_back(waiting: "OpenRound", _changes: Changes) -> Operation[Changes]:
    return note_operations.keep_open_round(waiting)


def _take_back(course_id: CourseId, edit: TrialEdit) -> Operation[Changes]:
    return note_operations.remove_trials(course_id, edit.ids)
