"""Start-up of the window: the only place where objects are made and wired together."""

import json
import sys
import time
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from skintrack.resources import asset
from skintrack.settings import SettingsStore, default_settings_file
from skintrack.ui.cameras import Cameras
from skintrack.ui.changes import ChangeBus
from skintrack.ui.course_store import CourseStore
from skintrack.ui.desk import Desk
from skintrack.ui.edit_history import EditHistory
from skintrack.ui.folder_watch import FolderWatch
from skintrack.ui.fonts import load_fonts
from skintrack.ui.garbage import GarbageCollector
from skintrack.ui.icons import IconSet
from skintrack.ui.images import ImageStore
from skintrack.ui.instance.calls import Calls
from skintrack.ui.instance.hold import WindowHold, hold_or_call
from skintrack.ui.language import speak
from skintrack.ui.later_imports import import_views
from skintrack.ui.main_window import MainWindow
from skintrack.ui.maps import MapStore
from skintrack.ui.services import Services
from skintrack.ui.start_time import ms_at
from skintrack.ui.tasks import TaskRunner
from skintrack.ui.theme import Theme, make_application

if TYPE_CHECKING:
    from skintrack.capture.cameras import CameraSource

_CPU_WORKERS = 2
_LONGEST_WAIT_FOR_PAINT_MS = 500


def open_window(library: Path | None, *, measure_start: bool = False) -> int:
    """Open the window and run until it is closed.

    Parameters
    ----------
    library : Path, optional
        Library to open; without it the one that was open last, or the first screen.
    measure_start : bool
        Print ``{"first_paint_ms": ..., "usable_ms": ...}``, counted from the start of the process,
        and close. Usable means that the timeline of the library (or the first screen) is painted;
        null, with exit code 1, where the library cannot be opened or is locked.

    Returns
    -------
    int
        Exit code of the program.
    """
    settings = SettingsStore(default_settings_file())
    hold = None if measure_start else _hold_or_call(folder_to_open(settings, library))
    if hold is True:
        return 0
    application = QApplication.instance() or make_application()
    if not isinstance(application, QApplication):
        raise TypeError("There is already an application without windows.")
    program = Program(application, settings, folder=folder_to_open(settings, library))
    sys.excepthook = program.bugs.catch
    if measure_start:
        program.measure_start(library)
    calls = Calls(program.window, hold or None)
    program.open(library)
    code = application.exec()
    window = program.window
    wants_restart, last = window.wants_restart, window.last_folder
    program.close()
    calls.close()
    sys.excepthook = sys.__excepthook__
    if wants_restart:
        # Not before everything is let go of: the new run opens the same library.
        from skintrack.ui.restart import start_again

        start_again(last)
    return code


def _hold_or_call(folder: Path | None) -> WindowHold | bool:
    """Take the right to show a library; True where a window that shows it came forward instead."""
    if folder is None:
        return False
    try:
        held = hold_or_call(folder)
    except OSError:
        return False  # the opening says what is wrong with the folder
    if held is True and sys.stdout is not None:
        sys.stdout.write("SkinTrack shows this library already; its window comes forward.\n")
    return held


def folder_to_open(settings: SettingsStore, library: Path | None) -> Path | None:
    """Return the library that was asked for, else the one that was open last, if it is there."""
    if library is not None:
        return library
    name = settings.current.last_library
    return Path(name) if name and Path(name).is_dir() else None


