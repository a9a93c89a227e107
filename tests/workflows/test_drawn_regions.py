"""A region drawn once is found in later photos of its view, or refused with the reason."""

import json
from datetime import UTC, datetime

import numpy as np
import pytest

from skintrack.analysis import ALGORITHM
from skintrack.errors import InputError
from skintrack.imaging.export import encode_jpeg
from skintrack.library import Library
from skintrack.model import (
    AnchorPair,
    Anchors,
    Metric,
    OutlineKind,
    Point,
    Reference,
    RegionName,
    Verdict,
    View,
)
from skintrack.workflows import analyse_photos, compare_photos, import_photos
from skintrack.workflows.region_file import read_region_file
from tests.helpers.body_skin import body, photo, square, way

WAYS = (way(0, 1, (0, 0), 700), way(20, 1.1, (0.03, 0), 700), way(0, 1, (0, 0), 700))


def points(outline):
    return tuple(Point(float(x), float(y)) for x, y in outline)


OUTLINE, PATCH = points(square((350, 350), 300)), points(square((120, 580), 110))


@pytest.fixture(scope="module")
def skin():
    return body()


@pytest.fixture
def sources(tmp_path, skin):
    """Return three photos: skin, the same skin again, and other skin."""
    paths = []
    for number, (stretch, place) in enumerate(zip((skin, skin, body(2)), WAYS, strict=True)):
        paths.append(tmp_path / f"{number}.jpg")
        light = (0.9, 0.8, 0.7) if number == 1 else (1, 1, 1)
        paths[-1].write_bytes(encode_jpeg(photo(stretch, place, light=light), quality=95))
    return paths


@pytest.fixture
def library(tmp_path, sources):
    with Library.create(tmp_path / "library", "Arm") as made:
        for month, path in enumerate(sources, start=3):
            moment = datetime(2026, month, 1, 10, tzinfo=UTC)
            import_photos.run(made, [path], captured_at=moment, view=View.CLOSE_UP)
        yield made


def drawn(library, *kinds):
    photos = library.photos.all()
    for kind in kinds:
        outline = OUTLINE if kind is OutlineKind.SKIN else PATCH
        library.regions.save_outline(photos[0], kind, outline)
    assert analyse_photos.analyse_library(library).errors == ()
    return photos, [library.analyses.get(each.id) for each in photos]


def codes(analysis):
    return {issue.code for issue in analysis.issues}


def test_the_region_is_measured_where_it_is_found_and_refused_where_it_is_not(library):
    photos, (first, second, other) = drawn(library, OutlineKind.SKIN)
    assert first.to_region is not None
    assert second.to_region is not None
    assert codes(other) == {"not_registered"}
    assert other.to_region is None
    assert all(each.value is None for each in other.measurements)
    revision = library.regions.of_view(photos[0].course_id, View.CLOSE_UP).revision
    assert {each.region_revision for each in (first, second, other)} == {revision}
    assert library.analyses.pending(ALGORITHM) == ()


def test_light_turn_and_distance_change_no_number_of_the_region(library):
    photos, _analyses = drawn(library, OutlineKind.SKIN, OutlineKind.UNTREATED)
    comparison = compare_photos.compare_in_library(library, photos[0].id, photos[1].id)
    for metric in Metric:
        change = comparison.change(metric, RegionName.DRAWN)
        assert change is not None, metric
        assert change.verdict is Verdict.WITHIN_NOISE, metric
        assert change.change is not None, metric
        assert change.noise is not None, metric
        assert abs(change.change) < 0.5 * change.noise, metric


def test_redness_against_untreated_skin_has_that_reference(library):
    photos, (first, second, _other) = drawn(library, OutlineKind.SKIN, OutlineKind.UNTREATED)
    assert {first.reference, second.reference} == {Reference.UNTREATED}
    library.regions.save_outline(photos[0], OutlineKind.UNTREATED, None)
    analyse_photos.analyse_library(library)
    assert library.analyses.get(photos[0].id).reference is Reference.FACE
    assert library.analyses.get(photos[0].id).value(Metric.REDNESS, RegionName.DRAWN) is None


def test_anchors_show_where_the_region_lies(library):
    photos, _analyses = drawn(library, OutlineKind.SKIN)
    there = ((300, 300), (400, 310), (330, 420))
    pairs = tuple(AnchorPair(Point(x, y), Point(x + 20, y - 10)) for x, y in there)
    library.regions.save_anchors(photos[2].id, Anchors(photos[0].id, pairs))
    analyse_photos.analyse_library(library)
    measured = library.analyses.get(photos[2].id)
    assert measured.to_region is not None
    shifted = np.array(measured.outlines[RegionName.DRAWN]) - np.array(OUTLINE)
    np.testing.assert_allclose(shifted, np.tile((20, -10), (4, 1)), atol=1)


def test_an_edit_lets_numbers_of_the_old_outline_meet_no_new_ones(library):
    photos, _analyses = drawn(library, OutlineKind.SKIN)
    before = library.analyses.get(photos[0].id)
    library.regions.save_outline(photos[0], OutlineKind.SKIN, points(square((340, 360), 280)))
    assert len(library.analyses.pending(ALGORITHM)) == 3
    analyse_photos.analyse_library(library)
    after = library.analyses.get(photos[1].id)
    comparison = compare_photos.compare_analyses(before, after, same_view=True)
    assert "region_differs" in {issue.code for issue in comparison.issues}
    assert not any(comparison.comparable.values())


def test_a_lost_photo_of_the_region_is_named_and_its_view_waits(library):
    photos = library.photos.all()
    library.regions.save_outline(photos[0], OutlineKind.SKIN, OUTLINE)
    library.photos.original_path(photos[0]).unlink()
    result = analyse_photos.analyse_library(library)
    assert {error.code for error in result.errors} == {"missing"}
    assert set(library.analyses.pending(ALGORITHM)) == {each.id for each in photos}


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("no json", "JSON"),
        ("[]", "JSON"),
        ("{}", "neither"),
        ('{"skin": [[1, 2], [3, 4]]}', "3 to"),
        ('{"skin": [[1, 1], [2, 2], [3, 3]]}', "nothing"),
        ('{"skin": [[1, 1], [2, 2], ["a", 3]]}', "JSON"),
        ('{"skin": [[1, 1], [5, 1], [1e999, 9]]}', "numbers"),
        ('{"skn": []}', "skn"),
        ('{"skin": [[0, 0], [9, 0], [9, 9]], "anchors": {"b.jpg": [[[0, 0], [1, 1]]]}}', "pairs"),
    ],
)
def test_a_file_that_holds_no_region_is_named(tmp_path, content, reason):
    path = tmp_path / "region.json"
    path.write_text(content)
    with pytest.raises(InputError, match=r"region\.json") as told:
        read_region_file(path)
    assert reason in told.value.message
    assert told.value.code == "region_file"


def test_two_files_are_compared_by_a_region_from_a_file(tmp_path, sources):
    path = tmp_path / "region.json"
    path.write_text(json.dumps({"skin": OUTLINE, "untreated": PATCH}))
    result = compare_photos.compare_files(sources[0], sources[1], region_file=path)
    change = result.comparison.change(Metric.REDNESS, RegionName.DRAWN)
    assert change is not None
    assert change.verdict is Verdict.WITHIN_NOISE
    far = tmp_path / "far.json"
    far.write_text(json.dumps({"skin": [[0, 0], [9000, 0], [0, 9000]]}))
    with pytest.raises(InputError, match="700 x 700"):
        compare_photos.compare_files(sources[0], sources[1], region_file=far)
