"""Points of the face set by hand are really used: for the frame, the numbers and the maps."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest

from skintrack.analysis.face_mesh import FaceMeshFinder
from skintrack.imaging.decode import decode_bytes
from skintrack.library import Library
from skintrack.model import Metric, OutlineKind, Photo, Point, RegionName
from skintrack.model.face_point import FacePoint
from skintrack.model.skin_map import MapKind
from skintrack.workflows import import_photos
from skintrack.workflows.analyse_photos import analyse_image, analyse_library
from skintrack.workflows.face_finders import FaceFinders
from skintrack.workflows.given_points import look_for_face
from skintrack.workflows.make_maps import MapMaker, MapPhoto
from tests.helpers.shared_photos import needs_photos, zoom

SHA = "0" * 64


class BlindFinders(FaceFinders):
    """Finds no face anywhere."""

    @contextmanager
    def lend(self) -> Iterator[FaceMeshFinder | None]:
        yield None


@pytest.fixture(scope="module")
def finders() -> FaceFinders:
    return FaceFinders()


@pytest.fixture(scope="module")
def data() -> bytes:
    return zoom("60cm").read_bytes()


@pytest.fixture(scope="module")
def found(data: bytes, finders: FaceFinders) -> dict[FacePoint, Point]:
    placed = look_for_face(data, "60cm.jpg", finders).place({})
    assert placed is not None
    return placed.points


@needs_photos
def test_a_face_that_was_not_found_is_measured_by_points(
    data: bytes, found: dict[FacePoint, Point], finders: FaceFinders
) -> None:
    image = decode_bytes(data, "60cm.jpg").image
    blind = BlindFinders()
    assert analyse_image(image, SHA, blind).to_canonical is None
    given = analyse_image(image, SHA, blind, face_points=found)
    plain = analyse_image(image, SHA, finders)
    assert given.face_points == found
    assert "face_points_given" in {issue.code for issue in given.issues}
    assert "face_points_given" not in {issue.code for issue in plain.issues}
    assert given.view is plain.view
    assert given.to_canonical is not None
    assert plain.to_canonical is not None
    assert given.to_canonical.a == pytest.approx(plain.to_canonical.a, rel=0.04)
    for cheek in (RegionName.RIGHT_CHEEK, RegionName.LEFT_CHEEK):
        values = [each.value(Metric.REDNESS, cheek) for each in (given, plain)]
        assert values[0] == pytest.approx(values[1], abs=1.0)


@needs_photos
def test_points_that_tell_nothing_are_said(data: bytes, found: dict[FacePoint, Point]) -> None:
    image = decode_bytes(data, "60cm.jpg").image
    few = {point: found[point] for point in (FacePoint.CHIN, FacePoint.NOSE_TIP)}
    analysis = analyse_image(image, SHA, BlindFinders(), face_points=few)
    assert [issue.code for issue in analysis.issues] == ["face_points_unclear"]


@needs_photos
def test_moved_points_move_the_frame_and_the_map(
    data: bytes, found: dict[FacePoint, Point], finders: FaceFinders
) -> None:
    image = decode_bytes(data, "60cm.jpg").image
    lower = {point: replace_y(place, 40) for point, place in found.items()}
    plain = analyse_image(image, SHA, finders)
    given = analyse_image(image, SHA, finders, face_points=lower)
    assert plain.to_canonical is not None
    assert given.to_canonical is not None
    drop = 40 * given.to_canonical.a
    assert given.to_canonical.ty == pytest.approx(plain.to_canonical.ty - drop, abs=3)
    maker = MapMaker(finders)
    maps = [
        maker.photo_map(MapPhoto("60cm.jpg", lambda: data, each), MapKind.MASK)
        for each in (plain, given)
    ]
    assert maps[1].to_canonical == given.to_canonical
    assert maps[0].to_canonical == plain.to_canonical
    assert maps[0].pixels is not None
    assert maps[1].pixels is not None
    assert not np.array_equal(maps[0].pixels, maps[1].pixels)


def replace_y(place: Point, by: float) -> Point:
    return Point(place.x, place.y + by)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.create(tmp_path / "library", "Scars") as made:
        yield made


@pytest.fixture
def photo(library: Library) -> Photo:
    return import_photos.run(library, [zoom("60cm")]).needs_date[0].photo


@needs_photos
def test_a_library_measures_the_photo_anew_with_its_points(
    library: Library, photo: Photo, found: dict[FacePoint, Point]
) -> None:
    analyse_library(library)
    before = library.analyses.get(photo.id)
    assert before is not None
    moved = {**found, FacePoint.CHIN: replace_y(found[FacePoint.CHIN], 60)}
    library.face_points.save(photo.id, moved)
    assert library.analyses.get(photo.id) is None
    assert analyse_library(library).analysed == (photo.id,)
    after = library.analyses.get(photo.id)
    assert after is not None
    assert after.face_points == moved
    chins = [np.mean([place.y for place in each.outlines[RegionName.CHIN]]) for each in
             (before, after)]  # fmt: skip
    assert chins[1] > chins[0] + 15
    library.face_points.save(photo.id, {})
    analyse_library(library)
    again = library.analyses.get(photo.id)
    assert again is not None
    assert again.outlines == before.outlines
    assert again.measurements == before.measurements


@needs_photos
def test_untreated_skin_is_placed_by_the_points_of_its_photo(
    library: Library, photo: Photo, found: dict[FacePoint, Point]
) -> None:
    patch = (Point(100, 100), Point(200, 100), Point(150, 220))
    library.regions.save_outline(photo, OutlineKind.UNTREATED, patch)
    library.face_points.save(photo.id, found)
    assert analyse_library(library).errors == ()
    analysis = library.analyses.get(photo.id)
    assert analysis is not None
    assert analysis.region_revision is not None
