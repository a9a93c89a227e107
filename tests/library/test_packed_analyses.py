"""Analyses that are kept as numbers side by side are the same analyses."""

from dataclasses import fields, replace

import pytest

from skintrack.library import Library
from skintrack.library.packed_analyses import PackedAnalyses
from skintrack.model import (
    CaptureConditions,
    PhotoAnalysis,
    PhotoId,
    Point,
    RegionName,
    Similarity,
    View,
)
from skintrack.model.face_point import FacePoint
from tests.helpers.libraries import add_photo
from tests.library.test_records import MARCH, analysis_of


@pytest.fixture
def kept(folder):
    """Two photos of a library: one with everything, one with nothing found, and their course."""
    with Library.create(folder, "Course") as library:
        rich = add_photo(library, b"rich", taken=MARCH)
        poor = add_photo(library, b"poor", taken=MARCH)
        full = replace(
            analysis_of(rich),
            outlines={
                RegionName.NOSE: (Point(505.5324011497295, -2.0), Point(0.1 + 0.2, 1e-9)),
                RegionName.CHIN: (),
            },
            to_region=Similarity(0.5, 1 / 3, -1.0, 4096.0),
            region_revision=3,
            region_conditions=CaptureConditions(sharpness=-0.9, smile=0.25),
        )
        bare = PhotoAnalysis("1", poor.sha256, poor.view, None, {}, (), {}, frozenset(), ())
        library.analyses.save(rich.id, full)
        library.analyses.save(poor.id, bare)
        yield library, library.analyses.of_course(rich.course_id), {rich.id: full, poor.id: bare}


def test_every_part_comes_back_as_it_was(kept):
    library, packed, plain = kept
    assert isinstance(packed, PackedAnalyses)
    assert packed == plain
    for photo_id in plain:
        alone = library.analyses.get(photo_id)
        for each in fields(PhotoAnalysis):
            if each.name != "skin_print":
                assert getattr(packed[photo_id], each.name) == getattr(alone, each.name)


def test_it_is_a_mapping_of_the_photos_that_are_measured(kept):
    _, packed, plain = kept
    assert set(packed) == set(plain)
    assert len(packed) == 2
    assert PhotoId("another") not in packed
    assert packed.get(PhotoId("another")) is None
    with pytest.raises(KeyError):
        packed[PhotoId("another")]


def test_an_outline_is_read_when_it_is_wanted(kept):
    _, packed, plain = kept
    rich = next(iter(plain))
    outlines = packed[rich].outlines
    assert outlines[RegionName.NOSE] == plain[rich].outlines[RegionName.NOSE]
    assert outlines.get(RegionName.FOREHEAD) is None
    assert list(outlines) == [RegionName.NOSE, RegionName.CHIN]


def test_what_does_not_fit_among_numbers_is_kept_as_it_is():
    packed = PackedAnalyses()
    odd = PhotoAnalysis("1", "no hash", View.FRONT, None, {}, (), {}, frozenset(), ())
    packed.put(PhotoId("odd"), odd)
    assert packed[PhotoId("odd")] is odd
    assert list(packed) == ["odd"]


def test_another_one_stands_in_the_place_of_one(kept):
    _, packed, plain = kept
    rich = next(iter(plain))
    other = replace(plain[rich], face_points={next(iter(FacePoint)): Point(1.0, 2.0)})
    packed.put_instead(rich, other)
    assert packed[rich] is other
    assert len(packed) == 2
