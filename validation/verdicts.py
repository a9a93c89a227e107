"""How often the program is wrong: unchanged skin called changed, changes not found."""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from skintrack.model import Metric, Verdict
from validation import statistics
from validation.faces import Against, Challenge, FaceResult
from validation.figures import clean_answers, repeat, value_of
from validation.nuisance import TIERS
from validation.readings import CHEEKS, Judgement, Pair, is_found
from validation.shots import ANSWERS, NEUTRAL

ChallengeResult = tuple[Challenge, Pair, Pair]
_CHEEKS = tuple(region.value for region in CHEEKS)
_TIMES_MDC95 = 2.0


@dataclass(frozen=True)
class FalseVerdicts:
    """Judgements of unchanged skin.

    ``pairs`` counts judgements (pair, region); ``improved`` and ``worse`` are shares of those that
    were compared, ``withheld`` of all. ``noise`` is the median of the stated MDC95.
    """

    metric: str
    tier: str
    pairs: int
    improved: float | None
    worse: float | None
    withheld: float | None
    noise: float | None


@dataclass(frozen=True)
class Found:
    """Judgements of changes of twice an MDC95, half of them for the better.

    ``found`` is a share of those that were compared, ``withheld`` of all; ``wrong_way`` called a
    change for the better one for the worse, or the other way round.
    """

    metric: str
    tier: str
    pairs: int
    found: float | None
    wrong_way: float | None
    withheld: float | None


def false_verdicts(
    results: Iterable[FaceResult],
    tier: str,
    metric: Metric,
    *,
    regions: Sequence[str] | None = None,
    with_clean: bool | None = None,
) -> FalseVerdicts:
    """Count the verdicts on unchanged skin.

    Parameters
    ----------
    results : iterable of FaceResult
    tier : str
    metric : Metric
    regions : sequence of str, optional
        All without it.
    with_clean : bool, optional
        Only pairs whose earlier photo is (or is not) the unperturbed one; without it, all.
    """
    judged = [
        each
        for face in results
        for pair in face.pairs
        for each in pair.judgements
        if each.metric == metric.value
        and each.after.tier == tier
        and (regions is None or each.region in regions)
        and (with_clean is None or (each.before.tier != tier) == with_clean)
    ]
    compared = [each for each in judged if each.verdict != Verdict.NOT_COMPARABLE]
    noises = sorted(each.noise for each in compared if each.noise is not None)
    return FalseVerdicts(
        metric=metric.value,
        tier=tier,
        pairs=len(judged),
        improved=_share(compared, Verdict.IMPROVED),
        worse=_share(compared, Verdict.WORSE),
        withheld=statistics.share(len(judged) - len(compared), len(judged)),
        noise=noises[len(noises) // 2] if noises else None,
    )


def challenges(results: Sequence[FaceResult]) -> dict[str, tuple[Challenge, ...]]:
    """Return, by face, changes of twice the MDC95: of the measured one, and of the stated one.

    The measured MDC95 is that of a single cheek, as a verdict is, pooled over all faces of the
    tier; the stated one is the median over the face's own unchanged pairs. How strong a change must
    be for it in either cheek is read off the face's own answer without nuisance.
    """
    return {face.name: tuple(_challenges_of(face, results)) for face in results}


def _challenges_of(face: FaceResult, results: Sequence[FaceResult]) -> Iterator[Challenge]:
    for tier in (tier.name for tier in TIERS):
        for metric in Metric:
            sizes = {
                Against.MEASURED: cheek_mdc95(results, metric, tier),
                Against.STATED: false_verdicts([face], tier, metric, regions=_CHEEKS).noise,
            }
            for against, size in sizes.items():
                level = None if size is None else _level(face, metric, size)
                if level is not None:
                    yield Challenge(metric.value, ANSWERS[metric][0], level, tier, against)


def cheek_mdc95(results: Sequence[FaceResult], metric: Metric, tier: str) -> float | None:
    """Return the measured MDC95 of one cheek (RMS over both), in the unit of the metric."""
    errors = [
        repeat(results, value_of(metric, place), (metric.value, place), tier).sem
        for place in _CHEEKS
    ]
    rms = statistics.root_mean_square([error for error in errors if error is not None])
    return None if rms is None else statistics.mdc95(rms)


def pair_mdc95(results: Iterable[FaceResult], metric: Metric, tier: str) -> float | None:
    """Return the MDC95 of one cheek over all unchanged pairs that are compared, in its unit."""
    changes = [
        each.change
        for face in results
        for pair in face.pairs
        for each in pair.judgements
        if (each.metric, each.after.tier) == (metric.value, tier)
        and each.region in _CHEEKS
        and each.verdict != Verdict.NOT_COMPARABLE
        and each.change is not None
    ]
    rms = statistics.root_mean_square(changes)
    return None if rms is None else statistics.mdc95(rms / math.sqrt(2))


def _level(face: FaceResult, metric: Metric, size: float) -> float | None:
    change = ANSWERS[metric][0]
    start = NEUTRAL.get(change, 0.0)
    levels = [
        level_of_answer(
            clean_answers(face, value_of(metric, place), change), start, _TIMES_MDC95 * size
        )
        for place in _CHEEKS
    ]
    known = [level for level in levels if level is not None]
    # In the cheek that answers less, too: a change of half the size there proves nothing.
    return round(max(known), 6) if known else None


def level_of_answer(
    answers: Sequence[tuple[float, float]], start: float, wanted: float
) -> float | None:
    """Return the level at which a metric has risen by so much, or None where it does not rise.

    An answer need not be straight, so it is read between the levels that were tried, and beyond
    the last one along the last stretch.

    Parameters
    ----------
    answers : sequence of (level, reading)
        Without nuisance.
    start : float
        The level that changes nothing; only what lies above it is used.
    wanted : float
        Rise of the reading, above 0.
    """
    above = sorted(each for each in answers if each[0] >= start)
    if not above or above[0][0] != start:
        return None
    goal = above[0][1] + wanted
    stretches = list(pairwise(above))
    for (low, weak), (high, strong) in stretches:
        is_last = (high, strong) == above[-1]
        if strong > weak and (strong >= goal or is_last):
            return low + (high - low) * (goal - weak) / (strong - weak)
    return None


def found(
    results: Iterable[ChallengeResult],
    tier: str,
    metric: Metric,
    against: Against = Against.MEASURED,
) -> Found:
    """Count how many of the challenges of a tier were found."""
    judged = [
        (each, rises)
        for challenge, worse, better in results
        if (challenge.tier, challenge.metric, challenge.against) == (tier, metric.value, against)
        for pair, rises in ((worse, True), (better, False))
        for each in pair.judgements
        if each.metric == metric.value and each.region in _CHEEKS
    ]
    compared = [each for each in judged if each[0].verdict != Verdict.NOT_COMPARABLE]
    hits = sum(is_found(each, rises=rises) for each, rises in compared)
    misled = sum(is_found(each, rises=not rises) for each, rises in compared)
    return Found(
        metric=metric.value,
        tier=tier,
        pairs=len(judged),
        found=statistics.share(hits, len(compared)),
        wrong_way=statistics.share(misled, len(compared)),
        withheld=statistics.share(len(judged) - len(compared), len(judged)),
    )


def _share(judged: Sequence[Judgement], verdict: Verdict) -> float | None:
    return statistics.share(sum(each.verdict == verdict for each in judged), len(judged))
