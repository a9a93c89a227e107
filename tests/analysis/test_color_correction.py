"""Colours come back through light and camera; errors of a print cancel between its photos."""

import numpy as np
import pytest

from skintrack.analysis.color import linear_from_srgb
from skintrack.analysis.color_correction import fit_color, nominal_patches, usable_patches
from skintrack.analysis.whole_face import face_redness
from skintrack.model import CardPatch, CardReading

SKIN = (0.42, 0.24, 0.18)


def ei(rgb):
    return 100 * float(np.log10(rgb[0] / rgb[1]))


def fitted(shown, reference, around):
    correction = fit_color(shown, reference, around)
    assert correction is not None
    return correction


def redness_of(reading, baseline=None):
    found = face_redness(reading, baseline)
    assert found is not None
    return found.value


def seen(colors, gains=(1.0, 1.0, 1.0), gamma=1.0, veil=0.0):
    return {
        name: tuple(float(g * (c + veil) ** gamma) for g, c in zip(gains, rgb, strict=True))
        for name, rgb in colors.items()
    }


def reading_of(colors, face, serial="7K3F2", lost=()):
    return CardReading(
        serial=serial,
        patches=tuple(
            CardPatch(name, None if name in lost else rgb) for name, rgb in colors.items()
        ),
        corners=((0, 0), (80, 0), (80, 112), (0, 112)),
        px_per_mm=4.0,
        tilt_deg=3.0,
        evenness=0.01,
        glare_fraction=0.0,
        face_rgb=face,
    )


@pytest.mark.parametrize(
    ("gains", "gamma"),
    [((1.3, 1.3, 1.3), 1.0), ((1.2, 1.0, 0.7), 1.0), ((0.8, 1.0, 1.2), 1.15), ((1, 1, 1), 0.85)],
)
def test_exposure_balance_and_tone_curve_are_undone(gains, gamma):
    shown = seen(nominal_patches(), gains, gamma)
    face = seen({"face": SKIN}, gains, gamma)["face"]
    correction = fitted(shown, nominal_patches(), face)
    np.testing.assert_allclose(correction.corrected(face), SKIN, rtol=0.01)
    picture = np.full((4, 5, 3), face, np.float32)
    np.testing.assert_allclose(correction.corrected_image(picture)[2, 3], SKIN, rtol=0.01)


def test_saturation_is_mostly_undone_near_skin():
    def vivid(rgb):
        gray = float(np.dot(rgb, (0.2126, 0.7152, 0.0722)))
        return tuple(gray + 1.12 * (value - gray) for value in rgb)

    shown = {name: vivid(rgb) for name, rgb in nominal_patches().items()}
    face = vivid(SKIN)
    corrected = fitted(shown, nominal_patches(), face).corrected(face)
    assert abs(ei(face) - ei(SKIN)) > 2.4
    assert abs(ei(corrected) - ei(SKIN)) < 0.6


def test_a_veil_on_the_card_alone_is_seen_through():
    shown = seen(nominal_patches(), veil=0.016)
    corrected = fitted(shown, nominal_patches(), SKIN).corrected(SKIN)
    without = fitted(nominal_patches(), nominal_patches(), SKIN).corrected(SKIN)
    assert abs(ei(corrected) - ei(without)) < 0.5


def test_few_patches_leave_a_calm_correction_and_too_few_none():
    shown = seen(nominal_patches(), (1.1, 1.0, 0.8))
    face = seen({"face": SKIN}, (1.1, 1.0, 0.8))["face"]
    dark = {name: rgb for name, rgb in shown.items() if max(rgb) < 0.25}
    assert 6 <= len(dark) <= 9
    np.testing.assert_allclose(
        fitted(dark, nominal_patches(), face).corrected(face), SKIN, rtol=0.02
    )
    five = dict(list(shown.items())[:5])
    assert fit_color(five, nominal_patches(), face) is None


def test_one_patch_of_a_wrong_colour_hardly_matters():
    shown = seen(nominal_patches(), (1.1, 1.0, 0.8))
    face = seen({"face": SKIN}, (1.1, 1.0, 0.8))["face"]
    shown["tan_skin"] = (0.1, 0.3, 0.5)
    corrected = fitted(shown, nominal_patches(), face).corrected(face)
    assert abs(ei(corrected) - ei(SKIN)) < 1.0


def print_of(seed):
    rng = np.random.default_rng(seed)
    return {
        name: tuple(float(v) for v in np.array(rgb) * 10 ** rng.normal(0, 0.03, 3))
        for name, rgb in nominal_patches().items()
    }


def test_errors_of_the_print_cancel_against_the_same_print():
    printed = print_of(3)
    first = reading_of(seen(printed), SKIN)
    lost = ("light_skin", "light_skin_red", "orange", "gray_60")  # clipped in the later photo
    gains = (1.25, 1.0, 0.75)
    later = reading_of(seen(printed, gains), seen({"f": SKIN}, gains)["f"], lost=lost)
    by_print = redness_of(later, first) - redness_of(first)
    by_nominal = redness_of(later) - redness_of(first)
    assert abs(by_print) < 0.1
    assert abs(by_print) < abs(by_nominal)


def test_a_photo_against_itself_is_exactly_itself():
    first = reading_of(seen(print_of(5), (1.2, 1.0, 0.8), veil=0.01), SKIN)
    assert redness_of(first, first) == pytest.approx(redness_of(first), abs=1e-9)


def test_another_print_is_no_reference():
    first = reading_of(seen(print_of(3)), SKIN)
    later = reading_of(seen(print_of(4)), SKIN, serial="AAAAA")
    assert face_redness(later, first) == face_redness(later)


def test_without_a_face_or_with_few_patches_nothing_is_said():
    assert face_redness(reading_of(nominal_patches(), None)) is None
    lost = tuple(nominal_patches())[:13]
    assert face_redness(reading_of(nominal_patches(), SKIN, lost=lost)) is None


def test_nominal_patches_are_the_printed_ones_in_linear_light():
    nominal = nominal_patches()
    red = linear_from_srgb(np.array([[[168, 62, 56]]], np.uint8))[0, 0]
    np.testing.assert_allclose(nominal["red"], red)
    assert len(nominal) == 17
    assert usable_patches(reading_of(nominal, None, lost=("red",))).keys() == nominal.keys() - {
        "red"
    }
