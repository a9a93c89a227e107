"""The error of each skin tone in several units, and how far equal tones would differ by chance."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from skintrack.model import Metric, Verdict
from validation import statistics
from validation.faces import FaceResult
from validation.figures import answer, changes_in, value_of
from validation.readings import CHEEKS, Judgement
from validation.shots import ANSWERS, OD, UNITS
from validation.verdicts import pair_mdc95

A_STAR = "a*"
_CHEEKS = tuple(region.value for region in CHEEKS)
_OWN_UNIT = {
    Metric.REDNESS: "EI",
    Metric.REDNESS_SPOTS: "EI",
    Metric.TEXTURE: "ln",
    Metric.RELIEF: "log10",
}
_DRAWS, _SEED, _MOST = 2000, 38, 0.95
_CLEAN = -1

ByTone = Mapping[str, Sequence[FaceResult]]


@dataclass(frozen=True)
class ToneRow:
    """MDC95 of one metric in one unit and tier, tone by tone."""

    metric: Metric
    unit: str
    tier: str
    sizes: tuple[float | None, ...]

    @property
    def worst_over_best(self) -> float | None:
        """How many times the error of the best tone the worst has."""
        known = [size for size in self.sizes if size]
        return max(known) / min(known) if known else None


def tone_rows(by_tone: ByTone, metric: Metric, tier: str) -> list[ToneRow]:
    """Return the errors of a metric: in its own unit, in the known change, and in a* as it shows.

    The last is of blood only: the error in optical density times the a* per density that the clean
    pictures of the tone show; of the mean cheek for redness, of fully red skin for marks.
    """
    change = ANSWERS[metric][0]
    everybody = [face for faces in by_tone.values() for face in faces]
    if change not in changes_in(everybody):
        return []
    own = tuple(pair_mdc95(faces, metric, tier) for faces in by_tone.values())
    slopes = [
        answer(faces, value_of(metric), metric.value, change, tier).slope
        for faces in by_tone.values()
    ]
    known = tuple(
        None if size is None or not slope else size / abs(slope)
        for size, slope in zip(own, slopes, strict=True)
    )
    rows = [ToneRow(metric, _OWN_UNIT[metric], tier, own)]
    if UNITS[change] == OD:
        shown = [a_star_per_od(faces, metric) for faces in by_tone.values()]
        seen = tuple(
            None if size is None or per_od is None else size * per_od
            for size, per_od in zip(known, shown, strict=True)
        )
        rows.append(ToneRow(metric, A_STAR, tier, seen))
    return [*rows, ToneRow(metric, UNITS[change], tier, known)]


def a_star_per_od(faces: Sequence[FaceResult], metric: Metric) -> float | None:
    """Return how far blood moves the a* of a tone: of the mean cheek, or of fully red skin."""
    return statistics.mean([
        None if face.shown is None
        else face.shown.cheek if metric is Metric.REDNESS
        else face.shown.full
        for face in faces
    ])  # fmt: skip


def ratio_by_chance(by_tone: ByTone, metric: Metric, tier: str) -> float | None:
    """Return the worst over the best tone that equal tones stay below in 95 % of trials.

    Each tone's differences are scaled to the same size; then scenes and their draws are drawn
    again with replacement (bootstrap, Efron 1979), the same for all faces of a scene.
    """
    squares = {
        tone: [(_scene(face), *_squares(face, metric, tier)) for face in faces]
        for tone, faces in by_tone.items()
    }
    if any(not sum(float(n.sum()) for _, _, n in faces) for faces in squares.values()):
        return None
    rng = np.random.default_rng(_SEED)
    sizes = {scene: len(n) for faces in squares.values() for scene, _, n in faces}
    whole = {scene: np.ones(size) for scene, size in sizes.items()}
    usual = {tone: _rms(faces, whole) for tone, faces in squares.items()}
    ratios = []
    for _ in range(_DRAWS):
        weights = _weights(sizes, rng)
        drawn = [_rms(faces, weights) / usual[tone] for tone, faces in squares.items()]
        if min(drawn) > 0:
            ratios.append(max(drawn) / min(drawn))
    return float(np.quantile(ratios, _MOST)) if ratios else None


_Faces = Sequence[tuple[str, NDArray[np.float64], NDArray[np.float64]]]


def _scene(face: FaceResult) -> str:
    """Return what faces have in common that are photographed in the same scenes."""
    return face.name.rpartition(", ")[2]


def _squares(
    face: FaceResult, metric: Metric, tier: str
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return sums of squared changes and their number, by draw and draw; the first is clean."""
    judged = [each for pair in face.pairs for each in pair.judgements]
    compared = [each for each in judged if _counts(each, metric, tier)]
    count = 2 + max(
        (_place(each.after.draw, tier, each.after.tier) for each in compared), default=0
    )
    squares, number = np.zeros((count, count)), np.zeros((count, count))
    for each in compared:
        first = _place(each.before.draw, tier, each.before.tier) + 1
        second = _place(each.after.draw, tier, each.after.tier) + 1
        squares[first, second] += (each.change or 0.0) ** 2
        number[first, second] += 1
    return squares, number


def _place(draw: int, tier: str, of_tier: str) -> int:
    return draw if of_tier == tier else _CLEAN


def _counts(judgement: Judgement, metric: Metric, tier: str) -> bool:
    return (
        (judgement.metric, judgement.after.tier) == (metric.value, tier)
        and judgement.region in _CHEEKS
        and judgement.verdict != Verdict.NOT_COMPARABLE
        and judgement.change is not None
    )


def _weights(sizes: Mapping[str, int], rng: np.random.Generator) -> dict[str, NDArray[np.float64]]:
    """Return how often each draw of each scene was drawn; the clean photo is always there once."""
    scenes = list(sizes)
    often = np.bincount(rng.integers(len(scenes), size=len(scenes)), minlength=len(scenes))
    weights = {}
    for scene, times in zip(scenes, often, strict=True):
        draws = sizes[scene] - 1
        drawn = np.bincount(rng.integers(max(draws, 1), size=draws), minlength=draws)
        weights[scene] = np.sqrt(float(times)) * np.concatenate([[1.0], drawn])
    return weights


def _rms(faces: _Faces, weights: Mapping[str, NDArray[np.float64]]) -> float:
    """Return the RMS change of a tone, each pair counting by the weights of both its photos."""
    total = number = 0.0
    for scene, squares, count in faces:
        by_draw = weights[scene][: len(count)]
        total += float(by_draw @ squares @ by_draw)
        number += float(by_draw @ count @ by_draw)
    return float(np.sqrt(total / number)) if number else 0.0
