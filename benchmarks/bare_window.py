"""The least a PySide6 program can do: one empty window, painted once. Prints the milliseconds.

Counted from the start of the process, as the program counts its own start.
"""

import sys
import time

from PySide6.QtCore import QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget


class BareWindow(QWidget):
    """Notes when it was first painted, and closes."""

    def __init__(self) -> None:
        super().__init__()
        self.painted_at: float | None = None

    def paintEvent(self, event: QPaintEvent) -> None:
        """Note the time of the first paint."""
        super().paintEvent(event)
        if self.painted_at is None:
            self.painted_at = time.monotonic()
            QTimer.singleShot(0, self.close)


def main() -> int:
    """Show the window until it is painted."""
    application = QApplication(sys.argv[:1])
    window = BareWindow()
    window.resize(1200, 800)
    window.show()
    code = application.exec()
    if window.painted_at is None:
        return 1
    # Imported only now: the window must pay for nothing but itself.
    from skintrack.ui.start_time import ms_at

    print(ms_at(window.painted_at))
    return code


if __name__ == "__main__":
    sys.exit(main())
