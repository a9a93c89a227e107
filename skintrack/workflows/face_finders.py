"""Face finders for several threads: each is lent to one thread at a time."""

import queue
from collections.abc import Iterator
from contextlib import contextmanager

from skintrack.analysis.face_mesh import FaceMeshFinder
from skintrack.resources import FACE_MODELS, face_model


class FaceFinders:
    """Loads a finder when all others are lent out, and keeps it for the next borrower."""

    def __init__(self) -> None:
        self._idle: queue.SimpleQueue[FaceMeshFinder] = queue.SimpleQueue()

    @property
    def are_installed(self) -> bool:
        """Whether the face models are there."""
        return all(face_model(name) is not None for name in FACE_MODELS)

    @contextmanager
    def lend(self) -> Iterator[FaceMeshFinder | None]:
        """Lend a finder; None where the face models are not installed."""
        try:
            finder: FaceMeshFinder | None = self._idle.get_nowait()
        except queue.Empty:
            finder = self._load()
        try:
            yield finder
        finally:
            if finder is not None:
                self._idle.put(finder)

    @staticmethod
    def _load() -> FaceMeshFinder | None:
        paths = [face_model(name) for name in FACE_MODELS]
        contents = [path.read_bytes() for path in paths if path is not None]
        return FaceMeshFinder(*contents) if len(contents) == len(FACE_MODELS) else None
