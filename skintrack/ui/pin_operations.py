"""What the user does with pins, as operations on the library; see ``operations``."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from skintrack.model import Cancelled, Changes, CourseId, Photo, PhotoId, Point, Progress
from skintrack.model.pin import Pin, PinId
from skintrack.ui.operations import Operation

if TYPE_CHECKING:
    from collections.abc import Callable

    from skintrack.library import Library


@dataclass(frozen=True)
class PinEdit:
    """A pin after an edit, and what is needed to take the edit back."""

    pin: Pin
    before: Pin | None
    changes: Changes


def load_pins(course_id: CourseId) -> Operation[tuple[Pin, ...]]:
    """Read the pins of a course."""

    def work(library: "Library", _progress: Progress, _cancelled: Cancelled) -> tuple[Pin, ...]:
        return library.pins.of_course(course_id)

    return Operation("", work)


def add_pin(photo: Photo, label: str, place: Point) -> Operation[PinEdit]:
    """Set a new pin in a photo; one that was added and removed again comes back."""
    added: list[PinId] = []

    def work(library: "Library", _progress: Progress, _cancelled: Cancelled) -> PinEdit:
        if added:
            pin = library.pins.restore(added[0])
        else:
            pin = library.pins.add(photo.course_id, label, photo.id, place)
            added.append(pin.id)
        return PinEdit(pin, None, _changes(pin))

    return Operation("", work)


def rename_pin(pin_id: PinId, label: str) -> Operation[PinEdit]:
    """Give a pin another name."""
    return _edit(pin_id, lambda library: library.pins.rename(pin_id, label))


def set_place(pin_id: PinId, photo_id: PhotoId, place: Point | None) -> Operation[PinEdit]:
    """Say where a pin is in a photo; None leaves it to the alignment again."""
    return _edit(pin_id, lambda library: library.pins.set_place(pin_id, photo_id, place))


def remove_pin(pin_id: PinId) -> Operation[PinEdit]:
    """Take a pin out of the course."""

    def work(library: "Library", _progress: Progress, _cancelled: Cancelled) -> PinEdit:
        pin = library.pins.get(pin_id)
        library.pins.remove(pin_id)
        return PinEdit(pin, pin, _changes(pin))

    return Operation("", work)


def restore_pin(pin_id: PinId) -> Operation[PinEdit]:
    """Bring a removed pin back."""

    def work(library: "Library", _progress: Progress, _cancelled: Cancelled) -> PinEdit:
        pin = library.pins.restore(pin_id)
        return PinEdit(pin, None, _changes(pin))

    return Operation("", work)


def _edit(pin_id: PinId, act: "Callable[[Library], None]") -> Operation[PinEdit]:
    def work(library: "Library", _progress: Progress, _cancelled: Cancelled) -> PinEdit:
        before = library.pins.get(pin_id)
        act(library)
        return PinEdit(library.pins.get(pin_id), before, _changes(before))

    return Operation("", work)


def _changes(pin: Pin) -> Changes:
    return Changes(notes=frozenset({pin.course_id}))
