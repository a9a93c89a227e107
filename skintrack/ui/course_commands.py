"""What can be done with a course: sessions, dates, names; each opens its dialog and runs.

Dialogs are imported when they are first asked for: the window opens sooner.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from skintrack.ui import operations
from skintrack.ui.edit_history import Edit
from skintrack.ui.places import pictures_folder
from skintrack.ui.session_commands import SessionCommands
from skintrack.ui.words import clock_words, day_words, plural

PHOTO_FILTER = "*.jpg *.jpeg *.png *.tif *.tiff *.webp *.heic *.heif *.avif"


if TYPE_CHECKING:
    from datetime import datetime

    from PySide6.QtWidgets import QFileDialog, QWidget

    from skintrack.model import Changes, Course, Photo, PhotoId, TreatmentSession
    from skintrack.ui.course_deletion import CourseDeletion
    from skintrack.ui.import_flow import ImportFlow
    from skintrack.ui.operations import Operation
    from skintrack.ui.services import Services
    from skintrack.ui.widgets.banner import Banner


class CourseCommands(QObject):
    """Opens dialogs over the window and runs what they say.

    Parameters
    ----------
    services : Services
        Where commands run.
    imports : ImportFlow
        Takes chosen photos.
    banner : Banner
        Offers to undo.
    window : QWidget
        Parent of the dialogs.
    """

    def __init__(
        self, services: Services, imports: ImportFlow, banner: Banner, window: QWidget
    ) -> None:
        super().__init__(window)
        self._services = services
        self._imports = imports
        self._banner = banner
        self._window = window
        self.sessions = SessionCommands(services, banner, window)
        self._deletion: CourseDeletion | None = None
        self._binned: set[Edit] = set()
        services.history.undone.connect(self._measure_taken_back)
        services.desk.closed.connect(self._binned.clear)

    @Slot()
    def choose_photos(self) -> None:
        """Ask which photos to add."""
        from PySide6.QtWidgets import QFileDialog

        dialog = QFileDialog(self._window, self.tr("Add photos"), self._photo_folder())
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setNameFilters(
            [self.tr("Photos ({kinds})").format(kinds=PHOTO_FILTER), self.tr("All files (*)")]
        )
        self._open_files(dialog)

    @Slot()
    def choose_folder(self) -> None:
        """Ask for a folder whose photos to add."""
        from PySide6.QtWidgets import QFileDialog

        dialog = QFileDialog(self._window, self.tr("Add a folder of photos"), self._photo_folder())
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        self._open_files(dialog)

    def _photo_folder(self) -> str:
        return pictures_folder(self._services.settings.current.photo_folder)

    def _open_files(self, dialog: QFileDialog) -> None:
        dialog.filesSelected.connect(self._import_names)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    @Slot(list)
    def _import_names(self, names: list[str]) -> None:
        paths = [Path(name) for name in names]
        if paths:
            self._services.settings.change(photo_folder=str(paths[0].parent))
        self._imports.import_paths(paths)

    @Slot()
    def add_session(self) -> None:
        """Ask for a new session."""
        self.sessions.add_session()

    @Slot(object)
    def edit_session(self, session: TreatmentSession) -> None:
        """Open a session for editing."""
        self.sessions.edit_session(session)

    @Slot()
    def set_dates(self) -> None:
        """Ask when the undated photos were taken."""
        state = self._services.course.state
        if state is not None and state.undated:
            from skintrack.ui.dialogs.dates import DatesDialog

            # Cameras number their files: those of one day stand together.
            undated = tuple(sorted(state.undated, key=lambda photo: photo.original_name))
            dialog = DatesDialog(self._window, undated, self._services.images)
            dialog.confirmed.connect(self._set_dates)
            dialog.open()

    def _set_dates(self, moments: dict[PhotoId, datetime]) -> None:
        label = plural("The photo has a new date.", "{count} photos have a new date.", len(moments))
        self._give_dates(moments, label)

    @Slot(object, object)
    def set_date(self, photo: Photo, moment: datetime) -> None:
        """Correct the date of one photo, one step that can be taken back."""
        text = self.tr("The photo is now dated {day}, {clock}.").format(
            day=day_words(moment.date()), clock=clock_words(moment)
        )
        self._give_dates({photo.id: moment}, text)

    def _give_dates(self, moments: dict[PhotoId, datetime], label: str) -> None:
        state = self._services.course.state
        if state is not None and moments:
            earlier = tuple(filter(None, map(state.photo, moments)))
            back = partial(_put_times_back, earlier)
            self._services.history.make(Edit(label, operations.set_captured_at(moments), back))

    @Slot()
    def add_course(self) -> None:
        """Ask for a new course, of the person whose course is shown."""
        from skintrack.ui.dialogs.course import CourseDialog

        state = self._services.course.state
        people = () if state is None else state.people
        dialog = CourseDialog(self._window, people, None if state is None else state.person)
        dialog.confirmed.connect(self._add_course)
        dialog.open()

    @Slot()
    def rename_course(self) -> None:
        """Ask for another name of the course, and whose it is."""
        state = self._services.course.state
        if state is not None:
            from skintrack.ui.dialogs.course import CourseDialog

            dialog = CourseDialog(self._window, state.people, state.person, state.course.name)
            dialog.confirmed.connect(self._change_course)
            dialog.open()

    @Slot()
    def delete_course(self) -> None:
        """Ask whether the course that is shown shall be deleted."""
        self._deletions().ask()

    @Slot(object)
    def bring_course_back(self, course: Course) -> None:
        """Bring a deleted course back and show it."""
        self._deletions().bring_back(course)

    def _deletions(self) -> CourseDeletion:
        if self._deletion is None:
            from skintrack.ui.course_deletion import CourseDeletion

            self._deletion = CourseDeletion(self._services, self._banner, self._window)
        return self._deletion

    def _add_course(self, name: str, concern: str | None, person: str) -> None:
        from skintrack.ui import people_operations

        self._services.desk.run(
            people_operations.add_course(name, concern, person),
            self._show_new_course,
            is_needed=True,
        )

    def _show_new_course(self, changes: object) -> None:
        for course_id in getattr(changes, "courses", ()):
            self._services.course.show_course(course_id)

    def _change_course(self, name: str, _concern: object, person: str) -> None:
        state = self._services.course.state
        if state is None:
            return
        from skintrack.ui import people_operations

        course, whose = state.course, "" if state.person is None else state.person.name
        if (name, person) == (course.name, whose):
            return
        if person == whose:
            label = self.tr("The course is called {name} now.").format(name=name)
        elif person:
            label = self.tr("The course now belongs to {person}.").format(person=person)
        else:
            label = self.tr("The course is yours now.")
        self._services.history.make(
            Edit(
                label,
                people_operations.change_course(course, name, person),
                partial(self._change_course_back, course),
            )
        )

    @staticmethod
    def _change_course_back(course: Course, _changes: object) -> Operation[Changes]:
        from skintrack.ui import people_operations

        return people_operations.change_back(course)

    def bin_photo(self, photo: Photo) -> None:
        """Move a photo to the bin, one step that can be taken back."""
        edit = Edit(
            self.tr("The photo was moved to the bin."),
            operations.move_to_bin([photo.id]),
            partial(_take_from_bin, photo),
        )
        self._binned.add(edit)
        self._services.history.make(edit)

    @Slot(object)
    def _measure_taken_back(self, edit: Edit) -> None:
        if edit in self._binned:
            self._imports.measuring.measure_pending()


def _put_times_back(earlier: tuple[Photo, ...], _changes: object) -> Operation[Changes]:
    from skintrack.ui import import_operations

    return import_operations.put_times_back(earlier)


def _take_from_bin(photo: Photo, _changes: object) -> Operation[Changes]:
    return operations.take_from_bin([photo.id])
