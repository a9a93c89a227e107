"""A nudge by hand, as a similarity within the shared frame."""

import pytest

from skintrack.model.measurement import Point
from skintrack.model.nudge import MIDDLE, MOST_SCALE, MOST_SHIFT, NO_NUDGE, Nudge


def placed(nudge: Nudge, point: Point) -> tuple[float, float]:
    move = nudge.similarity
    return (
        move.a * point.x - move.b * point.y + move.tx,
        move.b * point.x + move.a * point.y + move.ty,
    )


def test_nothing_moved_leaves_every_point() -> None:
    assert NO_NUDGE.is_none
    assert placed(NO_NUDGE, Point(17, 230)) == pytest.approx((17, 230))


def test_a_shift_is_in_shares_of_the_frame() -> None:
    nudge = NO_NUDGE.moved(64, -38)
    assert (nudge.x, nudge.y) == pytest.approx((0.1, -0.05))
    assert placed(nudge, Point(100, 100)) == pytest.approx((164, 62))
    assert not nudge.is_none


def test_a_turn_is_clockwise_as_seen() -> None:
    right_of_middle = Point(MIDDLE.x + 10, MIDDLE.y)
    assert placed(Nudge(turn_deg=90), right_of_middle) == pytest.approx((MIDDLE.x, MIDDLE.y + 10))


def test_scale_and_turn_keep_the_point_that_is_looked_at() -> None:
    start = NO_NUDGE.moved(31, -12).scaled(1.3, Point(200, 500)).turned(-7, Point(90, 40))
    about = Point(450, 610)
    inverse_found = placed(start.scaled(1.2, about).scaled(1 / 1.2, about), Point(3, 4))
    assert inverse_found == pytest.approx(placed(start, Point(3, 4)))
    # What lies at the point after ``start`` is still there after ``scaled`` and ``turned``.
    move = start.similarity
    size = move.a**2 + move.b**2
    dx, dy = about.x - move.tx, about.y - move.ty
    under = Point((move.a * dx + move.b * dy) / size, (move.a * dy - move.b * dx) / size)
    for changed in (start.scaled(1.5, about), start.turned(25, about)):
        assert placed(changed, under) == pytest.approx((about.x, about.y))


def test_a_photo_is_never_lost_from_sight() -> None:
    nudge = NO_NUDGE
    for _ in range(200):
        nudge = nudge.moved(500, 500).scaled(1.4, MIDDLE).turned(50, MIDDLE)
    assert max(abs(nudge.x), abs(nudge.y)) <= MOST_SHIFT
    assert nudge.scale == pytest.approx(MOST_SCALE)
    assert -180 <= nudge.turn_deg < 180
