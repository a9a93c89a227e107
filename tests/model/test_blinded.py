"""The result of a blinded comparison, and what chance alone would do."""

from datetime import UTC, datetime, timedelta
from fractions import Fraction
from itertools import product

import pytest

from skintrack.model import BlindedResult, BlindedTrial, Choice, CourseId, PhotoId, Rater, TrialId
from skintrack.model.blinded import chance_of_at_least, results_of
from skintrack.model.blinded_text import chance_sentence, rest_sentence, result_sentence

BEGAN = datetime(2026, 5, 1, 10, tzinfo=UTC)


def result(later: int, earlier: int, undecided: int = 0) -> BlindedResult:
    return BlindedResult(BEGAN, Rater.PATIENT, later, earlier, undecided)


@pytest.mark.parametrize("throws", range(1, 9))
def test_the_chance_is_that_of_counting_every_outcome(throws):
    outcomes = [sum(each) for each in product((0, 1), repeat=throws)]
    for hits in range(throws + 1):
        as_good = sum(outcome >= hits for outcome in outcomes)
        assert chance_of_at_least(hits, throws) == Fraction(as_good, len(outcomes))


def test_what_could_not_be_told_apart_does_not_count_as_a_throw():
    assert result(6, 1, undecided=1).chance == chance_of_at_least(6, 7)
    assert result(6, 1, undecided=1).trials == 8
    assert result(0, 0, undecided=4).chance is None


def trial(minutes: int, choice: Choice | None, rater: Rater = Rater.PATIENT) -> BlindedTrial:
    began = BEGAN + timedelta(minutes=minutes)
    one, two = PhotoId("a" * 16), PhotoId("b" * 16)
    return BlindedTrial(TrialId(1), CourseId(1), began, one, two, True, choice, rater, began)


def test_each_round_has_its_own_result():
    found = results_of(
        [
            trial(60, Choice.LATER, Rater.OTHER),
            trial(0, Choice.LATER),
            trial(0, None),
            trial(0, Choice.EARLIER),
        ]
    )
    assert [(each.rater, each.later, each.earlier, each.undecided) for each in found] == [
        (Rater.PATIENT, 1, 1, 1),
        (Rater.OTHER, 1, 0, 0),
    ]


@pytest.mark.parametrize(
    ("counts", "says"),
    [
        ((7, 1), "The later photo was chosen in 7 of 8 pairs."),
        ((1, 0), "The later photo was chosen in 1 of 1 pair."),
        ((6, 1, 1), "The later photo was chosen in 6 of 8 pairs."),
    ],
)
def test_the_result_is_k_of_n(counts, says):
    assert result_sentence(result(*counts)) == says


def test_the_rest_is_said_too():
    assert rest_sentence(result(6, 1, 1)) == (
        "The earlier photo was chosen in 1; 1 could not be told apart."
    )


@pytest.mark.parametrize(
    ("counts", "part"),
    [
        ((7, 1), "in about 4 of 100"),
        ((12, 0), "fewer than 1 of 100"),
        ((1, 7), "nearly every"),
        ((0, 8), "every such round"),
        ((0, 0, 3), "nothing to reckon"),
    ],
)
def test_chance_is_said_as_a_share_of_rounds(counts, part):
    assert part in chance_sentence(result(*counts))
