"""What was set by hand on photos, from the document of an export; ``export_marks`` writes it."""

from collections.abc import Collection

from skintrack.model.course import CourseId
from skintrack.model.face_point import FacePoint
from skintrack.model.measurement import Point
from skintrack.model.nudge import LEAST_SCALE, MOST_SCALE, MOST_SHIFT, Nudge
from skintrack.model.photo import PhotoId
from skintrack.model.pin import MOST_LABEL_LENGTH, Pin, PinId
from skintrack.model.region import FEWEST_CORNERS, AnchorPair, Anchors, Outline, Region
from skintrack.workflows.typed_json import Fields, WrongValueError, finite

_MOST_POINTS = 2000
_FULL_TURN = 360.0


def nudge(stored: Fields) -> Nudge | None:
    """Read how a photo was moved by hand; None where it was not."""
    x, y = stored.number_or_none("nudge_x"), stored.number_or_none("nudge_y")
    scale, turn = stored.number_or_none("nudge_scale"), stored.number_or_none("nudge_turn_deg")
    if x is None and y is None and scale is None and turn is None:
        return None
    if x is None or y is None or scale is None or turn is None:
        raise stored.refuse("nudge_x")
    is_near = abs(x) <= MOST_SHIFT and abs(y) <= MOST_SHIFT and abs(turn) <= _FULL_TURN
    if not is_near or not LEAST_SCALE <= scale <= MOST_SCALE:
        raise stored.refuse("nudge_x")
    return Nudge(x, y, scale, turn)


def pins(course: Fields, known: Collection[str]) -> tuple[Pin, ...]:
    """Read the pins of a course, in the order in which they were set."""
    found: dict[int, Pin] = {}
    for row in course.items("pins", may_lack=True):
        number, photo_id = row.integer("pin"), _photo_id(row, "photo_id", known)
        label = row.text("label")
        if not label.strip() or len(label) > MOST_LABEL_LENGTH:
            raise row.refuse("label")
        place = Point(row.number("x"), row.number("y"))
        before = found.get(number)
        is_first = row.flag("is_first") or before is None
        found[number] = Pin(
            PinId(number),
            CourseId(0),
            label,
            photo_id if is_first or before is None else before.photo_id,
            row.moment("created_at"),
            {**({} if before is None else before.places), photo_id: place},
        )
    return tuple(found[number] for number in sorted(found))


def face_points(course: Fields, known: Collection[str]) -> dict[str, dict[FacePoint, Point]]:
    """Read the points of faces that were set by hand, by photo."""
    found: dict[str, dict[FacePoint, Point]] = {}
    for row in course.items("face_points", may_lack=True):
        place = Point(row.number("x"), row.number("y"))
        points = found.setdefault(_photo_id(row, "photo_id", known), {})
        points[row.choice("point", FacePoint)] = place
    return found


def regions(course: Fields, known: Collection[str]) -> tuple[Region, ...]:
    """Read the outlined regions, one for each view that has one."""
    found = []
    for row in course.items("regions", may_lack=True):
        skin, untreated = _outline(row, "skin"), _outline(row, "untreated")
        if skin is None and untreated is None:
            raise row.refuse("skin")
        found.append(Region(_photo_id(row, "photo_id", known), 0, skin, untreated))
    return tuple(found)


def anchors(course: Fields, known: Collection[str]) -> dict[str, Anchors]:
    """Read the matched points, by photo."""
    found: dict[str, Anchors] = {}
    for row in course.items("anchors", may_lack=True):
        pairs = tuple(AnchorPair(*_points(pair, where)) for where, pair in row.values("pairs"))
        if not 1 <= len(pairs) <= _MOST_POINTS:
            raise row.refuse("pairs")
        region_photo = _photo_id(row, "region_photo_id", known)
        found[_photo_id(row, "photo_id", known)] = Anchors(region_photo, pairs)
    return found


def _photo_id(row: Fields, name: str, known: Collection[str]) -> PhotoId:
    value = row.text(name)
    if value not in known:
        raise row.refuse(name)
    return PhotoId(value)


def _outline(row: Fields, name: str) -> Outline | None:
    if row.raw(name) is None:
        return None
    outline = tuple(_point(value, where) for where, value in row.values(name))
    if not FEWEST_CORNERS <= len(outline) <= _MOST_POINTS:
        raise row.refuse(name)
    return outline


def _points(value: object, where: str) -> tuple[Point, Point]:
    match value:
        case [one, other]:
            return _point(one, where), _point(other, where)
        case _:
            raise WrongValueError(where)


def _point(value: object, where: str) -> Point:
    match value:
        case [x, y]:
            return Point(finite(x, where), finite(y, where))
        case _:
            raise WrongValueError(where)
