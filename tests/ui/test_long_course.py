"""A long course is shown by its latest visits first, and whole a moment later."""

from skintrack.library import Library, latest_photos
from skintrack.library.latest_photos import LatestPhotos
from skintrack.model import View
from tests.helpers.measured_library import Shot, make_library


def test_the_latest_days_are_read_with_what_has_no_date_and_the_views_of_all(tmp_path, monkeypatch):
    monkeypatch.setattr(latest_photos, "_DAYS", 2)
    shots = [Shot(0, View.LEFT_PROFILE), *(Shot(day) for day in (10, 20, 30))]
    with make_library(tmp_path, shots) as library:
        course = library.courses.all()[0].id
        assert library.photos.latest_of_course(course) is None
        monkeypatch.setattr(latest_photos, "_WORTH", 3)
        found = library.photos.latest_of_course(course)
        photos = library.photos.of_course(course)
        assert found == LatestPhotos(photos[-2:], frozenset({View.LEFT_PROFILE, View.FRONT}))
        monkeypatch.setattr(latest_photos, "_MOST", 1)
        assert library.photos.latest_of_course(course) is None


def test_a_short_course_and_one_in_the_bin_are_read_whole(tmp_path):
    with Library.create(tmp_path / "empty", "Course") as library:
        assert library.photos.latest_of_course(library.courses.all()[0].id) is None


def test_the_timeline_shows_the_latest_and_then_all_while_other_views_wait(
    program, course_copy, qtbot, settled, monkeypatch
):
    monkeypatch.setattr(latest_photos, "_WORTH", 2)
    monkeypatch.setattr(latest_photos, "_DAYS", 2)
    course, window = program.services.course, program.window
    seen: list[tuple[bool, int]] = []
    shown: list[str] = []

    def note():
        seen.append((course.state.is_whole, len(course.state.visits)))
        if not course.state.is_whole:
            window.show_view("trends")  # as by a click that comes early
            shown.append(window.views.current)

    course.glimpsed.connect(note)
    course.loaded.connect(note)
    window.libraries.open_folder(course_copy)
    settled()
    (is_first_whole, few), (is_second_whole, all_visits) = seen
    assert (is_first_whole, is_second_whole) == (False, True)
    assert shown == ["timeline"]
    assert 0 < few < all_visits
    assert window.views.current == "trends"
    window.show_view("timeline")
    assert len(window.view("timeline").model.visits) == all_visits
    assert course.state.views == (View.FRONT, View.LEFT_OBLIQUE)
