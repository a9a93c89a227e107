"""Errors by skin tone, on changes whose size is known."""

from itertools import combinations

import numpy as np
import pytest

from skintrack.model import Metric, Verdict
from validation import tone_errors
from validation.faces import FaceResult
from validation.readings import Judgement, Pair, Reading
from validation.shots import Change, Shot
from validation.shown_color import ShownBlood
from validation.tone_errors import a_star_per_od, ratio_by_chance, tone_rows

CHEEKS = "right_cheek", "left_cheek"
LEVELS = 0.02, 0.04, 0.08
SLOPE = 25.0  # EI per OD
DRAWS = 10


def reading(shot, value):
    return Reading(shot, {"redness": {"cheeks": value}}, {}, {})


def face_of(name, errors, shown=None):
    """Return a face whose draws read as said: errors (draws, cheeks) beside a clean photo of 0."""
    values = np.vstack([np.zeros((1, 2)), errors])
    shots = [Shot(), *(Shot(tier="wild", draw=draw) for draw in range(len(errors)))]
    pairs = []
    for (one, first), (other, second) in combinations(enumerate(values), 2):
        judgements = tuple(
            Judgement(shots[one], shots[other], "redness", region, 0.0, change, 1.0,
                      Verdict.WITHIN_NOISE.value)
            for region, change in zip(CHEEKS, second - first, strict=True)
        )  # fmt: skip
        pairs.append(Pair({}, judgements))
    changed = tuple(reading(Shot(Change.CHEEKS, level), SLOPE * level) for level in LEVELS)
    return FaceResult(name, name[:6], reading(Shot(), 0.0), changed, tuple(pairs), shown)


def tones(scale, *, seed=0, count=6, shared=0.0):
    """Return faces of so many tones; the last tone errs by ``scale`` times the others."""
    rng = np.random.default_rng(seed)
    common = rng.standard_normal((DRAWS, 2))
    faces = {}
    for tone in range(count):
        errors = shared * common + np.sqrt(1 - shared**2) * rng.standard_normal((DRAWS, 2))
        errors *= 0.1 * (scale if tone == count - 1 else 1)
        faces[f"tone {tone + 1}"] = [face_of(f"tone {tone + 1}, face 1", errors)]
    return faces


def chance(by_tone) -> float:
    ratio = ratio_by_chance(by_tone, Metric.REDNESS, "wild")
    assert ratio is not None
    return ratio


def observed(by_tone) -> float:
    ratio = tone_rows(by_tone, Metric.REDNESS, "wild")[0].worst_over_best
    assert ratio is not None
    return ratio


def test_the_error_is_given_in_each_unit():
    rng = np.random.default_rng(1)
    errors = 0.1 * rng.standard_normal((DRAWS, 2))
    by_tone = {
        "light": [face_of("light, face 1", errors, ShownBlood(20.0, 45.0))],
        "dark": [face_of("dark, face 1", 2 * errors, ShownBlood(10.0, 20.0))],
    }
    own, seen, known = tone_rows(by_tone, Metric.REDNESS, "wild")
    assert (own.unit, seen.unit, known.unit) == ("EI", "a*", "OD")
    assert np.array(known.sizes) == pytest.approx(np.array(own.sizes) / SLOPE)
    assert np.array(seen.sizes) == pytest.approx(np.array(known.sizes) * (20, 10))
    assert own.worst_over_best == pytest.approx(2)
    assert seen.worst_over_best == pytest.approx(1)


def test_marks_are_seen_as_fully_red_skin_and_redness_as_the_mean_cheek():
    face = face_of("dark, face 1", np.zeros((2, 2)), ShownBlood(10.0, 20.0))
    assert a_star_per_od([face], Metric.REDNESS) == 10.0
    assert a_star_per_od([face], Metric.REDNESS_SPOTS) == 20.0
    assert a_star_per_od([face_of("dark, face 1", np.zeros((2, 2)))], Metric.REDNESS) is None


def test_a_change_that_was_not_tried_has_no_rows():
    assert tone_rows(tones(1), Metric.RELIEF, "wild") == []


class TestByChance:
    @pytest.fixture(autouse=True)
    def fewer_trials(self, monkeypatch):
        monkeypatch.setattr(tone_errors, "_DRAWS", 300)

    def test_equal_tones_stay_below_it_about_as_often_as_said(self):
        runs = [tones(1, seed=seed) for seed in range(20)]
        assert sum(observed(run) <= chance(run) for run in runs) >= 16

    def test_it_does_not_grow_with_a_tone_that_errs_more(self):
        assert chance(tones(4)) == pytest.approx(chance(tones(1)), rel=0.01)
        assert observed(tones(4)) > 2 * chance(tones(4))

    def test_the_same_scenes_for_all_leave_less_to_chance(self):
        assert chance(tones(1, shared=0.98)) < chance(tones(1))

    def test_a_tone_without_pairs_leaves_it_open(self):
        by_tone = tones(1) | {"none": [face_of("none, face 1", np.zeros((0, 2)))]}
        assert ratio_by_chance(by_tone, Metric.REDNESS, "wild") is None
