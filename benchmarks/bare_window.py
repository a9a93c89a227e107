"""The least a PySide6 program can do: one empty window, painted once. Prints the milliseconds.

Counted from the moment given as the first argument (seconds since the epoch), just before the
process was started.
"""

import sys
import time

from PySide6.QtCore import QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget


class BareWindow(QWidget):
    """Says when it was first painted, and closes."""

    def __init__(self, started: float) -> None:
        super().__init__()
        self._started = started
        self._is_painted = False

    def paintEvent(self, event: QPaintEvent) -> None:
        """Note the time of the first paint."""
        super().paintEvent(event)
        if not self._is_painted:
            self._is_painted = True
            print((time.time() - self._started) * 1000)
            QTimer.singleShot(0, self.close)


def main() -> int:
    """Show the window until it is painted."""
    application = QApplication(sys.argv[:1])
    window = BareWindow(float(sys.argv[1]))
    window.resize(1200, 800)
    window.show()
    return application.exec()


if __name__ == "__main__":
    sys.exit(main())
