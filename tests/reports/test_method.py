"""Method and limits: what holds in this report, and the drawing of the regions."""

import dataclasses
import re

from skintrack.model import (
    Metric,
    NoiseSource,
    Point,
    Reference,
    RegionName,
    Similarity,
)
from skintrack.reports.method import method_of
from skintrack.reports.parts import FaceOutline
from skintrack.reports.sketch import drawn_sketch, face_sketch
from tests.helpers.model_objects import make_analysis
from tests.reports.test_build import MATERIAL, PHOTO, make_series

SQUARE = (Point(0, 0), Point(100, 0), Point(100, 100), Point(0, 100))
FACE = FaceOutline(
    oval=SQUARE,
    lines=(SQUARE[:2],),
    regions={RegionName.LEFT_CHEEK: SQUARE, RegionName.CHIN: SQUARE, RegionName.NOSE: SQUARE},
    cores={RegionName.LEFT_CHEEK: SQUARE},
)


def here(material) -> dict[str, str]:
    return {fact.name: fact.text for fact in method_of(material).here}


def test_noise_reference_and_version_are_those_of_this_report():
    series = (
        make_series(Metric.REDNESS),
        make_series(Metric.RELIEF, noise_source=NoiseSource.REPEATS),
        make_series(Metric.TEXTURE, change=None),
    )
    analysis = dataclasses.replace(
        make_analysis(PHOTO, {}, to_canonical=Similarity(1, 0, 0, 0)),
        reference=Reference.UNTREATED,
    )
    told = here(dataclasses.replace(MATERIAL, series=series, analyses={PHOTO.id: analysis}))
    assert told == {
        "Noise": "Redness: assumed; Relief: from the patient's repeated photos",
        "Reference": "the skin of the whole face in the same photo and a patch of untreated skin "
        "that the patient marked",
        "Version": "method 1, SkinTrack 0.1.0",
    }
    assert here(dataclasses.replace(MATERIAL, series=series[:1]))["Noise"] == "assumed"
    assert list(here(dataclasses.replace(MATERIAL, series=()))) == ["Version"]


def test_the_limits_and_the_formula_are_told():
    text = " ".join(block.text for block in method_of(MATERIAL).blocks)
    for words in ("not depth", "value / baseline", "95 %", "nobody"):
        assert words in text, words


def test_measured_regions_are_numbered_on_the_drawn_face():
    sketch = face_sketch(FACE, [RegionName.CHIN, RegionName.LEFT_CHEEK, RegionName.FACE])
    assert sketch.caption.startswith("1 Left cheek, 2 Chin, by the patient's side.")
    assert re.findall(rb">(\d)</text>", sketch.drawing.svg) == [b"1", b"2"]
    assert sketch.drawing.alt.endswith("1 Left cheek, 2 Chin.")


def test_the_drawing_has_a_place_only_where_something_was_measured():
    drawn = make_series(region=RegionName.DRAWN)
    outlined = dataclasses.replace(make_analysis(PHOTO, {}), outlines={RegionName.DRAWN: SQUARE})
    face = dataclasses.replace(MATERIAL, face=FACE)
    assert method_of(face).sketch is not None
    assert method_of(dataclasses.replace(face, series=())).sketch is None
    only_drawn = dataclasses.replace(face, series=(drawn,))
    assert method_of(only_drawn).sketch is None
    found = method_of(dataclasses.replace(only_drawn, analyses={PHOTO.id: outlined})).sketch
    assert found is not None
    assert "outlined by the patient" in found.caption


def test_an_outline_fills_its_drawing_whatever_its_size():
    for size in (1.0, 4000.0):
        outline = [Point(x * size, y * size) for x, y in SQUARE]
        box = re.search(rb'viewBox="([^"]+)"', drawn_sketch(outline).drawing.svg)
        assert box is not None
        left, _, width, _ = (float(number) for number in box[1].split())
        assert left < 0
        assert abs(width / (100 * size) - 1.05) < 0.01
