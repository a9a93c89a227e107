"""Photos as a report prints them."""

import numpy as np
import pytest

from skintrack.imaging.decode import decode_bytes
from skintrack.model import Similarity
from skintrack.workflows.report_photos import _scaled, print_large, print_small
from tests.helpers.measured_library import TO_CANONICAL, Shot, make_library


@pytest.mark.parametrize("factor", [1.0, 0.5, 0.31])
def test_a_shrunk_copy_lands_in_the_same_place(factor):
    place = Similarity(0.8, -0.3, 12.0, -7.0)
    matrix = _scaled(place, factor)
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
        photo = library.photos.all()[0]
        aligned = print_small(library, photo, library.analyses.get(photo.id), 400, "baseline")
        whole = print_large(library, photo, None, 400, "baseline")
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


def test_a_file_that_cannot_be_read_is_said_in_its_frame(tmp_path):
    with make_library(tmp_path, [Shot(0)]) as library:
        photo = library.photos.all()[0]
        path = library.photos.original_path(photo)
        path.write_bytes(path.read_bytes()[:-20])
        picture = print_large(library, photo, None, 400, "baseline")
    assert picture.jpeg is None
    assert picture.note == "The photo's file cannot be read"
