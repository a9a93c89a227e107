"""The drive of the library is pulled while its window is open."""

import pytest

pytestmark = pytest.mark.gui


def test_an_unplugged_library_is_said_and_none_of_its_photos_is_called_damaged(
    course_window, program, qtbot, settled
):
    services = program.services
    folder = services.desk.folder
    qtbot.waitUntil(lambda: course_window.keeping.commands().keeper.kept is not None)
    away = folder.with_name("away")
    folder.rename(away)
    photo = services.course.state.dated_photos()[-1]
    course_window.show_photo(photo)
    qtbot.waitUntil(lambda: "not there any more" in course_window.banner.text, timeout=20_000)
    away.rename(folder)
    settled()
    assert not services.images.is_damaged(photo)
    assert course_window.keeping.commands().keeper.kept.state.damaged == {}
