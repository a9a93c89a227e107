"""Run one job in a process of its own, which a fault may end: ``python -m torture.worker``."""

import os
import sys
from contextlib import nullcontext
from pathlib import Path

from skintrack.errors import EnvironmentalError
from torture.form import cheap_keys
from torture.jobs import JOBS
from torture.one_process import WITH_CHILD, one_process
from torture.one_thread import one_thread

REFUSED = 3
"""Exit code where the program said in words what went wrong."""


def do_job(name: str, place: Path) -> int:
    """Do the job called ``name``, say each thing that is promised, and return the exit code."""
    job = JOBS[name]
    try:
        with cheap_keys(), one_thread(), nullcontext() if name == WITH_CHILD else one_process():
            job.work(place, say)
    except EnvironmentalError as error:
        say(f"refused {error}")
        return REFUSED
    say("done")
    return 0


def say(text: str) -> None:
    """Write a line at once, by a call into which no fault is put."""
    os.writev(1, [text.encode("utf-8", "backslashreplace") + b"\n"])


if __name__ == "__main__":
    sys.exit(do_job(sys.argv[1], Path(sys.argv[2])))
