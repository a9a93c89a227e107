"""Another person with an account on the same computer."""

import os
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path

from torture.form import make_library
from torture.job import library_of
from torture.trial import Tried

_NOBODY = 65534


def try_other_user(place: Path, every: int) -> Tried:
    """Let another user read: nothing of the library may open, whatever the umask was."""
    del every
    if not hasattr(os, "setuid") or os.geteuid() != 0:
        return Tried(0, obstacle="needs root, to become another user")
    umask = os.umask(0)
    try:
        make_library(place)
    finally:
        os.umask(umask)
    for folder in (place, place.parent):
        folder.chmod(0o711)  # the library itself is the only barrier
    kept = [library_of(place), *library_of(place).rglob("*")]
    names = [str(path) for path in kept]
    failures = [f"another user could read {name}" for name in _readable_by_another(names)]
    failures += [f"{path.name} is open to others" for path in kept if path.stat().st_mode & 0o077]
    return Tried(len(kept), tuple(failures))


def _readable_by_another(names: list[str]) -> list[str]:
    context = get_context("fork")  # the other user may not even start this Python
    mine, theirs = context.Pipe()
    process = context.Process(target=_pry, args=(names, theirs))
    process.start()
    readable: list[str] = mine.recv()
    process.join()
    return readable


def _pry(names: list[str], answer: Connection) -> None:
    os.setgroups([])
    os.setgid(_NOBODY)
    os.setuid(_NOBODY)
    answer.send([name for name in names if _can_read(name)])


def _can_read(name: str) -> bool:
    try:
        os.close(os.open(name, os.O_RDONLY))
    except OSError:
        return False
    return True
