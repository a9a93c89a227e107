"""Drawn regions and untreated skin on real photos: ``python -m validation.drawn_regions FOLDER``.

Cheeks and foreheads of the faces in the folder stand for body areas: they are shown in close-up,
once as outlined and again under nuisance, turned and at other sizes, and have to be found again by
registration. Close-ups of other people must not be. Untreated skin is a patch of the neck.
"""

import argparse
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from skintrack.analysis.canonical_frame import fit_pose, to_canonical, transform_points
from skintrack.analysis.color import FloatImage, linear_from_srgb
from skintrack.analysis.face_mesh import FaceMesh
from skintrack.analysis.regions import FACE_OVAL, region_outlines
from skintrack.errors import EnvironmentalError
from skintrack.imaging.decode import decode_photo
from skintrack.model import Metric, PhotoAnalysis, Point, RegionName, Verdict
from skintrack.workflows.analyse_photos import analyse_image
from skintrack.workflows.compare_photos import compare_analyses
from skintrack.workflows.face_finders import FaceFinders
from skintrack.workflows.region_finder import RegionInPhoto, RegionReference, prepare_region
from validation.known_changes import A_STAR_PER_OD, HAEMOGLOBIN, absorb
from validation.nuisance import PROTOCOL, WILD, Tier, perturb, srgb_from_linear
from validation.photo_source import PHOTO_SUFFIXES
from validation.statistics import root_mean_square

Matrix = NDArray[np.float64]
Picture = NDArray[np.uint8]

SIDE_PX = 640
_NAMES = ("right_cheek", "left_cheek", "forehead")
_MOST_ENLARGED = 2.0
_HAIRS = 12
_NECK = ((260, 700), (380, 700), (370, 770), (270, 770))  # canonical frame
_FACE_DENSITY = 0.03
_DETAIL = 1.3
_MDC = 1.96


@dataclass(frozen=True)
class Setting:
    """How far a later close-up may differ, beside the light and the camera of its tier."""

    tier: Tier
    turn_deg: float
    scale: tuple[float, float]
    shift: float
    hairs: int


SETTINGS = (
    Setting(replace(PROTOCOL, turn_deg=0, scale=(1, 1), shift_px=0), 12, (0.87, 1.15), 0.08, 0),
    Setting(replace(WILD, turn_deg=0, scale=(1, 1), shift_px=0), 180, (0.6, 1.6), 0.15, _HAIRS),
)


@dataclass(frozen=True)
class CloseUp:
    """A region of a face as a body area.

    ``share`` is that of the frame which the outline fills; the larger, the less but skin is seen.
    """

    person: str
    image: Picture
    outline: Matrix
    share: float

    def way(self, turn_deg: float, scale: float, shift: Matrix) -> Matrix:
        """Return the way from the photo into the frame of a close-up."""
        extent = float(np.ptp(self.outline, axis=0).max())
        factor = min(SIDE_PX * self.share / extent, _MOST_ENLARGED) * scale
        turn = np.radians(turn_deg)
        linear = factor * np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]])
        middle = SIDE_PX / 2 + shift * SIDE_PX
        return np.column_stack([linear, middle - linear @ self.outline.mean(axis=0)])

    def show(self, way: Matrix, detail: float = 1.0) -> Picture:
        """Return the close-up, with the fine detail of the region scaled."""
        linear = linear_from_srgb(self.image)
        if detail != 1.0:
            linear = _with_detail(linear, self.outline, detail)
        scale = float(np.hypot(way[0, 0], way[1, 0]))
        if scale < 1:
            sigma = 0.5 * np.sqrt(1 / scale**2 - 1) + 1e-3
            linear = np.asarray(cv2.GaussianBlur(linear, (0, 0), sigma), np.float32)
        shown = cv2.warpAffine(
            linear,
            way,
            (SIDE_PX, SIDE_PX),
            flags=cv2.INTER_CUBIC,
            borderMode=cv2.BORDER_CONSTANT,
            borderValue=(0.2, 0.2, 0.2),
        )
        return np.round(srgb_from_linear(np.asarray(shown, np.float32)) * 255).astype(np.uint8)


