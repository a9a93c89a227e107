"""Running a piece of work in a process of its own, into which faults are put.

The process is a copy of this one, so nothing has to be imported anew; it stops before the work
begins, until the tracer holds it. Calls are counted from there.
"""

import os
import shutil
import signal
import subprocess
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

_LONGEST_RUN_S = 120
_LOOK_S = 0.002
_MOST_BYTES = 1 << 20

Work = Callable[[], int]


@dataclass(frozen=True)
class Run:
    """A process's end: exit code (below 0 for a signal), what it said, and its last words."""

    code: int
    said: tuple[str, ...]
    errors: str


def is_possible() -> bool:
    """Tell whether faults can be put in on this machine."""
    tracer = shutil.which("strace")
    if tracer is None:
        return False
    tried = subprocess.run([tracer, "-o", "/dev/null", "true"], capture_output=True, check=False)
    return tried.returncode == 0


def run_struck(work: Work, options: Sequence[str]) -> Run:
    """Run work under ``strace`` with the given options.

    Parameters
    ----------
    work : callable
        Returns the exit code; writes to the descriptors 1 and 2.
    options : sequence of str
        What to trace, and what to put in.

    Raises
    ------
    TimeoutError
        If it takes longer than anything should.
    """
    run, _ = _run(work, options)
    return run


def count_calls(work: Work, calls: Sequence[str], log: Path) -> Counter[str]:
    """Return how often the main thread of some work makes each of these calls.

    Raises
    ------
    RuntimeError
        If the work fails without any fault.
    """
    wanted = ",".join(f"?{call}" for call in calls)
    run, process = _run(work, ["-o", str(log), "-e", f"trace={wanted}"])
    if run.code != 0:
        raise RuntimeError(f"The job fails without a fault: {run.errors or run.said}")
    found: Counter[str] = Counter()
    for line in log.read_text(encoding="utf-8", errors="replace").splitlines():
        thread, _, rest = line.partition(" ")
        call, bracket, _ = rest.strip().partition("(")
        if thread == str(process) and bracket and call in calls:
            found[call] += 1
    return found


def _run(work: Work, options: Sequence[str]) -> tuple[Run, int]:
    with _paper("said") as said, _paper("errors") as errors:
        process = os.fork()
        if process == 0:
            _be_struck(work, said, errors)
        code = _traced(process, options)
        lines = _read(said).splitlines()
        return Run(code, tuple(lines), _read(errors)), process


def _be_struck(work: Work, said: int, errors: int) -> None:
    """Be the process that faults are put into; never returns."""
    code = 1
    try:
        os.dup2(said, 1)
        os.dup2(errors, 2)
        os.kill(os.getpid(), signal.SIGSTOP)
        code = work()
    finally:
        if sys.exc_info()[0] is not None:
            os.writev(2, [traceback.format_exc().encode("utf-8", "backslashreplace")])
        os._exit(code)


def _traced(process: int, options: Sequence[str]) -> int:
    os.waitpid(process, os.WUNTRACED)
    # Not with --seccomp-bpf: together with -f, strace 6.1 then loses the signals it should send.
    command = ["strace", "-f", "-qqq", *options, "-p", str(process)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as tracer:
        try:
            _wait_for(lambda: _is_held(process) or tracer.poll() is not None)
            os.kill(process, signal.SIGCONT)
            ends: list[int] = []
            _wait_for(lambda: _has_ended(process, ends))
            tracer.wait(_LONGEST_RUN_S)
        except BaseException:
            os.kill(process, signal.SIGKILL)
            os.waitpid(process, 0)
            raise
    return os.waitstatus_to_exitcode(ends[0])


def _has_ended(process: int, ends: list[int]) -> bool:
    found, status = os.waitpid(process, os.WNOHANG)
    if found:
        ends.append(status)
    return bool(found)


def _is_held(process: int) -> bool:
    status = Path(f"/proc/{process}/status").read_text(encoding="ascii")
    return "TracerPid:\t0" not in status


def _wait_for(is_so: Callable[[], bool]) -> None:
    latest = time.monotonic() + _LONGEST_RUN_S
    while not is_so():
        if time.monotonic() > latest:
            raise TimeoutError("A job under faults does not end.")
        time.sleep(_LOOK_S)


@contextmanager
def _paper(name: str) -> Iterator[int]:
    """Give a file in memory to write on."""
    descriptor = os.memfd_create(name)
    try:
        yield descriptor
    finally:
        os.close(descriptor)


def _read(descriptor: int) -> str:
    return os.pread(descriptor, _MOST_BYTES, 0).decode("utf-8", "replace")
