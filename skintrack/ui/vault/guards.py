"""What locks and hides the window and changes keys, made a moment after it: it opens sooner."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMainWindow, QStackedWidget

    from skintrack.ui.library_commands import LibraryCommands
    from skintrack.ui.services import Services
    from skintrack.ui.vault.locking import Locking
    from skintrack.ui.vault.protection import Protection
    from skintrack.ui.widgets.banner import Banner

# By then the first view is there.
_WAIT_MS = 1000


class Guards(QObject):
    """Makes them when they are needed first; ``locked(folder)`` tells of a library.

    Parameters
    ----------
    services : Services
    libraries : LibraryCommands
        Tells what is tried to open a library.
    front : QStackedWidget
        Holds the body of the window.
    banner : Banner
    window : QMainWindow
    """

    locked = Signal(object)

    def __init__(
        self,
        services: Services,
        libraries: LibraryCommands,
        front: QStackedWidget,
        banner: Banner,
        window: QMainWindow,
    ) -> None:
        super().__init__(window)
        self._services = services
        self._libraries = libraries
        self._front = front
        self._banner = banner
        self._window = window
        services.desk.opened.connect(self._take_library)
        libraries.unlock_wanted.connect(self.make)
        QTimer.singleShot(_WAIT_MS, self, self.make)

    @cached_property
    def locking(self) -> Locking:
        """Locks the library and hides the window."""
        from skintrack.ui.vault.idle_lock import Clocks
        from skintrack.ui.vault.locking import Locking

        locking = Locking(self._services, self._front, self._banner, self._window, Clocks())
        locking.locked.connect(self.locked)
        locking.protection_wanted.connect(self.protection.ask_to_encrypt)
        return locking

    @cached_property
    def protection(self) -> Protection:
        """Changes the passphrase and the keys of the library."""
        from skintrack.ui.vault.protection import Protection

        protection = Protection(self._services, self._banner, self._window)
        self._libraries.unlocking.connect(protection.keep_opener)
        self._libraries.unlock_refused.connect(protection.forget_opener)
        return protection

    @property
    def is_covered(self) -> bool:
        """Whether the window is hidden."""
        return "locking" in vars(self) and self.locking.is_covered

    @property
    def is_locking(self) -> bool:
        """Whether the library is being closed because it is locked."""
        return "locking" in vars(self) and self.locking.is_locking

    @Slot()
    def make(self) -> None:
        """Have them by now."""
        _ = self.protection, self.locking

    @Slot()
    def lock(self) -> None:
        """Lock the library."""
        self.locking.lock()

    @Slot()
    def hide(self) -> None:
        """Hide the window, or show it again."""
        self.locking.toggle_cover()

    @Slot()
    def show_acts(self) -> None:
        """Show what can be done with the keys."""
        self.protection.show_acts()

    @Slot()
    def _take_library(self) -> None:
        if self._services.desk.is_encrypted:
            self.make()
