"""The points of a series; among thousands numbers side by side, no object for each."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import compress
from typing import NamedTuple, overload

from skintrack.model.course import VisitPhase
from skintrack.model.packed import Packed, number_of, numbers
from skintrack.model.photo import PhotoId

_IS_INCLUDED, _IS_OUTDATED = 1, 2
_SAID_INCLUDED, _SAID_OUTDATED = (False, True, False, True), (False, False, True, True)


class SeriesPoint(NamedTuple):
    """One photo's value in a series.

    A point that is not ``is_included`` is drawn hollow and enters no line or verdict;
    ``excluded_reason`` then says why, in plain words. ``value`` is None where it could not be
    measured; such a point has no place on the value axis and is listed only. ``noise`` is the MDC95
    of its own change from the baseline photo; None for the baseline and where nothing is compared.
    ``is_outdated`` is a photo that waits for the algorithm of the series; its value is None.
    """

    photo_id: PhotoId
    captured_at: datetime
    value: float | None
    phase: VisitPhase
    is_included: bool
    excluded_reason: str | None = None
    noise: float | None = None
    is_outdated: bool = False


class PointPlaces(NamedTuple):
    """What the points of all series of a view share: their photos."""

    photo_ids: tuple[PhotoId, ...]
    times: tuple[datetime, ...]
    phases: tuple[VisitPhase, ...]


class SharedPlaces:
    """Gives series of the same photos the same places."""

    def __init__(self) -> None:
        self._known: dict[PointPlaces, PointPlaces] = {}
        self._reasons: dict[str, str] = {}

    def of(self, points: Sequence[SeriesPoint]) -> PointPlaces:
        """Return the places of points."""
        places = PointPlaces(
            tuple(point.photo_id for point in points),
            tuple(point.captured_at for point in points),
            tuple(point.phase for point in points),
        )
        return self._known.setdefault(places, places)

    def reason(self, text: str) -> str:
        """Return the same reason for all points that are left out for it."""
        return self._reasons.setdefault(text, text)


class PackedPoints(Packed[SeriesPoint]):
    """The points of one series; each is made anew when it is asked for.

    Parameters
    ----------
    points : sequence of SeriesPoint
        What is kept.
    shared : SharedPlaces
        Of the series that are kept beside this one.
    """

    __slots__ = ("_flags", "_noises", "_places", "_reasons", "_values")

    def __init__(self, points: Sequence[SeriesPoint], shared: SharedPlaces) -> None:
        self._places = shared.of(points)
        self._values = numbers(point.value for point in points)
        self._noises = numbers(point.noise for point in points)
        self._flags = bytes(
            _IS_INCLUDED * point.is_included | _IS_OUTDATED * point.is_outdated for point in points
        )
        # Few points are left out; the others need no room for a reason.
        self._reasons = {
            place: shared.reason(point.excluded_reason)
            for place, point in enumerate(points)
            if point.excluded_reason is not None
        }

    @property
    def has_outdated(self) -> bool:
        """Whether any point waits to be measured by the algorithm of the series."""
        return any(map(_SAID_OUTDATED.__getitem__, self._flags))

    @property
    def counted_ids(self) -> Iterator[PhotoId]:
        """The photos that count."""
        return compress(self._places.photo_ids, map(_SAID_INCLUDED.__getitem__, self._flags))

    def of_photo(self, photo_id: PhotoId) -> SeriesPoint | None:
        """Return the point of a photo, or None where it has none."""
        ids = self._places.photo_ids
        return self._point(ids.index(photo_id)) if photo_id in ids else None

    @overload
    def __getitem__(self, index: int) -> SeriesPoint: ...

    @overload
    def __getitem__(self, index: slice) -> tuple[SeriesPoint, ...]: ...

    def __getitem__(self, index: int | slice) -> SeriesPoint | tuple[SeriesPoint, ...]:
        """Return one point, or some."""
        places = range(len(self))[index]
        if isinstance(places, range):
            return tuple(self._point(place) for place in places)
        return self._point(places)

    def __iter__(self) -> Iterator[SeriesPoint]:
        """Go through the points."""
        ids, times, phases = self._places
        return map(
            SeriesPoint,
            ids,
            times,
            map(number_of, self._values),
            phases,
            map(_SAID_INCLUDED.__getitem__, self._flags),
            map(self._reasons.get, range(len(self))),
            map(number_of, self._noises),
            map(_SAID_OUTDATED.__getitem__, self._flags),
        )

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._flags)

    def _point(self, place: int) -> SeriesPoint:
        value, noise, flags = self._values[place], self._noises[place], self._flags[place]
        return SeriesPoint(
            self._places.photo_ids[place],
            self._places.times[place],
            number_of(value),
            self._places.phases[place],
            _SAID_INCLUDED[flags],
            self._reasons.get(place),
            number_of(noise),
            _SAID_OUTDATED[flags],
        )
