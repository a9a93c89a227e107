"""Photos without a card: none is found, and little time is lost."""

import numpy as np
import pytest

from skintrack.analysis.color_card import CardSearch, find_card, marker_bits
from skintrack.imaging.decode import decode_photo
from skintrack.model.card import marker_ids
from tests.helpers.shared_photos import every_photo, needs_photos


@needs_photos
@pytest.mark.parametrize("path", every_photo(), ids=lambda path: path.name)
def test_no_card_is_seen_in_a_photo_without_one(path):
    assert find_card(decode_photo(path).image) == CardSearch()


@pytest.mark.parametrize("seed", range(3))
def test_noise_and_plain_pictures_hold_no_card(seed):
    rng = np.random.default_rng(seed)
    noise = rng.integers(0, 256, (600, 800, 3), np.uint8)
    squares = np.kron(rng.integers(0, 2, (60, 80)) * 255, np.ones((10, 10))).astype(np.uint8)
    for picture in (noise, np.repeat(squares[..., None], 3, axis=2), np.zeros_like(noise)):
        assert find_card(picture).reading is None


@pytest.mark.parametrize("shape", [(1, 1, 3), (3, 40, 3), (40, 3, 3)])
def test_the_smallest_pictures_are_no_trouble(shape):
    assert find_card(np.full(shape, 128, np.uint8)) == CardSearch()


def test_a_marker_has_a_black_frame_and_no_two_are_alike():
    bits = [np.array(marker_bits(marker)) for marker in marker_ids(4711)]
    for pattern in bits:
        assert pattern.shape == (7, 7)
        frame = np.ones((7, 7), bool)
        frame[1:-1, 1:-1] = False
        assert not pattern[frame].any()
        assert pattern.any()
    assert len({pattern.tobytes() for pattern in bits}) == 4
