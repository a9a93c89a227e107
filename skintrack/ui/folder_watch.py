"""Watches a folder that a phone syncs into, and tells of new photos; it never adds any itself."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal, Slot

from skintrack.settings import SettingsStore
from skintrack.ui.tasks import TaskRunner

if TYPE_CHECKING:
    from skintrack.workflows.watch_folder import WatchedFile

_SEEN_FILE = "seen-photos.json"
_SLOW_MS = 30_000  # folders in folders, and disks that tell nothing
_QUICK_MS = 1_500  # until a file that is being copied has stopped growing


class FolderWatch(QObject):
    """Tells ``found`` when photos are there that were not offered before, and are whole.

    A file counts once it was the same in two looks. What was offered is remembered beside the
    settings, so that nobody is asked twice.

    Parameters
    ----------
    settings : SettingsStore
        Which folder.
    tasks : TaskRunner
        Looks into it.
    """

    found = Signal()

    def __init__(self, settings: SettingsStore, tasks: TaskRunner) -> None:
        super().__init__()
        self._settings = settings
        self._tasks = tasks
        self._seen: frozenset[str] | None = None
        self._before: frozenset[WatchedFile] = frozenset()
        self._is_looking = self._is_begun = False
        self.new_photos: tuple[Path, ...] = ()
        self._offered: tuple[WatchedFile, ...] = ()
        self._system = QFileSystemWatcher(self)
        self._system.directoryChanged.connect(self._look_soon)
        self._slow, self._quick = QTimer(self), QTimer(self)
        self._slow.setInterval(_SLOW_MS)
        self._quick.setInterval(_QUICK_MS)
        self._quick.setSingleShot(True)
        for timer in (self._slow, self._quick):
            timer.timeout.connect(self.look)

    @property
    def folder(self) -> Path | None:
        """The folder that is watched."""
        name = self._settings.current.watched_folder
        return Path(name) if name else None

    @Slot()
    def begin(self) -> None:
        """Watch from now on, if there is a folder to watch."""
        if not self._is_begun:
            self._is_begun = True
            self._watch()

    def set_folder(self, folder: Path | None) -> None:
        """Watch another folder, or none."""
        self._settings.change(watched_folder="" if folder is None else str(folder))
        self._is_begun = True
        self._watch()

    def close(self) -> None:
        """Stop watching for good.

        The system's watcher goes at once, on this thread: left to the garbage collector it might
        go on another one, which Qt forbids.
        """
        self._slow.stop()
        self._quick.stop()
        if shiboken6.isValid(self._system):
            shiboken6.delete(self._system)

    def _watch(self) -> None:
        watched = self._system.directories()
        if watched:
            self._system.removePaths(watched)
        self._before, self._offered, self.new_photos = frozenset(), (), ()
        self._slow.stop()
        self._quick.stop()
        folder = self.folder
        if folder is not None:
            if folder.is_dir():
                self._system.addPath(str(folder))
            self._slow.start()
            self.look()

    @Slot()
    def _look_soon(self) -> None:
        self._quick.start()

    @Slot()
    def look(self) -> None:
        """Look into the folder, off the GUI thread."""
        folder = self.folder
        if folder is not None and not self._is_looking:
            self._is_looking = True
            work = partial(_look, folder, self._settings.folder / _SEEN_FILE, self._seen)
            self._tasks.run(work, done=partial(self._take, folder), failed=self._give_up)

    def _take(self, folder: Path, result: "tuple[frozenset[str], tuple[WatchedFile, ...]]") -> None:
        self._is_looking = False
        if folder != self.folder:
            self.look()
            return
        seen, files = result
        self._seen = seen if self._seen is None else self._seen
        files = tuple(file for file in files if file.key not in self._seen)
        whole = tuple(file for file in files if file in self._before)
        self._before = frozenset(files)
        if len(whole) < len(files):
            self._quick.start()
        if whole != self._offered:
            self._offered = whole
            self.new_photos = tuple(file.path for file in whole)
            self.found.emit()

    def _give_up(self, _error: BaseException) -> None:
        """Look again later: a disk that fails now is not worth a message."""
        self._is_looking = False

    @Slot()
    def remember_offered(self) -> None:
        """Never tell of the photos again that are told of now."""
        if self._seen is None or not self._offered:
            return
        self._seen |= {file.key for file in self._offered}
        self._offered, self.new_photos = (), ()
        work = partial(_save, self._settings.folder / _SEEN_FILE, self._seen)
        self._tasks.run(work, done=_ignore, failed=_ignore, is_needed=True)


def _look(
    folder: Path, seen_file: Path, seen: frozenset[str] | None
) -> "tuple[frozenset[str], tuple[WatchedFile, ...]]":
    from skintrack.workflows import watch_folder

    known = watch_folder.read_seen(seen_file) if seen is None else seen
    return known, watch_folder.look_into(folder, known)


def _save(seen_file: Path, seen: frozenset[str]) -> None:
    from skintrack.workflows import watch_folder

    watch_folder.save_seen(seen_file, seen)


def _ignore(_value: object) -> None:
    """Take a value that nobody needs; what could not be saved is offered once more."""
