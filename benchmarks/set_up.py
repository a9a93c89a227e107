"""A second ``python3 tasks.py …``: how long it looks before it starts."""

import subprocess
import sys
from pathlib import Path
from statistics import median

from benchmarks.timing import report, seconds

TASKS = Path(__file__).parents[1] / "tasks.py"
RUNS = 7


def run(_folder: Path) -> None:
    """Measure the check of a finished set-up."""
    command = [sys.executable, str(TASKS), "setup"]
    times = [seconds(lambda: subprocess.run(command, capture_output=True, check=True))]
    times += [
        seconds(lambda: subprocess.run(command, capture_output=True, check=True))
        for _ in range(RUNS)
    ]
    report("check of a finished set-up", f"{median(times[1:]):.2f} s", "at most 3 s")
