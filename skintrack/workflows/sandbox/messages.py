"""Messages through a pipe: facts as JSON, then parts of plain bytes.

Neither side believes the other's sizes: what is larger than was asked for ends the talk.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import IO, TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from io import BufferedReader

_LENGTH_BYTES = 4
_MOST_FACTS_BYTES = 1 << 20

Part = bytes | bytearray | memoryview


class BrokenTalkError(Exception):
    """The other side ended in between, or says what makes no sense."""


@dataclass(frozen=True)
class Message:
    """Facts that JSON can hold, and parts that are too large for it."""

    facts: dict[str, Any]
    parts: Sequence[Part] = field(default_factory=tuple)


def write_message(stream: IO[bytes], message: Message) -> None:
    """Write a message whole; ``OSError`` if the other side is gone."""
    parts = [memoryview(part).cast("B") for part in message.parts]
    facts = json.dumps({"facts": message.facts, "sizes": [part.nbytes for part in parts]})
    stream.write(len(facts).to_bytes(_LENGTH_BYTES, "big") + facts.encode("ascii"))
    for part in parts:
        stream.write(part)
    stream.flush()


def read_message(stream: IO[bytes], most_bytes: int) -> Message | None:
    """Read a message; None where the other side has ended before one.

    Parameters
    ----------
    stream : IO[bytes]
        Buffered.
    most_bytes : int
        All parts together are no larger.

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
        said = json.loads(_exactly(stream, size))
        facts, sizes = dict(said["facts"]), list(said["sizes"])
    except (ValueError, TypeError, LookupError, RecursionError) as error:
        raise BrokenTalkError("no facts") from error
    if not all(type(each) is int and each >= 0 for each in sizes) or sum(sizes) > most_bytes:
        raise BrokenTalkError("parts too large")
    return Message(facts, [_exactly(stream, each) for each in sizes])


def _exactly(stream: IO[bytes], size: int) -> bytearray:
    """Read into one piece of memory: pixels are large, and each copy of them takes its time."""
    data = bytearray(size)
    rest = memoryview(data)
    reader = cast("BufferedReader", stream)  # as all pipes of Python are
    while rest:
        count = reader.readinto(rest)
        if not count:
            raise BrokenTalkError("cut off")
        rest = rest[count:]
    return data
