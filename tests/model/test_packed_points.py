"""Points of a series that are kept small are the same points."""

from datetime import UTC, datetime, timedelta

import pytest

from skintrack.model import Metric, Phase, RegionName, Series, SeriesPoint, View, VisitPhase
from skintrack.model.photo import PhotoId
from skintrack.model.series_points import PackedPoints, SharedPlaces

START = datetime(2026, 3, 1, 9, tzinfo=UTC)
BASELINE, LATER = VisitPhase(Phase.BASELINE), VisitPhase(Phase.FOLLOW_UP, 1, 30)
PLAIN = (
    SeriesPoint(PhotoId("a"), START, 0.1 + 0.2, BASELINE, True),
    SeriesPoint(PhotoId("b"), START + timedelta(days=9), None, LATER, False, "Blurred."),
    SeriesPoint(PhotoId("c"), START + timedelta(days=30), 7.0, LATER, True, None, 1.5),
    SeriesPoint(PhotoId("d"), START + timedelta(days=31), None, LATER, False, "Old.", None, True),
)


@pytest.fixture
def packed():
    return PackedPoints(PLAIN, SharedPlaces())


def series(points):
    return Series(
        metric=Metric.REDNESS,
        region=RegionName.FACE,
        view=View.FRONT,
        points=points,
        baseline_photo_id=PhotoId("a"),
        baseline=0.1 + 0.2,
        change=None,
        noise=None,
        noise_source=None,
        verdict=None,
        line=None,
        algorithm="1",
    )


def test_they_are_equal_to_what_they_were_made_of(packed):
    assert tuple(packed) == PLAIN
    assert packed == PLAIN
    assert hash(packed) == hash(PLAIN)
    assert packed != PLAIN[:2]
    assert all(type(point.is_included) is bool for point in packed)


def test_one_is_found_by_its_place_and_some_as_a_slice(packed):
    assert [packed[place] for place in range(-4, 4)] == [*PLAIN, *PLAIN]
    assert packed[1:3] == PLAIN[1:3]
    assert len(packed) == 4
    with pytest.raises(IndexError):
        packed[4]


@pytest.mark.parametrize("points", [PLAIN, PackedPoints(PLAIN, SharedPlaces())])
def test_a_series_tells_the_same_of_both(points):
    told = series(points)
    assert told.point_of(PhotoId("c")) == PLAIN[2]
    assert told.point_of(PhotoId("z")) is None
    assert told.included == (PLAIN[0], PLAIN[2])
    assert told.outdated == (PLAIN[3],)


def test_none_is_outdated_where_none_waits():
    assert series(PackedPoints(PLAIN[:3], SharedPlaces())).outdated == ()


def test_series_of_the_same_photos_share_their_places():
    shared = SharedPlaces()
    assert shared.of(PLAIN) is shared.of(PLAIN)
    assert shared.of(PLAIN[:2]) is not shared.of(PLAIN)
