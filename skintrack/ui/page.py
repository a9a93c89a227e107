"""A page of the window."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from collections.abc import Callable


class Page(QWidget):
    """What is shown beside the rail, one at a time."""

    def turns(self) -> "tuple[Callable[[], None], ...]":
        """Return what makes the rest of a page that takes long, each for a turn of its own.

        A page that is filled before makes all of it by itself.
        """
        return ()

    def first_control(self) -> QWidget:
        """Return the control that takes the focus when the page is shown."""
        return self