@dataclass
class Tally:
    """What became of the later close-ups of one kind in one tier."""

    shown: int = 0
    misses: list[float] = field(default_factory=list)
    changes: defaultdict[Metric, list[float]] = field(default_factory=lambda: defaultdict(list))
    responses: list[float] = field(default_factory=list)
    withheld: defaultdict[Metric, int] = field(default_factory=lambda: defaultdict(int))
    false_verdicts: defaultdict[Metric, int] = field(default_factory=lambda: defaultdict(int))
    strangers: int = 0
    taken_for_known: int = 0


def close_ups(
    faces: list[tuple[str, Picture, FaceMesh]], share: float, size: float
) -> list[CloseUp]:
    """Return cheeks and foreheads; ``size`` shrinks the outline towards its middle."""
    found = []
    for person, image, mesh in faces:
        for name, outline in region_outlines(mesh.outline).items():
            if name in _NAMES:
                middle = outline.mean(axis=0)
                found.append(CloseUp(person, image, middle + (outline - middle) * size, share))
    return found


def read_faces(folder: Path, ending: str = "") -> list[tuple[str, Picture, FaceMesh]]:
    """Return the photos of a folder that show a face, each under the name of its person."""
    finders, faces = FaceFinders(), []
    for path in sorted(folder.rglob(f"*{ending}.*")):
        if path.suffix.lower() not in PHOTO_SUFFIXES:
            continue
        try:
            image = decode_photo(path).image
        except EnvironmentalError:
            continue
        with finders.lend() as finder:
            mesh = finder.find(image) if finder is not None else None
        if mesh is not None:
            faces.append((path.stem.split("_")[0], image, mesh))
    return faces


def run(areas: list[CloseUp], setting: Setting, draws: int) -> Tally:
    """Show each area again under nuisance, and to the regions of other people."""
    finders, tally, rng = FaceFinders(), Tally(), np.random.default_rng(5)
    known: list[tuple[CloseUp, RegionInPhoto]] = []
    for area in areas:
        start = area.way(0, 1, np.zeros(2))
        picture = area.show(start)
        outline = transform_points(area.outline, start)
        region = RegionInPhoto(_drawn(picture, outline, finders))
        before = _bare(analyse_image(picture, "a" * 64, finders, region=region))
        for _ in range(draws):
            way, later = _later(area, setting, rng)
            seed = int(rng.integers(1 << 30))
            after = analyse_image(_shot(later, setting, seed), "b" * 64, finders, region=region)
            tally.shown += 1
            if after.to_region is None:
                continue
            tally.misses.append(_miss(after, area, way, outline))
            _judge(tally, before, after)
            changed = _shot(area.show(way, _DETAIL), setting, seed)
            _respond(tally, after, analyse_image(changed, "c" * 64, finders, region=region))
        for stranger, other in known:
            if stranger.person != area.person:
                met = analyse_image(picture, "d" * 64, finders, region=other)
                tally.strangers += 1
                tally.taken_for_known += met.to_region is not None
        known.append((area, region))
    return tally


def repeat_tally(first: list[CloseUp], second: list[CloseUp], meshes: list[Matrix]) -> Tally:
    """Compare real photos of one session; ``meshes`` lead from the first photo to the second."""
    finders, tally = FaceFinders(), Tally()
    for one, other, between in zip(first, second, meshes, strict=True):
        start = one.way(0, 1, np.zeros(2))
        picture = one.show(start)
        region = RegionInPhoto(_drawn(picture, transform_points(one.outline, start), finders))
        before = _bare(analyse_image(picture, "a" * 64, finders, region=region))
        way = other.way(0, 1, np.zeros(2))
        after = analyse_image(other.show(way), "b" * 64, finders, region=region)
        tally.shown += 1
        if after.to_region is None:
            continue
        there = transform_points(transform_points(one.outline, between), way)
        found = np.array(after.outlines[RegionName.DRAWN])
        size = float(np.ptp(there, axis=0).max())
        tally.misses.append(float(np.sqrt(((found - there) ** 2).sum(axis=1).mean())) / size)
        _judge(tally, before, after)
    return tally


