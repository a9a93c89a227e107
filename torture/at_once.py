"""Several programs that want the same library at the same instant, and one that was killed."""

import signal
import subprocess
import sys
import time
from pathlib import Path

from skintrack.errors import LibraryError
from skintrack.library import Library
from torture.form import make_library
from torture.job import library_of
from torture.trial import Tried

_ROUNDS = 100
_MOST_AT_ONCE = 10
_START_S = 0.6
_LONGEST_S = 60

# Waits for the given moment, so that the slow start of Python does not spread the openings.
_OPEN = """
import sys, time
from pathlib import Path
from skintrack.errors import LibraryError
from skintrack.library import Library
time.sleep(max(0.0, float(sys.argv[2]) - time.time()))
try:
    library = Library.open(Path(sys.argv[1]))
except LibraryError as error:
    print(error.code)
else:
    print("open", flush=True)
    sys.stdin.read()
    library.close()
"""


def try_at_once(place: Path, every: int) -> Tried:
    """Let 2 to 10 programs open one library at once: one gets it, the others are told."""
    make_library(place)
    failures = []
    rounds = range(0, _ROUNDS, every)
    for number in rounds:
        programs = 2 + number % (_MOST_AT_ONCE - 1)
        said = _open_at_once(library_of(place), programs)
        if sorted(said) != sorted(["open", *["in_use"] * (programs - 1)]):
            failures.append(f"round {number}: {programs} programs said {said}")
    return Tried(len(rounds), tuple(failures))


def _open_at_once(folder: Path, programs: int) -> list[str]:
    moment = str(time.time() + _START_S + 0.1 * programs)
    started = [
        subprocess.Popen(
            [sys.executable, "-c", _OPEN, str(folder), moment],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(programs)
    ]
    said = [program.stdout.readline().strip() for program in started if program.stdout is not None]
    for program in started:
        program.communicate(timeout=_LONGEST_S)
    return said


def try_stale_lock(place: Path, every: int) -> Tried:
    """Kill a program that has a library open: the next one opens it at once."""
    make_library(place)
    failures = []
    rounds = range(0, _ROUNDS // 5, every)
    for number in rounds:
        program = subprocess.Popen(
            [sys.executable, "-c", _OPEN, str(library_of(place)), "0"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        if program.stdout is None or program.stdout.readline().strip() != "open":
            failures.append(f"round {number}: the library did not open")
        program.send_signal(signal.SIGKILL)
        program.communicate(timeout=_LONGEST_S)
        try:
            Library.open(library_of(place)).close()
        except LibraryError as error:
            failures.append(f"round {number}: {error}")
    return Tried(len(rounds), tuple(failures))
