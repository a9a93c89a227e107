"""Take one face through all its shots, then let the program judge pairs of them.

Taking is slow and judging is quick: after a change of the noise alone, nothing is taken anew.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from skintrack.model import PhotoAnalysis
from skintrack.workflows.face_finders import FaceFinders
from validation.face_source import FaceMaker, FaceSource
from validation.nuisance import TIERS
from validation.readings import Pair, Reading, analyse, judge, read_shot
from validation.shots import Change, Plan, Shot, first_shots

BASELINE = Shot()
_FIRST_CHALLENGE = 1000  # draws that were not used before
Taken = tuple[Shot, PhotoAnalysis]
"""A shot and what the program found in it, measured on its own."""


@dataclass(frozen=True)
class FaceShots:
    """All shots of one face.

    Attributes
    ----------
    name, tone : str
    baseline : Reading
        The clean photo.
    readings : tuple of Reading
        Every other shot, measured against the clean photo.
    clean : PhotoAnalysis
    unchanged : dict of str to tuple of Taken
        Draws of unchanged skin by tier.
    """

    name: str
    tone: str
    baseline: Reading
    readings: tuple[Reading, ...]
    clean: PhotoAnalysis
    unchanged: dict[str, tuple[Taken, ...]]


@dataclass(frozen=True)
class FaceResult:
    """All readings of one face, and all pairs of its unchanged photos.

    Attributes
    ----------
    name, tone, baseline, readings
        As in ``FaceShots``.
    pairs : tuple of Pair
        Unchanged skin: the clean photo with each draw, and each draw with each other of its tier.
    """

    name: str
    tone: str
    baseline: Reading
    readings: tuple[Reading, ...]
    pairs: tuple[Pair, ...]


def take_face(maker: FaceMaker, plan: Plan) -> FaceShots | None:
    """Return all shots of one face; None where there is none."""
    face = maker.make()
    if face is None:
        return None
    finders = FaceFinders()
    image = face.picture(BASELINE)
    clean = analyse(image, finders)
    readings: list[Reading] = []
    unchanged: dict[str, tuple[Taken, ...]] = {}
    for shot in first_shots(face.changes, plan):
        picture = face.picture(shot)
        readings.append(read_shot(shot, picture, analyse(picture, finders, clean)))
        if shot.change is Change.NONE:
            taken = shot, analyse(picture, finders)
            unchanged[shot.tier] = (*unchanged.get(shot.tier, ()), taken)
    return FaceShots(
        name=face.name,
        tone=face.tone,
        # Against itself, so that it is read at the same sharpness as all the others.
        baseline=read_shot(BASELINE, image, analyse(image, finders, clean)),
        readings=tuple(readings),
        clean=clean,
        unchanged=unchanged,
    )


def judge_face(shots: FaceShots) -> FaceResult:
    """Return what the program says of all pairs of unchanged photos."""
    tiers = {tier.name for tier in TIERS}
    pairs: list[Pair] = []
    for tier, taken in shots.unchanged.items():
        pairs += [judge((BASELINE, shots.clean), each) for each in taken]
        if tier in tiers:
            pairs += [judge(one, other) for i, one in enumerate(taken) for other in taken[i + 1 :]]
    return FaceResult(shots.name, shots.tone, shots.baseline, shots.readings, tuple(pairs))


class Against(StrEnum):
    """Which MDC95 a known change is twice of."""

    MEASURED = "measured"
    STATED = "stated"


@dataclass(frozen=True)
class Challenge:
    """A known change that should be found, in one tier, in both directions."""

    metric: str
    change: Change
    level: float
    tier: str
    against: Against = Against.MEASURED


@dataclass(frozen=True)
class ChallengeShots:
    """Two pairs of photos: one in which the skin got worse, one in which it improved."""

    challenge: Challenge
    worse: tuple[Taken, Taken]
    better: tuple[Taken, Taken]


def take_challenges(
    maker: FaceMaker, challenges: tuple[Challenge, ...], plan: Plan
) -> list[ChallengeShots]:
    """Return the photos of each challenge and draw."""
    face = maker.make()
    if face is None:
        return []
    finders = FaceFinders()
    clean = _take(face, BASELINE, finders)
    unchanged: dict[Shot, Taken] = {}
    results = []
    for challenge in challenges:
        strong = _take(face, Shot(challenge.change, challenge.level), finders)
        for draw in range(_FIRST_CHALLENGE, _FIRST_CHALLENGE + plan.found):
            shot = Shot(challenge.change, challenge.level, challenge.tier, draw)
            same = Shot(tier=challenge.tier, draw=draw)
            if same not in unchanged:
                unchanged[same] = _take(face, same, finders)
            worse = clean, _take(face, shot, finders)
            results.append(ChallengeShots(challenge, worse, (strong, unchanged[same])))
    return results


def judge_challenges(taken: Iterable[ChallengeShots]) -> list[tuple[Challenge, Pair, Pair]]:
    """Return, for each challenge, what is said of the pair that got worse and of the other."""
    return [(each.challenge, judge(*each.worse), judge(*each.better)) for each in taken]


def _take(face: FaceSource, shot: Shot, finders: FaceFinders) -> Taken:
    return shot, analyse(face.picture(shot), finders)