def untreated(faces: list[tuple[str, Picture, FaceMesh]], tier: Tier, draws: int) -> str:
    """Return how redness of the whole face against the neck spreads, and what it sees of a change.

    Redness is added to the face and not to the neck.
    """
    finders, spread, seen, missing, shown = FaceFinders(), [], [], 0, 0
    for _person, image, mesh in faces:
        frame = to_canonical(fit_pose(mesh.points))
        back = np.asarray(cv2.invertAffineTransform(frame), np.float64)
        neck = transform_points(np.array(_NECK, float), back)
        reference = prepare_region(image, "a" * 64, None, _points(neck), finders)
        region = RegionInPhoto(reference)
        base = _face_redness(image, region, finders)
        redder = _redder(image, mesh)
        for draw in range(draws):
            shown += 1
            plain, changed = (
                _face_redness(perturb(each, tier, np.random.default_rng(draw)), region, finders)
                for each in (image, redder)
            )
            if base is None or plain is None or changed is None:
                missing += 1
                continue
            spread.append(plain - base)
            seen.append(changed - plain)
    if not spread:
        return f"| {tier.name} | - | - | - | {missing}/{shown} |"
    response = float(np.mean(seen)) / _FACE_DENSITY
    sem = float(np.std(spread))
    mdc = _MDC * np.sqrt(2) * sem / response * A_STAR_PER_OD
    return f"| {tier.name} | {sem:.2f} | {response:.1f} | {mdc:.2f} | {missing}/{shown} |"


def lines(kind: str, tier: str, tally: Tally) -> Iterator[str]:
    """Write the figures as lines of two tables."""
    found = len(tally.misses)
    misses = [100 * each for each in np.percentile(tally.misses, (50, 95, 100))] if found else []
    cells = " / ".join(f"{each:.2f}" for each in misses)
    strangers = f"{tally.taken_for_known} of {tally.strangers}" if tally.strangers else "-"
    yield f"found | {kind} | {tier} | {found} of {tally.shown} | {cells} | {strangers} |"
    for metric in (Metric.REDNESS_SPOTS, Metric.TEXTURE, Metric.RELIEF):
        values = tally.changes[metric]
        spread = root_mean_square(values)
        wrong = f"{tally.false_verdicts[metric]} of {len(values)}"
        text = "-" if spread is None else f"{spread:.3f}"
        yield f"{metric.value} | {kind} | {tier} | {text} | {wrong} | {tally.withheld[metric]} |"
    if tally.responses:
        part = float(np.mean(tally.responses)) / np.log(_DETAIL)
        yield f"response of texture to detail in the region: {part:.2f} ({kind}, {tier})"


def main() -> None:
    """Print all figures."""
    parser = argparse.ArgumentParser(prog="python -m validation.drawn_regions")
    parser.add_argument("folder", type=Path, help="photos of faces, named PERSON_neutral.jpg …")
    parser.add_argument("--draws", type=int, default=4)
    given = parser.parse_args()
    neutral, smiling = (read_faces(given.folder, each) for each in ("_neutral", "_smiling"))
    between = [
        _chained(np.asarray(cv2.invertAffineTransform(_frame(b)), np.float64), _frame(a))
        for (_, _, a), (_, _, b) in zip(neutral, smiling, strict=True)
        for _ in _NAMES
    ]
    for kind, share, size in (("with surroundings", 0.5, 0.8), ("skin alone", 0.6, 0.5)):
        areas = close_ups(neutral, share, size)
        for setting in SETTINGS:
            tally = run(areas, setting, given.draws)
            print("\n".join(lines(kind, setting.tier.name, tally)), flush=True)
        again = repeat_tally(areas, close_ups(smiling, share, size), between)
        print("\n".join(lines(kind, "real repeat", again)), flush=True)
    print("untreated: | tier | spread (EI) | EI per OD | MDC95 (a*) | missing |")
    for tier in (PROTOCOL, WILD):
        print(untreated(neutral, tier, given.draws), flush=True)


def _drawn(picture: Picture, outline: Matrix, finders: FaceFinders) -> RegionReference:
    """Return the region, taken for a body area even where a face can be seen."""
    reference = prepare_region(picture, "a" * 64, _points(outline), None, finders)
    return replace(reference, face_frame=None)


def _bare(analysis: PhotoAnalysis) -> PhotoAnalysis:
    if analysis.to_region is None:
        raise SystemExit("A region was not measured on its own photo.")
    return analysis


def _later(area: CloseUp, setting: Setting, rng: np.random.Generator) -> tuple[Matrix, Picture]:
    turn = rng.uniform(-setting.turn_deg, setting.turn_deg)
    scale = float(np.exp(rng.uniform(*np.log(setting.scale))))
    way = area.way(turn, scale, rng.uniform(-setting.shift, setting.shift, 2))
    return way, area.show(way)


