"""A page of the window."""

from PySide6.QtWidgets import QWidget


class Page(QWidget):
    """What is shown beside the rail, one at a time."""

    def first_control(self) -> QWidget:
        """Return the control that takes the focus when the page is shown."""
        return self
