"""Measurements that are kept small are the same measurements."""

import pytest

from skintrack.model import Measurement, Metric, RegionName
from skintrack.model.measurement import PackedMeasurements

PLAIN = (
    Measurement(Metric.REDNESS, RegionName.FACE, 0.1 + 0.2),
    Measurement(Metric.TEXTURE, RegionName.NOSE, -3.42),
    Measurement(Metric.RELIEF, RegionName.NOSE, None),
)
PLACES = {(each.metric, each.region): position for position, each in enumerate(PLAIN)}


@pytest.fixture
def packed():
    return PackedMeasurements(PLACES, (each.value for each in PLAIN))


def test_they_are_equal_to_what_they_were_made_of(packed):
    assert tuple(packed) == PLAIN
    assert packed == PLAIN
    assert packed == PLAIN
    assert hash(packed) == hash(PLAIN)
    assert packed != PLAIN[:2]


def test_one_is_found_by_its_place_in_the_face_and_in_the_row(packed):
    assert packed.value(Metric.REDNESS, RegionName.FACE) == 0.1 + 0.2
    assert packed[1] == PLAIN[1]
    assert packed[1:] == PLAIN[1:]
    assert len(packed) == 3


def test_what_could_not_be_measured_is_none_and_still_there(packed):
    assert packed.value(Metric.RELIEF, RegionName.NOSE) is None
    assert packed.has(Metric.RELIEF, RegionName.NOSE)
    assert packed.value(Metric.RELIEF, RegionName.CHIN) is None
    assert not packed.has(Metric.RELIEF, RegionName.CHIN)
