"""Take one face through all its shots, then let the program judge pairs of them.

Taking is slow and judging is quick: after a change of the noise alone, nothing is taken anew.
"""

from dataclasses import dataclass

from skintrack.model import PhotoAnalysis
from skintrack.workflows.face_finders import FaceFinders
from validation.face_source import FaceMaker
from validation.nuisance import TIERS
from validation.readings import Pair, Reading, Taken, analyse, judge, read_shot
from validation.shots import Change, Plan, Shot, first_shots
from validation.shown_color import ShownBlood, shown_blood

BASELINE = Shot()


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
    shown : ShownBlood or None
        How far blood moves the colour of this skin.
    """

    name: str
    tone: str
    baseline: Reading
    readings: tuple[Reading, ...]
    clean: PhotoAnalysis
    unchanged: dict[str, tuple[Taken, ...]]
    shown: ShownBlood | None


@dataclass(frozen=True)
class FaceResult:
    """All readings of one face, and all pairs of its unchanged photos.

    Attributes
    ----------
    name, tone, baseline, readings, shown
        As in ``FaceShots``.
    pairs : tuple of Pair
        Unchanged skin: the clean photo with each draw, and each draw with each other of its tier.
    """

    name: str
    tone: str
    baseline: Reading
    readings: tuple[Reading, ...]
    pairs: tuple[Pair, ...]
    shown: ShownBlood | None = None


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
    tried = face.changes & plan.changes
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
        shown=shown_blood(face, image, clean) if Change.CHEEKS in tried else None,
    )


def judge_face(shots: FaceShots) -> FaceResult:
    """Return what the program says of all pairs of unchanged photos."""
    tiers = {tier.name for tier in TIERS}
    pairs: list[Pair] = []
    for tier, taken in shots.unchanged.items():
        pairs += [judge((BASELINE, shots.clean), each) for each in taken]
        if tier in tiers:
            pairs += [judge(one, other) for i, one in enumerate(taken) for other in taken[i + 1 :]]
    return FaceResult(
        shots.name, shots.tone, shots.baseline, shots.readings, tuple(pairs), shots.shown
    )
