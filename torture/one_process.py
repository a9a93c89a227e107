"""Photos decoded in the process that asks, instead of in one of its own.

A child begins with thousands of system calls, and the tracer stops at each: two seconds for every
fault. What a child's end means to an import is tried by the job ``import``, which keeps it.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

from skintrack.workflows.sandbox import photo_tasks, photos
from skintrack.workflows.sandbox.messages import Message

WITH_CHILD = "import"


@contextmanager
def one_process() -> Iterator[None]:
    """Let photos be decoded here."""
    with patch.object(photos, "_asked", _answered_here):
        yield


def _answered_here(
    task: str,
    data: bytes,
    name: str,
    on_slow: Callable[[], None] | None = None,
    **options: Any,
) -> Message:
    del on_slow
    return photo_tasks.TASKS[task](data, {"name": name, **options})
