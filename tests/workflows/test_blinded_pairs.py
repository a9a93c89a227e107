"""Only fair pairs are shown: one view, other stages, similar light, no healing days, none twice."""

from itertools import cycle

import pytest

from skintrack.model import View
from skintrack.workflows import blinded_pairs
from tests.helpers.measured_library import START, Shot, course_shots, make_library


def day_of(photo):
    return (photo.captured_at.date() - START).days


def days_of(pairs):
    return {(day_of(pair.earlier), day_of(pair.later)) for pair in pairs}


def pairs_in(tmp_path, shots, **choices):
    tmp_path.mkdir(exist_ok=True)
    with make_library(tmp_path, shots) as library:
        (course,) = library.courses.all()
        return blinded_pairs.run(library, course_id=course.id, **choices)


def test_the_pairs_of_a_course(tmp_path):
    pairs = pairs_in(tmp_path, course_shots())
    assert len(pairs) > 3
    assert len({(pair.earlier.id, pair.later.id) for pair in pairs}) == len(pairs)
    for pair in pairs:
        assert pair.earlier.view is pair.later.view
        assert pair.earlier.captured_at < pair.later.captured_at
        assert {pair.left, pair.right} == {pair.earlier, pair.later}
    healing = {8, 10}
    assert not healing & {day for days in days_of(pairs) for day in days}


def test_photos_of_one_stage_or_too_close_together_are_no_pair(tmp_path):
    shots = (Shot(0), Shot(6), Shot(20), Shot(30))
    days = days_of(pairs_in(tmp_path, shots))
    assert (0, 6) not in days  # both before the first session
    assert (20, 30) not in days  # both after it
    assert (6, 20) not in days  # two weeks
    assert (0, 30) in days


def test_photos_that_were_used_least_come_first(tmp_path):
    shots = (Shot(0), Shot(5), Shot(90), Shot(150))
    two = pairs_in(tmp_path, shots, most=2)
    assert len({photo.id for pair in two for photo in (pair.left, pair.right)}) == 4


def test_a_photo_without_a_face_is_no_pair(tmp_path):
    shots = (Shot(0, has_face=False), Shot(200))
    assert pairs_in(tmp_path, shots) == ()


def test_views_do_not_mix(tmp_path):
    shots = (Shot(0, View.LEFT_OBLIQUE), Shot(200, View.FRONT))
    assert pairs_in(tmp_path, shots) == ()


@pytest.mark.parametrize("side", [0, 1])
def test_the_sides_are_shuffled(tmp_path, side):
    pairs = pairs_in(tmp_path, course_shots(), shuffle=lambda below: min(side, below - 1))
    assert {pair.is_later_left for pair in pairs} == {bool(side)}


def test_the_order_is_shuffled(tmp_path):
    numbers = cycle((1, 0, 2, 1, 0))
    first = pairs_in(tmp_path / "a", course_shots(), shuffle=lambda below: 0)
    other = pairs_in(tmp_path / "b", course_shots(), shuffle=lambda below: next(numbers) % below)
    assert [pair.later.captured_at for pair in first] != [pair.later.captured_at for pair in other]
    assert days_of(first) == days_of(other)


def test_three_weeks_are_enough(tmp_path):
    shots = (Shot(0), Shot(blinded_pairs.LEAST_DAYS_APART))
    assert days_of(pairs_in(tmp_path, shots)) == {(0, 21)}
