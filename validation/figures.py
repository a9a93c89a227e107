"""From readings to figures: repeat error, answer to known changes, leaks, and what peers get."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from skintrack.model import Metric
from validation import statistics
from validation.faces import FaceResult
from validation.known_changes import A_STAR_PER_OD
from validation.peers import PEERS
from validation.readings import BOTH_CHEEKS, Reading
from validation.shots import ANSWERS, CLEAN, LEVELS, NEUTRAL, Change

Value = Callable[[Reading], float | None]


@dataclass(frozen=True)
class Repeat:
    """Repeat error of one metric on unchanged skin in one tier.

    ``icc``, ``sem`` and ``mdc95`` are None without repeats; ``missing`` is the share of photos in
    which the value was withheld although the baseline has it.
    """

    what: str
    place: str
    tier: str
    faces: int
    photos: int
    icc: float | None
    sem: float | None
    mdc95: float | None
    missing: float | None


@dataclass(frozen=True)
class Answer:
    """How one metric answers one known change in one tier.

    ``slope`` is the answer per unit without nuisance; ``mdc95`` the smallest change that can be
    seen, in units of the change; ``mdc95_a_star`` the same in a* for diffuse redness.
    ``rho_clean`` is without nuisance.
    """

    what: str
    change: Change
    tier: str
    slope: float | None
    rho_clean: float | None
    rho: float | None
    mdc95: float | None
    mdc95_a_star: float | None


@dataclass(frozen=True)
class Leak:
    """What a metric takes for its own: its answer to a foreign change over that to its own."""

    metric: str
    foreign: Change
    foreign_level: float
    own: Change
    own_step: float
    share: float | None


def value_of(metric: Metric, place: str = BOTH_CHEEKS) -> Value:
    """Return the reader of one metric in one place."""
    return lambda reading: reading.values[metric.value][place]


def peer_of(name: str) -> Value:
    """Return the reader of a peer's figure."""
    return lambda reading: reading.peers[name]


def repeat(
    results: Sequence[FaceResult], value: Value, label: tuple[str, str], tier: str
) -> Repeat:
    """Return the repeat error of a value; ``label`` is what it is and where."""
    measurable = [face for face in results if value(face.baseline) is not None]
    shots = [_unchanged(face, tier) for face in measurable]
    groups = [_known(map(value, readings)) for readings in shots]
    photos = sum(map(len, shots))
    sem = statistics.standard_error(groups)
    return Repeat(
        what=label[0],
        place=label[1],
        tier=tier,
        faces=len(measurable),
        photos=photos,
        icc=statistics.intraclass_correlation(groups),
        sem=sem,
        mdc95=None if sem is None else statistics.mdc95(sem),
        missing=statistics.share(photos - sum(map(len, groups)), photos),
    )


def answer(
    results: Sequence[FaceResult], value: Value, what: str, change: Change, tier: str
) -> Answer:
    """Return how a value answers a known change."""
    slope = statistics.mean([clean_slope(face, value, change) for face in results])
    sem = repeat(results, value, (what, ""), tier).sem
    smallest = None if sem is None or not slope else statistics.mdc95(sem) / abs(slope)
    is_diffuse = change in (Change.CHEEKS, Change.MIDDLE)
    return Answer(
        what=what,
        change=change,
        tier=tier,
        slope=slope,
        rho_clean=statistics.mean([_rank(_clean(face, value, change)) for face in results]),
        rho=statistics.mean(
            [_rank(_under_nuisance(face, value, change, tier)) for face in results]
        ),
        mdc95=smallest,
        mdc95_a_star=smallest * A_STAR_PER_OD if smallest is not None and is_diffuse else None,
    )


def all_answers(results: Sequence[FaceResult], tier: str) -> list[Answer]:
    """Return the answers of every metric to every change that it is meant to show."""
    possible = changes_in(results)
    return [
        answer(results, value_of(metric), metric.value, change, tier)
        for metric, changes in ANSWERS.items()
        for change in changes
        if change in possible
    ]


