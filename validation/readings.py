"""What is read from one shot, and what is said of two: plain numbers that can be stored."""

from dataclasses import asdict, dataclass

import numpy as np
from numpy.typing import NDArray

from skintrack.model import Metric, PhotoAnalysis, RegionName, Verdict
from skintrack.workflows.analyse_photos import analyse_image
from skintrack.workflows.compare_photos import compare_analyses
from skintrack.workflows.face_finders import FaceFinders
from validation.face_source import FaceSource
from validation.peers import read_peers
from validation.shots import Shot

BOTH_CHEEKS = "cheeks"
CHEEKS = (RegionName.RIGHT_CHEEK, RegionName.LEFT_CHEEK)
REGIONS = (
    *CHEEKS, RegionName.FOREHEAD, RegionName.NOSE, RegionName.CHIN, RegionName.FACE,
)  # fmt: skip
PLACES = (BOTH_CHEEKS, *(region.value for region in REGIONS))
_NO_HASH = "0" * 64
Taken = tuple[Shot, PhotoAnalysis]
"""A shot and what the program found in it, measured on its own."""


@dataclass(frozen=True)
class Reading:
    """One shot as the program read it.

    Attributes
    ----------
    shot : Shot
    values : dict of str to dict of str to (float or None)
        Metric to place (``PLACES``) to value; None where it was withheld.
    peers : dict of str to float
    reasons : dict of str to list of str
        Metric to the codes of the issues that withhold it everywhere.
    """

    shot: Shot
    values: dict[str, dict[str, float | None]]
    peers: dict[str, float]
    reasons: dict[str, list[str]]


@dataclass(frozen=True)
class Judgement:
    """What the program says of two photos about one metric in one region.

    ``before`` and ``after`` are the shots, ``baseline`` the value of the earlier one, ``noise`` the
    MDC95 that the program states.
    """

    before: Shot
    after: Shot
    metric: str
    region: str
    baseline: float | None
    change: float | None
    noise: float | None
    verdict: str


@dataclass(frozen=True)
class Pair:
    """Two photos of one face: every judgement, and how unlike the photos are.

    ``unlike`` is the later minus the earlier of each capture condition; of the eye distance, the
    natural logarithm of their ratio.
    """

    unlike: dict[str, float | None]
    judgements: tuple[Judgement, ...]

    def of(self, metric: str, region: str) -> Judgement | None:
        """Return what is said of a metric in a region; None where it was not measured."""
        return next((j for j in self.judgements if (j.metric, j.region) == (metric, region)), None)

    def change_of(self, metric: str, region: str) -> float | None:
        """Return the change of a metric in a region; None where it is withheld."""
        judgement = self.of(metric, region)
        return None if judgement is None else judgement.change


def analyse(
    image: NDArray[np.uint8], finders: FaceFinders, baseline: PhotoAnalysis | None = None
) -> PhotoAnalysis:
    """Measure a picture by the program's own public path."""
    return analyse_image(image, _NO_HASH, finders, baseline=baseline)


def read_shot(shot: Shot, image: NDArray[np.uint8], analysis: PhotoAnalysis) -> Reading:
    """Return what was read from one picture."""
    return Reading(
        shot,
        {metric.value: _by_place(analysis, metric) for metric in Metric},
        read_peers(image),
        {metric.value: _reasons(analysis, metric) for metric in Metric},
    )


def measure(face: FaceSource, shot: Shot, finders: FaceFinders) -> Taken:
    """Take one picture of a face and measure it on its own."""
    return shot, analyse(face.picture(shot), finders)


def judge(before: Taken, after: Taken) -> Pair:
    """Return what the program says of two measured photos."""
    comparison = compare_analyses(before[1], after[1])
    judgements = tuple(
        Judgement(
            before[0], after[0], each.metric.value, each.region.value,
            each.before, each.change, each.noise, each.verdict.value,
        )
        for each in comparison.changes
        if not _is_never_compared(each.metric, each.region)
    )  # fmt: skip
    return Pair(_unlike(before[1], after[1]), judgements)


def is_found(judgement: Judgement, *, rises: bool) -> bool:
    """Whether a known change was called by its name."""
    return judgement.verdict == (Verdict.WORSE if rises else Verdict.IMPROVED)


def _is_never_compared(metric: Metric, region: RegionName) -> bool:
    """Redness of the whole face needs a colour card; it would count as withheld every time."""
    return metric is Metric.REDNESS and region is RegionName.FACE


def _by_place(analysis: PhotoAnalysis, metric: Metric) -> dict[str, float | None]:
    values: dict[str, float | None] = {
        region.value: analysis.value(metric, region) for region in REGIONS
    }
    both = [values[region] for region in CHEEKS]
    known = [value for value in both if value is not None]
    values[BOTH_CHEEKS] = float(np.mean(known)) if len(known) == len(both) else None
    return values


def _reasons(analysis: PhotoAnalysis, metric: Metric) -> list[str]:
    return [
        issue.code
        for issue in analysis.issues
        if metric in issue.metrics and (not issue.regions or set(CHEEKS) & issue.regions)
    ]


def _unlike(before: PhotoAnalysis, after: PhotoAnalysis) -> dict[str, float | None]:
    one, other = asdict(before.conditions), asdict(after.conditions)
    unlike = {name: _difference(one[name], other[name]) for name in one}
    nearer = one["eye_distance_px"], other["eye_distance_px"]
    return unlike | {
        "eye_distance_px": float(np.log(nearer[1] / nearer[0])) if all(nearer) else None
    }


def _difference(one: object, other: object) -> float | None:
    if isinstance(one, (int, float)) and isinstance(other, (int, float)):
        return float(other) - float(one)
    return None
