"""Two photos as one labelled picture: aligned, without metadata, and never over a photo."""

import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from skintrack.errors import InputError
from skintrack.imaging.export import encode_jpeg
from skintrack.library import Library
from skintrack.model import Photo, Similarity
from skintrack.model.light import LightGain
from skintrack.model.skin_map import MapLegend, Rgba
from skintrack.workflows import import_photos
from skintrack.workflows.save_pair import (
    HEIGHT_PX,
    Frame,
    LaidMap,
    PairPicture,
    PairSide,
    run,
    seen_through,
)

FRAME = Frame(0, 0, 600, 800)
LINES = ("12 January 2026", "Baseline · day 0", "light as photographed")


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.create(tmp_path / "library", "Course") as made:
        for number, red in enumerate((200, 60)):
            image = np.zeros((400, 300, 3), np.uint8)
            image[..., 0] = red
            path = tmp_path / f"photo{number}.jpg"
            path.write_bytes(encode_jpeg(image, 95))
            import_photos.run(made, [path])
        yield made


def pair_of(library: Library, gain: LightGain | None = None) -> PairPicture:
    """Return both photos filling the frame."""
    photos = sorted(library.photos.all(), key=lambda photo: photo.original_name)
    place = Similarity(2.0, 0.0, 0.5, 0.5)
    first = PairSide(photos[0], place, LINES)
    second = PairSide(photos[1], place, ("28 May 2026", "5 weeks after session 2 · day 136"), gain)
    return PairPicture((first, second), FRAME)


def original(library: Library, photo: Photo) -> bytes:
    return library.photos.original_path(photo).read_bytes()


