"""How often the program is wrong: unchanged skin called changed, changes not found."""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from skintrack.model import Metric, Verdict
from validation import statistics
from validation.challenges import Against, ChallengeResult
from validation.faces import FaceResult
from validation.figures import repeat, value_of
from validation.readings import CHEEKS, Judgement, is_found

_CHEEKS = tuple(region.value for region in CHEEKS)


@dataclass(frozen=True)
class FalseVerdicts:
    """Judgements of unchanged skin.

    ``pairs`` counts judgements (pair, region); ``improved`` and ``worse`` are shares of those that
    were compared, ``withheld`` of all. ``noise`` is the median of the stated MDC95. ``low`` and
    ``high`` bound the share called either with 95 %; the regions of one pair count together.
    """

    metric: str
    tier: str
    pairs: int
    improved: float | None
    worse: float | None
    withheld: float | None
    noise: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True)
class Found:
    """Judgements of changes of twice an MDC95, half of them for the better.

    ``pairs`` counts judgements; ``beyond`` those that could not be made, since skin does not change
    so far. ``found`` is a share of those that were compared, ``withheld`` of all that were made;
    ``wrong_way`` called a change for the better one for the worse, or the other way round.
    ``low`` and ``high`` bound ``found`` with 95 %; the judgements of one photo count together.
    ``kept`` is how much of the change without nuisance is left under nuisance, and
    ``found_if_kept`` what would be found if all of it were left.
    """

    metric: str
    tier: str
    pairs: int
    beyond: int
    found: float | None
    low: float | None
    high: float | None
    wrong_way: float | None
    withheld: float | None
    kept: float | None
    found_if_kept: float | None


@dataclass(frozen=True)
class _Try:
    """One judgement of a known change, beside unchanged skin and the change without nuisance."""

    photo: object
    judgement: Judgement
    rises: bool
    drift: float | None
    plain: float | None

    @property
    def kept(self) -> float | None:
        """What is left of the change: what was read minus what unchanged skin read as well."""
        change = self.judgement.change
        return None if change is None or self.drift is None else change - self.drift

    @property
    def would_be_found(self) -> bool | None:
        """Whether it would be found if all of the change were left; None where nobody knows."""
        noise, plain, drift = self.judgement.noise, self.plain, self.drift
        if noise is None or plain is None or drift is None:
            return None
        return drift + plain > noise if self.rises else drift - plain < -noise


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
        (face.name, each)
        for face in results
        for pair in face.pairs
        for each in pair.judgements
        if each.metric == metric.value
        and each.after.tier == tier
        and (regions is None or each.region in regions)
        and (with_clean is None or (each.before.tier != tier) == with_clean)
    ]
    kept = [(name, each) for name, each in judged if each.verdict != Verdict.NOT_COMPARABLE]
    compared = [each for _, each in kept]
    low, high = statistics.bounds(
        [each.verdict != Verdict.WITHIN_NOISE for each in compared],
        [(name, each.before, each.after) for name, each in kept],
    )
    noises = sorted(each.noise for each in compared if each.noise is not None)
    return FalseVerdicts(
        metric=metric.value,
        tier=tier,
        pairs=len(judged),
        improved=_share(compared, Verdict.IMPROVED),
        worse=_share(compared, Verdict.WORSE),
        withheld=statistics.share(len(judged) - len(compared), len(judged)),
        noise=noises[len(noises) // 2] if noises else None,
        low=low,
        high=high,
    )


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


def found(
    results: Iterable[ChallengeResult],
    tier: str,
    metric: Metric,
    against: Against = Against.MEASURED,
) -> Found:
    """Count how many of the challenges of a tier were found."""
    of_tier = [
        each
        for each in results
        if (each.challenge.tier, each.challenge.metric) == (tier, metric.value)
        and each.challenge.against is against
    ]
    tries = [each for result in of_tier for each in _tries(result)]
    compared = [each for each in tries if each.judgement.verdict != Verdict.NOT_COMPARABLE]
    hits = [is_found(each.judgement, rises=each.rises) for each in compared]
    misled = sum(is_found(each.judgement, rises=not each.rises) for each in compared)
    low, high = statistics.bounds(hits, [each.photo for each in compared])
    known = [
        (abs(each.plain), each.kept if each.rises else -each.kept)
        for each in compared
        if each.plain is not None and each.kept is not None
    ]
    would = [each.would_be_found for each in compared if each.would_be_found is not None]
    plain, kept = (sum(part) for part in zip(*known, strict=True)) if known else (0.0, 0.0)
    return Found(
        metric=metric.value,
        tier=tier,
        pairs=len(tries),
        beyond=sum(2 * len(each.challenge.regions) for each in of_tier if each.judged is None),
        found=statistics.share(sum(hits), len(compared)),
        low=low,
        high=high,
        wrong_way=statistics.share(misled, len(compared)),
        withheld=statistics.share(len(tries) - len(compared), len(tries)),
        kept=kept / plain if plain else None,
        found_if_kept=statistics.share(sum(would), len(would)),
    )


def _tries(result: ChallengeResult) -> Iterator[_Try]:
    judged, metric = result.judged, result.challenge.metric
    if judged is None:
        return
    for region in result.challenge.regions:
        drift = judged.unchanged.change_of(metric, region)
        plain = judged.plain.change_of(metric, region)
        for pair, rises in ((judged.worse, True), (judged.better, False)):
            judgement = pair.of(metric, region)
            if judgement is not None:
                photo = result.face, judgement.after.draw
                yield _Try(photo, judgement, rises, drift, plain)


def _share(judged: Sequence[Judgement], verdict: Verdict) -> float | None:
    return statistics.share(sum(each.verdict == verdict for each in judged), len(judged))
