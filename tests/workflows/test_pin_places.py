"""A spot is carried over by the points of the face, else by the frame, and says where it cannot."""

import math
from dataclasses import replace
from datetime import date, timedelta
from functools import partial

import numpy as np
import pytest

from skintrack.model import (
    Photo,
    PhotoAnalysis,
    Point,
    QualityIssue,
    RegionName,
    Similarity,
    View,
)
from skintrack.model.course import CourseId
from skintrack.model.pin import Pin, PinId
from skintrack.workflows.pin_crops import CropWish, make_crop
from skintrack.workflows.pin_places import NoPlace, carry, places_of
from tests.helpers.model_objects import make_photo

FRAME = Similarity(0.5, 0.0, 10.0, 20.0)
OTHER = Similarity(0.25 * math.cos(0.2), 0.25 * math.sin(0.2), -30.0, 12.0)


def analysis(
    frame: Similarity | None,
    outlines: dict[RegionName, tuple[Point, ...]] | None = None,
    to_region: Similarity | None = None,
) -> PhotoAnalysis:
    return PhotoAnalysis(
        "7", "0" * 64, View.FRONT, frame, outlines or {}, (), {}, frozenset(), (),
        to_region=to_region,
    )  # fmt: skip


def there(point: Point) -> Point:
    """Return where the frames say that a point of the first photo is in the other."""
    x, y = FRAME.a * point.x + FRAME.tx, FRAME.a * point.y + FRAME.ty
    spot = (complex(x, y) - complex(OTHER.tx, OTHER.ty)) / complex(OTHER.a, OTHER.b)
    return Point(spot.real, spot.imag)


def test_frames_alone_lead_the_way() -> None:
    spot = Point(300, 200)
    carried = carry(spot, analysis(FRAME), analysis(OTHER))
    assert carried == pytest.approx(there(spot))
    regions = carry(spot, analysis(None, to_region=FRAME), analysis(None, to_region=OTHER))
    assert regions == pytest.approx(there(spot))


def test_a_face_and_a_region_do_not_lie_on_one_another() -> None:
    assert carry(Point(1, 1), analysis(FRAME), analysis(None, to_region=OTHER)) is None
    assert carry(Point(1, 1), analysis(FRAME), analysis(None)) is None


def test_points_of_the_face_beside_the_spot_say_more_than_the_frame() -> None:
    cheek = tuple(Point(100 + 40 * math.cos(turn), 300 + 40 * math.sin(turn)) for turn in range(12))
    chin = tuple(Point(place.x + 100, place.y + 200) for place in cheek)
    smiled = tuple(Point(place.x + 6, place.y - 9) for place in cheek)
    one = analysis(FRAME, {RegionName.RIGHT_CHEEK: cheek, RegionName.CHIN: chin})
    other = analysis(FRAME, {RegionName.RIGHT_CHEEK: smiled, RegionName.CHIN: chin})
    assert carry(cheek[3], one, other) == pytest.approx(smiled[3], abs=0.1)
    inside = carry(Point(100, 300), one, other)
    assert inside is not None
    assert inside.x == pytest.approx(106, abs=1)
    assert inside.y == pytest.approx(291, abs=1)


@pytest.fixture
def photos() -> tuple[Photo, ...]:
    return tuple(make_photo(date(2026, 3, 3) + timedelta(days)) for days in (0, 10, 40, 100))


def test_each_photo_says_where_or_why_not(photos: tuple[Photo, ...]) -> None:
    first, near, blank, outside = photos
    pin = Pin(
        PinId(1),
        CourseId(1),
        "Scar",
        first.id,
        first.imported_at,
        {first.id: Point(20, 30)},
    )
    far = Similarity(FRAME.a, 0.0, FRAME.tx + 1e6, 0.0)
    analyses = {
        first.id: analysis(FRAME),
        near.id: analysis(FRAME),
        blank.id: analysis(None),
        outside.id: analysis(far),
    }
    found = places_of(pin, photos, analyses)
    assert [each.why_not for each in found] == [
        None, None, NoPlace.NO_ALIGNMENT, NoPlace.OUTSIDE,
    ]  # fmt: skip
    assert [each.is_by_hand for each in found] == [True, False, False, False]
    assert found[1].place == pytest.approx(Point(20, 30))
    del analyses[near.id]
    assert places_of(pin, photos, analyses)[1].why_not is NoPlace.NOT_MEASURED
    analyses[near.id] = analysis(FRAME)
    analyses[first.id] = analysis(None)
    assert places_of(pin, photos, analyses)[1].why_not is NoPlace.FIRST_NOT_ALIGNED