def all_repeats(results: Sequence[FaceResult], tier: str, places: Iterable[str]) -> list[Repeat]:
    """Return the repeat error of every metric in the places."""
    return [
        repeat(results, value_of(metric, place), (metric.value, place), tier)
        for metric in Metric
        for place in places
    ]


def all_peers(results: Sequence[FaceResult], tier: str) -> list[Answer]:
    """Return how the figures of peers answer."""
    return [answer(results, peer_of(name), name, change, tier) for name, change in PEERS.items()]


def all_leaks(results: Sequence[FaceResult]) -> list[Leak]:
    """Return the leaks that are stated, each against a full change of its own."""
    possible = changes_in(results)
    wanted = (
        (Metric.TEXTURE, Change.SPOTS, 0.08, Change.DETAIL, 1.0),
        (Metric.RELIEF, Change.SPOTS, 0.08, Change.PITS, 1.0),
        (Metric.REDNESS, Change.BROWN_MARKS, 0.08, Change.CHEEKS, 0.08),
        (Metric.REDNESS_SPOTS, Change.BROWN_MARKS, 0.08, Change.SPOTS, 0.08),
        (Metric.REDNESS, Change.WHOLE_FACE, 0.04, Change.CHEEKS, 0.04),
    )
    return [
        Leak(metric.value, foreign, level, own, step,
             statistics.mean([_leak(face, metric, foreign, own, step) for face in results]))
        for metric, foreign, level, own, step in wanted
        if {foreign, own} <= possible
    ]  # fmt: skip


def changes_in(results: Iterable[FaceResult]) -> set[Change]:
    """Return the known changes that were tried."""
    return {reading.shot.change for face in results for reading in face.readings}


def clean_slope(face: FaceResult, value: Value, change: Change) -> float | None:
    """Return the answer of one face per unit of a change, without nuisance."""
    pairs = _clean(face, value, change)
    return statistics.slope(*pairs) if pairs[0] else None


def clean_answers(face: FaceResult, value: Value, change: Change) -> list[tuple[float, float]]:
    """Return the levels of a change and the readings of one face, without nuisance."""
    return list(zip(*_clean(face, value, change), strict=True))


def _leak(
    face: FaceResult, metric: Metric, foreign: Change, own: Change, step: float
) -> float | None:
    value, start = value_of(metric), value_of(metric)(face.baseline)
    slope = clean_slope(face, value, own)
    ends = _known(value(r) for r in _of(face, foreign, CLEAN)[-1:])
    if start is None or not slope or not ends:
        return None
    return (ends[0] - start) / (slope * step)


def _of(face: FaceResult, change: Change, tier: str) -> list[Reading]:
    return [r for r in face.readings if r.shot.change is change and r.shot.tier == tier]


def _unchanged(face: FaceResult, tier: str) -> list[Reading]:
    return _of(face, Change.NONE, tier)


def _clean(face: FaceResult, value: Value, change: Change) -> tuple[list[float], list[float]]:
    return _levels_and_values([face.baseline, *_of(face, change, CLEAN)], value, change)


def _under_nuisance(
    face: FaceResult, value: Value, change: Change, tier: str
) -> tuple[list[float], list[float]]:
    changed = _of(face, change, tier)
    # As many unchanged photos as there are of each level, so that none outweighs the others.
    each = max(len(changed) // len(LEVELS[change]), 1) if change in LEVELS else 1
    return _levels_and_values([*_unchanged(face, tier)[:each], *changed], value, change)


def _levels_and_values(
    readings: Iterable[Reading], value: Value, change: Change
) -> tuple[list[float], list[float]]:
    levels, values = [], []
    for reading in readings:
        read = value(reading)
        if read is not None:
            is_changed = reading.shot.change is change
            levels.append(reading.shot.level if is_changed else NEUTRAL.get(change, 0.0))
            values.append(read)
    return levels, values


def _rank(pairs: tuple[list[float], list[float]]) -> float | None:
    return statistics.spearman(*pairs)


def _known(values: Iterable[float | None]) -> list[float]:
    return [value for value in values if value is not None]
