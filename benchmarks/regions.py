"""Measuring an outlined region in 12-megapixel photos, on one core, after start-up."""

import hashlib
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from benchmarks.photos import twelve_megapixels
from benchmarks.timing import beside_unit, report
from benchmarks.unit import in_units, unit_of
from skintrack.imaging.decode import decode_bytes
from skintrack.imaging.export import encode_jpeg
from skintrack.model import Point
from skintrack.workflows.analyse_photos import analyse_file
from skintrack.workflows.face_finders import FaceFinders
from skintrack.workflows.region_finder import RegionInPhoto, prepare_region

RUNS = 9
TARGET = 12.0
_ENLARGED, _CHEEK = 3.0, (1050.0, 2250.0)
_SKIN = ((1000, 1500), (2000, 1500), (2000, 2500), (1000, 2500))
_UNTREATED = ((1100, 2700), (1500, 2700), (1500, 3000), (1100, 3000))


def run(folder: Path) -> None:
    """Measure the later photo alone, and the whole pair with the photo of the region."""
    cv2.setNumThreads(1)
    jpeg = twelve_megapixels()
    face = decode_bytes(jpeg, "face.jpg").image
    paths = [folder / "first.jpg", folder / "later.jpg"]
    for path, turn in zip(paths, (0.0, 8.0), strict=True):
        path.write_bytes(encode_jpeg(_close_up(face, turn), quality=92))
    skin, untreated = (
        tuple(Point(float(x), float(y)) for x, y in outline) for outline in (_SKIN, _UNTREATED)
    )
    finders = FaceFinders()

    def prepared() -> RegionInPhoto:
        data = paths[0].read_bytes()
        image = decode_bytes(data, "first.jpg").image
        sha256 = hashlib.sha256(data).hexdigest()
        return RegionInPhoto(prepare_region(image, sha256, skin, untreated, finders))

    region = prepared()
    first = analyse_file(paths[1], finders=finders, region=region)
    if first.analysis.to_region is None:
        raise SystemExit("The region was not found again: the figure would mean nothing.")
    unit = unit_of(jpeg)
    later_s, unit_s = beside_unit(
        lambda: analyse_file(paths[1], finders=finders, region=region), unit, RUNS
    )
    report(
        "drawn region in a later 12 MP photo, file to numbers",
        f"{in_units(later_s, unit_s):.2f} U ({later_s * 1000:.0f} ms)",
    )
    pair_s, unit_s = beside_unit(
        lambda: [
            analyse_file(path, finders=finders, region=each)
            for each in [prepared()]
            for path in paths
        ],
        unit,
        RUNS,
    )
    report(
        "the pair: both photos, and looking at the outline once",
        f"{in_units(pair_s, unit_s):.2f} U ({pair_s * 1000:.0f} ms)",
        f"at most {TARGET:.0f} U",
    )


def _close_up(face: NDArray[np.uint8], turn_deg: float) -> NDArray[np.uint8]:
    """Return the cheek of the drawn face alone, as a photo of the same size."""
    height, width = face.shape[:2]
    place = cv2.getRotationMatrix2D(_CHEEK, turn_deg, _ENLARGED)
    place[:, 2] += np.array([width, height]) / 2 - np.array(_CHEEK)
    shown = cv2.warpAffine(face, place, (width, height), flags=cv2.INTER_CUBIC)
    grain = np.random.default_rng(1).normal(0.0, 3.0, shown.shape)
    return np.asarray(np.clip(shown + grain, 0, 255), np.uint8)
