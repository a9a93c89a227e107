"""Known changes have the size that they claim."""

import numpy as np
import pytest

from validation import known_changes
from validation.known_changes import HAEMOGLOBIN, MELANIN, Cheek
from validation.photo_source import PhotoFace
from validation.shots import LEVELS, NEUTRAL, Shot


@pytest.fixture(scope="module")
def whole(face_image, face_mesh):
    return known_changes.cheek_mask(face_image.shape, face_mesh, Cheek.WHOLE)


@pytest.fixture(scope="module")
def middle(face_image, face_mesh):
    return known_changes.cheek_mask(face_image.shape, face_mesh, Cheek.MIDDLE)


@pytest.fixture(scope="module")
def face(face_image, face_mesh):
    return PhotoFace("drawn", face_image, face_mesh)


def test_the_middle_of_the_cheek_is_a_part_of_it(whole, middle):
    assert middle.max() > 0.99
    assert 0.3 < middle.sum() / whole.sum() < 0.8
    assert (middle > whole + 0.5).sum() < 0.1 * middle.sum()


def test_cheeks_lie_on_both_sides_of_the_nose(middle, face_mesh):
    nose = round(face_mesh.outline[4][0])
    assert middle[:, :nose].sum() == pytest.approx(middle[:, nose:].sum(), rel=0.3)
    assert middle[:, nose - 20 : nose + 20].sum() == 0


@pytest.mark.parametrize("vector", [HAEMOGLOBIN, MELANIN])
def test_a_pigment_adds_exactly_its_optical_density(vector):
    linear = np.full((4, 5, 3), 0.5, np.float32)
    density = np.full((4, 5), 0.04, np.float32)
    seen = known_changes.absorb(linear, density, vector)
    assert np.allclose(-np.log10(seen / linear), 0.04 * np.array(vector), atol=1e-5)
    assert np.allclose(-np.log10(seen[..., 1] / 0.5), 0.04, atol=1e-5)


def test_blood_is_not_what_the_metric_subtracts():
    # The metric is log R - log G; blood here takes from red too.
    assert HAEMOGLOBIN[0] > 0.1
    assert MELANIN[0] > 3 * HAEMOGLOBIN[0]


def test_marks_have_the_stated_radius_and_stay_on_the_cheeks(face_mesh, whole):
    marks = known_changes.spots(face_mesh, whole, seed=7)
    assert marks.max() == pytest.approx(1.0, abs=0.01)
    assert marks[whole < 0.01].max() < 0.9
    scale = known_changes.px_per_mm(face_mesh)
    # exp(-1) at the radius: the area of 40 marks of 0.7 to 1.6 mm, less where they overlap.
    area_mm2 = (marks > np.exp(-1)).sum() / scale**2
    assert 0.6 * 40 * np.pi * 1.15**2 < area_mm2 < 1.2 * 40 * np.pi * 1.2**2


def test_marks_are_the_same_for_the_same_seed(face_mesh, whole):
    first, again, other = (known_changes.spots(face_mesh, whole, seed) for seed in (1, 1, 2))
    assert np.array_equal(first, again)
    assert not np.array_equal(first, other)


def test_dents_are_as_deep_as_they_say(face_mesh, whole):
    along_x, along_y = known_changes.pits(face_mesh, whole, seed=9)
    # Of one dent the steepest place has 0.25 x sqrt(2 / e) = 0.21; some lie in one another.
    steepest = np.hypot(along_x, along_y).max()
    assert 0.20 < steepest < 0.65
    # Down one side and up the other.
    assert abs(along_x.sum()) < 0.01 * np.abs(along_x).sum()


def test_shading_of_flat_skin_changes_nothing_and_a_slope_to_the_light_is_brighter():
    linear = np.full((3, 3, 3), 0.4, np.float32)
    flat = np.zeros((3, 3), np.float32)
    assert np.array_equal(known_changes.shade(linear, (flat, flat), 1.0), linear)
    slope = np.full((3, 3), 0.2, np.float32)  # height rises downwards: it faces up, to the light
    assert known_changes.shade(linear, (flat, slope), 1.0).min() > 0.4
    assert known_changes.shade(linear, (flat, -slope), 1.0).max() < 0.4


def test_detail_is_scaled_by_its_factor_inside_the_cheeks_only(face_image, whole):
    base = known_changes.without_detail(face_image)
    same = known_changes.scale_detail(face_image, base, whole, 1.0)
    assert np.array_equal(same, face_image)
    more = known_changes.scale_detail(face_image, base, whole, 1.4)
    inside, outside = whole > 0.999, whole == 0
    assert np.array_equal(more[outside], face_image[outside])
    detail = face_image[inside] - base[inside]
    scaled = more[inside] - base[inside]
    assert np.std(scaled) / np.std(detail) == pytest.approx(1.4, abs=0.05)


@pytest.mark.parametrize("change", LEVELS)
def test_each_change_grows_with_its_level_and_is_nothing_at_its_neutral_one(
    face, face_image, change
):
    assert np.array_equal(face.picture(Shot(change, NEUTRAL.get(change, 0.0))), face_image)
    start = NEUTRAL.get(change, 0.0)
    above = [level for level in LEVELS[change] if level > start]
    sizes = [
        np.abs(face.picture(Shot(change, level)).astype(int) - face_image).sum() for level in above
    ]
    assert sizes == sorted(sizes)
    assert sizes[0] > 0
