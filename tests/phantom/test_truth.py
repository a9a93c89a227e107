import numpy as np
import pytest

from skintrack.analysis.measure import measure_face
from skintrack.phantom.lesions import SkinDay

_STRENGTHS = (0.0, 0.5, 1.0)


@pytest.fixture(scope="module")
def values_by_strength(photo_of_day, mesh_of):
    photos = [photo_of_day(0, SkinDay(spots=s, scars=s)) for s in _STRENGTHS]
    return [measure_face(photo.image, mesh_of(photo)).values["face"] for photo in photos]


@pytest.mark.parametrize("metric", ["redness_spots", "texture", "relief"])
def test_scores_rise_with_the_strength_of_the_lesions(values_by_strength, metric):
    none, half, full = (values[metric] for values in values_by_strength)
    assert none < half < full
    assert full - none > 0.1 * abs(none) or metric == "texture"


def test_redness_of_the_cheeks_follows_their_haemoglobin(photo_of_day, mesh_of):
    steps = (0.0, 0.06)
    photos = [photo_of_day(0, SkinDay(spots=0, scars=0, cheeks=step)) for step in steps]
    measured, true = [], []
    for photo in photos:
        values = measure_face(photo.image, mesh_of(photo)).values
        measured.append(float(values["right_cheek"]["redness"] or 0.0))
        x, y = np.add(photo.truth.landmarks[145], (-30, 110)).astype(int)
        true.append(photo.truth.haemoglobin[y - 20 : y + 20, x - 20 : x + 20].mean())
    assert true[1] - true[0] > 0.03
    # 74 EI per unit of density by the channel weights; the regions are wider than the red patch.
    assert 1.0 < measured[1] - measured[0] < 74 * (true[1] - true[0]) * 1.2


def test_truth_maps_follow_the_lesions_and_nothing_else(photo_of_day):
    none, full = (photo_of_day(0, SkinDay(spots=s, scars=s)).truth for s in (0.0, 1.0))
    np.testing.assert_array_equal(none.melanin, full.melanin)
    np.testing.assert_array_equal(none.skin, full.skin)
    added = full.haemoglobin - none.haemoglobin
    assert added.min() >= 0
    assert 0.1 < added.max() < 0.7
    assert 0.002 < (added > 0.02).sum() / (none.skin > 0.9).sum() < 0.1
    assert full.relief.min() < none.relief.min() - 0.1


def test_skin_is_marked_on_the_face_only(plain_photo):
    truth = plain_photo(0, "front").truth
    chin, brow = truth.landmarks[152], truth.landmarks[33]
    assert truth.skin[int(chin[1]) - 60, int(chin[0])] == pytest.approx(1.0)
    assert truth.skin[0, 0] == 0  # the wall
    assert truth.skin[1500, 600] < 0.01  # the shirt
    assert truth.skin[int(brow[1]) - 260, 600] < 0.01  # the headband
    eye = np.mean([truth.landmarks[159], truth.landmarks[145]], axis=0).astype(int)
    assert truth.skin[eye[1], eye[0]] < 0.01


def test_outlines_are_blended_and_not_stepped(plain_photo):
    skin = plain_photo(3, "front").truth.skin[820:1100, :600]  # the jaw against the wall
    first_full = (skin > 0.95).argmax(axis=1)
    before = skin[np.arange(len(skin)), first_full - 1]
    assert ((before > 0.1) & (before < 0.9)).mean() > 0.25
