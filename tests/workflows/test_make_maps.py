import io
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from skintrack.errors import CancelledError, InputError, PhotoError
from skintrack.imaging.export import encode_jpeg
from skintrack.model import (
    Change,
    Comparison,
    Metric,
    NoiseSource,
    Point,
    QualityIssue,
    RegionName,
    Similarity,
    Verdict,
)
from skintrack.model.skin_map import MapKind
from skintrack.phantom.person import person
from skintrack.phantom.pose import Pose
from skintrack.phantom.render import render_photo
from skintrack.phantom.subject import build_subject
from skintrack.workflows import analyse_photos, compare_photos, save_maps
from skintrack.workflows.make_maps import MapMaker, MapPhoto
from tests.helpers.model_objects import make_analysis, make_photo
from tests.helpers.photo_makers import save_photo
from tests.helpers.synthetic_skin import grainy_skin, srgb_from_linear


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    """Two photos of one drawn face, analysed."""
    folder = tmp_path_factory.mktemp("maps")
    subject = build_subject(person(0))
    made = []
    for number in range(2):
        path = folder / f"face{number}.jpg"
        photo = render_photo(subject, pose=Pose(roll_deg=number), seed=number)
        path.write_bytes(encode_jpeg(photo.image))
        made.append(analyse_photos.analyse_file(path))
    return made


class Reader:
    """Reads a file and counts how often."""

    def __init__(self, file):
        self.file, self.count = file, 0

    def __call__(self):
        self.count += 1
        return Path(self.file.file).read_bytes()


def map_photo(file, read=None):
    return MapPhoto("face.jpg", read or Reader(file), file.analysis)


@pytest.fixture(scope="module")
def maker():
    return MapMaker()


@pytest.mark.parametrize("kind", MapKind)
def test_a_map_has_pixels_legend_and_words(maker, files, kind):
    made = maker.photo_map(map_photo(files[0]), kind)
    assert made.pixels.shape == (760, 640, 4)
    assert made.to_canonical == files[0].analysis.to_canonical
    assert made.legend.title
    assert made.description.endswith(".")
    shown = made.pixels[..., 3] > 0
    assert shown[400:480, 130:240].any()  # the cheek
    assert not shown[5, 5]


def test_the_words_name_the_region_with_the_largest_number(maker, files):
    analysis = files[0].analysis
    values = {
        region: analysis.value(Metric.REDNESS, region)
        for region in RegionName
        if region is not RegionName.FACE and analysis.value(Metric.REDNESS, region) is not None
    }
    name = max(values, key=lambda region: values[region]).value.replace("_", " ")
    words = maker.photo_map(map_photo(files[0]), MapKind.REDNESS).description
    assert f"the patient's {name}, {max(values.values()):.2f} EI over the face" in words


def test_a_photo_is_opened_once_for_all_its_maps(files):
    maker, read = MapMaker(), Reader(files[0])
    for kind in MapKind:
        maker.photo_map(map_photo(files[0], read), kind)
    assert read.count == 1


def without(analysis, metric, regions=frozenset(RegionName), issue=None):
    """The analysis with a metric withheld in some regions."""
    measurements = tuple(
        replace(each, value=None) if each.metric is metric and each.region in regions else each
        for each in analysis.measurements
    )
    usable = frozenset(each.metric for each in measurements if each.value is not None)
    issues = analysis.issues if issue is None else (issue,)
    return replace(analysis, measurements=measurements, usable_for=usable, issues=issues)


def test_what_the_numbers_withhold_no_map_shows(maker, files):
    issue = QualityIssue("blurred", "The photo is blurred.", frozenset({Metric.TEXTURE}))
    analysis = without(files[0].analysis, Metric.TEXTURE, issue=issue)
    photo = MapPhoto("face.jpg", Reader(files[0]), analysis)
    made = maker.photo_map(photo, MapKind.TEXTURE)
    assert (made.pixels, made.legend) == (None, None)
    assert made.description == "The photo is blurred."
    assert maker.photo_map(photo, MapKind.REDNESS).pixels is not None


def test_a_region_that_is_withheld_is_left_out(maker, files):
    cheek = frozenset({RegionName.RIGHT_CHEEK})
    analysis = without(files[0].analysis, Metric.REDNESS, cheek)
    photo = MapPhoto("face.jpg", Reader(files[0]), analysis)
    whole, rest = (
        maker.photo_map(each, MapKind.REDNESS).pixels[..., 3] > 0
        for each in (map_photo(files[0]), photo)
    )
    assert whole[480, 180]
    assert not rest[480, 180]
    assert rest[480, 460]


def test_a_photo_that_cannot_be_read_is_named(files):
    broken = MapPhoto("cut.jpg", lambda: b"\xff\xd8\xff", files[0].analysis)
    with pytest.raises(PhotoError, match="cut"):
        MapMaker().photo_map(broken, MapKind.REDNESS)


def test_a_map_that_nobody_wants_any_more_is_not_made(files):
    read = Reader(files[0])
    with pytest.raises(CancelledError):
        MapMaker().photo_map(map_photo(files[0], read), MapKind.MASK, cancelled=lambda: True)
    assert read.count == 0


def test_an_unchanged_pair_is_neutral_almost_everywhere(maker, files):
    comparison = compare_photos.compare_analyses(files[0].analysis, files[1].analysis)
    for kind in (MapKind.REDNESS, MapKind.TEXTURE):
        made = maker.change(*map(map_photo, files), comparison, kind)
        colored = (made.pixels[..., 3] > 0) & (made.pixels[..., :3].max(axis=-1) > 0)
        assert colored.mean() < 0.005
        assert "nothing beyond the noise" in made.description
        assert "noise" in made.legend.note


