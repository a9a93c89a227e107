"""Take one face through all its shots."""

from dataclasses import dataclass

from skintrack.model import PhotoAnalysis
from skintrack.workflows.face_finders import FaceFinders
from validation.face_source import FaceMaker, FaceSource
from validation.nuisance import TIERS
from validation.readings import Pair, Reading, analyse, judge, read_shot
from validation.shots import Change, Plan, Shot, first_shots

BASELINE = Shot()
_FIRST_CHALLENGE = 1000  # draws that were not used before


@dataclass(frozen=True)
class FaceResult:
    """All readings of one face, and all pairs of its unchanged photos.

    Attributes
    ----------
    name, tone : str
    baseline : Reading
        The clean photo on its own.
    readings : tuple of Reading
        Every other shot, measured against the clean photo.
    pairs : tuple of Pair
        Unchanged skin: the clean photo with each draw, and each draw with each other of its tier.
    """

    name: str
    tone: str
    baseline: Reading
    readings: tuple[Reading, ...]
    pairs: tuple[Pair, ...]


def measure_face(maker: FaceMaker, plan: Plan) -> FaceResult | None:
    """Return the results of one face; None where there is none."""
    face = maker.make()
    if face is None:
        return None
    finders = FaceFinders()
    image = face.picture(BASELINE)
    baseline = analyse(image, finders)
    readings: list[Reading] = []
    unchanged: dict[str, list[tuple[Shot, PhotoAnalysis]]] = {}
    for shot in first_shots(face.changes, plan):
        picture = face.picture(shot)
        readings.append(read_shot(shot, picture, analyse(picture, finders, baseline)))
        if shot.change is Change.NONE:
            alone = analyse(picture, finders)
            unchanged.setdefault(shot.tier, []).append((shot, alone))
    return FaceResult(
        name=face.name,
        tone=face.tone,
        # Against itself, so that it is read at the same sharpness as all the others.
        baseline=read_shot(BASELINE, image, analyse(image, finders, baseline)),
        readings=tuple(readings),
        pairs=tuple(_unchanged_pairs((BASELINE, baseline), unchanged)),
    )


def _unchanged_pairs(
    baseline: tuple[Shot, PhotoAnalysis], draws: dict[str, list[tuple[Shot, PhotoAnalysis]]]
) -> list[Pair]:
    tiers = {tier.name for tier in TIERS}
    pairs = []
    for tier, shots in draws.items():
        pairs += [judge(baseline, shot) for shot in shots]
        if tier in tiers:
            pairs += [judge(one, other) for i, one in enumerate(shots) for other in shots[i + 1 :]]
    return pairs


@dataclass(frozen=True)
class Challenge:
    """A known change that should be found, in one tier, in both directions."""

    metric: str
    change: Change
    level: float
    tier: str


def challenge_face(
    maker: FaceMaker, challenges: tuple[Challenge, ...], plan: Plan
) -> list[tuple[Challenge, Pair, Pair]]:
    """Return, for each challenge and draw, the pair that got worse and the pair that improved."""
    face = maker.make()
    if face is None:
        return []
    finders = FaceFinders()
    clean = _take(face, BASELINE, finders)
    taken: dict[Shot, tuple[Shot, PhotoAnalysis]] = {}
    results = []
    for challenge in challenges:
        strong = _take(face, Shot(challenge.change, challenge.level), finders)
        for draw in range(_FIRST_CHALLENGE, _FIRST_CHALLENGE + plan.found):
            shot = Shot(challenge.change, challenge.level, challenge.tier, draw)
            same = Shot(tier=challenge.tier, draw=draw)
            if same not in taken:
                taken[same] = _take(face, same, finders)
            worse = judge(clean, _take(face, shot, finders))
            results.append((challenge, worse, judge(strong, taken[same])))
    return results


def _take(face: FaceSource, shot: Shot, finders: FaceFinders) -> tuple[Shot, PhotoAnalysis]:
    return shot, analyse(face.picture(shot), finders)
