"""The children of this program: kept for the next file, begun anew where one died."""

import atexit
from collections import defaultdict
from collections.abc import Callable
from functools import cache
from threading import Lock

from skintrack.workflows.sandbox.child_process import ChildDiedError, ChildProcess, Death
from skintrack.workflows.sandbox.messages import Message

PHOTOS = "skintrack.workflows.sandbox.photo_tasks"
REPORTS = "skintrack.workflows.sandbox.report_tasks"


class Pool:
    """Children by what they can do; as many as threads ask at the same time."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._idle: defaultdict[str, list[ChildProcess]] = defaultdict(list)

    def ask(
        self, tasks_module: str, question: Message, on_slow: Callable[[], None] | None = None
    ) -> Message:
        """Return the answer of a child to a question; any thread may ask.

        Parameters
        ----------
        tasks_module : str
            What the child must be able to do.
        question, on_slow
            As for ``ChildProcess.ask``.

        Raises
        ------
        ChildDiedError
            If the child died of it.
        OSError
            If no child can begin.
        """
        while True:
            child = self._taken(tasks_module)
            try:
                answer = child.ask(question, on_slow)
            except ChildDiedError as error:
                if error.death is Death.IDLE:  # it went just when it was asked
                    continue
                raise
            except BaseException:
                child.end()
                raise
            self._keep(tasks_module, child)
            return answer

    def warm_up(self, tasks_module: str, count: int) -> None:
        """Begin children side by side and wait until they can work."""
        children = [self._taken(tasks_module) for _ in range(count)]
        for child in children:
            child.wait_until_ready()
            self._keep(tasks_module, child)

    def begin(self, tasks_module: str, count: int) -> None:
        """Begin children side by side, and wait for none of them."""
        for child in [self._taken(tasks_module) for _ in range(count)]:
            self._keep(tasks_module, child)

    def close(self) -> None:
        """End all that are idle."""
        with self._lock:
            children = [child for kept in self._idle.values() for child in kept]
            self._idle.clear()
        for child in children:
            child.end()

    def _taken(self, tasks_module: str) -> ChildProcess:
        while True:
            with self._lock:
                kept = self._idle[tasks_module]
                child = kept.pop() if kept else None
            if child is None:
                return ChildProcess(tasks_module)
            if child.is_alive:
                return child
            child.end()

    def _keep(self, tasks_module: str, child: ChildProcess) -> None:
        with self._lock:
            self._idle[tasks_module].append(child)


@cache
def the_pool() -> Pool:
    """Return all children of this program; idle ones end by themselves after a while."""
    pool = Pool()
    atexit.register(pool.close)
    return pool
