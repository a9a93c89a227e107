"""Skin is found again at a known place, or refused."""

import numpy as np
import pytest

from skintrack.analysis.canonical_frame import transform_points
from skintrack.analysis.features import find_features
from skintrack.analysis.registration import (
    NotRegistered,
    Registration,
    from_anchors,
    refine_anchors,
    register,
)
from tests.helpers.body_skin import body, photo, square, way

OUTLINE = square((350, 350), 320)


@pytest.fixture(scope="module")
def skin():
    return body()


@pytest.fixture(scope="module")
def reference(skin):
    start = way(0, 1, (0, 0), 700)
    return find_features(photo(skin, start)), start


def miss(found, start, place):
    """Return how far the outline lies from where it is, in its longer sides."""
    back = np.linalg.inv(np.vstack([start, [0, 0, 1]]))[:2]
    there = transform_points(transform_points(OUTLINE, back), place)
    here = transform_points(there, found.similarity)
    return float(np.sqrt(((here - OUTLINE) ** 2).sum(axis=1).mean())) / 320


@pytest.mark.parametrize(
    ("seen", "light"),
    [
        ((0, 1, (0, 0)), (1, 1, 1)),
        ((180, 1, (0.05, -0.05)), (0.6, 0.6, 0.6)),
        ((-70, 0.6, (0, 0.1)), (1.1, 0.9, 0.7)),
        ((25, 1.6, (0, 0)), (0.8, 0.9, 1.0)),
    ],
)
def test_skin_is_found_again_turned_and_at_another_size(skin, reference, seen, light):
    features, start = reference
    turn_deg, scale, shift = seen
    place = way(turn_deg, scale, shift, 700)
    found = register(find_features(photo(skin, place, light=light)), features, OUTLINE)
    assert isinstance(found, Registration)
    assert miss(found, start, place) < 0.005
    assert found.correlation is not None
    assert found.correlation > 0.5
    assert found.reprojection_error < 0.02


def test_other_skin_is_refused(reference):
    other = find_features(photo(body(seed=2), way(0, 1, (0, 0), 700)))
    assert isinstance(register(other, reference[0], OUTLINE), NotRegistered)


def test_a_familiar_wall_carries_no_other_skin(reference, skin):
    """The surroundings are the same to the pixel; the skin inside the outline is another's."""
    pixels = photo(skin, way(0, 1, (0, 0), 700))
    other = photo(body(seed=2), way(0, 1, (0, 0), 700))
    pixels[180:520, 180:520] = other[180:520, 180:520]
    found = register(find_features(pixels), reference[0], OUTLINE)
    assert isinstance(found, NotRegistered)
    assert found.reason == "skin_differs"


def test_a_region_that_is_cut_off_is_refused(skin, reference):
    found = register(find_features(photo(skin, way(0, 1, (0.6, 0), 700))), reference[0], OUTLINE)
    assert isinstance(found, NotRegistered)


def test_a_blank_photo_has_no_features(reference):
    blank = find_features(np.full((700, 700, 3), 150, np.uint8))
    found = register(blank, reference[0], OUTLINE)
    assert found == NotRegistered("few_features", 0.0)


def test_a_large_photo_is_registered_in_its_own_pixels(skin, reference):
    features, start = reference
    place = way(10, 2.0, (0, 0), 1400)
    found = register(find_features(photo(skin, place, 1400)), features, OUTLINE)
    assert isinstance(found, Registration)
    assert miss(found, start, place) < 0.005


def test_anchors_give_the_similarity_that_fits_them_best():
    similarity = np.array([[0.8, -0.3, 12.0], [0.3, 0.8, -7.0]])
    points = np.array([[0, 0], [100, 10], [40, 90.0]])
    found = from_anchors(points, transform_points(points, similarity))
    assert isinstance(found, Registration)
    np.testing.assert_allclose(found.similarity, similarity, atol=1e-9)
    assert found.reprojection_error == pytest.approx(0, abs=1e-9)
    shaken = points + np.array([[0, 0], [0, 3], [0, 0.0]])
    rough = from_anchors(shaken, transform_points(points, similarity))
    assert isinstance(rough, Registration)
    assert rough.reprojection_error > 0.005


def test_anchors_on_one_spot_tell_nothing():
    spot = np.array([[5, 5], [5, 5.0]])
    found = from_anchors(spot, np.array([[1, 1], [9, 9.0]]))
    assert isinstance(found, NotRegistered)
    assert found.reason == "anchors_coincide"


def test_the_skin_refines_anchors_set_by_hand(skin, reference):
    features, start = reference
    place = way(15, 1.1, (0, 0), 700)
    back = np.linalg.inv(np.vstack([start, [0, 0, 1]]))[:2]
    here = np.array([[250, 250], [450, 260], [350, 450.0]])
    there = transform_points(transform_points(here, back), place)
    clicked = there + np.array([[4, -3], [-4, 4], [3, 3.0]])
    by_hand = from_anchors(clicked, here)
    assert isinstance(by_hand, Registration)
    refined = refine_anchors(by_hand, find_features(photo(skin, place)), features, OUTLINE)
    assert refined.correlation is not None
    assert miss(refined, start, place) < 0.5 * miss(by_hand, start, place)


def test_where_the_skin_does_not_agree_the_hand_is_right(reference):
    other = find_features(photo(body(seed=2), way(0, 1, (0, 0), 700)))
    spots = np.array([[200, 200], [500, 210.0]])
    by_hand = from_anchors(spots + 40, spots)
    assert isinstance(by_hand, Registration)
    assert refine_anchors(by_hand, other, reference[0], OUTLINE) is by_hand
