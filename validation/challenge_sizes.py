"""How large the known changes are that should be found: twice an MDC95, and twice which."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from skintrack.model import Measurement, Metric, PhotoAnalysis, RegionName
from skintrack.workflows.compare_photos import compare_analyses
from skintrack.workflows.pair_relation import RelatedPhoto
from skintrack.workflows.relate_anew import relate_anew
from validation.challenges import Against, Challenge
from validation.faces import FaceResult, FaceShots
from validation.nuisance import TIERS
from validation.readings import CHEEKS
from validation.shots import ANSWERS, Plan
from validation.verdicts import cheek_mdc95, false_verdicts

_CHEEKS = tuple(region.value for region in CHEEKS)
_TIMES_MDC95 = 2.0
_ROUNDS, _SETTLED = 40, 1e-3


def challenges(
    results: Sequence[FaceResult], shots: Sequence[FaceShots], plan: Plan
) -> dict[str, tuple[Challenge, ...]]:
    """Return, by face, changes of twice the MDC95: measured, stated, and stated for just that pair.

    The measured MDC95 is that of a single cheek, as a verdict is, pooled over all faces of the
    tier; the stated one is the median over the face's own unchanged pairs. The third is what the
    program states for one pair of photos and one cheek; it has as many as the plan says.
    """
    by_name = {face.name: face for face in shots}
    return {
        face.name: (*_of_all_pairs(face, results), *_of_own_pairs(by_name[face.name], plan))
        for face in results
    }


def _of_all_pairs(face: FaceResult, results: Sequence[FaceResult]) -> Iterator[Challenge]:
    for tier in (tier.name for tier in TIERS):
        for metric in Metric:
            sizes = {
                Against.MEASURED: cheek_mdc95(results, metric, tier),
                Against.STATED: false_verdicts([face], tier, metric, regions=_CHEEKS).noise,
            }
            change = ANSWERS[metric][0]
            for against, size in sizes.items():
                if size is not None and change in _changes_of(face):
                    yield Challenge(metric.value, change, _TIMES_MDC95 * size, tier, against)


def _changes_of(face: FaceResult) -> set[str]:
    return {reading.shot.change for reading in face.readings}


def _of_own_pairs(face: FaceShots, plan: Plan) -> Iterator[Challenge]:
    tried = {reading.shot.change for reading in face.readings}
    for tier in (tier.name for tier in TIERS):
        for shot, analysis in face.unchanged.get(tier, ())[: plan.own]:
            pair = _PairOfFace(face.clean, analysis)
            for metric in Metric:
                change = ANSWERS[metric][0]
                for region in CHEEKS if change in tried else ():
                    size = pair.twice_stated(metric, region)
                    if size is not None:
                        yield Challenge(
                            metric.value, change, size, tier, Against.OWN, region.value, shot.draw
                        )


class _PairOfFace:
    """Two photos of unchanged skin, and the noise that the program would state if it had changed.

    Parameters
    ----------
    before, after : PhotoAnalysis
    """

    def __init__(self, before: PhotoAnalysis, after: PhotoAnalysis) -> None:
        self._before, self._after = before, after
        self._related = relate_anew(before, after)

    def twice_stated(self, metric: Metric, region: RegionName) -> float | None:
        """Return the change that is twice its own MDC95; None where the pair is not compared.

        The noise of spots and relief is a share of their size, so it grows with the change.
        """
        size = 0.0
        for _ in range(_ROUNDS):
            noise = self._noise(metric, region, size)
            if noise is None:
                return None
            if abs(_TIMES_MDC95 * noise - size) <= _SETTLED * size:
                break
            size = _TIMES_MDC95 * noise
        return size

    def _noise(self, metric: Metric, region: RegionName, rise: float) -> float | None:
        def relate(
            before: PhotoAnalysis, after: PhotoAnalysis, *, same_view: bool | None = None
        ) -> RelatedPhoto:
            risen = tuple(
                _risen(each, rise) if (each.metric, each.region) == (metric, region) else each
                for each in self._related.analysis.measurements
            )
            return replace(
                self._related, analysis=replace(self._related.analysis, measurements=risen)
            )

        compared = compare_analyses(self._before, self._after, relate=relate)
        return next(
            (c.noise for c in compared.changes if (c.metric, c.region) == (metric, region)), None
        )


def _risen(measurement: Measurement, rise: float) -> Measurement:
    value = measurement.value
    return measurement if value is None else replace(measurement, value=value + rise)