def test_both_photos_stand_side_by_side_over_their_labels(library: Library, tmp_path: Path) -> None:
    output = tmp_path / "pair.png"
    run(library, pair_of(library), output)
    picture = np.asarray(Image.open(output).convert("RGB")).astype(int)
    height, width = picture.shape[:2]
    assert height > HEIGHT_PX + 60
    assert width > 2 * HEIGHT_PX * 600 / 800
    left, right = picture[HEIGHT_PX // 2, width // 4], picture[HEIGHT_PX // 2, 3 * width // 4]
    assert left == pytest.approx([200, 0, 0], abs=3)
    assert right == pytest.approx([60, 0, 0], abs=3)
    band = picture[HEIGHT_PX + 2 :]
    assert (band.max(axis=2) - band.min(axis=2)).max() <= 2  # neutral ground and text
    for half in (band[:, : width // 2], band[:, width // 2 :]):
        assert half.min() < 60  # something is written there


def test_matched_light_is_in_the_picture_and_not_in_the_photo(
    library: Library, tmp_path: Path
) -> None:
    before = {photo.id: original(library, photo) for photo in library.photos.all()}
    output = tmp_path / "pair.png"
    run(library, pair_of(library, LightGain(4, 1, 1)), output)
    picture = np.asarray(Image.open(output).convert("RGB"))
    assert picture[HEIGHT_PX // 2, 3 * picture.shape[1] // 4, 0] > 100
    assert {photo.id: original(library, photo) for photo in library.photos.all()} == before


def test_a_map_lies_over_its_photo_where_it_belongs(library: Library, tmp_path: Path) -> None:
    colors = np.zeros((760, 640, 4), np.uint8)
    colors[300:340, 200:240] = (0, 0, 255, 255)
    legend = MapLegend("Change of redness", (Rgba(0, 0, 255), Rgba(255, 0, 0)), ((0.0, "less"),))
    pair = pair_of(library)
    to_frame = Similarity(2.0, 0.0, 0.5, 0.5)
    second = replace(pair.sides[1], laid_map=LaidMap(colors, to_frame, 1.0, legend))
    plain, mapped = tmp_path / "plain.png", tmp_path / "mapped.png"
    run(library, pair, plain)
    run(library, PairPicture((pair.sides[0], second), FRAME), mapped)
    picture = np.asarray(Image.open(mapped).convert("RGB")).astype(int)
    start = picture.shape[1] - round(HEIGHT_PX * FRAME.width / FRAME.height)
    zoom = HEIGHT_PX / FRAME.height
    rows, columns = np.nonzero(picture[:HEIGHT_PX, start:, 2] > 200)
    assert rows.mean() / zoom == pytest.approx(319.5 + 0.5, abs=1.0)
    assert columns.mean() / zoom == pytest.approx(219.5 + 0.5, abs=1.0)
    grey = picture[HEIGHT_PX // 4, start + 20]
    assert grey.max() - grey.min() <= 2  # all colour there is the map's
    assert picture[HEIGHT_PX // 4, 20] == pytest.approx([200, 0, 0], abs=3)
    assert picture.shape[0] > np.asarray(Image.open(plain)).shape[0] + 50  # the legend


@pytest.mark.parametrize(
    ("name", "kind"), [("a.png", "PNG"), ("a.jpg", "JPEG"), ("a.JPEG", "JPEG")]
)
def test_it_carries_nothing_but_pixels(
    library: Library, tmp_path: Path, name: str, kind: str
) -> None:
    output = tmp_path / name
    run(library, pair_of(library), output)
    data = output.read_bytes()
    picture = Image.open(io.BytesIO(data))
    assert picture.format == kind
    assert not picture.getexif()
    told = set(picture.info) - {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
    assert told == set()
    for word in (b"Exif", b"tEXt", b"iTXt", b"http", b"photo0", b"January"):
        assert word not in data


def test_it_never_overwrites_a_photo(library: Library, tmp_path: Path) -> None:
    photo = library.photos.all()[0]
    picture = pair_of(library)
    for output, code in (
        (library.photos.original_path(photo), "inside_library"),
        (library.folder / "new.png", "inside_library"),
        (tmp_path / "photo0.jpg", "same_file"),  # the file that was imported
    ):
        before = output.read_bytes() if output.exists() else None
        with pytest.raises(InputError) as caught:
            run(library, picture, output)
        assert caught.value.code == code
        assert (output.read_bytes() if output.exists() else None) == before


def test_an_older_picture_is_replaced(library: Library, tmp_path: Path) -> None:
    output = tmp_path / "pair.png"
    output.write_bytes(b"older")
    run(library, pair_of(library), output)
    assert output.read_bytes()[:4] == b"\x89PNG"


def test_what_is_seen_lies_where_the_frame_says() -> None:
    """A bright square of the photo comes to lie at its place in the frame, at any size."""
    for scale, turn_b in ((0.25, 0.0), (1.0, 0.0), (3.0, 0.0), (0.6, 0.3)):
        image = np.zeros((900, 800, 3), np.uint8)
        image[440:461, 340:361] = 255
        place = Similarity(scale, turn_b, 20.0, -10.0)
        x = scale * 350 - turn_b * 450 + 20
        y = turn_b * 350 + scale * 450 - 10
        frame = Frame(x - 50, y - 80, 100, 160)
        seen = seen_through(image, place, frame, 320).astype(float)[..., 0]
        seen[seen == 214] = 0
        rows, columns = np.nonzero(seen > 100)
        assert rows.mean() == pytest.approx(159.5, abs=1.0)
        assert columns.mean() == pytest.approx(99.5, abs=1.0)


def test_beyond_the_photo_the_ground_is_neutral() -> None:
    image = np.zeros((100, 100, 3), np.uint8)
    seen = seen_through(image, Similarity(1, 0, 0, 0), Frame(-100, 0, 100, 100), 100)
    assert (seen[:, :90] == 214).all()


def test_fine_stripes_become_nearly_even_grey() -> None:
    image = np.zeros((800, 800, 3), np.uint8)
    image[:, ::2] = 255
    seen = seen_through(image, Similarity(0.3, 0, 0, 0), Frame(0, 0, 240, 240), 240)
    inner = seen[20:-20, 20:-20]
    assert int(inner.max()) - int(inner.min()) < 255 / 5