def test_a_pair_that_cannot_be_compared_has_no_map_but_the_reason(maker, files):
    issue = QualityIssue("lit", "The light differs.", frozenset(Metric), advice="Stand still.")
    later = without(files[1].analysis, Metric.REDNESS, issue=issue)
    comparison = compare_photos.compare_analyses(files[0].analysis, later)
    photos = map_photo(files[0]), MapPhoto("later.jpg", Reader(files[1]), later)
    made = maker.change(*photos, comparison, MapKind.REDNESS)
    assert made.pixels is None
    assert made.description.startswith("These two photos cannot be compared for redness.")
    assert "The light differs." in made.description


def test_pictures_carry_the_map_and_nothing_hidden(files, tmp_path):
    output = tmp_path / "map.png"
    words = save_maps.save_photo_map(files[0], MapKind.REDNESS, output)
    picture = Image.open(io.BytesIO(output.read_bytes()))
    picture.load()
    assert "Redness map" in words
    assert not picture.info
    assert not picture.getexif()
    assert picture.width == files[0].width
    assert picture.height > files[0].height
    pixels = np.asarray(picture).astype(int)
    wall = pixels[20:60, 20:60]
    assert np.ptp(wall, axis=-1).max() <= 1  # grey outside the map
    place = files[0].analysis.outlines[RegionName.RIGHT_CHEEK]
    x, y = np.mean(place, axis=0).astype(int)
    cheek = pixels[y - 20 : y + 20, x - 20 : x + 20]
    assert np.ptp(cheek, axis=-1).max() > 12


def test_a_picture_without_a_map_is_refused(tmp_path):
    wall = analyse_photos.analyse_file(save_photo(tmp_path / "wall.jpg"))
    with pytest.raises(InputError) as caught:
        save_maps.save_photo_map(wall, MapKind.REDNESS, tmp_path / "map.png")
    assert caught.value.code == "no_map"
    assert not (tmp_path / "map.png").exists()


def test_the_later_photo_of_a_saved_pair_has_the_map(files, tmp_path):
    output = tmp_path / "change.png"
    comparison = compare_photos.compare_analyses(files[0].analysis, files[1].analysis)
    save_maps.save_change_map(files[0], files[1], comparison, MapKind.REDNESS, output)
    with Image.open(output) as picture:
        pixels = np.asarray(picture).astype(int)[:1140]
    saturation = np.ptp(pixels, axis=-1)
    middle = pixels.shape[1] // 2
    assert saturation[:, : middle - 20].mean() > 10  # the earlier photo, in colour
    assert saturation[:, middle + 20 :].mean() < 2  # the later one, unchanged and in grey


@pytest.fixture
def outlined(tmp_path):
    """Grainy skin without a face, outlined by the user; one half of it has no grain."""
    linear = grainy_skin(600, 500, 0.1)
    linear[:, 250:] = linear[:, 250:].mean(axis=(0, 1))
    path = tmp_path / "arm.jpg"
    path.write_bytes(encode_jpeg(srgb_from_linear(linear), quality=95))
    measured: dict[tuple[Metric, RegionName], float | None] = {
        (Metric.TEXTURE, RegionName.DRAWN): -3.0,
        (Metric.REDNESS, RegionName.DRAWN): 2.5,
    }
    analysis = replace(
        make_analysis(make_photo(date(2026, 3, 3)), measured),
        to_region=Similarity(1.0, 0.0, 20.0, 30.0),
        outlines={
            RegionName.DRAWN: (Point(50, 50), Point(450, 50), Point(450, 550), Point(50, 550))
        },
        usable_for=frozenset({Metric.TEXTURE, Metric.REDNESS}),
    )
    return MapPhoto("arm.jpg", path.read_bytes, analysis)


def test_outlined_skin_has_maps_without_a_face(maker, outlined):
    rough = maker.photo_map(outlined, MapKind.TEXTURE)
    shown = rough.pixels[..., 3] > 0
    assert shown[100:560, 90:440].mean() > 0.9  # shifted by (20, 30) from the outline
    assert not shown[:70].any()
    lightness = rough.pixels[..., :3].astype(int).sum(axis=-1)
    assert lightness[300, 150] > lightness[300, 400]  # grain at the left
    assert rough.to_canonical == outlined.analysis.to_region
    assert "the drawn region" in rough.description or "every region" in rough.description


def test_redness_of_outlined_skin_is_against_untreated_skin(maker, outlined):
    made = maker.photo_map(outlined, MapKind.REDNESS)
    assert made.legend.title.startswith("Redness against the untreated skin")
    assert made.description == (
        "Redness map: strongest on the drawn region, 2.50 EI over the untreated skin."
    )


def test_a_pair_of_outlined_skin_shows_what_changed(maker, outlined):
    change = Change(
        Metric.TEXTURE, RegionName.DRAWN, -3.0, -3.0, 0.0, 0.2, NoiseSource.ASSUMED,
        Verdict.WITHIN_NOISE,
    )  # fmt: skip
    comparison = Comparison("1", {Metric.TEXTURE: True}, (), (change,))
    made = maker.change(outlined, outlined, comparison, MapKind.TEXTURE)
    assert made.description == "Change of fine texture: nothing beyond the noise."
    assert not ((made.pixels[..., 3] > 0) & (made.pixels[..., :3].max(axis=-1) > 0)).any()
