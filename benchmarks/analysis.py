"""Analysis of a 12-megapixel photo, on one core, after start-up."""

from pathlib import Path

import cv2

from benchmarks.photos import twelve_megapixels
from benchmarks.timing import beside_unit, report
from benchmarks.unit import in_units, unit_of
from skintrack.analysis.color_card import find_card
from skintrack.imaging.decode import decode_bytes
from skintrack.workflows.analyse_photos import analyse_file
from skintrack.workflows.face_finders import FaceFinders

RUNS = 9
TARGET = 4.0
CARD_TARGET = 0.15


def run(folder: Path) -> None:
    """Measure decoding alone and the whole analysis."""
    cv2.setNumThreads(1)
    jpeg = twelve_megapixels()
    photo = folder / "photo.jpg"
    photo.write_bytes(jpeg)
    finders = FaceFinders()
    first = analyse_file(photo, finders=finders)  # start-up: modules and face models are loaded
    if first.analysis.to_canonical is None:
        raise SystemExit(
            "No face was found in the benchmark's photo: the figure would mean nothing."
        )
    unit = unit_of(jpeg)
    decode_s, unit_s = beside_unit(lambda: decode_bytes(jpeg, photo.name), unit, RUNS)
    report("decode of a 12 MP photo, strict", f"{in_units(decode_s, unit_s):.2f} U")
    image = decode_bytes(jpeg, photo.name).image
    card_s, unit_s = beside_unit(lambda: find_card(image), unit, RUNS)
    report(
        "search for a colour card where there is none",
        f"{in_units(card_s, unit_s):.2f} U ({card_s * 1000:.1f} ms)",
        f"at most {CARD_TARGET:.2f} U",
    )
    whole_s, unit_s = beside_unit(lambda: analyse_file(photo, finders=finders), unit, RUNS)
    report(
        "analysis of a 12 MP photo, file to numbers, one core",
        f"{in_units(whole_s, unit_s):.2f} U ({whole_s * 1000:.0f} ms)",
        f"at most {TARGET:.0f} U",
    )
