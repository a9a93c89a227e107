"""Run one job in a process of its own, which a fault may end: ``python -m torture.worker``."""

import os
import sys
from pathlib import Path

from skintrack.errors import EnvironmentalError
from torture.faults import BEGIN
from torture.form import cheap_keys
from torture.jobs import JOBS

REFUSED = 3
"""Exit code where the program said in words what went wrong."""


def main(name: str, place: Path) -> int:
    """Run the job called ``name`` and say each thing that is promised from then on."""
    job = JOBS[name]
    say(BEGIN)
    try:
        with cheap_keys():
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
    sys.exit(main(sys.argv[1], Path(sys.argv[2])))
