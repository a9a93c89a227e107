"""Other light on a photo: exact in linear light, and nothing else."""

import numpy as np

from skintrack.imaging.light_gain import gain_tables, with_gain
from skintrack.model.light import LightGain
from tests.helpers.synthetic_skin import srgb_from_linear


def test_no_gain_changes_nothing() -> None:
    levels = np.arange(256, dtype=np.uint8)
    assert (gain_tables(LightGain(1, 1, 1)) == levels).all()


def test_each_colour_is_multiplied_in_linear_light() -> None:
    linear = np.random.default_rng(1).uniform(0.02, 0.45, (20, 30, 3))
    gain = LightGain(1.8, 0.6, 1.1)
    wanted = srgb_from_linear(linear * np.array(gain)).astype(int)
    got = with_gain(srgb_from_linear(linear), gain).astype(int)
    assert np.abs(got - wanted).max() <= 2


def test_what_gets_brighter_than_white_is_white_and_the_photo_stays() -> None:
    image = np.full((2, 2, 3), 220, np.uint8)
    assert (with_gain(image, LightGain(3, 3, 3)) == 255).all()
    assert (image == 220).all()
