import io

import pytest
from PIL import Image

from skintrack.errors import InputError, StorageError
from skintrack.library import Library
from skintrack.model import Change, Comparison, Metric, NoiseSource, RegionName, Verdict
from skintrack.workflows import analyse_photos, compare_photos, import_photos
from tests.helpers.shared_photos import london, needs_photos, zoom


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
