"""Locking the library and hiding the window: by key, by button, and when nobody is there."""

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QApplication, QDialog, QMainWindow, QMenu, QStackedWidget, QWidget
from shiboken6 import isValid

from skintrack.ui.header import HIDE_KEY, LOCK_KEY
from skintrack.ui.services import Services
from skintrack.ui.vault.cover import Cover
from skintrack.ui.vault.forgetting import ClipboardWatch, close_dialogs
from skintrack.ui.vault.idle_lock import Clocks, IdleLock
from skintrack.ui.vault.input_watch import InputWatch
from skintrack.ui.vault.system_signals import SystemSignals, load
from skintrack.ui.widgets.banner import Banner


class Locking(QObject):
    """Locks what is encrypted, hides anything.

    ``locked(folder)`` is sent when nothing of the library is left in the window.
    ``protection_wanted`` asks for a passphrase where there is none.

    Parameters
    ----------
    services : Services
        The library and the settings.
    stack : QStackedWidget
        Holds the body of the window; the cover is put before it.
    banner : Banner
        Where it says why nothing was locked.
    window : QMainWindow
        Whose keys sleep under the cover.
    clocks : Clocks
        A test gives its own.
    """

    locked = Signal(object)
    protection_wanted = Signal()

    def __init__(
        self,
        services: Services,
        stack: QStackedWidget,
        banner: Banner,
        window: QMainWindow,
        clocks: Clocks,
    ) -> None:
        super().__init__(window)
        self._services = services
        self._stack = stack
        self._banner = banner
        self._window = window
        self._body: QWidget | None = None
        self._focus: QWidget | None = None
        self._hidden: list[QDialog] = []
        self.is_locking = False
        self._is_lock_due = False
        self.cover = Cover()
        stack.addWidget(self.cover)
        self.idle = IdleLock(services.settings, clocks, self)
        self.inputs = InputWatch({LOCK_KEY: self.lock, HIDE_KEY: self.toggle_cover}, self)
        self.system = SystemSignals(self)
        self._clipboard = ClipboardWatch(self)
        self.inputs.touched.connect(self.idle.note_touch)
        self.idle.due.connect(self.lock_unasked)
        self.system.locking.connect(self.lock_unasked)
        self.cover.left.connect(self.uncover)
        self.cover.lock_wanted.connect(self._lock_now)
        services.desk.opened.connect(self._begin)
        services.desk.closed.connect(self._end)
        services.desk.ended.connect(self._go_on)
        # It may be made when a library is open already.
        self._begin()

    @property
    def is_covered(self) -> bool:
        """Whether the window is hidden."""
        return self._stack.currentWidget() is self.cover

    # Locking

    @Slot()
    def lock(self) -> None:
        """Lock the library; what is being written is completed first."""
        desk = self._services.desk
        if not desk.is_open:
            return
        if desk.is_encrypted:
            self.lock_unasked()
            return
        self._banner.show_message(
            self.tr("This library has no passphrase, so there is nothing to lock it with."),
            (self.tr("Set a passphrase…"), self.protection_wanted.emit),
        )

    @Slot()
    def lock_unasked(self) -> None:
        """Lock an encrypted library; any other stays open."""
        desk = self._services.desk
        if not desk.is_open or not desk.is_encrypted:
            return
        if desk.has_work_to_finish:
            self._cover()
            self.cover.wait_for_lock()
            self.cover.lock_button.setFocus()
        else:
            self._lock_now()

    @Slot()
    def _go_on(self) -> None:
        """Lock at last, once what had to be completed has told its callers."""
        if self.cover.is_waiting:
            QTimer.singleShot(0, self.lock_unasked)

    @Slot()
    def _lock_now(self) -> None:
        desk = self._services.desk
        folder = desk.folder
        if folder is None or not desk.is_encrypted:
            return
        # While the library is still there, so that dialogs can keep what was typed into them.
        self.is_locking = True
        desk.close()
        self.is_locking = False
        self._hidden.clear()
        self._focus = None
        close_dialogs(self._window)
        self.locked.emit(folder)
        if self.cover.is_waiting:
            self.uncover()

    @Slot()
    def _begin(self) -> None:
        is_due, self._is_lock_due = self._is_lock_due, False
        if self._services.desk.is_open and self._services.desk.is_encrypted:
            self.idle.begin()
            if is_due:
                QTimer.singleShot(0, self._lock_what_came)
            self._services.cpu_tasks.run(
                load, done=self._listen, failed=self._services.desk.failed.emit
            )

    @Slot()
    def _lock_what_came(self) -> None:
        if self.is_covered:
            # The page that asks for its passphrase comes out from under the cover.
            self.cover.wait_for_lock()
        self.lock_unasked()

    def _listen(self, _nothing: None) -> None:
        self.system.listen()

    @Slot()
    def _end(self) -> None:
        self.idle.end()
        if self.cover.is_waiting and not self.is_locking:
            # What it waited for brings another library, which is locked as soon as it is there.
            self._is_lock_due = self._services.desk.has_next
            self.cover.hide_window()
            self.cover.setFocus()
        if self._services.desk.is_encrypted:
            self._clipboard.clear()

    # Hiding

    @Slot()
    def toggle_cover(self) -> None:
        """Hide the window at once, or show it again."""
        if not self.is_covered:
            self._cover()
        elif not self.cover.is_waiting:
            self.uncover()

    def _cover(self) -> None:
        if self.is_covered:
            return
        self.cover.hide_window()
        self._focus = QApplication.focusWidget()
        for each in QApplication.topLevelWidgets():
            if isinstance(each, QMenu) and each.isVisible():
                each.close()
            elif isinstance(each, QDialog) and each.isVisible():
                self._hidden.append(each)
                each.hide()
        self._let_keys_work(False)
        self._body = self._stack.currentWidget()
        self._stack.setCurrentWidget(self.cover)
        self.cover.setFocus()

    @Slot()
    def uncover(self) -> None:
        """Show the window as it is by now."""
        if not self.is_covered or self._body is None:
            return
        self.cover.hide_window()
        self._stack.setCurrentWidget(self._body)
        self._let_keys_work(True)
        dialogs, self._hidden = [each for each in self._hidden if isValid(each)], []
        for each in dialogs:
            each.open()
        if self._focus is not None and isValid(self._focus):
            self._focus.setFocus()
        self._focus = None

    def _let_keys_work(self, is_working: bool) -> None:
        for each in self._window.findChildren(QShortcut):
            if each.parent() is self._window:
                each.setEnabled(is_working)
