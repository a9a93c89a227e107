"""How photos were moved by hand, kept in the library."""

from skintrack.library import Library
from skintrack.model.nudge import NO_NUDGE, Nudge
from tests.helpers.libraries import add_photo

MOVED = Nudge(0.02, -0.1, 1.25, -3.5)


def test_a_nudge_is_kept_replaced_and_forgotten(library: Library) -> None:
    photo = add_photo(library, b"one")
    assert library.nudges.get(photo.id) is None
    library.nudges.save(photo.id, MOVED)
    assert library.nudges.get(photo.id) == MOVED
    library.nudges.save(photo.id, Nudge(0.5))
    assert library.nudges.of_course(photo.course_id) == {photo.id: Nudge(0.5)}
    library.nudges.save(photo.id, None)
    assert library.nudges.of_course(photo.course_id) == {}


def test_a_photo_that_stands_as_aligned_has_no_row(library: Library) -> None:
    photo = add_photo(library, b"one")
    library.nudges.save(photo.id, MOVED)
    library.nudges.save(photo.id, NO_NUDGE)
    assert library.nudges.get(photo.id) is None


def test_nudges_come_back_with_their_photo(library: Library) -> None:
    photo, other = (add_photo(library, data) for data in (b"one", b"two"))
    library.nudges.save(photo.id, MOVED)
    library.photos.move_to_bin(photo.id)
    library.nudges.save(other.id, Nudge(0.1))
    assert library.nudges.of_course(photo.course_id) == {other.id: Nudge(0.1)}
    library.photos.take_from_bin(photo.id)
    assert library.nudges.of_course(photo.course_id)[photo.id] == MOVED


def test_they_are_there_when_the_library_is_opened_again(library: Library) -> None:
    photo = add_photo(library, b"one")
    library.nudges.save(photo.id, MOVED)
    folder = library.folder
    library.close()
    with Library.open(folder) as again:
        assert again.nudges.get(photo.id) == MOVED
