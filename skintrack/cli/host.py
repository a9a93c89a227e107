"""What a command gets from the program around it."""

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from skintrack.cli.terminal import Terminal
from skintrack.errors import InputError
from skintrack.model import Course

if TYPE_CHECKING:
    from skintrack.library import Library

# Qt platforms that draw into memory: a window there would wait for a user who never comes.
UNSEEN_PLATFORMS = ("offscreen", "minimal")


class Host:
    """The terminal, the window and the display of this process.

    Parameters
    ----------
    terminal : Terminal
        Where progress goes and where Ctrl-C comes from.
    open_window : callable
        Opens the window; see ``command_line.OpenWindow``.
    """

    def __init__(self, terminal: Terminal, open_window: Callable[..., int]) -> None:
        self.terminal = terminal
        self._open_window = open_window

    def open_window(self, library: Path | None, *, measure_start: bool = False) -> int:
        """Open the window and return its exit code; Ctrl-C then ends the program as usual."""
        with self.terminal.interruptible():
            return self._open_window(library, measure_start=measure_start)

    def has_display(self) -> bool:
        """Whether a window would be seen."""
        if os.environ.get("QT_QPA_PLATFORM", "").split(":")[0] in UNSEEN_PLATFORMS:
            return False
        if sys.platform != "linux":
            return True
        return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def chosen_course(library: "Library", name: str | None) -> Course:
    """Return the course with a name; without a name the newest.

    Raises
    ------
    InputError
        If there is no such course.
    """
    courses = library.courses.all()
    if not courses:
        raise InputError("The library has no course yet. Begin one first.", "no_course")
    if name is None:
        return courses[-1]
    for course in courses:
        if course.name.casefold() == name.casefold():
            return course
    known = ", ".join(f"“{course.name}”" for course in courses)
    raise InputError(f"There is no course “{name}”. The library has {known}.", "no_course")
