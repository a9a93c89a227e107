"""How a library comes onto the desk: created, opened, or built as a sample."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from skintrack.errors import CancelledError, LibraryError
from skintrack.model import ProgressStep
from skintrack.model.catalogue import Catalogue
from skintrack.settings import default_library_folder, sample_library_folder
from skintrack.ui.language import spoken
from skintrack.ui.places import documents_folder
from skintrack.ui.services import Services

if TYPE_CHECKING:
    from skintrack.library import Library
    from skintrack.ui.dialogs.new_library import NewLibrary, NewLibraryDialog


class LibraryCommands(QObject):
    """Opens libraries; asks where it must.

    ``unlock_wanted(folder)`` asks for what opens an encrypted library, ``unlocking(Opener)`` tells
    that it is tried, ``unlock_refused(error)`` why it did not open. ``recovery_key_made(key)`` is
    sent once, for a library that was just made. ``sample_progressed`` and ``sample_ended`` tell of
    the sample being built.
    """

    unlock_wanted = Signal(object)
    unlocking = Signal(object)
    unlock_refused = Signal(object)
    recovery_key_made = Signal(str)

    sample_began = Signal()
    sample_progressed = Signal(object)
    sample_ended = Signal()

    def __init__(self, services: Services, window: QWidget) -> None:
        super().__init__(window)
        self._services = services
        self._window = window
        self._is_cancelled = False
        self.creating: NewLibraryDialog | None = None
        services.desk.opened.connect(self._finish_creating)

    def open_folder(self, folder: Path) -> None:
        """Open the library in a folder; ask for its passphrase where it has one."""
        self._services.desk.open(partial(_open, folder), failed=partial(self._refuse, folder))

    def _refuse(self, folder: Path, error: BaseException) -> None:
        if isinstance(error, LibraryError) and error.code == "locked":
            self.unlock_wanted.emit(folder)
        else:
            self._services.desk.failed.emit(error)

    @Slot(object, str)
    def unlock_by_passphrase(self, folder: Path, text: str) -> None:
        """Open an encrypted library by its passphrase."""
        self._unlock(folder, text, is_recovery_key=False)

    @Slot(object, str)
    def unlock_by_recovery_key(self, folder: Path, text: str) -> None:
        """Open an encrypted library by its printed key."""
        self._unlock(folder, text, is_recovery_key=True)

    def _unlock(self, folder: Path, text: str, *, is_recovery_key: bool) -> None:
        # Not at the top: the window opens sooner.
        from skintrack.ui.opener import Opener

        opener = Opener(text, is_recovery_key)
        self.unlocking.emit(opener)
        self._services.desk.open(partial(opener.open, folder), failed=self.unlock_refused.emit)

    @Slot(str)
    def open_name(self, name: str) -> None:
        """Open a library by the name of its folder."""
        self.open_folder(Path(name))

    @Slot()
    def choose_library(self) -> None:
        """Ask for the folder of a library."""
        from PySide6.QtWidgets import QFileDialog

        dialog = QFileDialog(self._window, self.tr("Open a library"), documents_folder())
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(self.open_name)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    @Slot()
    def create_library(self) -> None:
        """Ask for the course and the place, then create."""
        from skintrack.ui.dialogs.new_library import NewLibraryDialog

        dialog = NewLibraryDialog(self._window, free_folder(default_library_folder()))
        dialog.created.connect(self._create)
        dialog.finished.connect(self._leave_dialog)
        self.creating = dialog
        dialog.open()

    def _create(self, wanted: "NewLibrary") -> None:
        self._services.desk.open(partial(_create, wanted), failed=self._refuse_new)

    def _refuse_new(self, error: BaseException) -> None:
        """Say in the dialog what must be chosen otherwise; nothing typed is lost."""
        if self.creating is None or not self.creating.refuse(error):
            self._services.desk.failed.emit(error)

    @Slot()
    def _leave_dialog(self) -> None:
        self.creating = None

    @Slot()
    def _finish_creating(self) -> None:
        """Close the dialog, and hand over the recovery key of a library that was just made."""
        if self.creating is not None:
            self.creating.accept()
        key, folder = self._services.desk.take_recovery_key(), self._services.desk.folder
        if key is not None and folder is not None:
            self.recovery_key_made.emit(key)

    @Slot()
    def open_sample(self) -> None:
        """Open the sample library; build it the first time."""
        from skintrack.library import Library

        folder = sample_library_folder()
        if Library.is_library(folder):
            self.open_folder(folder)
            return
        self._is_cancelled = False
        self.sample_began.emit()
        self._services.cpu_tasks.run(
            partial(_build_sample, folder, self.sample_progressed.emit, self._wants_stop, spoken()),
            done=self._open_built,
            failed=self._fail_sample,
        )

    @Slot()
    def cancel_sample(self) -> None:
        """Stop building the sample."""
        self._is_cancelled = True

    def _wants_stop(self) -> bool:
        return self._is_cancelled

    def _open_built(self, folder: Path) -> None:
        self.sample_ended.emit()
        self.open_folder(folder)

    def _fail_sample(self, error: BaseException) -> None:
        self.sample_ended.emit()
        if not isinstance(error, CancelledError):
            self._services.desk.failed.emit(error)


def free_folder(wanted: Path) -> Path:
    """Return a folder that does not exist yet: the wanted one, or it with a number."""
    folder, number = wanted, 2
    while folder.exists() and any(folder.iterdir()):
        folder = wanted.with_name(f"{wanted.name} {number}")
        number += 1
    return folder


def _open(folder: Path) -> "Library":
    # Imported on the library's own thread: the window is painted meanwhile.
    from skintrack.library import Library

    return Library.open(folder)


def _create(wanted: "NewLibrary") -> "Library":
    from skintrack.library import Library

    if wanted.passphrase is None:
        return Library.create(wanted.folder, wanted.course_name, wanted.concern)
    return Library.create(wanted.folder, wanted.course_name, wanted.concern, wanted.passphrase)


def _build_sample(
    folder: Path,
    progress: Callable[[ProgressStep], None],
    cancelled: Callable[[], bool],
    words: Catalogue,
) -> Path:
    from skintrack.workflows import build_demo

    build_demo.run(folder, progress=progress, cancelled=cancelled, words=words)
    return folder
