"""Deleting a course, with two ways back: undo, and the deleted courses in the menu."""

from functools import partial

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from skintrack.model import Changes, Course, CourseId
from skintrack.ui import people_operations
from skintrack.ui.edit_history import Edit
from skintrack.ui.operations import Operation
from skintrack.ui.services import Services
from skintrack.ui.widgets.banner import ANSWER_SECONDS, Banner


class CourseDeletion(QObject):
    """Asks before a course is deleted, and brings one back.

    Parameters
    ----------
    services : Services
        Where it runs.
    banner : Banner
        Says why the only course stays.
    window : QWidget
        Parent of the dialog.
    """

    def __init__(self, services: Services, banner: Banner, window: QWidget) -> None:
        super().__init__(window)
        self._services = services
        self._banner = banner
        self._window = window
        self._deletions: dict[Edit, CourseId] = {}
        services.history.undone.connect(self._show_again)
        services.desk.closed.connect(self._deletions.clear)

    @Slot()
    def ask(self) -> None:
        """Ask whether the course that is shown shall be deleted."""
        state = self._services.course.state
        if state is None:
            return
        if len(state.courses) == 1:
            self._banner.show_message(
                self.tr("This is the only course of the library. Begin another one first."),
                seconds=ANSWER_SECONDS,
            )
            return
        from skintrack.ui.dialogs.delete_course import DeleteCourseDialog

        dialog = DeleteCourseDialog(self._window, state.course, len(state.photos))
        dialog.confirmed.connect(partial(self.delete, state.course))
        dialog.open()

    def delete(self, course: Course) -> None:
        """Delete a course; another one is shown."""
        edit = Edit(
            self.tr("The course “{name}” was deleted.").format(name=course.name),
            people_operations.delete_course(course.id),
            partial(_restore, course.id),
        )
        self._deletions[edit] = course.id
        self._services.history.make(edit)

    def bring_back(self, course: Course) -> None:
        """Bring a deleted course back and show it."""
        edit = Edit(
            self.tr("The course “{name}” is back.").format(name=course.name),
            people_operations.restore_course(course.id),
            partial(_delete, course.id),
        )
        self._services.history.make(edit, partial(self._show, course.id))

    def _show(self, course_id: CourseId, _changes: object) -> None:
        self._services.course.show_course(course_id)

    @Slot(object)
    def _show_again(self, edit: Edit) -> None:
        course_id = self._deletions.get(edit)
        if course_id is not None:
            self._services.course.show_course(course_id)


def _restore(course_id: CourseId, _changes: Changes) -> Operation[Changes]:
    return people_operations.restore_course(course_id)


def _delete(course_id: CourseId, _changes: Changes) -> Operation[Changes]:
    return people_operations.delete_course(course_id)
