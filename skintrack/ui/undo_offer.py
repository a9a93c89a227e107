"""Offers to take back what was just done, for as long as that is what undo would take back."""

from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from PySide6.QtCore import QObject, Slot

from skintrack.ui.edit_history import Edit
from skintrack.ui.services import Services
from skintrack.ui.widgets.banner import ANSWER_SECONDS, Banner

if TYPE_CHECKING:
    from skintrack.model import CourseId


class UndoOffer(QObject):
    """Lets the banner speak of edits; Ctrl+Z and the course menu have them for ever.

    What goes back or forth in a course that is not shown is said as well: nobody would see it.

    Parameters
    ----------
    services : Services
        Whose history is told of.
    banner : Banner
        Where it is said.
    parent : QObject
        The window.
    """

    def __init__(self, services: Services, banner: Banner, parent: QObject) -> None:
        super().__init__(parent)
        self._course = services.course
        self._history = services.history
        self._banner = banner
        self._made_in: WeakKeyDictionary[Edit, CourseId] = WeakKeyDictionary()
        self._history.changed.connect(self._withdraw)
        self._history.made.connect(self._offer)
        self._history.undone.connect(self._tell_undone)
        self._history.redone.connect(self._tell_redone)

    @Slot()
    def _withdraw(self) -> None:
        """Close a message whose Undo would take back something else by now."""
        if self._banner.offers(self._history.undo) or self._banner.offers(self._history.redo):
            self._banner.dismiss()

    @Slot(object)
    def _offer(self, edit: Edit) -> None:
        if self._course.state is not None:
            self._made_in[edit] = self._course.state.course.id
        if not edit.is_quiet:
            undo = (self.tr("Undo"), self._history.undo)
            self._banner.show_message(edit.label, undo, seconds=ANSWER_SECONDS)

    @Slot(object)
    def _tell_undone(self, edit: Edit) -> None:
        if self._is_unseen(edit):
            text = self.tr("Taken back: {what}").format(what=edit.label)
            redo = (self.tr("Redo"), self._history.redo)
            self._banner.show_message(text, redo, seconds=ANSWER_SECONDS)

    @Slot(object)
    def _tell_redone(self, edit: Edit) -> None:
        if self._is_unseen(edit):
            text = self.tr("Done again: {what}").format(what=edit.label)
            undo = (self.tr("Undo"), self._history.undo)
            self._banner.show_message(text, undo, seconds=ANSWER_SECONDS)

    def _is_unseen(self, edit: Edit) -> bool:
        """Whether an edit is of another course than the one shown; a deleted one shows itself."""
        state, made_in = self._course.state, self._made_in.get(edit)
        if state is None or made_in in (None, state.course.id):
            return False
        return any(course.id == made_in for course in state.courses)
