"""An outlined region is measured in its own frame, against control skin."""

import cv2
import numpy as np
import pytest

from skintrack.analysis.canonical_frame import transform_points
from skintrack.analysis.drawn_region import PlacedRegion, frame_of, measure_region
from skintrack.analysis.measure import DRAWN
from skintrack.analysis.untreated_skin import read_patch
from tests.helpers.body_skin import WHOLE_PX, body, photo, square, way

OUTLINE = square((350, 350), 300)
PATCH = square((100, 600), 120)


@pytest.fixture(scope="module")
def skin():
    return body()


def placed(outline=OUTLINE, patch=None):
    frame = frame_of(outline)
    untreated = None if patch is None else transform_points(patch, frame)
    return PlacedRegion(frame, transform_points(outline, frame), untreated)


def shown(skin, **how):
    return photo(skin, way(0, 1, (0, 0), 700), **how)


def codes(measured):
    return {each.code for each in measured.findings}


def known(value: float | None) -> float:
    assert value is not None
    return value


def test_redness_is_measured_against_the_untreated_patch(skin):
    redder = skin.copy()
    inside = slice(WHOLE_PX // 2 - 150, WHOLE_PX // 2 + 150)
    redder[inside, inside, 1] *= 10**-0.03
    before, after = (
        known(measure_region(shown(each), placed(patch=PATCH)).values[DRAWN]["redness"])
        for each in (skin, redder)
    )
    assert after - before == pytest.approx(3.0, abs=0.25)


def test_light_alone_changes_no_redness(skin):
    values = [
        known(
            measure_region(shown(skin, light=light), placed(patch=PATCH)).values[DRAWN]["redness"]
        )
        for light in ((1, 1, 1), (0.7, 0.7, 0.7), (0.9, 0.75, 0.6))
    ]
    assert np.ptp(values) < 0.3


def test_without_a_patch_redness_is_withheld_with_the_reason(skin):
    measured = measure_region(shown(skin), placed())
    assert measured.values[DRAWN]["redness"] is None
    assert "redness_needs_reference" in codes(measured)
    assert measured.values[DRAWN]["redness_spots"] is not None


def test_a_patch_beyond_the_edge_is_not_seen(skin):
    outside = square((-200, 350), 120)
    measured = measure_region(shown(skin), placed(patch=outside))
    assert measured.values[DRAWN]["redness"] is None
    assert "untreated_not_seen" in codes(measured)


def test_the_skin_round_the_outline_shows_the_focus(skin):
    sharp, soft = (measure_region(shown(skin, blur_px=blur), placed()) for blur in (0, 2.0))
    lost = known(sharp.values[DRAWN]["texture"]) - known(soft.values[DRAWN]["texture"])
    control = known(sharp.conditions.control_texture) - known(soft.conditions.control_texture)
    assert lost > 0.2
    assert control == pytest.approx(lost, abs=0.06)
    assert "drawn_sharpness_unknown" not in codes(sharp)


def test_what_is_no_skin_does_not_count_as_skin_round_the_outline(skin):
    pixels = shown(skin)
    wall = np.ones((700, 700), bool)
    wall[197:503, 197:503] = False
    pixels[wall] = (70, 140, 235)
    measured = measure_region(pixels, placed())
    assert measured.conditions.control_texture is None
    assert "drawn_sharpness_unknown" in codes(measured)


def test_too_few_pixels_withhold_what_they_cannot_show(skin):
    middling = measure_region(shown(skin), placed(square((350, 350), 180)))
    assert middling.values[DRAWN]["texture"] is None
    assert middling.values[DRAWN]["relief"] is not None
    tiny = measure_region(shown(skin), placed(square((350, 350), 60)))
    assert set(tiny.values[DRAWN].values()) == {None}
    assert "drawn_too_small" in codes(tiny)


def test_half_a_region_is_no_region(skin):
    cut = measure_region(shown(skin), placed(square((700, 350), 300)))
    assert set(cut.values[DRAWN].values()) == {None}
    assert "region_outside" in codes(cut)


def test_a_drawing_of_one_colour_has_no_texture():
    measured = measure_region(np.full((700, 700, 3), (200, 150, 130), np.uint8), placed())
    assert measured.values[DRAWN]["texture"] is None


def test_a_patch_of_one_colour_is_read():
    even = np.full((700, 700, 3), (200, 150, 130), np.uint8)
    patch = read_patch(even, np.eye(2, 3), square((350, 350), 100))
    assert patch.is_seen
    assert patch.share == pytest.approx(1, abs=0.02)
    assert patch.texture is None


def test_hairs_on_the_region_are_no_texture(skin):
    pixels = shown(skin)
    hairy = pixels.copy()
    for start in range(220, 480, 60):
        cv2.line(hairy, (start, 215), (start + 40, 480), (40, 30, 25), 1, cv2.LINE_AA)
    bald, with_hairs = (measure_region(each, placed()).values[DRAWN] for each in (pixels, hairy))
    assert with_hairs["texture"] == pytest.approx(bald["texture"], abs=0.03)
    assert with_hairs["relief"] == pytest.approx(bald["relief"], rel=0.05)
