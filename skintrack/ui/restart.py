"""Starting the program anew, for what takes effect at a start only."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QProcess

if TYPE_CHECKING:
    from pathlib import Path


def start_again(library: Path | None) -> bool:
    """Start a second run of this program, once this one has let go of everything.

    Parameters
    ----------
    library : Path or None
        The library to open; without it the one that was open last, or the first screen.

    Returns
    -------
    bool
        Whether it began.
    """
    command = command_line(library)
    is_begun, _process = QProcess.startDetached(command[0], command[1:], "")
    return is_begun


def command_line(library: Path | None) -> list[str]:
    """Return the command that starts the window, whichever way this run was started."""
    # A packed program is its own interpreter and takes the options directly.
    is_packed = getattr(sys, "frozen", False)
    program = [sys.executable] if is_packed else [sys.executable, "-m", "skintrack"]
    return program if library is None else [*program, "--library", str(library)]
