"""What a file says of its size before it is decoded, for those who limit what decoding may take."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from skintrack.imaging.kinds import Kind

Listener = Callable[[Kind, int], None]
"""Gets the kind and the number of pixels, once they were found small enough."""

_listeners: list[Listener] = []


@contextmanager
def heard_by(listener: Listener) -> Iterator[None]:
    """Tell somebody what every file declares that is decoded in the block, in this process."""
    _listeners.append(listener)
    try:
        yield
    finally:
        _listeners.remove(listener)


def declare(kind: Kind, pixels: int) -> None:
    """Tell what a file declares; its decoder begins when all who listen have heard it."""
    for listener in _listeners:
        listener(kind, pixels)
