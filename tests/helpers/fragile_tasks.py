"""Tasks for a child that does to itself what a hostile photo might do."""

import os
import resource
import signal
import sys
import time
from collections.abc import Mapping
from typing import Any

from skintrack.errors import PhotoError
from skintrack.imaging import declared
from skintrack.imaging.kinds import Kind
from skintrack.model.phrase import Phrase
from skintrack.workflows.sandbox import photo_tasks
from skintrack.workflows.sandbox.messages import Message

MARK = b"fragile:"


def prepare() -> None:
    photo_tasks.prepare()


def fragile(data: bytes, asked: Mapping[str, Any]) -> Message:
    """Do what stands behind the mark, wherever in a file it is."""
    act = data.partition(MARK)[2].decode()
    if not act:
        return photo_tasks.read_photo(data, asked)
    deed, _, argument = act.partition(" ")
    return ACTS[deed](argument)


def _echo(argument: str) -> Message:
    return Message({"pid": os.getpid()}, [argument.encode()])


def _refuse(argument: str) -> Message:
    raise PhotoError(Phrase("“{file}” is no good.", file=argument), "no_good")


def _crash(_argument: str) -> Message:
    os.abort()


def _fault(_argument: str) -> Message:
    os.kill(os.getpid(), signal.SIGSEGV)
    return Message({})


def _mistake(_argument: str) -> Message:
    raise KeyboardInterrupt


def _spin(_argument: str) -> Message:
    while True:
        pass


def _sleep(argument: str) -> Message:
    time.sleep(float(argument))
    return Message({"slept": True}, [b""])


def _eat(_argument: str) -> Message:
    kept = [bytes(1 << 26) for _ in range(64)]
    return Message({"eaten": len(kept)})


def _tell_less(_argument: str) -> Message:
    os.write(3, b"\0\0\0\x02{}")
    os._exit(0)


def _tell_nonsense(_argument: str) -> Message:
    os.write(3, b"\xff" * 64)
    os._exit(0)


def _print(_argument: str) -> Message:
    sys.stdout.write("printed by a library\n")
    sys.stdout.flush()
    return Message({}, [b"fine"])


def _declare(argument: str) -> Message:
    """Say how large a photo is, and take half a gigabyte for it."""
    declared.declare(Kind.JPEG, int(argument))
    bytes(500 << 20)
    return Message({}, [b"fine"])


def _boast(argument: str) -> Message:
    return Message({}, shared_bytes=int(argument))


def _open(argument: str) -> Message:
    try:
        descriptor = os.open(argument, os.O_RDWR | os.O_CREAT)
    except OSError as error:
        return Message({}, [str(error).encode()])
    return Message({}, [f"opened as {descriptor}".encode()])


def _limits(_argument: str) -> Message:
    asked = {"core": resource.RLIMIT_CORE, "size": resource.RLIMIT_FSIZE}
    found = {name: resource.getrlimit(limit) for name, limit in asked.items()}
    return Message({**found, "environment": sorted(os.environ)}, [b""])


ACTS = {
    "echo": _echo,
    "refuse": _refuse,
    "crash": _crash,
    "fault": _fault,
    "mistake": _mistake,
    "spin": _spin,
    "sleep": _sleep,
    "eat": _eat,
    "less": _tell_less,
    "nonsense": _tell_nonsense,
    "print": _print,
    "boast": _boast,
    "declare": _declare,
    "open": _open,
    "limits": _limits,
}
TASKS = {**photo_tasks.TASKS, "read_photo": fragile, "fragile": fragile}
