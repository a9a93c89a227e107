"""From a library to the series of one view."""

from datetime import timedelta

import pytest

from skintrack.errors import InputError
from skintrack.library import Library
from skintrack.model import Metric, NoiseSource, RegionName, SkinState, Verdict, View
from skintrack.workflows import build_series
from skintrack.workflows.build_series import Period
from skintrack.workflows.compare_photos import compare_analyses
from tests.helpers.measured_library import START, Shot, course_shots, make_library


def test_every_metric_and_region_of_the_view_has_a_series(tmp_path):
    with make_library(tmp_path, course_shots()) as library:
        trend = build_series.run(library)
    assert trend.view is View.FRONT
    assert trend.course.name == "Acne scars"
    assert [session.date for session in trend.sessions] == [
        START + timedelta(days=days) for days in (7, 42, 77, 112)
    ]
    assert len(trend.series) == 4 * 3 + 3  # redness of the face needs a card
    assert trend.find(Metric.TEXTURE, RegionName.CHIN) is not None
    assert trend.find(Metric.TEXTURE, RegionName.FOREHEAD) is None


def test_the_rules_hold_on_a_whole_course(tmp_path):
    with make_library(tmp_path, course_shots()) as library:
        series = build_series.run(library).find(Metric.REDNESS, RegionName.LEFT_CHEEK)
    assert series is not None
    assert [point.is_included for point in series.points] == [
        True,
        False,
        False,
        True,
        True,
        False,
        True,
    ]
    assert series.points[5].excluded_reason == "The photo is blurred. Hold still."
    assert series.baseline == 12.0
    assert series.change == pytest.approx(-9.0)
    assert series.verdict is Verdict.IMPROVED
    assert series.noise_source is NoiseSource.ASSUMED
    assert series.line is not None
    assert series.line.slope_per_week < 0


def test_make_up_leaves_a_photo_out_with_its_reason_and_a_taken_back_note_lets_it_in(tmp_path):
    def last_reason(library):
        series = build_series.run(library).find(Metric.TEXTURE, RegionName.LEFT_CHEEK)
        assert series is not None
        return series.points[-1].excluded_reason

    with make_library(tmp_path, [Shot(0), Shot(30)]) as library:
        first, last = library.photos.all()
        before = last_reason(library)
        library.photos.set_skin_state(first.id, SkinState.BARE)
        library.photos.set_skin_state(last.id, SkinState.MAKE_UP)
        assert last_reason(library) == (
            "Only the later photo is noted as with make-up. Take the next one before you put it on."
        )
        library.photos.set_skin_state(last.id, None)
        assert last_reason(library) == before


def test_another_view_has_its_own_series(tmp_path):
    with make_library(tmp_path, course_shots()) as library:
        trend = build_series.run(library, view=View.LEFT_OBLIQUE)
    series = trend.find(Metric.REDNESS, RegionName.LEFT_CHEEK)
    assert series is not None
    assert len(series.points) == 2
    assert series.change == pytest.approx(-2.0)


def test_without_a_front_photo_the_view_with_most_photos_is_taken(tmp_path):
    views = (View.CLOSE_UP, View.LEFT_OBLIQUE, View.LEFT_OBLIQUE, View.RIGHT_OBLIQUE)
    with make_library(tmp_path, [Shot(9 * day, view) for day, view in enumerate(views)]) as library:
        trend = build_series.run(library)
    assert trend.view is View.LEFT_OBLIQUE
    assert {len(series.points) for series in trend.series} == {2}


def test_a_period_moves_the_baseline(tmp_path):
    with make_library(tmp_path, course_shots()) as library:
        period = Period(START + timedelta(days=40), START + timedelta(days=100))
        series = build_series.run(library, period=period).find(
            Metric.REDNESS, RegionName.LEFT_CHEEK
        )
    assert series is not None
    assert [point.value for point in series.points] == [10.0, 8.0]
    assert series.baseline == 10.0


def test_each_pair_of_photos_is_compared_once(tmp_path, monkeypatch):
    pairs = []

    def counting(before, after, **told):
        pairs.append((before.sha256, after.sha256))
        return compare_analyses(before, after, **told)

    monkeypatch.setattr(build_series, "compare_analyses", counting)
    with make_library(tmp_path, course_shots()) as library:
        trend = build_series.run(library)
    assert len(trend.series) > 1
    assert pairs
    assert len(pairs) == len(set(pairs))


def test_a_view_that_was_never_taken_has_no_series(tmp_path):
    with make_library(tmp_path, [Shot(0, View.RIGHT_PROFILE)]) as library:
        assert build_series.run(library, view=View.FRONT).series == ()


def test_a_library_without_photos_has_no_series(tmp_path):
    with make_library(tmp_path, ()) as library:
        assert build_series.run(library).series == ()


def test_the_course_asked_for_is_taken_and_else_the_newest(tmp_path):
    with make_library(tmp_path, [Shot(0)]) as library:
        (first,) = library.courses.all()
        library.courses.add("Neck")
        assert build_series.run(library, course_id=first.id).course.name == "Acne scars"
        assert build_series.run(library).course.name == "Neck"


def test_a_library_without_a_course_says_what_to_do(tmp_path, monkeypatch):
    with Library.create(tmp_path / "library", "Course") as library:
        monkeypatch.setattr(library.courses, "all", lambda: ())
        with pytest.raises(InputError, match="no course yet"):
            build_series.run(library)
