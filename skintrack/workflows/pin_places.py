"""Where a pinned spot is in each photo of its view: set by hand, or carried over."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from skintrack.model import Photo, PhotoAnalysis, PhotoId, Point, RegionName, Similarity
from skintrack.model.pin import Pin

Analyses = Mapping[PhotoId, PhotoAnalysis]
_FACE_REGIONS = tuple(
    region for region in RegionName if region not in {RegionName.DRAWN, RegionName.FACE}
)
_FEWEST_PAIRS = 8
_SOFTENING = 1e-6
_DOUBTS = frozenset({"face_cut_off", "face_unclear"})  # of the mesh itself


class NoPlace(StrEnum):
    """Why it is not known where a spot is in a photo."""

    NOT_MEASURED = "not_measured"
    NO_ALIGNMENT = "no_alignment"
    DOUBTFUL = "doubtful"
    FIRST_NOT_ALIGNED = "first_not_aligned"
    OUTSIDE = "outside"


@dataclass(frozen=True)
class PinInPhoto:
    """A pin in one photo.

    Attributes
    ----------
    photo : Photo
    place : Point or None
        In its pixels; None where it is not known.
    is_by_hand : bool
        Set by the user in this photo.
    frame : Similarity or None
        From its pixels to the frame that photos of this view share: what size and turn are read
        from.
    why_not : NoPlace or None
        Why there is no place.
    """

    photo: Photo
    place: Point | None
    is_by_hand: bool
    frame: Similarity | None
    why_not: NoPlace | None = None


def places_of(pin: Pin, photos: Iterable[Photo], analyses: Analyses) -> tuple[PinInPhoto, ...]:
    """Return a pin in each of the photos of its view, in their order.

    A place that was set by hand is carried over into the photos nearest to it in time.
    """
    known = {photo.id: photo for photo in photos}
    return tuple(place_in(pin, photo, known, analyses) for photo in known.values())


def place_in(
    pin: Pin, photo: Photo, known: Mapping[PhotoId, Photo], analyses: Analyses
) -> PinInPhoto:
    """Return a pin in one photo; ``known`` are the photos of the view, that one among them."""
    analysis = analyses.get(photo.id)
    frame = None if analysis is None else analysis.to_frame
    place = pin.places.get(photo.id)
    if place is not None:
        return PinInPhoto(photo, place, True, frame)
    if analysis is None:
        return PinInPhoto(photo, None, False, None, NoPlace.NOT_MEASURED)
    why_not = NoPlace.NO_ALIGNMENT if frame is None else NoPlace.FIRST_NOT_ALIGNED
    if _is_doubtful(analysis):
        why_not = NoPlace.DOUBTFUL
    carried = _carried(pin, photo, known, analyses)
    if carried is None:
        return PinInPhoto(photo, None, False, frame, why_not)
    if not (0 <= carried.x < photo.width and 0 <= carried.y < photo.height):
        return PinInPhoto(photo, None, False, frame, NoPlace.OUTSIDE)
    return PinInPhoto(photo, carried, False, frame)


def _carried(
    pin: Pin, photo: Photo, known: Mapping[PhotoId, Photo], analyses: Analyses
) -> Point | None:
    """Return a place carried over from the photo nearest in time that allows it."""
    sources = sorted(
        (known[photo_id] for photo_id in pin.places if photo_id in known),
        key=lambda each: abs(_moment(each) - _moment(photo)),
    )
    for source in sources:
        there = analyses.get(source.id)
        carried = None if there is None else carry(pin.places[source.id], there, analyses[photo.id])
        if carried is not None:
            return carried
    return None


def _moment(photo: Photo) -> datetime:
    """Return when a photo was taken; one that nobody knows of counts as long ago."""
    return photo.captured_at or datetime(1900, 1, 1, tzinfo=UTC)


def carry(place: Point, source: PhotoAnalysis, target: PhotoAnalysis) -> Point | None:
    """Return where a place of one photo is in another; None where no alignment tells.

    Between two faces the corners of their regions, which are points of the mesh, lead the way: the
    nearer one is, the more it says (moving least squares with similarities, Schaefer et al. 2006).
    Without them the common frame does.
    """
    if source.to_frame is None or target.to_frame is None:
        return None
    if _is_doubtful(source) or _is_doubtful(target):
        return None
    if (source.to_canonical is None) is not (target.to_canonical is None):
        return None
    moved = _by_frames(complex(place.x, place.y), source.to_frame, target.to_frame)
    if source.to_canonical is None:
        return Point(moved.real, moved.imag)
    pairs = _pairs(source, target)
    if len(pairs) < _FEWEST_PAIRS:
        return Point(moved.real, moved.imag)
    return _by_pairs(place, Point(moved.real, moved.imag), pairs)


def _is_doubtful(analysis: PhotoAnalysis) -> bool:
    """Whether the face is cut off or unclear, so that most of its mesh is a guess."""
    return any(issue.code in _DOUBTS for issue in analysis.issues)


def _pairs(source: PhotoAnalysis, target: PhotoAnalysis) -> list[tuple[Point, Point]]:
    """Return the same points of the face in both photos."""
    found: list[tuple[Point, Point]] = []
    # Outlines of a whole course are packed, and unpacked by each look at one of them.
    of_source, of_target = dict(source.outlines.items()), dict(target.outlines.items())
    for region in _FACE_REGIONS:
        here, there = of_source.get(region, ()), of_target.get(region, ())
        if len(here) == len(there):
            found += zip(here, there, strict=True)
    return found


def _by_frames(spot: complex, source: Similarity, target: Similarity) -> complex:
    in_frame = complex(source.a, source.b) * spot + complex(source.tx, source.ty)
    return (in_frame - complex(target.tx, target.ty)) / complex(target.a, target.b)


def _by_pairs(place: Point, guess: Point, pairs: list[tuple[Point, Point]]) -> Point:
    """Return where the pairs lead a place; all sums in one pass, about place and guess."""
    x, y = place
    u, v = guess
    total = spread = 0.0
    here_sum = there_sum = product = 0j
    for (x1, y1), (u1, v1) in pairs:
        here, there = complex(x1 - x, y1 - y), complex(u1 - u, v1 - v)
        squared = here.real * here.real + here.imag * here.imag
        weight = 1 / (squared + _SOFTENING)
        total += weight
        here_sum += weight * here
        there_sum += weight * there
        product += weight * here.conjugate() * there
        spread += weight * squared
    middle, aim = here_sum / total, there_sum / total
    spread -= total * abs(middle) ** 2
    if spread <= 0:
        return guess
    turn = (product - total * middle.conjugate() * aim) / spread
    moved = aim - middle * turn
    return Point(u + moved.real, v + moved.imag)
