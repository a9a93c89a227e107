"""``python -m benchmarks.robustness FOLDER [DRAWS]``: errors of the cheek metrics, per tier.

For each photo of a face in the folder: unchanged skin under nuisance gives the spread, known
changes give the response. MDC95 = 2.77 x spread within a photo / response (Weir 2005). The later
photo is measured against the unperturbed one, as ``analyze --baseline`` does; what it refuses is
counted and left out.
"""

import sys
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.robustness.known_changes import cheek_mask, redden, scale_detail, spots
from benchmarks.robustness.nuisance import PROTOCOL, WILD, Tier, perturb
from skintrack.imaging.decode import decode_photo
from skintrack.model import Metric, PhotoAnalysis, RegionName
from skintrack.workflows.analyse_photos import analyse_image
from skintrack.workflows.face_finders import FaceFinders

CHEEKS = (RegionName.RIGHT_CHEEK, RegionName.LEFT_CHEEK)
DRAWS = 6
NO_HASH = "0" * 64
REDNESS_OD, SPOT_OD = 0.04, 0.08
DETAIL = (0.7, 1.3)
# Metric, unit of the change, change between the two levels that give the response.
RESPONSES = {
    Metric.REDNESS: ("OD", REDNESS_OD),
    Metric.REDNESS_SPOTS: ("OD", SPOT_OD),
    Metric.TEXTURE: ("detail", DETAIL[1] - DETAIL[0]),
    Metric.RELIEF: ("detail", DETAIL[1] - DETAIL[0]),
}
Values = dict[Metric, float | None]


def cheeks(analysis: PhotoAnalysis) -> Values:
    """Return the mean of both cheeks for each metric, None where one is missing."""
    values: Values = {}
    for metric in Metric:
        both = [analysis.value(metric, region) for region in CHEEKS]
        known = [value for value in both if value is not None]
        values[metric] = float(np.mean(known)) if len(known) == len(both) else None
    return values


def measure_photo(path: Path, draws: int) -> tuple[Values, dict[str, list[Values]]] | None:
    """Return the response of each metric, and the unchanged photo under each tier."""
    image = decode_photo(path).image
    finders = FaceFinders()
    with finders.lend() as finder:
        mesh = finder.find(image) if finder is not None else None
    if mesh is None:
        return None
    baseline = analyse_image(image, NO_HASH, finders)
    mask = cheek_mask(image.shape, mesh)
    plain = cheeks(baseline)
    red = cheeks(analyse_image(redden(image, REDNESS_OD * mask), NO_HASH, finders))
    marked = redden(image, np.float32(SPOT_OD) * spots(mesh, mask, seed=7))
    spotted = cheeks(analyse_image(marked, NO_HASH, finders))
    weak, strong = (
        cheeks(analyse_image(scale_detail(image, mask, factor), NO_HASH, finders))
        for factor in DETAIL
    )
    response = {
        Metric.REDNESS: _difference(red, plain, Metric.REDNESS),
        Metric.REDNESS_SPOTS: _difference(spotted, plain, Metric.REDNESS_SPOTS),
        Metric.TEXTURE: _difference(strong, weak, Metric.TEXTURE),
        Metric.RELIEF: _difference(strong, weak, Metric.RELIEF),
    }
    tiers: dict[str, list[Values]] = {}
    for tier in (PROTOCOL, WILD):
        tiers[tier.name] = [
            cheeks(_again(image, tier, draw, baseline, finders)) for draw in range(draws)
        ]
    return response, tiers


def _again(
    image: NDArray[np.uint8],
    tier: Tier,
    draw: int,
    baseline: PhotoAnalysis,
    finders: FaceFinders,
) -> PhotoAnalysis:
    rng = np.random.default_rng([draw, image.shape[0], int(image[::97, ::89].sum())])
    return analyse_image(perturb(image, tier, rng), NO_HASH, finders, baseline=baseline)


def _difference(one: Values, other: Values, metric: Metric) -> float | None:
    first, second = one[metric], other[metric]
    return None if first is None or second is None else first - second


def main() -> None:
    """Measure all photos of a folder, two at a time, and print the table."""
    folder, *rest = sys.argv[1:]
    draws = int(rest[0]) if rest else DRAWS
    paths = sorted(Path(folder).rglob("*.jpg"))
    with ProcessPoolExecutor(2) as workers:
        found = list(workers.map(measure_photo, paths, [draws] * len(paths)))
    photos = [each for each in found if each is not None]
    print(f"{len(photos)} photos with a face of {len(paths)}, {draws} draws a tier")
    print(f"{'tier':10}{'metric':15}{'spread':>9}{'response':>10}{'MDC95':>8}  {'refused':>8}")
    for tier in (PROTOCOL, WILD):
        for metric, (unit, step) in RESPONSES.items():
            responses = [each[0][metric] for each in photos]
            known = [value for value in responses if value is not None]
            readings = [[shot[metric] for shot in each[1][tier.name]] for each in photos]
            values = [[value for value in each if value is not None] for each in readings]
            spread = float(np.sqrt(np.mean([np.var(v, ddof=1) for v in values if len(v) > 1])))
            slope = float(np.mean(known)) / step
            refused = 1 - sum(map(len, values)) / sum(map(len, readings))
            mdc = 2.77 * spread / abs(slope)
            print(
                f"{tier.name:10}{metric:15}{spread:9.4f}{slope:10.2f}{mdc:8.3f} {unit:7}"
                f"{refused:7.0%}"
            )


if __name__ == "__main__":
    main()
