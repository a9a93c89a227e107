"""Work off the GUI thread: one long-lived runner per kind of work.

A runner outlives every task and every widget that asked for one, so no result is ever lost; one
signal carries each finished future with its callbacks to the GUI thread.
"""

from collections.abc import Callable
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from typing import Any, NamedTuple, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal, Slot

T = TypeVar("T")


class _Finished(NamedTuple):
    future: Future[Any]
    done: Callable[[Any], None]
    failed: Callable[[BaseException], None]


class TaskRunner(QObject):
    """A pool of threads whose results arrive on the GUI thread.

    Parameters
    ----------
    worker_count : int
        1 serialises the work, as the library's database needs it.
    name : str
        Beginning of the threads' names.
    """

    _finished = Signal(object)

    def __init__(self, worker_count: int, name: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._executor = ThreadPoolExecutor(worker_count, thread_name_prefix=name)
        self._is_closed = False
        self._droppable: set[Future[Any]] = set()
        self._finished.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def run(
        self,
        work: Callable[[], T],
        *,
        done: Callable[[T], None],
        failed: Callable[[BaseException], None],
        is_needed: bool = False,
    ) -> "Future[T]":
        """Run ``work`` on a thread, then call ``done`` or ``failed`` on the GUI thread.

        ``work`` gets and returns values, never widgets. A future that was cancelled before it
        began calls neither, and a callback of a widget that is gone is dropped. After ``close``
        nothing can be begun any more; what ``is_needed`` and waits by then is still done.
        """
        if self._is_closed:
            never: Future[T] = Future()
            never.cancel()
            return never
        future = self._executor.submit(work)
        if not is_needed:
            self._droppable.add(future)

        def announce(finished: "Future[T]") -> None:
            self._droppable.discard(finished)
            self._finished.emit(_Finished(finished, done, failed))

        future.add_done_callback(announce)
        return future

    def close(self) -> None:
        """Cancel what has not begun, do what is needed all the same, and wait for it."""
        if self._is_closed:
            return
        self._is_closed = True
        self._finished.disconnect(self._deliver)
        for future in tuple(self._droppable):
            future.cancel()
        self._executor.shutdown(wait=True)

    @Slot(object)
    def _deliver(self, finished: _Finished) -> None:
        try:
            error = finished.future.exception()
        except CancelledError:
            return
        if error is not None:
            if _is_alive(finished.failed):
                finished.failed(error)
        elif _is_alive(finished.done):
            finished.done(finished.future.result())


def _is_alive(callback: Callable[..., None]) -> bool:
    """Whether the object that a bound method belongs to still exists in Qt."""
    owner = getattr(callback, "__self__", None)
    return not isinstance(owner, QObject) or shiboken6.isValid(owner)
