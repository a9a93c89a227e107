"""Which fault strikes at which system call."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from torture.struck import Run, Work, count_calls, run_struck

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


def calls_of(work: Work, log: Path) -> Counter[str]:
    """Return how many of the calls that faults strike at some work makes."""
    return count_calls(work, _CALLS[Kind.KILL], log)


def faults_among(calls: Counter[str], kinds: Sequence[Kind] = tuple(Kind)) -> Iterator[Fault]:
    """Yield every fault that can strike at these calls."""
    for kind in kinds:
        for call in _CALLS[kind]:
            for at in range(1, calls[call] + 1):
                yield Fault(kind, call, at)


def run_with(fault: Fault, work: Work) -> Run:
    """Run some work with a fault put in."""
    injected = _INJECTED[fault.kind].format(at=fault.at)
    quiet = ["-o", "/dev/null", "-e", f"trace={fault.call}"]
    return run_struck(work, [*quiet, "-e", f"inject={fault.call}:{injected}"])
