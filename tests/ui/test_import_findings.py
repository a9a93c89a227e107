"""What the review says of a measured photo: its quality, and whether it is compared."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from skintrack.app import Program
from skintrack.model import Metric, QualityIssue, RegionName
from skintrack.ui.importing.photo_findings import comparable_words, quality_words
from skintrack.ui.main_window import MainWindow

pytestmark = pytest.mark.gui

Say = Callable[[int], tuple[str, str]]


@pytest.fixture
def said(course_window: MainWindow, program: Program) -> Say:
    """Return a function that says what is said of the photo of a day of the course."""
    course = program.services.course
    assert course_window.isVisible()

    def say(place: int) -> tuple[str, str]:
        assert course.state is not None
        photo = course.state.dated_photos()[place]
        analysis = course.measurements.analyses[photo.id]
        return quality_words(analysis)[0], comparable_words(photo, course.measurements)[0]

    return say


def test_the_baseline(said: Say) -> None:
    assert said(0) == ("Good to measure", "The baseline of its view")


def test_a_photo_of_the_first_days_is_not_compared_and_says_why(said: Say) -> None:
    quality, compared = said(2)
    assert quality == "Good to measure"
    assert compared.startswith("Not compared. Day 1 after session 1")


def test_a_photo_that_counts(said: Say) -> None:
    assert said(-1) == ("Good to measure", "Comparable to the baseline")


def test_what_limits_a_photo_is_not_said_twice(said: Say) -> None:
    assert said(-2) == ("The photo is blurred. Hold still.", "Not compared.")


def test_below_what_limits_a_photo_stands_what_helps(
    course_window: MainWindow, program: Program
) -> None:
    course = program.services.course
    assert course.state is not None
    photo = course.state.dated_photos()[-2]
    analysis = course.measurements.analyses[photo.id]
    issue = replace(analysis.issues[0], message="The photo is blurred.", advice="Hold still.")
    limited = replace(analysis, issues=(issue, *analysis.issues[1:]))
    measured = replace(course.measurements, analyses={photo.id: limited})
    assert quality_words(limited)[0] == "The photo is blurred."
    assert comparable_words(photo, measured)[0] == "Not compared. Hold still."


def test_a_photo_without_a_date_waits_for_one(course_window: MainWindow, program: Program) -> None:
    course = program.services.course
    assert course.state is not None
    photo = replace(course.state.photos[0], captured_at=None)
    words = comparable_words(photo, course.measurements)[0]
    assert words == "Compared once it has a date"


def test_the_gravest_limit_comes_first_and_the_others_are_counted(
    program: Program, course_window: MainWindow
) -> None:
    course = program.services.course
    assert course.state is not None
    analysis = course.measurements.analyses[course.state.photos[0].id]
    face = frozenset({RegionName.FACE})
    issues = (
        QualityIssue("small", "A remark.", advice="Step closer."),
        QualityIssue("blurred", "It is blurred.", frozenset(Metric), advice="Hold still."),
        QualityIssue("card", "Needs a card.", frozenset({Metric.REDNESS}), face),
    )
    first, everything = quality_words(replace(analysis, issues=issues))
    assert first == "It is blurred. And 1 more."
    assert everything == ("It is blurred. Hold still.", "A remark. Step closer.")
