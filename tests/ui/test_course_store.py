"""Which course is shown, and that nothing of another one is shown with it."""

import json

import pytest

from skintrack.library import Library
from skintrack.settings import SettingsStore

pytestmark = pytest.mark.gui


@pytest.fixture
def two_courses(course_copy):
    with Library.open(course_copy) as library:
        library.courses.add("Neck")
    return course_copy


def shown(program):
    return program.services.course.state.course.name


def test_a_library_opens_with_its_newest_course(program, two_courses, settled):
    program.window.libraries.open_folder(two_courses)
    settled()
    assert shown(program) == "Neck"


def test_a_library_opens_with_the_course_that_was_shown_last(
    program, two_courses, settled, tmp_path
):
    program.window.libraries.open_folder(two_courses)
    settled()
    first = program.services.course.state.courses[0]
    program.services.course.show_course(first.id)
    settled()
    program.services.desk.close()
    program.window.libraries.open_folder(two_courses)
    settled()
    assert shown(program) == first.name
    program.services.settings.flush()
    stored = SettingsStore(tmp_path / "config" / "settings.json")
    assert stored.last_course(two_courses) == first.id


def test_a_remembered_course_that_is_gone_gives_way_to_the_newest(program, two_courses, settled):
    program.services.settings.remember_course(two_courses, 99)
    program.window.libraries.open_folder(two_courses)
    settled()
    assert shown(program) == "Neck"


def test_values_of_the_other_course_are_never_shown(program, two_courses, qtbot, settled):
    course = program.services.course
    program.window.libraries.open_folder(two_courses)
    settled()
    seen = []
    course.loaded.connect(
        lambda: seen.append((course.state.course.name, course.is_measured, course.measurements))
    )
    first = course.state.courses[0]
    course.reload()
    course.show_course(first.id)
    qtbot.waitUntil(lambda: shown(program) == first.name)
    settled()
    assert course.measurements.analyses
    (name, is_measured, measurements) = seen[-1]
    assert (name, is_measured, measurements.analyses) == (first.name, False, {})


def test_remembered_courses_that_are_no_numbers_are_left_out(tmp_path):
    file = tmp_path / "settings.json"
    file.write_text(json.dumps({"last_courses": {"/a": 2, "/b": "x"}}))
    assert SettingsStore(file).current.last_courses == {"/a": 2}


def test_courses_of_forgotten_libraries_are_forgotten(tmp_path):
    store = SettingsStore(tmp_path / "settings.json")
    store.remember_library(tmp_path / "a")
    store.remember_course(tmp_path / "a", 1)
    for number in range(6):
        store.remember_library(tmp_path / f"b{number}")
    assert store.last_course(tmp_path / "a") is None
