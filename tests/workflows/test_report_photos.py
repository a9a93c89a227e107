"""Photos as a report prints them."""

import io

import numpy as np
import pytest
from PIL import Image

from skintrack.errors import CancelledError
from skintrack.imaging.decode import decode_bytes
from skintrack.model import PhotoPrivacy, Similarity, never_cancelled, no_progress
from skintrack.workflows.print_frame import frame_matrix, on_copy
from skintrack.workflows.report_photos import PhotoPrinter, PrintWish
from tests.helpers.measured_library import TO_CANONICAL, Shot, analysis_of, make_library


def print_one(library, *, height_px=400, is_measured=True, privacy=PhotoPrivacy.SHOWN):
    photo = library.photos.all()[0]
    analyses = {photo.id: library.analyses.get(photo.id)} if is_measured else {}
    printer = PhotoPrinter(library, [photo], analyses, privacy)
    wish = PrintWish(photo, height_px, "baseline")
    return printer.prints([wish], no_progress, never_cancelled)[0]


@pytest.mark.parametrize("factor", [1.0, 0.5, 0.31])
def test_a_shrunk_copy_lands_in_the_same_place(factor):
    place = Similarity(0.8, -0.3, 12.0, -7.0)
    matrix = on_copy(frame_matrix(place, 1.0), factor)
    for x, y in ((0.0, 0.0), (100.0, 40.0), (1199.0, 1599.0)):
        # The same spot of the picture in pixels of the copy: pixel edges scale, not centres.
        u, v = (x + 0.5) * factor - 0.5, (y + 0.5) * factor - 0.5
        expected = (
            place.a * x - place.b * y + place.tx,
            place.b * x + place.a * y + place.ty,
        )
        assert matrix @ np.array([u, v, 1.0]) == pytest.approx(expected)


def test_prints_have_the_shape_of_the_common_frame_and_describe_themselves(tmp_path):
    with make_library(tmp_path, [Shot(0)]) as library:
        aligned = print_one(library)
        whole = print_one(library, is_measured=False)
    assert aligned.jpeg is not None
    assert whole.jpeg is not None
    images = [decode_bytes(data, "a.jpg").image for data in (aligned.jpeg, whole.jpeg)]
    assert [image.shape for image in images] == [(400, 337, 3)] * 2
    assert aligned.alt == (
        "Front view, 3 March 2026, baseline. Turned and scaled to the common frame."
    )
    assert "not aligned" in whole.alt
    # A 3:4 photo in a wider frame: neutral grey at the sides, the photo between.
    assert np.ptp(images[1][200, 2].astype(int)) <= 2
    assert TO_CANONICAL.a > 1


def test_a_print_carries_nothing_but_pixels(tmp_path):
    with make_library(tmp_path, [Shot(0)]) as library:
        picture = print_one(library)
    assert picture.jpeg is not None
    with Image.open(io.BytesIO(picture.jpeg)) as opened:
        assert opened.size == (337, 400)
        assert not {"exif", "icc_profile", "comment", "photoshop"} & set(opened.info)


@pytest.mark.parametrize("height_px", [400, 1200])
def test_a_file_that_cannot_be_read_is_said_in_its_frame(tmp_path, height_px):
    with make_library(tmp_path, [Shot(0)]) as library:
        photo = library.photos.all()[0]
        path = library.photos.original_path(photo)
        path.write_bytes(path.read_bytes()[:-20])
        for preview in (library.folder / "previews").rglob("*.jpg"):
            preview.unlink()
        picture = print_one(library, height_px=height_px)
    assert picture.jpeg is None
    assert picture.note == "The photo's file cannot be read"


def test_a_small_print_needs_no_original_where_there_is_a_preview(tmp_path):
    with make_library(tmp_path, [Shot(0)]) as library:
        photo = library.photos.all()[0]
        library.photos.original_path(photo).unlink()
        assert print_one(library, height_px=400).jpeg is not None
        assert print_one(library, height_px=1200).jpeg is None


def test_a_second_print_is_the_same_and_is_not_made_again(tmp_path, monkeypatch):
    with make_library(tmp_path, [Shot(0)]) as library:
        first = print_one(library)
        monkeypatch.setattr(PhotoPrinter, "_print", None)
        assert print_one(library) == first


def test_an_analysis_of_other_bytes_does_not_count(tmp_path):
    with make_library(tmp_path, [Shot(0), Shot(9)]) as library:
        photo, other = library.photos.all()
        analyses = {photo.id: analysis_of(other, Shot(9))}
        printer = PhotoPrinter(library, [photo], analyses)
        wish = PrintWish(photo, 400, "baseline")
        (picture,) = printer.prints([wish], no_progress, never_cancelled)
    assert "not aligned" in picture.alt


def test_many_prints_keep_their_order_and_can_be_stopped(tmp_path):
    with make_library(tmp_path, [Shot(day) for day in range(9)]) as library:
        photos = library.photos.all()
        analyses = library.analyses.of_course(photos[0].course_id)
        printer = PhotoPrinter(library, photos, analyses)
        wishes = [PrintWish(photo, 100, f"number {n}") for n, photo in enumerate(photos)]
        pictures = printer.prints(wishes, no_progress, never_cancelled)
        assert [f"number {n}." in picture.alt for n, picture in enumerate(pictures)] == [True] * 9
        with pytest.raises(CancelledError):
            printer.prints(wishes, no_progress, lambda: True)
