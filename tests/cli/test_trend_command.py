"""``trend``: which view it tells, and what it says where nothing can be compared."""

import pytest

from skintrack.model import Metric, QualityIssue, View
from tests.helpers.measured_library import Shot, make_library

BLURRED = "The photo is blurred. Hold still."


def shoot(folder, *shots):
    with make_library(folder, shots, session_days=()) as library:
        return library.folder


@pytest.mark.parametrize("view", [view.value for view in View])
def test_every_view_can_be_asked_for(run, tmp_path, view):
    library = shoot(tmp_path, Shot(0, View(view)), Shot(60, View(view)))
    document = run("trend", "--library", library, "--view", view, "--json").document
    assert document["view"] == view
    assert {len(series["points"]) for series in document["series"]} == {2}


def test_without_a_front_photo_it_takes_the_view_with_most_photos(run, tmp_path):
    views = (View.CLOSE_UP, View.LEFT_PROFILE, View.LEFT_PROFILE)
    library = shoot(tmp_path, *(Shot(9 * number, view) for number, view in enumerate(views)))
    assert run("trend", "--library", library, "--json").document["view"] == "left_profile"


def test_people_hear_why_the_latest_photo_says_nothing(run, tmp_path):
    blurred = QualityIssue("blurred", BLURRED, frozenset(Metric))
    library = shoot(tmp_path, Shot(0), Shot(60, redness=None, issues=(blurred,)))
    result = run("trend", "--library", library)
    assert result.code == 0
    assert f"Left cheek, redness: {BLURRED}\n" in result.out
    assert "nothing to compare" not in result.out


def test_one_good_photo_has_nothing_to_compare_yet(run, tmp_path):
    result = run("trend", "--library", shoot(tmp_path, Shot(0)))
    assert "Left cheek, redness: nothing to compare yet\n" in result.out
