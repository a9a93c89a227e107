"""Pins and points of faces, kept, moved, removed and brought back."""

import pytest

from skintrack.errors import InputError, LibraryError
from skintrack.library import Library
from skintrack.model import Photo, PhotoAnalysis, Point
from skintrack.model.face_point import FacePoint
from skintrack.model.pin import MOST_LABEL_LENGTH
from tests.helpers.libraries import add_photo

HERE, THERE = Point(10.5, 20), Point(4, 5)
POINTS = {FacePoint.CHIN: Point(100.25, 300), FacePoint.NOSE_TIP: Point(90, 200)}


@pytest.fixture
def photos(library: Library) -> list[Photo]:
    return [add_photo(library, data) for data in (b"one", b"two")]


def test_a_pin_has_its_places_by_photo(library: Library, photos: list[Photo]) -> None:
    first, second = photos
    pin = library.pins.add(first.course_id, "  Scar   by the ear ", first.id, HERE)
    assert (pin.label, pin.photo_id, pin.places) == ("Scar by the ear", first.id, {first.id: HERE})
    library.pins.set_place(pin.id, second.id, THERE)
    library.pins.set_place(pin.id, second.id, HERE)
    assert library.pins.get(pin.id).places == {first.id: HERE, second.id: HERE}
    library.pins.set_place(pin.id, second.id, None)
    assert library.pins.of_course(first.course_id) == (pin,)


def test_a_removed_pin_comes_back_as_it_was(library: Library, photos: list[Photo]) -> None:
    pin = library.pins.add(photos[0].course_id, "Mole", photos[0].id, HERE)
    library.pins.remove(pin.id)
    assert library.pins.of_course(photos[0].course_id) == ()
    with pytest.raises(LibraryError):
        library.pins.rename(pin.id, "Other")
    assert library.pins.restore(pin.id) == pin


def test_a_place_in_a_binned_photo_waits_there(library: Library, photos: list[Photo]) -> None:
    pin = library.pins.add(photos[0].course_id, "Mole", photos[0].id, HERE)
    library.pins.set_place(pin.id, photos[1].id, THERE)
    library.photos.move_to_bin(photos[1].id)
    assert library.pins.get(pin.id).places == {photos[0].id: HERE}
    library.photos.take_from_bin(photos[1].id)
    assert library.pins.get(pin.id).places[photos[1].id] == THERE


@pytest.mark.parametrize("label", ["", "   ", "x" * (MOST_LABEL_LENGTH + 1)])
def test_a_pin_needs_a_name(library: Library, photos: list[Photo], label: str) -> None:
    with pytest.raises(InputError):
        library.pins.add(photos[0].course_id, label, photos[0].id, HERE)


def analysed(library: Library, photo: Photo) -> None:
    analysis = PhotoAnalysis("7", photo.sha256, photo.view, None, {}, (), {}, frozenset(), ())
    library.analyses.save(photo.id, analysis)


def test_points_of_a_face_make_the_photo_wait(library: Library, photos: list[Photo]) -> None:
    for photo in photos:
        analysed(library, photo)
    library.face_points.save(photos[0].id, POINTS)
    assert library.face_points.of_photo(photos[0].id) == POINTS
    assert library.analyses.pending("7") == (photos[0].id,)
    analysed(library, photos[0])
    analysis = library.analyses.get(photos[0].id)
    assert analysis is not None
    assert analysis.face_points == POINTS
    assert library.analyses.of_course(photos[0].course_id)[photos[0].id] == analysis
    library.face_points.save(photos[0].id, {})
    assert library.face_points.of_photo(photos[0].id) == {}
    assert library.analyses.pending("7") == (photos[0].id,)
