"""``skintrack`` and ``python -m skintrack``: joins the command line and the window.

The command line knows no Qt and gets the window as a callable; nothing of Qt is imported before a
window is really opened.
"""

import atexit
import gc
import sys
from collections.abc import Sequence
from pathlib import Path

from skintrack.cli import command_line
from skintrack.cli.protection import protect_memory

# Hardly anything that a command makes is garbage, but to look for some 75 times takes as long as to
# open the library; after so many new objects it does so all the same.
_SELDOM = 200_000
_USUAL = gc.get_threshold()


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command, or open the window, and return the exit code (0, 1 or 2)."""
    protect_memory()
    gc.set_threshold(_SELDOM)
    # At its end Python would look through everything three times more; the system frees it at once.
    atexit.register(gc.freeze)
    given = sys.argv[1:] if arguments is None else arguments
    if getattr(sys, "frozen", False) and given[:2] == ["-P", "-c"]:
        # A packed program is its own interpreter, also for the process that reads foreign files.
        from skintrack.workflows.sandbox import child

        child.main()
        return 0
    return command_line.run(given, open_window)


def open_window(library: Path | None, *, measure_start: bool = False) -> int:
    """Open the window; the import is here so that commands start without Qt."""
    # Nothing of what the window imports is garbage. Its own collector takes over, and gives the
    # work back to Python when the window closes.
    gc.disable()
    gc.set_threshold(*_USUAL)
    from skintrack.ui.memory import keep_memory_together
    from skintrack.ui.quick_enums import make_enums_quickly

    make_enums_quickly()  # before PySide, which the next line loads
    from skintrack.ui.plain_imports import use_plain_imports

    keep_memory_together()
    use_plain_imports()
    from skintrack import app

    return app.open_window(library, measure_start=measure_start)


if __name__ == "__main__":
    sys.exit(main())
