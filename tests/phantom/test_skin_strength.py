import numpy as np
import pytest

from skintrack.analysis.measure import measure_face
from skintrack.analysis.texture import REFERENCE_SHARPNESS, texture_at_sharpness

# Twelve real photos, measured by the same function: ln RMS of the fine band on cheeks and face,
# from -5.00 to -4.26. Rendered skin may be an eighth smoother: it has no vellus hair.
_REAL_MIN, _REAL_MAX = -5.13, -4.26


def _texture(photo, mesh):
    measured = measure_face(photo.image, mesh)
    sharpness = measured.conditions.sharpness
    assert sharpness is not None
    uncorrected = []
    for region in ("right_cheek", "left_cheek", "face"):
        texture = measured.values[region]["texture"]
        assert texture is not None
        # The bounds are of uncorrected texture.
        uncorrected.append(texture_at_sharpness(texture, REFERENCE_SHARPNESS, sharpness))
    return uncorrected


@pytest.mark.parametrize("seed", [0, 3])
def test_plain_skin_is_as_rough_as_on_real_photos(seed, plain_photo, mesh_of):
    photo = plain_photo(seed, "front")
    assert all(_REAL_MIN < value < _REAL_MAX for value in _texture(photo, mesh_of(photo)))


@pytest.mark.slow
def test_plain_skin_of_every_tone_is_as_rough_as_on_real_photos(plain_photo, mesh_of):
    for seed in range(6):
        photo = plain_photo(seed, "front")
        assert all(_REAL_MIN < value < _REAL_MAX for value in _texture(photo, mesh_of(photo)))


def test_photos_are_of_the_promised_size_and_hardly_clipped(plain_photo):
    image = plain_photo(0, "front").image
    assert image.shape == (1600, 1200, 3)
    assert image.dtype == np.uint8
    assert (image.max(axis=-1) >= 254).mean() < 0.01
    face = image[600:1000, 400:800]
    assert 90 < face[..., 1].mean() < 200
