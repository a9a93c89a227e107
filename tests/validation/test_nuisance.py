import numpy as np
import pytest

from skintrack.analysis.color import linear_from_srgb
from validation import nuisance
from validation.light_color import black_body_xyz, light_matrix
from validation.nuisance import CAUSES, PROTOCOL, TIERS, WILD, Tier, perturb


@pytest.fixture(scope="module")
def picture():
    """Smooth colour with a bright square, so that JPEG and geometry can be told apart."""
    y, x = np.mgrid[0:160, 0:120]
    image = np.stack([120 + y // 4, 90 + x // 4, 80 + y // 8], axis=-1).astype(np.uint8)
    image[60:90, 40:70] = (220, 200, 190)
    return image


def draw(seed=0):
    return np.random.default_rng(seed)


@pytest.mark.parametrize("tier", [*TIERS, *CAUSES], ids=lambda tier: tier.name)
def test_the_same_draw_gives_the_same_photo_and_another_does_not(picture, tier):
    once, again, other = (perturb(picture, tier, draw(seed)) for seed in (1, 1, 2))
    assert once.shape == picture.shape
    assert once.dtype == np.uint8
    assert np.array_equal(once, again)
    assert not np.array_equal(once, other)


def test_without_nuisance_only_the_traces_of_jpeg_are_left(picture):
    same = perturb(picture, Tier("none"), draw())
    assert not np.array_equal(same, picture)
    assert np.abs(same.astype(int) - picture).mean() < 1.5


def test_wild_is_further_than_protocol_in_everything():
    for field in ("exposure_ev", "cast_left", "tone", "saturation", "gradient_ev",
                  "color_gradient", "turn_deg", "shift_px", "blur_px", "noise_levels"):  # fmt: skip
        assert getattr(WILD, field) > getattr(PROTOCOL, field)
    assert WILD.scale[0] < PROTOCOL.scale[0] < PROTOCOL.scale[1] < WILD.scale[1]
    assert WILD.jpeg_quality[0] < PROTOCOL.jpeg_quality[0]


def test_exposure_alone_multiplies_linear_light_within_its_range(picture):
    tier = Tier("exposure", exposure_ev=0.5)
    stops = []
    for seed in range(12):
        ratio = linear_from_srgb(perturb(picture, tier, draw(seed))).mean()
        stops.append(np.log2(ratio / linear_from_srgb(picture).mean()))
    assert max(np.abs(stops)) < 0.55
    assert np.ptp(stops) > 0.3


def test_light_that_is_wholly_balanced_away_leaves_no_cast():
    assert np.allclose(light_matrix(3000, 0.0), np.eye(3), atol=1e-9)


def test_warm_light_reddens_and_cool_light_does_not():
    white = np.ones(3)
    warm, cool = light_matrix(3000, 0.6) @ white, light_matrix(7500, 0.6) @ white
    assert warm[0] > warm[1] > warm[2]
    assert cool[0] < cool[1] < cool[2]
    assert warm[1] == pytest.approx(1.0)


def test_a_light_is_not_a_plain_gain_per_channel():
    matrix = light_matrix(3000, 0.6)
    assert np.abs(matrix - np.diag(np.diag(matrix))).max() > 0.005


def test_black_body_meets_the_published_chromaticity():
    # CIE illuminant A is a black body at 2856 K: x = 0.4476, y = 0.4074.
    xyz = black_body_xyz(2856)
    assert xyz[0] / xyz.sum() == pytest.approx(0.4476, abs=0.001)
    assert xyz[1] / xyz.sum() == pytest.approx(0.4074, abs=0.001)


def test_in_place_keeps_everything_but_the_move():
    assert WILD.moves
    assert not WILD.in_place().moves
    assert WILD.in_place().blur_px == WILD.blur_px


def test_pose_alone_moves_the_square_and_keeps_its_color(picture):
    moved = perturb(picture, nuisance.POSE_ALONE, draw(3))
    before, after = ((image.min(axis=-1) > 170) for image in (picture, moved))
    assert abs(int(after.sum()) / int(before.sum()) - 1) < 0.7
    shift = np.argwhere(after).mean(axis=0) - np.argwhere(before).mean(axis=0)
    assert np.abs(shift).max() > 1


def test_srgb_is_the_inverse_of_linear(picture):
    levels = nuisance.srgb_from_linear(linear_from_srgb(picture)) * 255
    assert np.abs(levels - picture).max() < 0.01


def test_before_rounding_each_level_lies_within_its_own_step():
    levels = np.arange(256, dtype=np.uint8).repeat(500).reshape(256, 500, 1)
    linear = nuisance.linear_before_rounding(levels, draw())
    again = np.round(nuisance.srgb_from_linear(linear) * 255).astype(int)
    assert np.abs(again - levels).max() <= 1
    assert (again == levels).mean() > 0.99
    assert linear[60].std() > 0


def test_a_small_change_of_light_moves_dark_skin_by_just_as_much():
    """Rounded twice, a flat dark colour would move by whole levels or not at all."""
    dark = np.full((200, 200, 3), (62, 40, 30), np.uint8)
    for factor in (1.01, 1.02, 1.03):
        brighter = nuisance.linear_before_rounding(dark, draw()) * np.float32(factor)
        levels = np.round(nuisance.srgb_from_linear(brighter) * 255).astype(np.uint8)
        mean = nuisance.linear_before_rounding(levels, draw(1)).mean(axis=(0, 1))
        start = nuisance.linear_before_rounding(dark, draw(2)).mean(axis=(0, 1))
        assert mean / start == pytest.approx(factor, abs=0.002)
