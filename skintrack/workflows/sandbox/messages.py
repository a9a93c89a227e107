"""Messages through a pipe: facts as JSON, then parts of plain bytes.

Pixels may lie in memory that both sides see: then only their size is sent. Neither side believes
the other's sizes: what is larger than was asked for ends the talk.
"""

import json
import mmap
import sys
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import IO, TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from io import BufferedReader

_LENGTH_BYTES = 4
_MOST_FACTS_BYTES = 1 << 20
_LARGE_BYTES = 4 << 20

Part = bytes | bytearray | memoryview


class BrokenTalkError(Exception):
    """The other side ended in between, or says what makes no sense."""


@dataclass(frozen=True)
class Message:
    """Facts that JSON can hold, and parts that are too large for it."""

    facts: dict[str, Any]
    parts: Sequence[Part] = field(default_factory=tuple)
    shared_bytes: int = 0
    """So many bytes were left in the ``PixelMemory``."""


def write_message(stream: IO[bytes], message: Message) -> None:
    """Write a message whole; ``OSError`` if the other side is gone."""
    parts = [memoryview(part).cast("B") for part in message.parts]
    sizes = [part.nbytes for part in parts]
    facts = json.dumps({"facts": message.facts, "sizes": sizes, "shared": message.shared_bytes})
    stream.write(len(facts).to_bytes(_LENGTH_BYTES, "big") + facts.encode("ascii"))
    for part in parts:
        stream.write(part)
    stream.flush()


def read_message(stream: IO[bytes], most_bytes: int, *, as_bytes: bool = False) -> Message | None:
    """Read a message; None where the other side has ended before one.

    Parameters
    ----------
    stream : IO[bytes]
        Buffered.
    most_bytes : int
        All parts together are no larger.
    as_bytes : bool
        Give large parts as bytes too, for who would have to copy them otherwise.

    Raises
    ------
    BrokenTalkError
        If it ends in between or makes no sense.
    """
    head = stream.read(_LENGTH_BYTES)
    if not head:
        return None
    size = int.from_bytes(head, "big")
    if size > _MOST_FACTS_BYTES:
        raise BrokenTalkError("facts too large")
    try:
        said = json.loads(bytes(_exactly(stream, size, as_bytes=True)))
        facts, sizes, shared = dict(said["facts"]), list(said["sizes"]), said["shared"]
    except (ValueError, TypeError, LookupError, RecursionError) as error:
        raise BrokenTalkError("no facts") from error
    if not all(type(each) is int and each >= 0 for each in (*sizes, shared)):
        raise BrokenTalkError("no sizes")
    if sum(sizes) > most_bytes:
        raise BrokenTalkError("parts too large")
    return Message(facts, [_exactly(stream, each, as_bytes=as_bytes) for each in sizes], shared)


def _exactly(stream: IO[bytes], size: int, *, as_bytes: bool) -> Part:
    """Read into one piece of memory: photos are large, and each copy of them takes its time."""
    if as_bytes or size < _LARGE_BYTES:
        data: Part = stream.read(size)
        count = len(data)
    else:
        data = large_memory(size)
        count = cast("BufferedReader", stream).readinto(data)  # as all pipes of Python are
    if count != size:
        raise BrokenTalkError("cut off")
    return data


def large_memory(size: int) -> memoryview:
    """Return fresh memory in large pages where the system has them: a third of the time."""
    if sys.platform != "linux":
        return memoryview(bytearray(size))
    memory = mmap.mmap(-1, size, mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS)
    with suppress(OSError):  # a kernel without them
        memory.madvise(mmap.MADV_HUGEPAGE)
    return memoryview(memory)
