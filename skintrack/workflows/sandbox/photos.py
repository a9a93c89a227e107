"""Photos from outside, read in a process of its own; what comes back is checked, not believed."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from typing import TYPE_CHECKING, Any

from skintrack.errors import PhotoError
from skintrack.imaging import refusals
from skintrack.imaging.exif import CameraTime, CaptureTime, in_zone
from skintrack.imaging.kinds import Kind
from skintrack.model.phrase import Phrase
from skintrack.model.text import file_label
from skintrack.workflows.sandbox.child_process import ChildDiedError, Death
from skintrack.workflows.sandbox.messages import Message, Part
from skintrack.workflows.sandbox.pool import PHOTOS, the_pool

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_CHANNELS = 3


@dataclass(frozen=True)
class ForeignPhoto:
    """What an import needs of a photo; ``previews`` are JPEG bytes by their longest edge."""

    format: str
    width: int
    height: int
    captured: CaptureTime | None
    previews: dict[int, bytes]


class LargePhotoError(Exception):
    """A photo is to be read while no other one is."""


@dataclass(frozen=True)
class ForeignPixels:
    """A photo, uint8 RGB (height, width, 3), upright and in sRGB, and when it was taken."""

    image: "NDArray[np.uint8]"
    format: str
    captured: CaptureTime | None


@dataclass(frozen=True)
class ForeignLook:
    """When a photo was taken, and a small picture of it if there was one."""

    captured: CaptureTime | None
    thumbnail: "NDArray[np.uint8] | None"


def read_photo(
    data: bytes,
    file_name: str,
    edges_px: tuple[int, ...],
    on_slow: Callable[[], None] | None = None,
    most_memory_bytes: int | None = None,
) -> ForeignPhoto:
    """Decode a photo and return what an import needs.

    Parameters
    ----------
    data : bytes
        The whole file.
    file_name : str
        Used in sentences only.
    edges_px : tuple of int
        Longest edges of the previews.
    on_slow : callable, optional
        Called from another thread where it takes longer than usual.
    most_memory_bytes : int, optional
        What its decoding may take now.

    Raises
    ------
    PhotoError
        With a code of ``imaging.decode_bytes``, or ``too_slow`` or ``crashed``.
    LargePhotoError
        If its decoding would take more memory than it may now.
    """
    name = file_label(file_name)
    options = {"edges_px": edges_px, "most_memory_bytes": most_memory_bytes}
    answer = _asked("read_photo", data, name, on_slow, **options)
    facts = answer.facts
    if "is_large" in facts and most_memory_bytes is not None:
        raise LargePhotoError
    with _checked(name):
        return ForeignPhoto(
            Kind(facts["format"]).value,
            _edge(facts["width"]),
            _edge(facts["height"]),
            _captured(facts),
            dict(zip(sorted(edges_px, reverse=True), map(bytes, answer.parts), strict=True)),
        )


def decode(data: bytes, file_name: str) -> ForeignPixels:
    """Decode a photo; parameters and errors as for ``read_photo``."""
    name = file_label(file_name)
    answer = _asked("decode", data, name, pixels=True)
    with _checked(name):
        (pixels,) = answer.parts
        image = _image(answer.facts, pixels)
        return ForeignPixels(image, Kind(answer.facts["format"]).value, _captured(answer.facts))


def look(data: bytes, file_name: str, *, with_picture: bool) -> ForeignLook:
    """Say what can be said of a photo at once; errors as for ``read_photo``.

    Parameters
    ----------
    data : bytes
        The whole file.
    file_name : str
        Used in sentences only.
    with_picture : bool
        Decode a thumbnail where the camera stored none.
    """
    name = file_label(file_name)
    answer = _asked("look", data, name, with_picture=with_picture)
    with _checked(name):
        thumbnail = _image(answer.facts, answer.parts[0]) if answer.parts else None
        return ForeignLook(_captured(answer.facts), thumbnail)


def small_picture(data: bytes, file_name: str) -> "NDArray[np.uint8]":
    """Return a small picture of a photo; parameters and errors as for ``read_photo``."""
    name = file_label(file_name)
    answer = _asked("small_picture", data, name)
    with _checked(name):
        return _image(answer.facts, answer.parts[0])


def warm_up(count: int) -> None:
    """Begin as many children as will be asked at the same time, and wait for them."""
    with suppress(OSError):  # said with the first photo
        the_pool().warm_up(PHOTOS, count)


def begin(count: int) -> None:
    """Begin as many children as will be asked soon at the same time."""
    with suppress(OSError):  # said with the first photo
        the_pool().begin(PHOTOS, count)


def _asked(
    task: str,
    data: bytes,
    name: str,
    on_slow: Callable[[], None] | None = None,
    **options: Any,
) -> Message:
    """Return the answer of a child, or raise what it says or what became of it."""
    try:
        question = Message({"task": task, "name": name, **options}, [data])
        answer = the_pool().ask(PHOTOS, question, on_slow)
    except ChildDiedError as error:
        raise _WORDS[error.death](name) from error
    except OSError as error:
        raise refusals.no_process(name) from error
    if "refused" in answer.facts:
        with _checked(name):
            raise PhotoError(Phrase.restored(answer.facts["text"]), str(answer.facts["refused"]))
    return answer


_WORDS = {
    Death.CRASHED: refusals.crashed,
    Death.IDLE: refusals.crashed,
    Death.TOO_SLOW: refusals.too_slow,
    Death.MEMORY: refusals.too_much_memory,
}


@contextmanager
def _checked(name: str) -> Iterator[None]:
    """Take an answer that makes no sense for that of a child that broke down."""
    try:
        yield
    except (TypeError, ValueError, LookupError, ArithmeticError) as error:
        raise refusals.crashed(name) from error


def _captured(facts: Mapping[str, Any]) -> CaptureTime | None:
    if "wall_clock" not in facts:
        return None
    wall_clock = datetime.fromisoformat(facts["wall_clock"])
    offset = facts["offset_s"]
    zone = None if offset is None else timezone(timedelta(seconds=offset))
    return in_zone(CameraTime(wall_clock.replace(tzinfo=UTC), zone))


def _edge(value: object) -> int:
    if not isinstance(value, int) or value < 1:
        raise ValueError("edge")
    return value


def _image(facts: Mapping[str, Any], pixels: Part) -> "NDArray[np.uint8]":
    import numpy as np

    shape = (_edge(facts["height"]), _edge(facts["width"]), _CHANNELS)
    return np.frombuffer(pixels, np.uint8).reshape(shape)
