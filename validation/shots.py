"""What is tried: which known change, how strong, under which nuisance, which draw."""

from dataclasses import dataclass
from enum import StrEnum

from skintrack.model import Metric
from validation.nuisance import CAUSES, TIERS

CLEAN = "clean"


class Change(StrEnum):
    """A known change of the skin. The unit of its level stands in ``UNITS``."""

    NONE = "none"
    CHEEKS = "blood in the whole cheek"
    MIDDLE = "blood in the middle of the cheek"
    WHOLE_FACE = "blood in the whole face"
    SPOTS = "red marks"
    MIDDLE_SPOTS = "red marks in the middle of the cheek"
    BROWN_MARKS = "brown marks"
    DETAIL = "fine detail"
    PITS = "dents"


OD, SHARE = "OD", "share"
UNITS = {
    Change.CHEEKS: OD,
    Change.MIDDLE: OD,
    Change.WHOLE_FACE: OD,
    Change.SPOTS: OD,
    Change.MIDDLE_SPOTS: OD,
    Change.BROWN_MARKS: OD,
    Change.DETAIL: SHARE,
    Change.PITS: SHARE,
}
NEUTRAL = {Change.DETAIL: 1.0}  # level that changes nothing, where it is not 0
# What a change is at most when it is sized for a pair of photos; no skin changes further: a flush
# of 0.3 OD, marks of 0.4 OD, three times the detail, dents as deep as half their radius.
MOST = {Change.CHEEKS: 0.3, Change.SPOTS: 0.4, Change.DETAIL: 3.0, Change.PITS: 2.0}
LEVELS: dict[Change, tuple[float, ...]] = {
    Change.CHEEKS: (0.02, 0.04, 0.08),
    Change.MIDDLE: (0.02, 0.04, 0.08),
    Change.SPOTS: (0.04, 0.08),
    Change.MIDDLE_SPOTS: (0.04, 0.08),
    Change.DETAIL: (0.6, 0.8, 1.2, 1.4),
    Change.PITS: (0.33, 0.67, 1.0),
}
# Tried without nuisance only: how much of another change a metric takes for its own.
LEAK_LEVELS = {Change.WHOLE_FACE: 0.04, Change.BROWN_MARKS: 0.08}
ANSWERS: dict[Metric, tuple[Change, ...]] = {
    Metric.REDNESS: (Change.CHEEKS, Change.MIDDLE),
    Metric.REDNESS_SPOTS: (Change.SPOTS, Change.MIDDLE_SPOTS),
    Metric.TEXTURE: (Change.DETAIL,),
    Metric.RELIEF: (Change.PITS, Change.DETAIL),
}


@dataclass(frozen=True)
class Shot:
    """One picture of one face.

    ``tier`` is a name of ``nuisance`` or ``CLEAN``. A ``twin`` is taken in the light, the pose and
    with the camera of the unchanged picture of its tier and draw; only the skin differs.
    """

    change: Change = Change.NONE
    level: float = 0.0
    tier: str = CLEAN
    draw: int = 0
    twin: bool = False


@dataclass(frozen=True)
class Plan:
    """How many pictures of each face are taken.

    ``unchanged`` draws of each tier, ``causes`` of each cause alone, ``levels`` of each level of a
    known change in each tier, ``found`` of changes of twice one MDC95 of all pairs, ``own`` of
    changes of twice the MDC95 of just that pair. ``changes`` are those that are tried, where a face
    allows them.
    """

    unchanged: int
    causes: int
    levels: int
    found: int
    own: int
    changes: frozenset[Change] = frozenset(Change)


# A rendered photo takes three times as long as a perturbed one, and there are more such faces.
PHOTOS = Plan(unchanged=16, causes=10, levels=2, found=3, own=4)
PHANTOM = Plan(unchanged=16, causes=6, levels=1, found=1, own=2)
QUICK = Plan(unchanged=4, causes=0, levels=1, found=1, own=1)


def first_shots(changes: frozenset[Change], plan: Plan) -> list[Shot]:
    """Return all shots whose level is known beforehand.

    Parameters
    ----------
    changes : frozenset of Change
        What can be done to this face.
    plan : Plan
    """
    tried = changes & plan.changes
    levels = [(change, level) for change in LEVELS if change in tried for level in LEVELS[change]]
    shots = [Shot(change, level) for change, level in levels]
    shots += [Shot(change, level) for change, level in LEAK_LEVELS.items() if change in tried]
    for cause in CAUSES:
        shots += [Shot(tier=cause.name, draw=draw) for draw in range(plan.causes)]
    for tier in TIERS:
        shots += [Shot(tier=tier.name, draw=draw) for draw in range(plan.unchanged)]
        shots += [
            Shot(change, level, tier.name, draw)
            for change, level in levels
            for draw in range(plan.levels)
        ]
    return shots
