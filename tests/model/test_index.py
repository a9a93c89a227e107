"""The index: its formula, its noise, and when there is none."""

import dataclasses
from datetime import UTC, datetime
from math import log

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from skintrack.model import (
    Metric,
    NoiseSource,
    Phase,
    PhotoId,
    RegionName,
    Series,
    SeriesPoint,
    Verdict,
    View,
    VisitPhase,
)
from skintrack.model.index import BaselineIndex, index_of, index_with_noise
from skintrack.model.index_text import (
    a_star_text,
    formula_words,
    index_change,
    index_text,
    score_sentence,
    score_series,
)

WITH_INDEX = (Metric.REDNESS_SPOTS, Metric.TEXTURE, Metric.RELIEF)


def make_point(name: str, value: float | None, *, noise=None, is_included=True) -> SeriesPoint:
    day = datetime(2026, 3, 3, tzinfo=UTC)
    phase = VisitPhase(Phase.BASELINE)
    return SeriesPoint(PhotoId(name), day, value, phase, is_included, None, noise)


def make_series(metric=Metric.REDNESS_SPOTS, baseline=4.0, change=-0.88, noise=0.32, **parts):
    verdict = None
    if change is not None and noise is not None:
        verdict = Verdict.WITHIN_NOISE
        if abs(change) > noise:
            verdict = Verdict.IMPROVED if change < 0 else Verdict.WORSE
    series = Series(
        metric=metric,
        region=RegionName.FACE,
        view=View.FRONT,
        points=(),
        baseline_photo_id=PhotoId("first"),
        baseline=baseline,
        change=change,
        noise=noise,
        noise_source=NoiseSource.ASSUMED,
        verdict=verdict,
        line=None,
        algorithm="1",
    )
    return dataclasses.replace(series, **parts)


@pytest.mark.parametrize(
    ("metric", "value", "baseline", "index"),
    [
        (Metric.REDNESS_SPOTS, 3.0, 4.0, 75.0),
        (Metric.REDNESS_SPOTS, 0.0, 4.0, 0.0),
        (Metric.RELIEF, 0.06, 0.05, 120.0),
        (Metric.TEXTURE, -3.0 + log(0.9), -3.0, 90.0),
        # Nothing is a share of nothing, and a difference of two skins has no zero.
        (Metric.REDNESS_SPOTS, 1.0, 0.0, None),
        (Metric.REDNESS, 3.0, 4.0, None),
        (Metric.TEXTURE, None, -3.0, None),
        (Metric.TEXTURE, -3.0, None, None),
    ],
)
def test_the_formula(metric, value, baseline, index):
    found = index_of(metric, value, baseline)
    assert found == (None if index is None else pytest.approx(index))


@given(st.sampled_from(WITH_INDEX), st.floats(0.01, 20))
def test_the_baseline_is_exactly_a_hundred(metric, baseline):
    assert index_of(metric, baseline, baseline) == 100.0


def test_the_noise_is_transformed_exactly():
    spots = index_with_noise(Metric.REDNESS_SPOTS, -0.88, 0.32, 4.0)
    assert spots is not None
    assert dataclasses.astuple(spots) == pytest.approx((78, 70, 86))
    texture = index_with_noise(Metric.TEXTURE, log(0.9), 0.1, -3.0)
    assert texture is not None
    assert texture.low * texture.high == pytest.approx(texture.value**2)
    assert index_with_noise(Metric.TEXTURE, -0.1, None, -3.0) is None
    assert index_with_noise(Metric.REDNESS, -0.1, 0.2, 3.0) is None


def test_an_interval_does_not_reach_below_nothing():
    index = index_with_noise(Metric.REDNESS_SPOTS, -0.1, 0.5, 0.4)
    assert index is not None
    assert index.low == 0.0


@given(
    st.sampled_from(WITH_INDEX), st.floats(0.5, 20), st.floats(-0.45, 0.9), st.floats(0.001, 0.9)
)
def test_a_hundred_lies_outside_exactly_where_the_change_is_beyond_noise(
    metric, baseline, change, noise
):
    assume(abs(abs(change) - noise) > 1e-9)
    index = index_with_noise(metric, change, noise, baseline)
    assert index is not None
    assert index.low <= index.value <= index.high
    assert (index.low <= 100.0 <= index.high) == (abs(change) <= noise)


def test_a_series_says_where_the_latest_visit_stands():
    series = make_series()
    assert index_text(series.index) == "78 (70 to 86)"
    assert series.formula == "100 x redness_spots / redness_spots at baseline"
    assert make_series(Metric.REDNESS).index is None
    assert make_series(Metric.REDNESS).formula is None
    assert make_series(change=None, noise=None).index is None


def test_a_point_has_the_index_of_its_own_photo_with_its_own_noise():
    first, later = make_point("first", 4.0), make_point("later", 3.0, noise=0.2)
    left_out, missing = make_point("x", 9.0, is_included=False), make_point("y", None)
    series = make_series(points=(first, later, left_out, missing))
    assert [series.index_of(point) for point in series.points] == [100.0, 75.0, None, None]
    assert series.index_interval_of(first) is None
    interval = series.index_interval_of(later)
    assert dataclasses.astuple(interval) == pytest.approx((75, 70, 80))
    # A photo without a noise of its own takes that of the latest visit.
    assert series.index_interval_of(make_point("z", 3.0)).high == pytest.approx(83)


@pytest.mark.parametrize(
    ("index", "text", "change"),
    [
        (BaselineIndex(78.4, 70.2, 86.6), "78 (70 to 87)", "down 22"),
        (BaselineIndex(130.2, 120.0, 140.9), "130 (120 to 141)", "up 30"),
        (BaselineIndex(104.0, 99.96, 108.0), "104 (100 to 108)", "up 4"),
        # Rounding must not hide that a hundred lies outside.
        (BaselineIndex(96.0, 92.0, 99.7), "96.0 (92.0 to 99.7)", "down 4.0"),
        (BaselineIndex(104.0, 100.04, 108.0), "104.00 (100.04 to 108.00)", "up 4.00"),
    ],
)
def test_rounding_keeps_the_side_of_a_hundred(index, text, change):
    assert index_text(index) == text
    assert index_change(index) == change


@pytest.mark.parametrize(
    ("series", "sentence"),
    [
        (make_series(), "Redness spots down 22 since baseline, beyond noise"),
        (
            make_series(Metric.TEXTURE, -3.0, 0.3, 0.1),
            "Texture up 35 since baseline, beyond noise",
        ),
        (make_series(Metric.TEXTURE, -3.0, 0.05, 0.1), "Texture: within noise"),
        (make_series(change=None, noise=None), "Redness spots: nothing to compare yet"),
    ],
)
def test_a_score_in_words(series, sentence):
    assert score_sentence(series) == sentence


def test_the_scores_are_of_the_face_or_else_of_the_drawn_region():
    face = make_series()
    texture = make_series(Metric.TEXTURE, -3.0)
    cheek = make_series(region=RegionName.LEFT_CHEEK)
    drawn = make_series(region=RegionName.DRAWN)
    assert score_series([drawn, cheek, texture, face]) == (face, texture)
    assert score_series([cheek, drawn]) == (drawn,)
    assert score_series([cheek]) == ()


def test_the_formula_is_told_in_words():
    assert all("baseline" in (formula_words(metric) or "") for metric in WITH_INDEX)
    assert formula_words(Metric.REDNESS) is None


def test_redness_is_also_said_in_a_star():
    assert a_star_text(-3.34) == "about \N{MINUS SIGN}2.0 a*"
    assert a_star_text(0.01) == "about 0.0 a*"
