"""The pins of the course that is shown, and what the user does with them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from skintrack.model import Changes, CourseId, Photo, PhotoAnalysis, PhotoId, Point
from skintrack.model.pin import Pin, PinId
from skintrack.ui import pin_operations
from skintrack.ui.edit_history import Edit
from skintrack.ui.operations import Operation
from skintrack.ui.photo.pin_marks import PinMark
from skintrack.ui.pin_operations import PinEdit
from skintrack.ui.services import Services
from skintrack.workflows.pin_places import PinInPhoto, place_in, places_of

# More of them are looked through on a worker: each takes a fifth of a millisecond.
_MOST_AT_ONCE = 60


@dataclass(frozen=True)
class _Followed:
    """The places of one pin, and what they were worked out from."""

    pin: Pin
    photos: tuple[Photo, ...]
    analyses: Mapping[PhotoId, PhotoAnalysis]
    places: tuple[PinInPhoto, ...] = ()

    def follow(self) -> "_Followed":
        """Return the same with the places; any thread may."""
        return replace(self, places=places_of(self.pin, self.photos, self.analyses))

    def holds(
        self, pin: Pin, photos: tuple[Photo, ...], analyses: Mapping[PhotoId, PhotoAnalysis]
    ) -> bool:
        """Whether they still hold; what was measured is read anew as a whole."""
        return self.pin == pin and self.photos == photos and self.analyses is analyses


class PinBook(QObject):
    """Reads pins whenever they may have changed; ``changed`` says that they are there.

    Every edit can be undone.

    Parameters
    ----------
    services : Services
    """

    changed = Signal()
    added = Signal(object)
    followed = Signal()

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self._course_id: CourseId | None = None
        self._kept: _Followed | None = None
        self._awaited: _Followed | None = None
        self.pins: tuple[Pin, ...] = ()
        services.course.loaded.connect(self.reload)
        services.bus.changed.connect(self._take_changes)
        self.reload()

    def pin(self, pin_id: PinId | None) -> Pin | None:
        """Return a pin of this course, or None."""
        return next((each for each in self.pins if each.id == pin_id), None)

    def places(self, pin: Pin) -> tuple[PinInPhoto, ...] | None:
        """Return a pin in every photo of its view, oldest first.

        Of very many photos it is None while they are looked through; ``followed`` tells of the end.
        """
        analyses = self._services.course.measurements.analyses
        photos = self._photos_of(pin)
        kept, awaited = self._kept, self._awaited
        if kept is not None and kept.holds(pin, photos, analyses):
            return kept.places
        if len(photos) > _MOST_AT_ONCE:
            if awaited is None or not awaited.holds(pin, photos, analyses):
                awaited = self._awaited = _Followed(pin, photos, analyses)
                self._services.cpu_tasks.run(
                    awaited.follow,
                    done=partial(self._take_followed, awaited),
                    failed=self._services.desk.failed.emit,
                )
            return None
        self._kept = _Followed(pin, photos, analyses).follow()
        return self._kept.places

    def _take_followed(self, awaited: "_Followed", followed: "_Followed") -> None:
        if awaited is self._awaited:
            self._kept, self._awaited = followed, None
            self.followed.emit()

    def in_photo(self, pin: Pin, photo: Photo) -> PinInPhoto | None:
        """Return a pin in one photo; None where the photo is of another view."""
        known = {each.id: each for each in self._photos_of(pin)}
        if photo.id not in known:
            return None
        return place_in(pin, photo, known, self._services.course.measurements.analyses)

    def marks(self, photo: Photo) -> tuple[PinMark, ...]:
        """Return all pins that are in a photo."""
        found = [(pin, self.in_photo(pin, photo)) for pin in self.pins]
        return tuple(
            PinMark(pin.id, pin.label, where.place, where.is_by_hand)
            for pin, where in found
            if where is not None and where.place is not None
        )

    def _photos_of(self, pin: Pin) -> tuple[Photo, ...]:
        """Return the photos of the pin's view; its own is among them also without a date."""
        state = self._services.course.state
        if state is None:
            return ()
        # The photo it was set in first may be in the bin.
        known = (state.photo(photo_id) for photo_id in (pin.photo_id, *pin.places))
        first = next((photo for photo in known if photo is not None), None)
        if first is None:
            return ()
        photos = state.dated_photos(first.view)
        return photos if first in photos else (first, *photos)

    # Edits

    def add(self, photo: Photo, place: Point) -> None:
        """Set a new pin; ``added`` tells of it, so that it can be given its name."""
        taken = {pin.label for pin in self.pins}
        names = (self.tr("Spot {number}").format(number=count) for count in range(1, 10_000))
        label = next(name for name in names if name not in taken)
        edit = Edit(
            self.tr("“{label}” is pinned.").format(label=label),
            pin_operations.add_pin(photo, label, place),
            _remove_again,
            is_quiet=True,
        )
        self._services.history.make(edit, self._tell_added)

    def rename(self, pin: Pin, label: str) -> None:
        """Give a pin another name; an empty one is none."""
        label = " ".join(label.split())
        if not label or label == pin.label:
            self.changed.emit()
            return
        edit = Edit(
            self.tr("The pin is now called “{label}”.").format(label=label),
            pin_operations.rename_pin(pin.id, label),
            partial(_name_back, pin),
            is_quiet=True,
        )
        self._services.history.make(edit)

    def set_place(self, pin: Pin, photo: Photo, place: Point | None) -> None:
        """Say where a pin is in a photo; None leaves it to the alignment again."""
        text = self.tr("The place of “{label}” is kept with this photo.")
        if place is None:
            text = self.tr("The place of “{label}” follows the alignment again.")
        edit = Edit(
            text.format(label=pin.label),
            pin_operations.set_place(pin.id, photo.id, place),
            partial(_place_back, pin, photo),
        )
        self._services.history.make(edit)

    def remove(self, pin: Pin) -> None:
        """Take a pin out of the course."""
        edit = Edit(
            self.tr("The pin “{label}” is removed.").format(label=pin.label),
            pin_operations.remove_pin(pin.id),
            _bring_back,
        )
        self._services.history.make(edit)

    # Following the course

    @Slot()
    def reload(self) -> None:
        """Read the pins again."""
        state = self._services.course.state
        if state is not None:
            course_id = state.course.id
            take = partial(self._take, course_id)
            self._services.desk.run(pin_operations.load_pins(course_id), take)

    @Slot(object)
    def _take_changes(self, changes: Changes) -> None:
        if changes.is_notes_only:
            self.reload()

    def _take(self, course_id: CourseId, pins: tuple[Pin, ...]) -> None:
        state = self._services.course.state
        if state is not None and state.course.id == course_id:
            self.pins = pins
            self.changed.emit()

    def _tell_added(self, edit: PinEdit) -> None:
        self.pins = (*self.pins, edit.pin)
        self.changed.emit()
        self.added.emit(edit.pin.id)


def _remove_again(edit: PinEdit) -> Operation[PinEdit]:
    return pin_operations.remove_pin(edit.pin.id)


def _bring_back(edit: PinEdit) -> Operation[PinEdit]:
    return pin_operations.restore_pin(edit.pin.id)


def _name_back(pin: Pin, _edit: PinEdit) -> Operation[PinEdit]:
    return pin_operations.rename_pin(pin.id, pin.label)


def _place_back(pin: Pin, photo: Photo, _edit: PinEdit) -> Operation[PinEdit]:
    return pin_operations.set_place(pin.id, photo.id, pin.places.get(photo.id))
