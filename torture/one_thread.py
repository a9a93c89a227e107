"""Work that goes on in several threads, done by one after the other.

A tracer counts the calls of each thread by themselves and cannot tell threads apart: in threads
the first calls of a process would be struck again and again, and those of its helpers never.
"""

from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from contextlib import contextmanager
from typing import ParamSpec, TypeVar
from unittest.mock import patch

from skintrack.errors import SkinTrackError
from skintrack.workflows import import_photos

P = ParamSpec("P")
T = TypeVar("T")


class AtOnce(Executor):
    """Does what it is given before it returns."""

    def __init__(self, max_workers: int | None = None, thread_name_prefix: str = "") -> None:
        del max_workers, thread_name_prefix

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> "Future[T]":
        """Do it; the future holds what came of it, but for bugs, which end all at once."""
        future: Future[T] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except SkinTrackError as error:
            future.set_exception(error)
        return future


@contextmanager
def one_thread() -> Iterator[None]:
    """Let imports work in the thread that asks for them, so that each of their calls is struck."""
    with patch.object(import_photos, "ThreadPoolExecutor", AtOnce):
        yield
