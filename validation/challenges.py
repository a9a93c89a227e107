"""Known changes that should be found: take their photos, then let the program judge them."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from skintrack.workflows.face_finders import FaceFinders
from validation.face_source import FaceMaker
from validation.faces import BASELINE
from validation.readings import CHEEKS, Pair, Taken, judge, measure
from validation.shots import Change, Plan, Shot
from validation.sized_changes import SizedChanges

_FIRST_DRAW = 1000  # draws that were not used before


class Against(StrEnum):
    """Which MDC95 a known change is twice of."""

    MEASURED = "measured"
    STATED = "stated"
    OWN = "own"


@dataclass(frozen=True)
class Challenge:
    """A known change that should be found in one tier, in both directions.

    Attributes
    ----------
    metric : str
    change : Change
    size : float
        How far the reading without nuisance is to rise, in the unit of the metric.
    tier : str
    against : Against
    region : str or None
        The cheek that rises so far, and that alone is judged. None: both are judged, and the one
        that answers less rises so far.
    draw : int or None
        The draw of unchanged skin whose light, pose and camera are used once more. None: draws of
        its own.
    """

    metric: str
    change: Change
    size: float
    tier: str
    against: Against = Against.MEASURED
    region: str | None = None
    draw: int | None = None

    @property
    def regions(self) -> tuple[str, ...]:
        """The cheeks that are judged."""
        cheeks = tuple(region.value for region in CHEEKS)
        return cheeks if self.region is None else (self.region,)


@dataclass(frozen=True)
class FourPhotos:
    """One known change: without nuisance before and after it, and under nuisance before and after.

    ``level`` is how strong it had to be.
    """

    level: float
    clean: Taken
    strong: Taken
    unchanged: Taken
    changed: Taken


@dataclass(frozen=True)
class ChallengeShots:
    """The photos of a challenge; none where the change would have to be beyond ``MOST``."""

    challenge: Challenge
    photos: FourPhotos | None


@dataclass(frozen=True)
class Judged:
    """What the program says of a known change of this ``level``.

    Of skin that got ``worse``, of skin that got ``better``, of ``unchanged`` skin under the same
    nuisance, and of the change without nuisance (``plain``).
    """

    level: float
    worse: Pair
    better: Pair
    unchanged: Pair
    plain: Pair


@dataclass(frozen=True)
class ChallengeResult:
    """A challenge of one face and what is said of it; ``judged`` is None where it was not made."""

    face: str
    challenge: Challenge
    judged: Judged | None


def take_challenges(
    maker: FaceMaker, challenges: tuple[Challenge, ...], plan: Plan
) -> list[ChallengeShots]:
    """Return the photos of each challenge and draw."""
    face = maker.make()
    if face is None:
        return []
    finders = FaceFinders()
    clean = measure(face, BASELINE, finders)
    sized = SizedChanges(face, clean, finders)
    unchanged: dict[Shot, Taken] = {}
    results = []
    for challenge in challenges:
        level = _level(sized, challenge)
        if level is None:
            results.append(ChallengeShots(challenge, None))
            continue
        strong = sized.at(challenge.change, level)
        for changed, same in _shots(challenge, level, plan):
            if same not in unchanged:
                unchanged[same] = measure(face, same, finders)
            taken = measure(face, changed, finders)
            photos = FourPhotos(level, clean, strong, unchanged[same], taken)
            results.append(ChallengeShots(challenge, photos))
    return results


def judge_challenges(face: str, taken: Iterable[ChallengeShots]) -> list[ChallengeResult]:
    """Return what is said of each challenge of a face."""
    return [ChallengeResult(face, each.challenge, _judged(each.photos)) for each in taken]


def _judged(photos: FourPhotos | None) -> Judged | None:
    if photos is None:
        return None
    return Judged(
        level=photos.level,
        worse=judge(photos.clean, photos.changed),
        better=judge(photos.strong, photos.unchanged),
        unchanged=judge(photos.clean, photos.unchanged),
        plain=judge(photos.clean, photos.strong),
    )


def _level(sized: SizedChanges, challenge: Challenge) -> float | None:
    """Return the level for the cheek that answers least: of half the size nothing is proved."""
    levels = [
        sized.level_of(challenge.change, challenge.metric, region, challenge.size)
        for region in challenge.regions
    ]
    known = [level for level in levels if level is not None]
    return max(known) if known and len(known) == len(levels) else None


def _shots(challenge: Challenge, level: float, plan: Plan) -> list[tuple[Shot, Shot]]:
    """Return the changed and the unchanged picture of each draw."""
    change, tier = challenge.change, challenge.tier
    if challenge.draw is not None:
        same = Shot(tier=tier, draw=challenge.draw)
        return [(Shot(change, level, tier, challenge.draw, twin=True), same)]
    draws = range(_FIRST_DRAW, _FIRST_DRAW + plan.found)
    return [(Shot(change, level, tier, draw), Shot(tier=tier, draw=draw)) for draw in draws]
