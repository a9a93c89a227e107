from dataclasses import fields, replace

import pytest

from skintrack.analysis.findings import METRICS
from skintrack.analysis.noise import Mismatch, mdc95

ALIKE = Mismatch(scatter_ei=0.2, shading=0.0, contrast=0.0, color=0.0)
CHEEK = "right_cheek"


@pytest.mark.parametrize("metric", METRICS)
@pytest.mark.parametrize("part", [each.name for each in fields(Mismatch)])
def test_no_mismatch_makes_a_change_surer(metric, part):
    unlike = replace(ALIKE, **{part: getattr(ALIKE, part) + 0.5})
    assert mdc95(metric, CHEEK, 2.0, 2.0, unlike) >= mdc95(metric, CHEEK, 2.0, 2.0, ALIKE)


@pytest.mark.parametrize("metric", METRICS)
def test_a_lighter_photo_is_as_unlike_as_a_darker_one(metric):
    both = [
        mdc95(metric, CHEEK, 2.0, 2.0, replace(ALIKE, contrast=c, sharpness=c)) for c in (-0.2, 0.2)
    ]
    assert both[0] == pytest.approx(both[1])


@pytest.mark.parametrize(("metric", "part"), [("redness", "scatter_ei"), ("texture", "sharpness")])
def test_what_spoils_a_metric_most_raises_its_noise_most(metric, part):
    unlike = replace(ALIKE, **{part: getattr(ALIKE, part) + 0.5})
    assert mdc95(metric, CHEEK, 2.0, 2.0, unlike) > 3 * mdc95(metric, CHEEK, 2.0, 2.0, ALIKE)


def test_another_size_of_the_face_counts_as_far_as_its_shape_changed_with_it():
    cut = replace(ALIKE, distance=0.3)
    nearer = replace(ALIKE, distance=0.3, deformation=4.0)
    assert mdc95("redness", CHEEK, 2.0, 2.0, cut) == mdc95("redness", CHEEK, 2.0, 2.0, ALIKE)
    assert mdc95("redness", CHEEK, 2.0, 2.0, nearer) > 2 * mdc95("redness", CHEEK, 2.0, 2.0, ALIKE)


def test_a_cheek_that_is_turned_away_has_more_noise_of_its_colour_alone():
    ahead, turned, far = (replace(ALIKE, obliqueness=each) for each in (0.15, 0.4, 0.9))
    assert mdc95("redness", CHEEK, 2.0, 2.0, ahead) == mdc95("redness", CHEEK, 2.0, 2.0, ALIKE)
    assert mdc95("redness", CHEEK, 2.0, 2.0, turned) > 2 * mdc95("redness", CHEEK, 2.0, 2.0, ahead)
    assert mdc95("redness", CHEEK, 2.0, 2.0, far) == mdc95("redness", CHEEK, 2.0, 2.0, turned)
    assert mdc95("texture", CHEEK, 2.0, 2.0, far) == mdc95("texture", CHEEK, 2.0, 2.0, ALIKE)


def test_relief_errs_as_much_where_a_third_of_the_skin_is_missing_as_where_a_seventh_is():
    some, much, more = (
        mdc95("relief", CHEEK, 2.0, 2.0, replace(ALIKE, missing=missing))
        for missing in (0.05, 0.15, 0.35)
    )
    assert mdc95("relief", CHEEK, 2.0, 2.0, ALIKE) < some < much
    assert more == much
    texture = [
        mdc95("texture", CHEEK, 2.0, 2.0, replace(ALIKE, missing=missing))
        for missing in (0.15, 0.35)
    ]
    assert texture[0] < texture[1]


def test_spots_and_relief_are_as_sure_as_they_are_large():
    for metric in ("redness_spots", "relief"):
        assert mdc95(metric, CHEEK, 8.0, 8.0, ALIKE) == pytest.approx(
            2 * mdc95(metric, CHEEK, 4.0, 4.0, ALIKE), rel=0.01
        )
    assert mdc95("redness", CHEEK, 3.0, 3.0, ALIKE) == mdc95("redness", CHEEK, -1.0, -1.0, ALIKE)


def test_a_region_without_a_face_round_it_is_less_sure():
    for metric in METRICS:
        assert mdc95(metric, "drawn", 1.0, 1.0, None) > mdc95(metric, CHEEK, 1.0, 1.0, ALIKE)


def test_the_whole_face_is_less_sure_than_a_cheek_against_it():
    assert mdc95("redness", "face", 20.0, 20.0, ALIKE) > 5 * mdc95(
        "redness", CHEEK, 2.0, 2.0, ALIKE
    )


def test_clear_skin_has_noise_too():
    clear, none = (mdc95("redness_spots", CHEEK, size, size, ALIKE) for size in (0.10, 0.0))
    assert none == pytest.approx(clear, rel=0.1)


def test_a_rise_is_as_sure_as_the_same_fall():
    rise = mdc95("redness_spots", CHEEK, 0.2, 0.6, ALIKE)
    assert rise == mdc95("redness_spots", CHEEK, 0.6, 0.2, ALIKE)


def test_a_steeper_curve_counts_where_light_and_shadow_disagree():
    steeper, harder = (replace(ALIKE, contrast=0.1, shading=shading) for shading in (0.0, 0.02))
    even = replace(ALIKE, shading=0.02)
    assert mdc95("texture", CHEEK, -5, -5, steeper) == mdc95("texture", CHEEK, -5, -5, ALIKE)
    assert mdc95("texture", CHEEK, -5, -5, harder) > 1.5 * mdc95("texture", CHEEK, -5, -5, even)


def test_a_small_face_is_less_sure_where_focus_or_grain_differ_too():
    small, blurred, both = (
        replace(ALIKE, coarseness=coarseness, sharpness=sharpness)
        for coarseness, sharpness in ((0.4, 0.0), (0.0, 0.2), (0.4, 0.2))
    )
    assert mdc95("texture", CHEEK, -5, -5, small) == mdc95("texture", CHEEK, -5, -5, ALIKE)
    assert mdc95("texture", CHEEK, -5, -5, both) > 1.5 * mdc95("texture", CHEEK, -5, -5, blurred)
