"""The fitted noise, on pairs whose noise is known."""

import ast

import numpy as np
import pytest

from skintrack.model import Metric, Verdict
from validation.faces import FaceResult
from validation.noise_table import CONDITIONS, as_source, fit_noise
from validation.readings import Judgement, Pair, Reading
from validation.shots import Shot
from validation.verdicts import false_verdicts, found

PAIRS = 1500


def pair(tier, unlike, change, noise=1.0, before=None):
    verdict = Verdict.WITHIN_NOISE
    if abs(change) > noise:
        verdict = Verdict.IMPROVED if change < 0 else Verdict.WORSE
    shots = (before or Shot(tier=tier), Shot(tier=tier, draw=1))
    judgement = Judgement(*shots, "redness", "nose", 2.0, change, noise, verdict.value)
    return Pair(dict.fromkeys(CONDITIONS, 0.0) | unlike, (judgement,))


def face_with(pairs):
    nothing = Reading(Shot(), {}, {}, {})
    return FaceResult("face", "tone", nothing, (), tuple(pairs))


@pytest.fixture(scope="module")
def model():
    """Fit noise of 0.5, four times the variance where the exposure differs by 0.2."""
    rng = np.random.default_rng(4)
    pairs = []
    for tier, widest in (("protocol", 0.05), ("wild", 0.6)):
        for _ in range(PAIRS):
            unlike = rng.uniform(-widest, widest)
            change = 0.5 * np.sqrt(1 + 3 * (unlike / 0.2) ** 2) * rng.standard_normal()
            pairs.append(pair(tier, {"face_log_luminance": unlike}, change))
    fitted = fit_noise([face_with(pairs)], Metric.REDNESS)
    assert fitted is not None
    return fitted


def test_the_noise_that_was_put_in_comes_out(model):
    assert model.base["nose"] == pytest.approx(0.5, rel=0.1)
    assert model.weights["face_log_luminance"] == pytest.approx(np.sqrt(3) / 0.2, rel=0.15)
    assert sum(model.weights.values()) < 1.2 * model.weights["face_log_luminance"]
    assert model.factor == pytest.approx(1.96, rel=0.1)


def test_few_unchanged_pairs_of_each_tier_lie_beyond_it(model):
    for improved, worse in model.wrong.values():
        assert improved <= 0.0255
        assert worse <= 0.0255


def test_without_weights_the_tiers_need_noise_of_their_own(model):
    assert model.by_tier["protocol"]["nose"] < 1.3
    assert model.by_tier["wild"]["nose"] > 2.0


def test_it_can_be_pasted(model):
    table = ast.parse(as_source([model])).body[0]
    assert isinstance(table, ast.Assign)
    pasted = ast.literal_eval(table.value)
    assert pasted["redness"]["nose"] == pytest.approx(model.base["nose"] * model.factor, rel=0.01)


def test_too_few_pairs_give_no_noise():
    assert fit_noise([face_with([pair("wild", {}, 0.1)] * 5)], Metric.REDNESS) is None


def test_false_verdicts_are_counted_of_those_that_were_compared():
    withheld = Pair({}, (
        Judgement(Shot(), Shot(tier="wild"), "redness", "nose", 1.0, None, None,
                  Verdict.NOT_COMPARABLE.value),
    ))  # fmt: skip
    pairs = [pair("wild", {}, change) for change in (-1.5, 0.2, 0.3, 1.5, 2.0)]
    counted = false_verdicts([face_with([*pairs, withheld])], "wild", Metric.REDNESS)
    assert counted.pairs == 6
    assert counted.improved == pytest.approx(1 / 5)
    assert counted.worse == pytest.approx(2 / 5)
    assert counted.withheld == pytest.approx(1 / 6)
    assert counted.noise == 1.0


def test_nothing_compared_is_not_nothing_wrong():
    counted = false_verdicts([face_with([])], "wild", Metric.REDNESS)
    assert (counted.improved, counted.worse, counted.noise) == (None, None, None)


def test_nothing_tried_is_not_nothing_found():
    assert found([], "wild", Metric.REDNESS).found is None
