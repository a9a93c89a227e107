"""What an import does with one file in a thread: read, hashed, decoded apart, written aside."""

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from pathlib import Path
from threading import Lock, Semaphore

from skintrack.errors import PhotoError
from skintrack.imaging.exif import CaptureTime
from skintrack.imaging.files import read_file
from skintrack.library.arrivals import Arrivals, NewPhoto, StagedPhoto
from skintrack.library.being_read import BeingRead
from skintrack.library.previews import PREVIEW_EDGES_PX
from skintrack.model.course import CourseId
from skintrack.model.limits import is_in_future
from skintrack.model.photo import (
    CapturedAtSource,
    SessionDayRelation,
    SkinState,
    View,
    ViewSource,
)
from skintrack.model.phrase import Phrase
from skintrack.model.text import file_label
from skintrack.workflows.sandbox.photos import ForeignPhoto, LargePhotoError, read_photo

_LARGE_BYTES = 10_000_000
# What decoding one photo beside others may take: more than a phone's of 12 megapixels need.
_SHARED_BYTES = 130_000_000


@dataclass(frozen=True)
class Given:
    """What the user says of one file; None says nothing. ``captured_at`` is aware."""

    captured_at: datetime | None = None
    view: View | None = None
    relation: SessionDayRelation | None = None


@dataclass(frozen=True)
class Facts:
    """What the user says of all photos of an import."""

    course_id: CourseId
    view: View | None
    captured_at: datetime | None
    relation: SessionDayRelation | None
    skin_state: SkinState | None

    def of_file(self, given: Given | None) -> "Facts":
        """Return the facts of one file."""
        if given is None:
            return self
        return replace(
            self,
            captured_at=given.captured_at or self.captured_at,
            view=given.view or self.view,
            relation=given.relation or self.relation,
        )


@dataclass(frozen=True)
class Prepared:
    """A file as far as it can be worked on without the database.

    ``staged`` is None where its bytes were in the library already when the import began.
    """

    sha256: str
    staged: StagedPhoto | None
    is_from_future: bool = False


class Preparation:
    """Prepares files, several at a time.

    Parameters
    ----------
    known : frozenset of str
        The SHA-256 of what is in the library.
    arrivals : Arrivals
    being_read : BeingRead
    children : int
        So many photos are decoded at the same time.
    """

    def __init__(
        self, known: frozenset[str], arrivals: Arrivals, being_read: BeingRead, children: int
    ) -> None:
        self._known = known
        self._arrivals = arrivals
        self._being_read = being_read
        self._count = children
        self._children = Semaphore(children)
        self._alone = Lock()
        # Two large ones at the same time would take more memory than all else together.
        self._one_large = Lock()
        self._staged: dict[Path, StagedPhoto] = {}

    def prepare(self, path: Path, data: bytes | None, facts: Facts) -> Prepared:
        """Read a file (unless its bytes are given), and unless they are known, write them aside.

        Raises
        ------
        PhotoError
            If it cannot be read or is no photo.
        StorageError
            If the disk refuses.
        """
        with self._alone_if_large(path, data):
            data = read_file(path) if data is None else data
            sha256 = hashlib.sha256(data).hexdigest()
            if sha256 in self._known:
                return Prepared(sha256, None)
            new, is_from_future = self._looked_at(path.name, data, sha256, facts)
            staged = self._arrivals.stage(data, new)
            self._staged[staged.path] = staged
            return Prepared(sha256, staged, is_from_future)

    def hand_over(self, staged: StagedPhoto) -> StagedPhoto:
        """Return what was staged; from now on it is no matter of the preparation."""
        return self._staged.pop(staged.path)

    def clear(self) -> None:
        """Remove what was staged and not handed over, once no thread works any more."""
        while self._staged:
            _, staged = self._staged.popitem()
            self._arrivals.unstage(staged)

    @contextmanager
    def _alone_if_large(self, path: Path, data: bytes | None) -> Iterator[None]:
        size = 0
        with suppress(OSError):  # said when it is read
            size = path.stat().st_size if data is None else len(data)
        if size <= _LARGE_BYTES:
            yield
            return
        with self._one_large:
            yield

    def _read(self, data: bytes, name: str, on_slow: Callable[[], None]) -> ForeignPhoto:
        """Have a photo decoded beside others, or alone where that would take much memory."""
        try:
            with self._children:
                return read_photo(data, name, PREVIEW_EDGES_PX, on_slow, _SHARED_BYTES)
        except LargePhotoError:
            with self._alone:
                for _ in range(self._count):
                    self._children.acquire()
                try:
                    return read_photo(data, name, PREVIEW_EDGES_PX, on_slow)
                finally:
                    self._children.release(self._count)

    def _looked_at(
        self, name: str, data: bytes, sha256: str, facts: Facts
    ) -> tuple[NewPhoto, bool]:
        """Have a photo decoded; tell too whether its own date lies in the future."""
        if self._being_read.was_cut_short(sha256):
            raise PhotoError(
                Phrase(
                    "“{file}” was being opened when SkinTrack last ended without closing, so it "
                    "was left out this time. Add it once more to try again.",
                    file=file_label(name),
                ),
                "cut_short",
            )
        try:
            photo = self._read(data, name, partial(self._being_read.begin, sha256))
        finally:
            self._being_read.end(sha256)
        new = NewPhoto(
            course_id=facts.course_id,
            sha256=sha256,
            original_name=name,
            extension=photo.format,
            width=photo.width,
            height=photo.height,
            view=facts.view or View.UNKNOWN,
            view_source=ViewSource.GIVEN if facts.view else None,
            session_day_relation=facts.relation,
            skin_state=facts.skin_state,
            previews=photo.previews,
        )
        said = photo.captured
        is_from_future = (
            facts.captured_at is None and said is not None and is_in_future(said.captured_at)
        )
        return _dated(new, facts.captured_at, None if is_from_future else said), is_from_future


def _dated(new: NewPhoto, given: datetime | None, exif: CaptureTime | None) -> NewPhoto:
    if given is not None:
        return replace(new, captured_at=given, captured_at_source=CapturedAtSource.GIVEN)
    if exif is None:
        return new
    return replace(
        new,
        captured_at=exif.captured_at,
        captured_at_source=CapturedAtSource.EXIF,
        is_zone_assumed=exif.is_zone_assumed,
    )