def test_a_face_that_is_cut_off_carries_nothing(photos: tuple[Photo, ...]) -> None:
    pin = Pin(
        PinId(1), CourseId(1), "Scar", photos[0].id, photos[0].imported_at,
        {photos[0].id: Point(20, 30)},
    )  # fmt: skip
    cut = replace(analysis(FRAME), issues=(QualityIssue("face_cut_off", "Cut off."),))
    analyses = {photo.id: analysis(FRAME) for photo in photos} | {photos[1].id: cut}
    found = places_of(pin, photos, analyses)
    assert (found[1].place, found[1].why_not) == (None, NoPlace.DOUBTFUL)
    assert found[2].place == pytest.approx(Point(20, 30))


def test_the_place_set_nearest_in_time_counts(photos: tuple[Photo, ...]) -> None:
    places = {photos[0].id: Point(10, 10), photos[3].id: Point(50, 50)}
    pin = Pin(PinId(1), CourseId(1), "Scar", photos[0].id, photos[0].imported_at, places)
    analyses = {photo.id: analysis(FRAME) for photo in photos}
    found = places_of(pin, photos, analyses)
    assert found[1].place == pytest.approx(Point(10, 10))
    analyses[photos[3].id] = analysis(FRAME)
    late = replace(pin, places={photos[3].id: Point(50, 50)})
    assert places_of(late, photos, analyses)[1].place == pytest.approx(Point(50, 50))


def no_preview(_photo: Photo, _size: int) -> bytes | None:
    return None


def given(data: bytes, _photo: Photo) -> bytes:
    return data


def test_crops_have_one_scale_and_turn(photos: tuple[Photo, ...]) -> None:
    from skintrack.imaging.export import encode_jpeg

    def photo_with_spot(scale: float, turn: complex) -> tuple[CropWish, bytes]:
        size = 400
        image = np.full((size, size, 3), 200, np.uint8)
        for step in range(30):  # a line from the middle outwards
            place = complex(200, 200) + turn * scale * step
            x, y = round(place.real), round(place.imag)
            image[y - 3 : y + 4, x - 3 : x + 4] = 20
        way = 1 / (turn * scale)
        frame = Similarity(way.real, way.imag, 0.0, 0.0)
        photo = replace(photos[0], width=size, height=size)
        return CropWish(photo, Point(200, 200), frame, 80.0, 80), encode_jpeg(image)

    made = []
    for scale, turn in ((1.0, 1 + 0j), (4.0, 0.8 + 0.6j)):
        wish, data = photo_with_spot(scale, turn)
        crop = make_crop(wish, no_preview, partial(given, data))
        assert crop.shape == (80, 80, 3)
        made.append(crop[40, 40:75, 0].astype(float))
        assert crop[40, 45, 0] < 90
        assert crop[20, 45, 0] > 150
    assert abs(made[0].argmax() - made[1].argmax()) <= 5


def test_a_sharp_enough_preview_is_taken(photos: tuple[Photo, ...]) -> None:
    from skintrack.imaging.export import encode_jpeg

    preview = encode_jpeg(np.full((100, 100, 3), 90, np.uint8))
    photo = replace(photos[0], width=100, height=100)
    wish = CropWish(photo, Point(50, 50), Similarity(1.0, 0.0, 0.0, 0.0), 40.0, 40)

    def refuse(_photo: Photo) -> bytes:
        raise AssertionError("the original is not needed")

    crop = make_crop(wish, lambda _photo, _size: preview, refuse)
    assert int(crop[20, 20, 0]) == pytest.approx(90, abs=3)
