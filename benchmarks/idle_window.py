"""The window on a library, left alone: prints the megabytes that it holds then.

Run by itself: ``python -m benchmarks.idle_window LIBRARY``. Reads ``/proc``, so only on Linux.
"""

import sys
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from skintrack.settings import SettingsStore, default_settings_file
from skintrack.ui.memory import keep_memory_together
from skintrack.ui.plain_imports import use_plain_imports

IDLE_MS = 4000
# The first time that a long course is opened its photos are compared: minutes on a busy machine.
LONGEST_WAIT_MS = 600_000
KILOBYTES_PER_MEGABYTE = 1000
BYTES_PER_KIBIBYTE = 1024


def main(library: Path) -> int:
    """Open the library, wait until nothing happens any more, and measure."""
    # As the program begins.
    keep_memory_together()
    use_plain_imports()
    from skintrack.app import Program

    application = QApplication(sys.argv[:1])
    program = Program(application, SettingsStore(default_settings_file()))
    course = program.services.course
    # Everything is there only when trends and values are; the window rests from then on.
    course.measured.connect(lambda: QTimer.singleShot(IDLE_MS, application.quit))
    QTimer.singleShot(LONGEST_WAIT_MS, lambda: application.exit(1))
    program.open(library)
    code = application.exec()
    if code:
        print("The course was not measured in time: this is not the idle window.", file=sys.stderr)
    else:
        print(resident_mb())
    program.window.close()
    program.close()
    return code


def resident_mb() -> float:
    """Return the memory of this process that is in use, in megabytes."""
    for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmRSS:"):
            kibibytes = int(line.split()[1])
            return kibibytes * BYTES_PER_KIBIBYTE / (KILOBYTES_PER_MEGABYTE * 1000)
    raise RuntimeError("This system does not tell its memory.")


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
