"""How long ago the process began."""

import os
import time
from pathlib import Path

# Where the system does not tell, counting begins when this module is imported.
_IMPORTED_AT = time.monotonic()
_START_FIELD = 21  # of /proc/self/stat; 19 after the program's name in brackets
_FIELDS_BEFORE_NAME = 2


def ms_since_process_start() -> float:
    """Return the milliseconds since the start of this process, as the system counts them."""
    stat = Path("/proc/self/stat")
    if not stat.exists():
        return (time.monotonic() - _IMPORTED_AT) * 1000
    fields = stat.read_text(encoding="ascii", errors="replace").rpartition(")")[2].split()
    ticks = float(fields[_START_FIELD - _FIELDS_BEFORE_NAME])
    started = ticks / os.sysconf("SC_CLK_TCK")
    return (time.clock_gettime(time.CLOCK_BOOTTIME) - started) * 1000


def ms_at(moment: float) -> float:
    """Return the milliseconds from the start of this process to a moment of ``time.monotonic``."""
    return ms_since_process_start() - (time.monotonic() - moment) * 1000
