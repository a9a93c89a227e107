"""Rendered faces from in front to profile: what is measured, what is withheld, and why."""

from functools import cache

import pytest

from skintrack.model import Metric, RegionName, Verdict
from skintrack.phantom.lighting import Light
from skintrack.phantom.person import person
from skintrack.phantom.pose import Pose
from skintrack.phantom.render import render_photo
from skintrack.phantom.subject import build_subject
from skintrack.workflows.analyse_photos import analyse_image
from skintrack.workflows.compare_photos import compare_analyses
from skintrack.workflows.face_finders import FaceFinders

pytestmark = pytest.mark.slow

RIGHT, LEFT = RegionName.RIGHT_CHEEK, RegionName.LEFT_CHEEK
MIDDLE = {RegionName.FOREHEAD, RegionName.CHIN}
ALL = {RIGHT, LEFT, RegionName.NOSE} | MIDDLE
WARM = Light((0.30, -0.40, 0.86), key=0.70, fill=0.55, colour=(1.0, 0.95, 0.86))


@pytest.fixture(scope="module")
def photographed():
    """Return a function from yaw and light to the analysis of one unchanged person."""
    subject, finders = build_subject(person(1)), FaceFinders()

    @cache
    def taken(yaw, light=None):
        pose = Pose(yaw_deg=yaw)
        image = render_photo(subject, subject.skin, pose=pose, light=light, seed=yaw + 90).image
        return analyse_image(image, f"{yaw + 90:064x}", finders)

    return taken


def with_numbers(analysis):
    """Return the regions that have every number."""
    missing = {each.region for each in analysis.measurements if each.value is None}
    return {each.region for each in analysis.measurements} - missing


@pytest.mark.parametrize(
    ("yaw", "views", "measured"),
    [
        (0, {"front"}, ALL),
        (25, {"right_oblique"}, MIDDLE | {RIGHT}),
        (-25, {"left_oblique"}, MIDDLE | {LEFT}),
        (40, {"right_oblique"}, MIDDLE | {RIGHT}),
        (-40, {"left_oblique"}, MIDDLE | {LEFT}),
        # The border between oblique and profile lies at 60 degrees.
        (60, {"right_oblique", "right_profile"}, {RIGHT}),
        (-60, {"left_oblique", "left_profile"}, {LEFT}),
    ],
)
def test_a_turned_face_has_the_numbers_of_the_side_it_shows(photographed, yaw, views, measured):
    analysis = photographed(yaw)
    assert analysis.view.value in views
    assert with_numbers(analysis) == measured
    reasons = {each.code for each in analysis.issues}
    assert ("turned_away" in reasons) is (yaw != 0)


@pytest.mark.parametrize("yaw", [80, -80])
def test_a_profile_without_a_second_eye_has_no_numbers_and_says_that_no_face_was_found(
    photographed, yaw
):
    analysis = photographed(yaw)
    assert [each.code for each in analysis.issues] == ["no_face"]
    assert all(each.value is None for each in analysis.measurements)


@pytest.mark.parametrize(
    ("yaw", "other", "light", "cheek"),
    [(40, 44, None, RIGHT), (40, 43, WARM, RIGHT), (-40, -36, None, LEFT), (25, 29, None, RIGHT)],
)
def test_two_photos_of_the_same_side_are_compared(photographed, yaw, other, light, cheek):
    comparison = compare_analyses(photographed(yaw), photographed(other, light))
    for metric in Metric:
        for region in (cheek, *MIDDLE):
            change = comparison.change(metric, region)
            assert change is not None
            assert change.change is not None
            assert change.verdict is Verdict.WITHIN_NOISE


@pytest.mark.parametrize(("yaw", "other"), [(-40, 40), (0, 25), (25, -25)])
def test_two_photos_of_different_sides_are_not_compared(photographed, yaw, other):
    comparison = compare_analyses(photographed(yaw), photographed(other))
    assert "view_differs" in {each.code for each in comparison.issues}
    assert all(each.change is None for each in comparison.changes)