class Program(QObject):
    """Everything that runs while the window is open.

    Parameters
    ----------
    application : QApplication
        Already made.
    settings : SettingsStore
        Remembered state.
    cameras : CameraSource, optional
        In place of the cameras of this computer.
    folder : Path, optional
        Library that ``open`` will show: its opening begins here, and what it reads from the disk
        is there when the window has been built.
    """

    def __init__(
        self,
        application: QApplication,
        settings: SettingsStore,
        cameras: "CameraSource | None" = None,
        *,
        folder: Path | None = None,
    ) -> None:
        super().__init__()
        self._opening = folder
        application.setApplicationName("SkinTrack")
        application.setWindowIcon(QIcon(str(asset("icons/app.svg"))))
        settings.note_start()
        speak(application, settings.current.language)
        load_fonts(application, settings.current.text_size)
        self._garbage = GarbageCollector()
        self._is_awaiting_view = False
        self.library_tasks = TaskRunner(1, "library")
        self.cpu_tasks = TaskRunner(_CPU_WORKERS, "cpu")
        theme = Theme(application, settings.current.theme)
        bus = ChangeBus()
        desk = Desk(self.library_tasks, bus)
        self.services = Services(
            settings=settings,
            theme=theme,
            icons=IconSet(application, theme),
            desk=desk,
            bus=bus,
            history=EditHistory(desk),
            course=CourseStore(desk, bus, settings),
            images=ImageStore(desk, bus, self.cpu_tasks),
            maps=MapStore(desk, bus, self.cpu_tasks),
            cpu_tasks=self.cpu_tasks,
            watch=FolderWatch(settings, self.cpu_tasks),
            cameras=Cameras(cameras, TaskRunner(1, "camera")),
        )
        self.window = MainWindow(self.services, folder)
        once = Qt.ConnectionType.SingleShotConnection
        self.services.course.measured.connect(self._prepare_views, once)
        self.bugs = BugReporter()
        self.bugs.caught.connect(self.window.show_error)
        settings.write_apart(self.bugs.caught.emit)

    def open(self, library: Path | None) -> None:
        """Show the window and open a library."""
        if self.services.settings.was_damaged:
            text = self.tr("The settings could not be read. They begin anew; your photos are safe.")
            self.window.banner.show_message(text)
        folder = folder_to_open(self.services.settings, library)
        if folder is None:
            self.window.show_first_start()
        else:
            if folder != self._opening:
                self.window.libraries.open_folder(folder)
            # Its view after the first paint, so that the window is there at once; a window that
            # starts minimised is not painted and must not wait for ever.
            self._is_awaiting_view = True
            self.window.painted.connect(self._begin, Qt.ConnectionType.QueuedConnection)
            QTimer.singleShot(_LONGEST_WAIT_FOR_PAINT_MS, self._begin)
        self.window.show()

    @Slot()
    def _begin(self) -> None:
        """Make the view of the library, once, while that is being opened on its thread."""
        is_awaiting, self._is_awaiting_view = self._is_awaiting_view, False
        if is_awaiting:
            self.window.painted.disconnect(self._begin)
            self.window.view(self.window.last_view)

    @Slot()
    def _prepare_views(self) -> None:
        """Import the other views once the first one has everything."""
        self.cpu_tasks.run(
            import_views, done=self._begin_keeping, failed=self.services.desk.failed.emit
        )

    def _begin_keeping(self, _result: None) -> None:
        self.window.keeping.begin()

    def measure_start(self, library: Path | None) -> None:
        """Print how long the start takes, then close; ``library`` as for ``open``."""
        awaited = (
            self.services.course
            if folder_to_open(self.services.settings, library) is not None
            else None
        )
        self._meter = StartMeter(self.window, awaited)

    def close(self) -> None:
        """Finish what runs and let go of everything."""
        self.services.desk.close()
        self.services.cameras.close()
        self.services.watch.close()
        self.library_tasks.close()
        self.cpu_tasks.close()
        self.services.settings.close()
        self._garbage.close()


class BugReporter(QObject):
    """Brings exceptions that nobody caught to the window."""

    caught = Signal(object)

    def catch(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        """Tell the window; Ctrl+C in the terminal still ends the program."""
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            QApplication.quit()
            return
        self.caught.emit(error)


class StartMeter(QObject):
    """Measures from the start of the process to the first paint and to the painted timeline.

    Parameters
    ----------
    window : MainWindow
    course : CourseStore or None
        Whose timeline is waited for; None for the first screen.
    """

    def __init__(self, window: MainWindow, course: CourseStore | None) -> None:
        super().__init__()
        self._window = window
        # When, by the monotonic clock: what that is since the start of the process is asked at the
        # end, not in the middle of what is measured.
        self._first_paint_at: float | None = None
        self._is_over = False
        window.painted.connect(self._note_paint)
        self._is_first_screen = course is None
        if course is not None:
            course.glimpsed.connect(self._note_loaded)
            course.loaded.connect(self._note_loaded)
            window.services.desk.failed.connect(self._give_up)
            # Nobody is there to type a passphrase.
            window.libraries.unlock_wanted.connect(self._give_up)

    @Slot()
    def _note_paint(self) -> None:
        if self._first_paint_at is None:
            self._first_paint_at = time.monotonic()
            if self._is_first_screen:
                self._note_loaded()

    @Slot()
    def _note_loaded(self) -> None:
        # Usable is what can be seen: the end of the next paint of the whole window.
        queued = Qt.ConnectionType.QueuedConnection
        once = Qt.ConnectionType.SingleShotConnection
        self._window.painted.connect(self._finish, Qt.ConnectionType(queued.value | once.value))
        self._window.update()

    @Slot()
    def _finish(self) -> None:
        if not self._is_over:
            self._is_over = True
            self._print(time.monotonic())
            self._window.close()

    @Slot()
    def _give_up(self) -> None:
        self._print(None)
        QApplication.exit(1)

    def _print(self, usable_at: float | None) -> None:
        moments = {"first_paint_ms": self._first_paint_at, "usable_ms": usable_at}
        times = {key: None if at is None else round(ms_at(at), 1) for key, at in moments.items()}
        sys.stdout.write(json.dumps(times) + "\n")
        sys.stdout.flush()
