"""Which fault strikes at which system call, and running a command with one put in."""

import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

_WRITES = ("write", "pwrite64", "ftruncate", "copy_file_range")
_SYNCS = ("fsync", "fdatasync")
_NAMES = (
    "rename",
    "renameat",
    "renameat2",
    "unlink",
    "unlinkat",
    "mkdir",
    "mkdirat",
    "link",
    "linkat",
)
_LONGEST_RUN_S = 120
_LINE = re.compile(r"^(\d+) +(\w+)\(")
BEGIN = "begin"
"""What a worker says when its imports are done and the job begins."""


class Kind(StrEnum):
    """What goes wrong."""

    KILL = "killed"
    FULL_ONCE = "disk full once"
    FULL = "disk full from then on"
    SYNC_ERROR = "disk error while syncing"
    WRITE_ERROR = "disk error while writing"


_CALLS = {
    Kind.KILL: _WRITES + _SYNCS + _NAMES,
    Kind.FULL_ONCE: _WRITES,
    Kind.FULL: _WRITES,
    Kind.SYNC_ERROR: _SYNCS,
    Kind.WRITE_ERROR: _WRITES,
}
_INJECTED = {
    Kind.KILL: "signal=KILL:when={at}",
    Kind.FULL_ONCE: "error=ENOSPC:when={at}",
    Kind.FULL: "error=ENOSPC:when={at}+",
    Kind.SYNC_ERROR: "error=EIO:when={at}",
    Kind.WRITE_ERROR: "error=EIO:when={at}",
}


@dataclass(frozen=True)
class Fault:
    """A fault at the ``at``-th call of one kind, counted from the start of the process."""

    kind: Kind
    call: str
    at: int

    def __str__(self) -> str:
        """Return it as a line of the report names it."""
        return f"{self.kind} at {self.call} no. {self.at}"


@dataclass(frozen=True)
class Run:
    """A worker's end: exit code (below 0 for a signal), what it said, and its last words."""

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


def count_calls(command: Sequence[str], log: Path) -> tuple[Counter[str], Counter[str]]:
    """Return how many calls of each kind the main thread makes, before the job and in all.

    Raises
    ------
    RuntimeError
        If the job fails without any fault.
    """
    calls = ",".join(f"?{call}" for call in (*_CALLS[Kind.KILL], "writev"))
    run = _traced(command, ["-o", str(log), "-e", f"trace={calls}"])
    if run.code != 0:
        raise RuntimeError(f"The job fails without a fault: {run.errors or run.said}")
    before: Counter[str] = Counter()
    all_calls: Counter[str] = Counter()
    main_thread = ""
    for line in log.read_text(encoding="utf-8", errors="replace").splitlines():
        found = _LINE.match(line)
        if found is None:
            continue
        thread, call = found.groups()
        main_thread = main_thread or thread
        if thread != main_thread:
            continue
        if call == "writev" and BEGIN in line:
            before = all_calls.copy()
        all_calls[call] += 1
    return before, all_calls


def faults_between(
    before: Counter[str], all_calls: Counter[str], kinds: Sequence[Kind] = tuple(Kind)
) -> Iterator[Fault]:
    """Yield every fault that can strike while the job runs."""
    for kind in kinds:
        for call in _CALLS[kind]:
            for at in range(before[call] + 1, all_calls[call] + 1):
                yield Fault(kind, call, at)


def run_with(fault: Fault, command: Sequence[str]) -> Run:
    """Run a command with a fault put in."""
    injected = _INJECTED[fault.kind].format(at=fault.at)
    quiet = ["-o", "/dev/null", "-e", f"trace={fault.call}"]
    return _traced(command, [*quiet, "-e", f"inject={fault.call}:{injected}"])


def _traced(command: Sequence[str], options: Sequence[str]) -> Run:
    # Not with --seccomp-bpf: together with -f, strace 6.1 then loses the signals it should send.
    tracer = ["strace", "-f", "-qqq", *options]
    done = subprocess.run(
        [*tracer, *command], capture_output=True, text=True, check=False, timeout=_LONGEST_RUN_S
    )
    return Run(done.returncode, tuple(done.stdout.splitlines()), done.stderr)
