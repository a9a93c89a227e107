"""Undo and redo: what the user did to the course, each step with the way back."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot

from skintrack.errors import StorageError
from skintrack.ui.desk import Desk
from skintrack.ui.operations import Operation

_MOST_STEPS = 100


@dataclass(frozen=True, eq=False, repr=False)
class Edit:
    """One step.

    ``label`` says in the past tense what was done ("The session was removed"). ``undo`` is given
    the result of ``do``, since an added record has no number before it is added. One that
    ``is_quiet`` is seen where it was made; no banner speaks of it.
    """

    label: str
    do: Operation[Any]
    undo: Callable[[Any], Operation[Any]]
    is_quiet: bool = False


class _Way(Enum):
    NEW = auto()
    BACK = auto()
    FORTH = auto()


class EditHistory(QObject):
    """Runs edits and remembers the way back, while the library is open.

    ``changed`` is sent whenever ``undo_label`` or ``redo_label`` may have changed, ``made`` with
    each edit that was done for the first time, so that a banner can offer to undo it, ``undone``
    with each that was taken back, ``redone`` with each that was done again. ``asked`` comes before
    a step is taken either way, for what was moved a moment ago and is no step yet.
    """

    asked = Signal()
    changed = Signal()
    made = Signal(object)
    undone = Signal(object)
    redone = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._done: list[tuple[Edit, Any]] = []
        self._undone: list[Edit] = []
        self._on_way: list[tuple[_Way, Operation[Any]]] = []
        self._asked: deque[_Way] = deque()
        desk.completed.connect(self._go_on)
        desk.closed.connect(self._forget)

    @property
    def undo_label(self) -> str | None:
        """What ``undo`` would take back; None if there is nothing."""
        return self._done[-1][0].label if self._done else None

    @property
    def redo_label(self) -> str | None:
        """What ``redo`` would do again; None if there is nothing."""
        return self._undone[-1].label if self._undone else None

    def make(
        self,
        edit: Edit,
        done: Callable[[Any], None] | None = None,
        failed: Callable[[BaseException], None] | None = None,
    ) -> None:
        """Run an edit and remember it; one that fails leaves the history as it was.

        Without ``failed`` everybody hears of an error who listens to the desk.
        """
        # An edit is the user's word: it is kept even if the window is closed right after it.
        explain = partial(self._explain, failed or self._desk.failed.emit)
        self._on_way.append((_Way.NEW, edit.do))
        self._desk.run(edit.do, partial(self._take_new, edit, done), explain, is_needed=True)

    @Slot()
    def undo(self) -> None:
        """Take the latest step back, also one that is still on its way."""
        self._ask(_Way.BACK)

    @Slot()
    def redo(self) -> None:
        """Do again what was taken back last."""
        self._ask(_Way.FORTH)

    def _ask(self, way: _Way) -> None:
        """Follow the steps in order: before the one on its way is done, the latest is another."""
        self.asked.emit()
        self._asked.append(way)
        self._go_on()

    @Slot()
    def _go_on(self) -> None:
        self._on_way = [each for each in self._on_way if self._desk.is_running(each[1])]
        while self._asked and all(way is self._asked[0] for way, _ in self._on_way):
            if self._asked.popleft() is _Way.BACK:
                self._undo()
            else:
                self._redo()

    def _undo(self) -> None:
        if not self._done:
            return
        edit, result = self._done.pop()
        self.changed.emit()
        operation = edit.undo(result)
        self._on_way.append((_Way.BACK, operation))
        self._desk.run(
            operation,
            partial(self._take_undone, edit),
            partial(self._keep_done, edit, result),
            is_needed=True,
        )

    def _redo(self) -> None:
        if not self._undone:
            return
        edit = self._undone.pop()
        self.changed.emit()
        self._on_way.append((_Way.FORTH, edit.do))
        self._desk.run(
            edit.do,
            partial(self._take_redone, edit),
            partial(self._keep_undone, edit),
            is_needed=True,
        )

    def _take_new(self, edit: Edit, done: Callable[[Any], None] | None, result: Any) -> None:
        self._undone.clear()
        self._remember(edit, result)
        if done is not None:
            done(result)
        self.made.emit(edit)
        self._go_on()

    def _take_redone(self, edit: Edit, result: Any) -> None:
        self._remember(edit, result)
        self.redone.emit(edit)
        self._go_on()

    def _remember(self, edit: Edit, result: Any) -> None:
        self._done.append((edit, result))
        del self._done[:-_MOST_STEPS]
        self.changed.emit()

    def _take_undone(self, edit: Edit, _result: Any) -> None:
        self._undone.append(edit)
        self.changed.emit()
        self.undone.emit(edit)
        self._go_on()

    def _explain(self, tell: Callable[[BaseException], None], error: BaseException) -> None:
        tell(error)
        self._go_on()

    def _keep_done(self, edit: Edit, result: Any, error: BaseException) -> None:
        """Keep a step that the disk refused to take back; any other would stand in the way."""
        if isinstance(error, StorageError):
            self._remember(edit, result)
        self._explain(self._desk.failed.emit, error)

    def _keep_undone(self, edit: Edit, error: BaseException) -> None:
        if isinstance(error, StorageError):
            self._undone.append(edit)
            self.changed.emit()
        self._explain(self._desk.failed.emit, error)

    @Slot()
    def _forget(self) -> None:
        self._asked.clear()
        self._on_way.clear()
        self._done.clear()
        self._undone.clear()
        self.changed.emit()
