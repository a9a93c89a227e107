"""Restoring a backup: what it is, where it goes, what opens it, and how far it is."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFileDialog, QLabel, QProgressBar, QWidget

from skintrack.errors import CancelledError, EnvironmentalError
from skintrack.settings import default_library_folder
from skintrack.ui.backup import backup_words
from skintrack.ui.library_commands import free_folder
from skintrack.ui.widgets.basic import button, column, label, row, set_role
from skintrack.ui.widgets.form_dialog import FormDialog
from skintrack.ui.widgets.passphrase import SecretField, ShowSwitch
from skintrack.ui.words import day_words, plural, tr

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from skintrack.library.restore import Restored
    from skintrack.model import ProgressStep
    from skintrack.ui.desk import Desk
    from skintrack.ui.tasks import TaskRunner

_WIDTH = 540
_LINES = 3


@dataclass(frozen=True)
class FoundFile:
    """What a backup says of itself; it is proved while it is restored."""

    file: Path
    made_at: datetime
    photos: int
    is_encrypted: bool


def look_at(file: Path) -> FoundFile:
    """Read what a backup says of itself; runs in a thread."""
    from skintrack.workflows.restore_library import look_at as look

    found = look(file)
    return FoundFile(file, found.made_at, found.photos, found.is_encrypted)


class RestoreDialog(FormDialog):
    """Tells ``restored(folder, secret, is_recovery_key)``; the secret is empty without one.

    Parameters
    ----------
    parent : QWidget
        The window.
    tasks : TaskRunner
        Where the work runs.
    desk : Desk
        Told of it: neither closing the window nor a lock is to cut it unasked.
    found : FoundFile
        The backup.
    """

    restored = Signal(object, str, bool)
    _progressed = Signal(object)

    def __init__(self, parent: QWidget, tasks: TaskRunner, desk: Desk, found: FoundFile) -> None:
        super().__init__(
            parent,
            self.tr("Restore a backup"),
            self.tr("Restore"),
            plural(
                "Backup of {day} with {count} photo and all notes. It becomes a library of its "
                "own; the libraries you have stay as they are.",
                "Backup of {day} with {count} photos and all notes. It becomes a library of its "
                "own; the libraries you have stay as they are.",
                found.photos,
                day=day_words(backup_words.local_day(found.made_at)),
            ),
        )
        self.setMinimumWidth(_WIDTH)
        self._tasks = tasks
        self._desk = desk
        self._found = found
        self._stop = threading.Event()
        self._is_busy = False
        self._folder = free_folder(default_library_folder())
        self._place = QLabel()
        self._place.setTextFormat(Qt.TextFormat.PlainText)
        self._place.setWordWrap(True)
        self._change = button(self.tr("Change…"), self._choose_folder)
        place = QWidget()
        line = row(spacing=12)
        line.addWidget(self._place, 1)
        line.addWidget(self._change)
        line.setContentsMargins(0, 0, 0, 10)
        place.setLayout(line)
        self.add_widget(label(self.tr("Where it is restored to"), "section"))
        self.add_widget(place)
        self.secret_field = SecretField(self.tr("Passphrase or recovery key"))
        self._add_secret()
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(self.tr("Progress"))
        self._words = label("", "secondary")
        self._progress = QWidget(self)
        self._add_progress()
        self._progressed.connect(self._show_progress)
        self.set_folder(self._folder)

    @property
    def folder(self) -> Path:
        """Where the library will be."""
        return self._folder

    def set_folder(self, folder: Path) -> None:
        """Choose another place."""
        self._folder = folder
        self._place.setText(str(folder))

    def _add_secret(self) -> None:
        """Ask for what opens the backup, where it is encrypted."""
        if not self._found.is_encrypted:
            self.secret_field.setParent(self)
            self.secret_field.hide()
            return
        switch = ShowSwitch(self.tr("Show what I typed"), self.tr("Hide it"), self.secret_field)
        self.add_field(
            self.tr("Passphrase or recovery key"),
            self.secret_field,
            self.tr("Those that the library had when this backup was made."),
        )
        box = QWidget()
        line = row(switch.button, 1)
        box.setLayout(line)
        self.add_widget(box)

    def _add_progress(self) -> None:
        # Their room is kept, so that nothing moves when the work begins or is refused. Without a
        # secret nothing is refused as a rule: then they come with the work.
        policy = self._bar.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self._bar.setSizePolicy(policy)
        self._bar.hide()
        if self._found.is_encrypted:
            self._words.setMinimumHeight(_LINES * self._words.fontMetrics().lineSpacing())
        self._words.setAlignment(Qt.AlignmentFlag.AlignTop)
        box = self._progress
        lines = column(self._bar, self._words, spacing=6)
        lines.setContentsMargins(0, 10, 0, 0)
        box.setLayout(lines)
        box.setVisible(self._found.is_encrypted)
        self.add_widget(box)

    @property
    def words(self) -> str:
        """What is said of the work, or why it was refused."""
        return self._words.text()

    @Slot()
    def confirm(self) -> None:
        """Restore, unless what opens the backup is missing."""
        if self._is_busy:
            return
        text = self.secret_field.text()
        if self._found.is_encrypted and not text.strip():
            self._say(
                self.tr("Type the passphrase or the recovery key of this backup."), is_problem=True
            )
            self.secret_field.setFocus()
            return
        self._set_busy(True)
        self._desk.begin_beside(self.tr("Restoring a backup"), self._stop.set)
        work = partial(
            _restore, self._found, self._folder, text, self._progressed.emit, self._stop.is_set
        )
        self._tasks.run(work, done=self._finish, failed=self._refuse)

    def done(self, result: int) -> None:
        """Close; what still runs is stopped and leaves nothing."""
        self._stop.set()
        self.secret_field.wipe()
        super().done(result)
        if self._is_busy:
            self._end(is_well=True)

    def _end(self, *, is_well: bool) -> None:
        self._is_busy = False
        self._desk.end_beside(self.tr("Restoring a backup"), is_well=is_well)

    def _finish(self, outcome: _Outcome) -> None:
        secret = self.secret_field.text() if self._found.is_encrypted else ""
        self.restored.emit(outcome.restored.folder, secret, outcome.by_recovery_key)
        self._end(is_well=True)
        self.accept()

    def _refuse(self, error: BaseException) -> None:
        self._set_busy(False)
        self._end(is_well=isinstance(error, CancelledError))
        if isinstance(error, CancelledError):
            return
        if not isinstance(error, EnvironmentalError):
            raise error
        self._say(tr(error.message), is_problem=True)
        if self._found.is_encrypted:
            self.secret_field.setFocus()
            self.secret_field.selectAll()

    @Slot(object)
    def _show_progress(self, step: ProgressStep) -> None:
        self._bar.setRange(0, max(step.total, 1))
        self._bar.setValue(step.done)

    def _set_busy(self, is_busy: bool) -> None:
        self._is_busy = is_busy
        self._bar.setRange(0, 0)
        self._bar.setVisible(is_busy)
        self._say(
            self.tr("Everything is compared before and after it is written.") if is_busy else ""
        )
        if is_busy:
            self.cancel_button.setFocus()
        for widget in (self._change, self.secret_field, self.confirm_button):
            widget.setEnabled(not is_busy)

    def _say(self, text: str, *, is_problem: bool = False) -> None:
        set_role(self._words, "worse" if is_problem else "secondary")
        self._words.setText(text)
        if text:
            if not self._found.is_encrypted:
                self._progress.show()
                self.fit()
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    @Slot()
    def _choose_folder(self) -> None:
        dialog = QFileDialog(self, self.tr("Choose an empty folder"), str(self._folder.parent))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(self._take_folder)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    @Slot(str)
    def _take_folder(self, name: str) -> None:
        folder = Path(name)
        is_taken = folder.is_dir() and any(folder.iterdir())
        self.set_folder(folder / "SkinTrack" if is_taken else folder)


@dataclass(frozen=True)
class _Outcome:
    restored: Restored
    by_recovery_key: bool


def _restore(
    found: FoundFile,
    folder: Path,
    text: str,
    progress: Callable[[ProgressStep], None],
    cancelled: Callable[[], bool],
) -> _Outcome:
    """Restore with what was typed: a recovery key where it looks like one, else a passphrase."""
    from skintrack.workflows import restore_library

    if not found.is_encrypted:
        made = restore_library.run(found.file, folder, progress=progress, cancelled=cancelled)
        return _Outcome(made, False)
    credential, is_key = restore_library.credential_of(text)
    made = restore_library.run(
        found.file, folder, progress=progress, cancelled=cancelled, credential=credential
    )
    return _Outcome(made, is_key)
