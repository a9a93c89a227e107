"""The child: gives up its rights, then works on one file after the other until it is let go.

It knows no file names but for sentences, and neither the library nor its key. What it does not
expect ends it; the program then says that this file cannot be read, and begins another child.
"""

import importlib
import json
import os
import sys
from collections.abc import Callable, Mapping
from typing import Any, BinaryIO

from skintrack.errors import EnvironmentalError
from skintrack.imaging import declared
from skintrack.model.phrase import Phrase
from skintrack.workflows.sandbox import allowance, limits
from skintrack.workflows.sandbox.messages import Message, read_message, write_message
from skintrack.workflows.sandbox.pixel_memory import mapped

MOST_REQUEST_BYTES = 400_000_000

Task = Callable[[bytes, Mapping[str, Any]], Message]
"""Bytes from outside and what is asked about them; raises ``EnvironmentalError`` as a refusal."""


def main() -> None:
    """Begin where the program is packed with its interpreter, so that its modules are known."""
    hello = json.loads(sys.stdin.buffer.readline())
    serve(hello["tasks"], hello["memory"])


def serve(tasks_module: str, memory: int | None) -> None:
    """Answer until the program closes its end.

    Parameters
    ----------
    tasks_module : str
        Name of a module with ``TASKS`` and ``prepare``, which loads what they need while files can
        still be opened.
    memory : int or None
        Descriptor of the memory for pixels. A task finds it as ``room`` among what it is asked,
        where it is free, and says how much it has left there.
    """
    limits.give_way()
    room = _room(memory)
    module = importlib.import_module(tasks_module)
    module.prepare()
    tasks: Mapping[str, Task] = module.TASKS
    output = _private_output()
    slowness = allowance.slowness()
    granted = limits.give_up_rights(output.fileno())
    write_message(output, Message({"ready": granted, "slowness": slowness}))
    while True:
        limits.end_when_idle(is_idle=True)
        request = read_message(sys.stdin.buffer, MOST_REQUEST_BYTES, as_bytes=True)
        limits.end_when_idle(is_idle=False)
        if request is None:
            return
        is_roomy = bool(request.facts.get("is_room_free"))
        effort = limits.Effort(len(request.parts[0]), slowness, has_room=is_roomy)
        with effort.limited(), declared.heard_by(effort.declared):
            answer = _answer(tasks, request, room)
            del request
            write_message(output, answer)
        if "ends" in answer.facts:
            return


def _room(memory: int | None) -> memoryview | None:
    """Map the memory, which needs no descriptor then."""
    if memory is None:
        return None
    room = memoryview(mapped(memory))
    os.close(memory)
    return room


def _answer(tasks: Mapping[str, Task], request: Message, room: memoryview | None) -> Message:
    facts = {**request.facts, "room": room if request.facts.get("is_room_free") else None}
    try:
        return tasks[facts["task"]](bytes(request.parts[0]), facts)
    except EnvironmentalError as error:
        if not isinstance(error.__cause__, MemoryError):
            text = error.message.stored() if isinstance(error.message, Phrase) else error.message
            return Message({"refused": error.code, "text": text})
    except MemoryError:
        pass
    # What is left of the memory may be in pieces: the next file gets a new child.
    return Message({"ends": "memory"})


def _private_output() -> BinaryIO:
    """Return the pipe to the program; what libraries print goes nowhere."""
    descriptor = os.dup(sys.stdout.fileno())
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
    return os.fdopen(descriptor, "wb")
