"""A clock that is wrong: years behind, years ahead, past 2038."""

import shutil
import subprocess
import sys
from itertools import product
from pathlib import Path

from torture.checks import wrong_after
from torture.jobs import JOBS
from torture.struck import Run
from torture.trial import Tried

_MOMENTS = (
    "1970-01-02 00:00:00",
    "2001-09-09 01:46:40",
    "2026-03-29 02:30:00",
    "2038-01-19 03:14:06",
    "2038-01-19 03:14:09",
    "2106-02-07 06:28:17",
)
_LONGEST_RUN_S = 120


def try_clock(place: Path, every: int) -> Tried:
    """Do every job under every wrong time, then look at what is there under the right one."""
    faker = shutil.which("faketime")
    if faker is None:
        return Tried(0, obstacle="needs faketime")
    failures = []
    cases = list(product(JOBS, _MOMENTS))[::every]
    for number, (name, moment) in enumerate(cases):
        spot = place / str(number)
        JOBS[name].prepare(spot)
        command = [faker, "-f", f"@{moment}", sys.executable, "-m", "torture.worker", name]
        done = subprocess.run(
            [*command, str(spot)],
            capture_output=True,
            text=True,
            check=False,
            timeout=_LONGEST_RUN_S,
        )
        run = Run(done.returncode, tuple(done.stdout.splitlines()), done.stderr)
        wrong = wrong_after(JOBS[name], spot, run)
        if wrong:
            failures.append(f"{name} at {moment}: {'; '.join(wrong)}")
        shutil.rmtree(spot)
    return Tried(len(cases), tuple(failures))
