"""How the library is kept: what is verified, damaged, backed up, in the bin, and where it is."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from skintrack.ui.keeping import keeping_words
from skintrack.ui.keeping.damaged_list import DamagedList
from skintrack.ui.widgets.basic import button, label, row, scrolling, set_role
from skintrack.ui.widgets.form_dialog import FormDialog
from skintrack.ui.words import plural

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent

    from skintrack.model import ProgressStep
    from skintrack.ui.keeping.keeper import Keeper
    from skintrack.ui.keeping.keeping_operations import Kept
    from skintrack.ui.services import Services
    from skintrack.workflows.verify_library import VerifyResult

_WIDTH = 560
_SECTION_GAP = 14
_SCROLL_PX = 12
_AROUND_PX, _LEAST_WINDOW_PX = 170, 640


class KeepingDialog(FormDialog):
    """Follows the keeper while it is open.

    ``backup_wanted`` asks for a backup now, ``backups_wanted`` for all about backups,
    ``repair_wanted`` for damaged photos from a backup, ``bin_wanted`` for the bin.
    """

    backup_wanted = Signal()
    backups_wanted = Signal()
    repair_wanted = Signal()
    bin_wanted = Signal()

    def __init__(self, parent: QWidget, services: Services, keeper: Keeper, kept: Kept) -> None:
        super().__init__(parent, self.tr("Keeping your photos safe"), self.tr("Close"))
        self.setMinimumWidth(_WIDTH)
        self.cancel_button.hide()
        self._services = services
        self._keeper = keeper
        self._state = label("", "")
        self._oldest = label("", "hint")
        self._found = label("", "secondary")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(self.tr("Progress"))
        self.verify_button = button(self.tr("Verify all now"), keeper.verify_all)
        self.stop_button = button(self.tr("Stop"), services.desk.cancel)
        self.damaged = DamagedList(services.images)
        self.repair_button = button("", self.repair_wanted.emit)
        self._backup = label("", "")
        self.backup_button = button(self.tr("Back up now"), self._back_up)
        self.backups_button = button(self.tr("Backups…"), self._open_backups)
        self._bin = label("", "")
        self.bin_button = button(self.tr("Open the bin"), self._open_bin)
        self._folder = label("", "secondary")
        self._sync = label("", "secondary")
        self._sections = QVBoxLayout()
        self._sections.setContentsMargins(0, 0, _SCROLL_PX, 0)
        self._sections.setSpacing(6)
        self._area = scrolling(self._sections)
        self._build()
        self._connect()
        self.show_kept(kept)

    def _build(self) -> None:
        self.add_widget(self._area)
        self._add_section(self.tr("Verified"), self._state, self._oldest, self._found, self._bar)
        self._sections.addWidget(_line(self.verify_button, self.stop_button))
        self._sections.addWidget(self.damaged)
        self._repair_line = _line(self.repair_button)
        self._sections.addWidget(self._repair_line)
        self._add_section(self.tr("Backup"), self._backup)
        self._sections.addWidget(_line(self.backup_button, self.backups_button))
        self._add_section(self.tr("Bin"), self._bin)
        self._sections.addWidget(_line(self.bin_button))
        self._add_section(self.tr("Library"), self._folder, self._sync)
        for each in (self._found, self._bar, self.stop_button):
            each.hide()

    def _add_section(self, title: str, *widgets: QWidget) -> None:
        box = QWidget()
        layout = QVBoxLayout(box)
        gap = _SECTION_GAP if self._sections.count() else 0
        layout.setContentsMargins(0, gap, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(label(title, "section"))
        for each in widgets:
            layout.addWidget(each)
        self._sections.addWidget(box)

    def showEvent(self, event: QShowEvent) -> None:
        """Be as high as what is said, as long as the window is; the rest scrolls."""
        super().showEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Take the height that the sections want: a scrolling area does not know it."""
        self._sections.activate()
        width = self._area.viewport().width()
        wanted = self._sections.totalHeightForWidth(width)
        window = self.parentWidget()
        room = self.screen().availableGeometry().height() - _AROUND_PX
        if window is not None:
            room = min(room, max(window.height(), _LEAST_WINDOW_PX) - _AROUND_PX)
        self._area.setFixedHeight(min(wanted, room))
        layout = self.layout()
        if layout is not None:
            layout.activate()
            self.resize(self.width(), layout.totalHeightForWidth(self.width()))

    def _connect(self) -> None:
        self._keeper.changed.connect(self._follow)
        self._keeper.verified.connect(self._tell)
        desk = self._services.desk
        desk.progressed.connect(self._show_progress)
        desk.closed.connect(self.reject)

    @Slot()
    def _follow(self) -> None:
        if self._keeper.kept is not None:
            self.show_kept(self._keeper.kept)

    def show_kept(self, kept: Kept) -> None:
        """Show the state of the library."""
        state = kept.state
        self._state.setText(keeping_words.state_words(state))
        set_role(self._state, "worse" if state.damaged else "")
        self._oldest.setText(keeping_words.oldest_words(state.oldest))
        self.damaged.show_photos(kept.damaged, state.damaged)
        self.damaged.setVisible(bool(kept.damaged))
        self._repair_line.setVisible(bool(kept.damaged))
        self._offer_repair(has_backup=kept.last_backup is not None)
        today = datetime.now().astimezone().date()
        self._backup.setText(_sentence(keeping_words.backup_words(kept.last_backup, today)))
        self._bin.setText(keeping_words.bin_words(kept.in_bin))
        self._folder.setText(str(self._services.desk.folder or ""))
        self._sync.setText(
            "" if kept.synced_by is None else keeping_words.synced_words(kept.synced_by)
        )
        self._sync.setVisible(kept.synced_by is not None)
        self._show_work()
        if self.isVisible():
            self._fit()

    def _offer_repair(self, *, has_backup: bool) -> None:
        """Offer to bring photos back; where no backup is known, a file may still be somewhere."""
        set_role(self.repair_button, "primary" if has_backup else "")
        self.repair_button.setText(
            self.tr("Bring back from a backup…") if has_backup else self.tr("Choose a backup file…")
        )

    def _show_work(self) -> None:
        is_verifying = self._keeper.is_verifying
        self.verify_button.setEnabled(not is_verifying)
        self.stop_button.setVisible(is_verifying)
        self._bar.setVisible(is_verifying)
        if is_verifying:
            self._found.hide()

    @Slot(object)
    def _show_progress(self, step: ProgressStep) -> None:
        self._bar.setRange(0, max(step.total, 1))
        self._bar.setValue(step.done)

    @Slot(object)
    def _tell(self, result: VerifyResult) -> None:
        """Say what a look at everything found besides damaged photos."""
        others = [each for each in result.problems if each.code in ("database", "extra")]
        lines = [each.message for each in others[:3]]
        if len(others) > len(lines):
            more = len(others) - len(lines)
            lines.append(plural("And {count} more.", "And {count} more.", more))
        if result.is_ok:
            lines = [self.tr("Everything was read and is as it was imported.")]
        self._found.setText("\n".join(lines))
        self._found.setVisible(bool(lines))
        self._fit()

    @Slot()
    def _back_up(self) -> None:
        self.accept()
        self.backup_wanted.emit()

    @Slot()
    def _open_backups(self) -> None:
        self.accept()
        self.backups_wanted.emit()

    @Slot()
    def _open_bin(self) -> None:
        self.accept()
        self.bin_wanted.emit()


def _line(*widgets: QWidget) -> QWidget:
    box = QWidget()
    line = row(*widgets, 1, spacing=8)
    line.setContentsMargins(0, 4, 0, 0)
    box.setLayout(line)
    return box


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}."
