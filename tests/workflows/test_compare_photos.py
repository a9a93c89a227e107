import io
from datetime import date

import cv2
import numpy as np
import pytest
from PIL import Image

from skintrack.errors import InputError, StorageError
from skintrack.imaging.export import encode_jpeg
from skintrack.library import Library
from skintrack.model import (
    Change,
    Comparison,
    Metric,
    NoiseSource,
    Point,
    QualityIssue,
    RegionName,
    Verdict,
    View,
    ViewSource,
)
from skintrack.workflows import analyse_photos, compare_photos, import_photos
from tests.helpers.model_objects import make_analysis, make_photo
from tests.helpers.shared_photos import london, needs_photos, zoom
from tests.helpers.synthetic_skin import grainy_skin, srgb_from_linear


def change_of(comparison: Comparison, metric: Metric, region: RegionName) -> Change:
    change = comparison.change(metric, region)
    assert change is not None
    return change


@needs_photos
def test_a_photo_compared_with_itself_has_not_changed():
    comparison = compare_photos.compare_files(zoom("30cm"), zoom("30cm")).comparison
    assert all(comparison.comparable[metric] for metric in Metric)
    for change in comparison.changes:
        if (change.metric, change.region) != (Metric.REDNESS, RegionName.FACE):
            assert change.change == 0
            assert change.verdict is Verdict.WITHIN_NOISE
            assert change.noise_source is NoiseSource.ASSUMED


@needs_photos
def test_neutral_and_smiling_are_within_noise_or_refused():
    for person in ("001", "005", "016", "033"):
        comparison = compare_photos.compare_files(
            london(person, "neutral"), london(person, "smiling")
        ).comparison
        for cheek in (RegionName.RIGHT_CHEEK, RegionName.LEFT_CHEEK):
            for metric in (Metric.REDNESS, Metric.TEXTURE):
                verdict = change_of(comparison, metric, cheek).verdict
                assert verdict in (Verdict.WITHIN_NOISE, Verdict.NOT_COMPARABLE)


@needs_photos
def test_other_people_at_another_distance_are_not_compared_for_texture():
    comparison = compare_photos.compare_files(zoom("15cm"), zoom("60cm")).comparison
    assert not comparison.comparable[Metric.TEXTURE]
    change = change_of(comparison, Metric.TEXTURE, RegionName.LEFT_CHEEK)
    assert change.verdict is Verdict.NOT_COMPARABLE
    assert (change.change, change.noise) == (None, None)
    assert any(issue.code == "distance_differs" for issue in comparison.issues)


@pytest.mark.parametrize(
    ("change", "verdict"),
    [
        (-2.1, Verdict.IMPROVED),
        (-1.9, Verdict.WITHIN_NOISE),
        (1.9, Verdict.WITHIN_NOISE),
        (2.1, Verdict.WORSE),
    ],
)
def test_lower_is_better_and_only_beyond_noise(change, verdict):
    assert compare_photos.verdict_of(change, 2.0) is verdict


@needs_photos
def test_photos_of_a_library_are_compared_from_what_is_stored(tmp_path):
    with Library.create(tmp_path / "library", "Course") as library:
        added = import_photos.run(library, [zoom("30cm"), zoom("45cm")]).needs_date
        first, second = (each.photo.id for each in added)
        with pytest.raises(InputError, match="30cm"):
            compare_photos.compare_in_library(library, first, second)
        analyse_photos.analyse_library(library)
        stored = compare_photos.compare_in_library(library, first, second)
        fresh = compare_photos.compare_files(zoom("30cm"), zoom("45cm")).comparison
        assert stored == fresh


def drawn_pair(tmp_path, views):
    """Return the comparison of a photo without a face and a softer copy, both outlined."""
    image = srgb_from_linear(grainy_skin(600, 500, 0.1))
    soft = np.asarray(cv2.GaussianBlur(image, (0, 0), 2.0), np.uint8)
    for name, pixels in (("sharp", image), ("soft", soft)):
        (tmp_path / f"{name}.jpg").write_bytes(encode_jpeg(pixels, quality=95))
    outline = (Point(50, 50), Point(450, 50), Point(450, 550), Point(50, 550))
    with Library.create(tmp_path / "library", "Course") as library:
        added = import_photos.run(library, sorted(tmp_path.glob("*.jpg"))).needs_date
        for each, view in zip(added, views, strict=True):
            library.analyses.save_drawn_region(each.photo.id, outline)
            library.photos.set_view(each.photo.id, view, ViewSource.GIVEN)
        analyse_photos.analyse_library(library)
        return compare_photos.compare_in_library(library, added[0].photo.id, added[1].photo.id)


def test_blur_of_a_drawn_region_is_no_improvement(tmp_path):
    comparison = drawn_pair(tmp_path, (View.CLOSE_UP, View.CLOSE_UP))
    change = change_of(comparison, Metric.TEXTURE, RegionName.DRAWN)
    assert change.verdict is Verdict.NOT_COMPARABLE
    assert "sharpness_not_known" in {issue.code for issue in comparison.issues}


def test_the_view_that_the_user_said_counts(tmp_path):
    comparison = drawn_pair(tmp_path, (View.LEFT_PROFILE, View.RIGHT_PROFILE))
    assert comparison.issues[0].code == "view_differs"
    assert not any(comparison.comparable.values())


@needs_photos
def test_a_photo_without_a_face_is_named_and_not_called_another_view(tmp_path):
    wall = tmp_path / "wall.jpg"
    wall.write_bytes(encode_jpeg(np.full((400, 300, 3), 150, np.uint8), quality=90))
    comparison = compare_photos.compare_files(zoom("30cm"), wall).comparison
    codes = {issue.code for issue in comparison.issues}
    assert "no_face" in codes
    assert "view_differs" not in codes
    assert not any(comparison.comparable.values())


@needs_photos
def test_the_pair_is_saved_without_metadata(tmp_path):
    output = tmp_path / "pair.png"
    compare_photos.save_pair_picture(zoom("30cm"), zoom("45cm"), output)
    picture = Image.open(io.BytesIO(output.read_bytes()))
    picture.load()
    assert picture.width > 1.5 * picture.height
    assert not picture.info
    assert not picture.getexif()


@needs_photos
def test_a_folder_that_does_not_exist_is_said(tmp_path):
    with pytest.raises(StorageError, match=r"pair\.png"):
        compare_photos.save_pair_picture(zoom("30cm"), zoom("45cm"), tmp_path / "no" / "pair.png")
    assert list(tmp_path.iterdir()) == []


def test_redness_of_the_whole_face_is_withheld_with_its_reason_said_once():
    issue = QualityIssue(
        "whole_face_redness_unknown",
        "It needs a card.",
        frozenset({Metric.REDNESS}),
        frozenset({RegionName.FACE}),
    )
    photos = [make_photo(date(2026, 3, day)) for day in (3, 4)]
    before, after = (
        make_analysis(photo, {(Metric.REDNESS, RegionName.FACE): None}, issues=(issue,))
        for photo in photos
    )
    comparison = compare_photos.compare_analyses(before, after)
    assert [each for each in comparison.issues if each.code == issue.code] == [issue]
