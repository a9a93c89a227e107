"""What light and blur do to a metric is taken off a later photo; what skin does stays."""

from dataclasses import replace

import pytest

from skintrack.analysis.drift import without_drift
from skintrack.analysis.noise import Mismatch

ALIKE = Mismatch(0.0, 0.0, 0.0, 0.0)
SURFACE_AND_SPOTS = [("texture", -4.0, -3.7), ("redness_spots", 0.4, 0.6), ("relief", 0.01, 0.012)]


@pytest.mark.parametrize(("metric", "before", "after"), SURFACE_AND_SPOTS)
def test_two_photos_taken_alike_stay_as_they_are(metric, before, after):
    assert without_drift(metric, before, after, ALIKE) == pytest.approx(after)


@pytest.mark.parametrize(("metric", "before", "after"), SURFACE_AND_SPOTS[1:])
def test_a_rise_in_the_more_blurred_photo_is_given_back_what_blur_took(metric, before, after):
    given_back = without_drift(metric, before, after, replace(ALIKE, sharpness=-0.25)) - before
    assert 1.1 < given_back / (after - before) < 1.6


@pytest.mark.parametrize(("metric", "before", "after"), SURFACE_AND_SPOTS[1:])
def test_a_fall_in_the_more_blurred_photo_has_lost_nothing(metric, before, after):
    fall = without_drift(metric, after, before, replace(ALIKE, sharpness=-0.25))
    assert fall == pytest.approx(before)


def test_texture_gets_back_what_blur_took_beside_its_drift():
    blurred = replace(ALIKE, sharpness=-0.25)
    same, risen = (without_drift("texture", -4.0, after, blurred) for after in (-4.0, -3.7))
    assert risen - same > 0.3


def test_redder_light_and_a_brighter_photo_are_taken_off_texture():
    redder = without_drift("texture", -4.0, -4.0, replace(ALIKE, color=0.1))
    brighter = without_drift("texture", -4.0, -4.0, replace(ALIKE, exposure=0.1))
    assert redder < -4.0 < brighter


def test_drift_of_spots_is_a_share_of_their_size():
    redder = replace(ALIKE, color=0.05)
    few, many = (size - without_drift("redness_spots", size, size, redder) for size in (0.1, 2.0))
    assert many > 5 * few > 0


def test_the_same_pair_backwards_tells_the_opposite():
    pair = replace(ALIKE, exposure=0.1, color=0.03, contrast=0.05, sharpness=-0.1)
    back = replace(ALIKE, exposure=-0.1, color=-0.03, contrast=-0.05, sharpness=0.1)
    there = without_drift("texture", -4.0, -3.8, pair) + 4.0
    assert without_drift("texture", -3.8, -4.0, back) + 3.8 == pytest.approx(-there)


def test_no_more_than_two_fifths_of_a_change_are_given_back():
    very_blurred = replace(ALIKE, sharpness=-5.0)
    assert without_drift("relief", 0.010, 0.013, very_blurred) == pytest.approx(0.015)


def test_spots_never_fall_below_none():
    assert without_drift("redness_spots", 0.2, 0.0, replace(ALIKE, sharpness=0.4)) == 0.0


def test_redness_stays_as_it_is():
    unlike = replace(ALIKE, exposure=0.3, color=0.1, sharpness=-0.5)
    assert without_drift("redness", 1.0, 2.0, unlike) == pytest.approx(2.0)
