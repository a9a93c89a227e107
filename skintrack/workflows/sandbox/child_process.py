"""One child as the program sees it: begun, asked, and ended where it takes too long."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from enum import Enum
from pathlib import Path
from threading import Timer
from typing import IO

from skintrack.errors import EnvironmentalError, InternalError
from skintrack.workflows.sandbox import allowance
from skintrack.workflows.sandbox.messages import (
    BrokenTalkError,
    Message,
    read_message,
    write_message,
)
from skintrack.workflows.sandbox.pixel_memory import PixelMemory, new_memory

LONGEST_START_S = 60.0
USUAL_ANSWER_S = 0.4
PATIENCE = 6.0
"""Wall time for each second of processor time that a child may take: others go first."""

MOST_ANSWER_BYTES = 400_000_000

_LONGEST_END_S = 1.0


class Death(Enum):
    """Why a child did not answer."""

    CRASHED = "crashed"
    TOO_SLOW = "too_slow"
    MEMORY = "memory"
    IDLE = "idle"


class ChildDiedError(Exception):
    """The child ended instead of answering."""

    def __init__(self, death: Death) -> None:
        super().__init__(death.value)
        self.death = death


class ChildProcess:
    """A child that works on one file at a time, for one thread at a time.

    Parameters
    ----------
    tasks_module : str
        Name of the module with the tasks that it can do.

    Raises
    ------
    OSError
        If the system does not let it begin.
    """

    def __init__(self, tasks_module: str) -> None:
        self._memory = new_memory()
        descriptor = None if self._memory is None else self._memory.descriptor
        try:
            self._process = _begun(descriptor)
        except BaseException:
            self._let_go()
            raise
        if self._process.stdin is None or self._process.stdout is None:
            raise InternalError("A child without pipes.")
        self._questions: IO[bytes] = self._process.stdin
        self._answers: IO[bytes] = self._process.stdout
        self._is_ready = False
        self._slowness = 1.0
        self._is_late = False
        path = [entry or str(Path.cwd()) for entry in sys.path]
        hello = json.dumps({"path": path, "tasks": tasks_module, "memory": descriptor})
        try:
            self._questions.write(hello.encode("ascii") + b"\n")
            self._questions.flush()
        except OSError:  # it died, or would wait for the rest; heard of with the first question
            self._process.kill()

    @property
    def is_alive(self) -> bool:
        """Whether it has not ended yet."""
        return self._process.poll() is None

    @property
    def pid(self) -> int:
        """The number of the process."""
        return self._process.pid

    def wait_until_ready(self) -> tuple[str, ...]:
        """Wait until it can work; return which limits its system has granted, once.

        Raises
        ------
        EnvironmentalError
            With code ``no_reader`` if it cannot begin.
        """
        if self._is_ready:
            return ()
        try:
            with self._no_longer_than(LONGEST_START_S):
                ready = self._answer()
        except ChildDiedError as error:
            raise EnvironmentalError(
                "The part of SkinTrack that reads photos did not start. Close other programs and "
                "try again.",
                "no_reader",
            ) from error
        self._is_ready = True
        self._slowness = _slowness_told(ready)
        return tuple(ready.facts["ready"])

    def ask(self, question: Message, on_slow: Callable[[], None] | None = None) -> Message:
        """Return the answer to a question.

        Parameters
        ----------
        question : Message
            One part: the bytes from outside. With ``pixels`` among its facts the answer may come
            through the memory for them.
        on_slow : callable, optional
            Called from another thread where the answer takes longer than usual.

        Raises
        ------
        ChildDiedError
            If it ended instead.
        """
        self.wait_until_ready()
        longest_s = PATIENCE * allowance.MOST_S * self._slowness
        free = self._memory if "pixels" in question.facts else None
        if free is not None and not free.take():
            free = None
        facts = {**question.facts, "is_room_free": free is not None}
        with self._no_longer_than(longest_s), _after(USUAL_ANSWER_S, on_slow):
            try:
                write_message(self._questions, Message(facts, question.parts))
            except OSError as error:
                raise self._died() from error
            answer = self._answer()
        if "ends" in answer.facts:
            raise self._died(Death.MEMORY)
        return self._with_pixels(answer, free)

    def end(self) -> None:
        """End it, whatever it is doing."""
        self._process.kill()
        self._process.wait()
        for pipe in (self._questions, self._answers):
            with suppress(OSError):  # what was still to be sent to it
                pipe.close()
        self._let_go()

    def _let_go(self) -> None:
        if self._memory is not None:
            self._memory.close()
            self._memory = None

    def _with_pixels(self, answer: Message, memory: PixelMemory | None) -> Message:
        """Return the answer with what was left in the memory as its first part."""
        size = answer.shared_bytes
        if size == 0:
            if memory is not None:
                memory.give_back()
            return answer
        if memory is None or not memory.holds(size):
            raise self._died()
        return Message(answer.facts, [memory.lend(size), *answer.parts])

    def _answer(self) -> Message:
        try:
            answer = read_message(self._answers, MOST_ANSWER_BYTES)
        except (BrokenTalkError, OSError, MemoryError) as error:
            raise self._died() from error
        if answer is None:
            raise self._died()
        return answer

    def _died(self, death: Death | None = None) -> ChildDiedError:
        """Clear away what is left of it, and say why it died."""
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(_LONGEST_END_S)
        code = self._process.poll()
        self.end()
        if death is None:
            death = Death.TOO_SLOW if self._is_late else _deaths().get(code or 0, Death.CRASHED)
        return ChildDiedError(death)

    def _no_longer_than(self, most_s: float) -> AbstractContextManager[None]:
        return _after(most_s, self._end_late)

    def _end_late(self) -> None:
        self._is_late = True
        self._process.kill()


@contextmanager
def _after(seconds: float, act: Callable[[], None] | None) -> Iterator[None]:
    """Act where the block takes longer than this."""
    if act is None:
        yield
        return
    timer = Timer(seconds, act)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        timer.join()


def _slowness_told(ready: Message) -> float:
    """Return what the child says of this computer; it is no reason to wait for ever."""
    told = ready.facts.get("slowness")
    return min(max(told, 1.0), allowance.SLOWEST) if isinstance(told, float) else 1.0


def _deaths() -> dict[int, Death]:
    """Return what exit codes tell; below 0 it was a signal."""
    told = {"SIGPROF": Death.TOO_SLOW, "SIGALRM": Death.IDLE, "SIGKILL": Death.MEMORY}
    return {
        -int(getattr(signal, name)): death for name, death in told.items() if hasattr(signal, name)
    }


# It yields to the window, as ``limits.give_way`` does elsewhere.
_WINDOWS_FLAGS = getattr(subprocess, "CREATE_NO_WINDOW", 0) | getattr(
    subprocess, "BELOW_NORMAL_PRIORITY_CLASS", 0
)

# As much as systems allow: with 64 KB, pixels would take hundreds of turns of both processes.
_PIPE_BYTES = 1 << 20


def _begun(memory: int | None) -> subprocess.Popen[bytes]:
    """Begin this interpreter once more, without its window, its keys and its passphrases."""
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith("SKINTRACK_")
    }
    # One file at a time needs no threads, and each would take address space.
    environment |= {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "MALLOC_ARENA_MAX": "2"}
    return subprocess.Popen(
        [
            sys.executable,
            "-P",
            "-c",
            "import json, sys; hello = json.loads(sys.stdin.buffer.readline()); "
            "sys.path[:] = hello['path']; "
            "from skintrack.workflows.sandbox.child import serve; "
            "serve(hello['tasks'], hello['memory'])",
        ],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        pipesize=_PIPE_BYTES,
        pass_fds=() if memory is None else (memory,),
        env=environment,
        creationflags=_WINDOWS_FLAGS,
        # Keys that are pressed in a terminal are the program's. A session of its own would do that
        # too, but Linux gives each session its share of the processors, whatever its priority.
        process_group=0,
    )