def _shot(picture: Picture, setting: Setting, seed: int) -> Picture:
    rng = np.random.default_rng(seed)
    return perturb(_with_hairs(picture, setting.hairs, rng), setting.tier, rng)


def _with_hairs(picture: Picture, count: int, rng: np.random.Generator) -> Picture:
    picture = picture.copy()
    for _ in range(count):
        angle = rng.uniform(0, 2 * np.pi) + np.cumsum(rng.normal(0, 0.03, 40))
        steps = 6 * np.column_stack([np.cos(angle), np.sin(angle)])
        points = rng.uniform(0, SIDE_PX, 2) + np.cumsum(steps, axis=0)
        color = tuple(int(each) for each in rng.integers(20, 70, 3))
        fixed = np.round(points * 8).astype(np.int32)
        cv2.polylines(picture, [fixed], False, color, 1, cv2.LINE_AA, 3)
    return picture


def _with_detail(linear: FloatImage, outline: Matrix, detail: float) -> FloatImage:
    """Scale what a bilateral filter leaves out, inside the outline."""
    log = np.log(np.maximum(linear, 1e-4)).astype(np.float32)
    base = np.asarray(cv2.bilateralFilter(log, 9, 0.1, 5.0), np.float32)
    mask = np.zeros(linear.shape[:2], np.float32)
    cv2.fillPoly(mask, [np.round(outline).astype(np.int32)], (1.0,))
    mask = np.asarray(cv2.GaussianBlur(mask, (0, 0), 2.0), np.float32)[..., None]
    return np.asarray(np.exp(base + (log - base) * (1 + (detail - 1) * mask)), np.float32)


def _miss(after: PhotoAnalysis, area: CloseUp, way: Matrix, outline: Matrix) -> float:
    """Return how far the outline lies from where it is, RMS, in its longer sides."""
    there = transform_points(area.outline, way)
    found = np.array(after.outlines[RegionName.DRAWN])
    scale = float(np.ptp(outline, axis=0).max()) * float(np.hypot(*way[:, 0]))
    scale /= float(np.hypot(*area.way(0, 1, np.zeros(2))[:, 0]))
    return float(np.sqrt(((found - there) ** 2).sum(axis=1).mean())) / scale


def _judge(tally: Tally, before: PhotoAnalysis, after: PhotoAnalysis) -> None:
    comparison = compare_analyses(before, after)
    for metric in (Metric.REDNESS_SPOTS, Metric.TEXTURE, Metric.RELIEF):
        change = comparison.change(metric, RegionName.DRAWN)
        if change is None or change.change is None or change.before is None:
            tally.withheld[metric] += 1
            continue
        is_share = metric is Metric.RELIEF
        tally.changes[metric].append(change.change / (change.before if is_share else 1.0))
        tally.false_verdicts[metric] += change.verdict is not Verdict.WITHIN_NOISE


def _respond(tally: Tally, plain: PhotoAnalysis, changed: PhotoAnalysis) -> None:
    if changed.to_region is None:
        return
    change = compare_analyses(plain, changed).change(Metric.TEXTURE, RegionName.DRAWN)
    if change is not None and change.change is not None:
        tally.responses.append(change.change)


def _face_redness(image: Picture, region: RegionInPhoto, finders: FaceFinders) -> float | None:
    analysis = analyse_image(image, "b" * 64, finders, region=region)
    return analysis.value(Metric.REDNESS, RegionName.FACE)


def _redder(image: Picture, mesh: FaceMesh) -> Picture:
    mask = np.zeros(image.shape[:2], np.float32)
    cv2.fillPoly(mask, [np.round(mesh.outline[list(FACE_OVAL)]).astype(np.int32)], (1.0,))
    density = _FACE_DENSITY * np.asarray(cv2.GaussianBlur(mask, (0, 0), 4.0), np.float32)
    linear = absorb(linear_from_srgb(image), density, HAEMOGLOBIN)
    return np.round(srgb_from_linear(linear) * 255).astype(np.uint8)


def _frame(mesh: FaceMesh) -> Matrix:
    return to_canonical(fit_pose(mesh.points))


def _chained(after: Matrix, first: Matrix) -> Matrix:
    return np.column_stack([after[:, :2] @ first[:, :2], after[:, :2] @ first[:, 2] + after[:, 2]])


def _points(outline: Matrix) -> tuple[Point, ...]:
    return tuple(Point(float(x), float(y)) for x, y in outline)


if __name__ == "__main__":
    main()
