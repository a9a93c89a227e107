"""The folder that a phone syncs into: it is watched, and the user is asked."""

import os
from pathlib import Path
from typing import Protocol

import pytest
from pytestqt.qtbot import QtBot

from skintrack.app import Program
from skintrack.ui.dialogs.settings import SettingsDialog
from skintrack.ui.folder_watch import FolderWatch
from skintrack.ui.main_window import MainWindow
from tests.helpers.importing import import_view
from tests.helpers.photo_makers import jpeg_bytes, save_photo
from tests.helpers.ui_actions import dialog_of, press

pytestmark = pytest.mark.gui


class Look(Protocol):
    """Looks so often that everything that is whole is found."""

    def __call__(self, watch: FolderWatch = ..., *, times: int = ...) -> None: ...


def photo_count(program: Program) -> int:
    state = program.services.course.state
    assert state is not None
    return len(state.photos)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "Phone"
    made.mkdir()
    return made


@pytest.fixture
def look(program: Program, qtbot: QtBot) -> Look:
    def twice(watch: FolderWatch = program.services.watch, *, times: int = 2) -> None:
        for _ in range(times):
            qtbot.waitUntil(lambda: not watch._is_looking)
            watch.look()
            qtbot.waitUntil(lambda: not watch._is_looking)

    return twice


def names(watch: FolderWatch) -> list[str]:
    return [path.name for path in watch.new_photos]


def test_new_photos_are_offered_and_reviewed_only_if_wanted(
    course_window: MainWindow, program: Program, qtbot: QtBot, folder: Path, look: Look
) -> None:
    count = photo_count(program)
    program.services.watch.set_folder(folder)
    for number in range(3):
        save_photo(folder / f"{number}.jpg", 10 + 40 * number)
    look()
    assert course_window.banner.text == "3 new photos in “Phone”."
    assert course_window.view("timeline").isVisible()
    press(qtbot, course_window.banner, "Review")
    view = import_view(course_window)
    qtbot.waitUntil(lambda: view.footer.summary == "3 new")
    assert view.isVisible()
    look()
    assert names(program.services.watch) == []
    assert photo_count(program) == count


def test_what_was_declined_is_not_offered_again_also_by_a_later_start(
    course_window: MainWindow, program: Program, qtbot: QtBot, folder: Path, look: Look
) -> None:
    watch = program.services.watch
    save_photo(folder / "a.jpg", 1)
    watch.set_folder(folder)
    look()
    press(qtbot, course_window.banner, "Not now")
    look()
    assert course_window.banner.text == ""
    later = FolderWatch(program.services.settings, program.cpu_tasks)
    assert later.folder == folder
    later.begin()
    save_photo(folder / "b.jpg", 2)
    look(later, times=3)
    assert names(later) == ["b.jpg"]
    assert "a.jpg" not in (program.services.settings.folder / "seen-photos.json").read_text()


def test_a_file_that_still_grows_is_waited_for(
    course_window: MainWindow, program: Program, folder: Path, look: Look
) -> None:
    watch = program.services.watch
    watch.set_folder(folder)
    path, data = folder / "a.jpg", jpeg_bytes(size_px=(640, 480))
    path.write_bytes(data[:500])
    look(times=1)
    path.write_bytes(data[:900])
    look(times=1)
    assert names(watch) == []
    path.write_bytes(data)
    look()
    assert names(watch) == ["a.jpg"]
    assert course_window.banner.text == "1 new photo in “Phone”."


def test_an_empty_file_is_no_photo_yet(
    course_window: MainWindow, program: Program, folder: Path, look: Look
) -> None:
    program.services.watch.set_folder(folder)
    (folder / "a.jpg").touch()
    look(times=3)
    assert names(program.services.watch) == []
    assert course_window.banner.text == ""


def test_the_offer_waits_for_other_words_in_the_banner(
    course_window: MainWindow, program: Program, folder: Path, look: Look, qtbot: QtBot
) -> None:
    course_window.banner.show_message("Something else.")
    save_photo(folder / "a.jpg", 1)
    program.services.watch.set_folder(folder)
    look()
    assert course_window.banner.text == "Something else."
    press(qtbot, course_window.banner, "Close this message")
    qtbot.waitUntil(lambda: course_window.banner.text == "1 new photo in “Phone”.")


def test_a_closed_offer_comes_again_with_more_photos(
    course_window: MainWindow, program: Program, folder: Path, look: Look, qtbot: QtBot
) -> None:
    save_photo(folder / "a.jpg", 1)
    program.services.watch.set_folder(folder)
    look()
    press(qtbot, course_window.banner, "Close this message")
    look()
    assert course_window.banner.text == ""
    save_photo(folder / "b.jpg", 2)
    look()
    assert course_window.banner.text == "2 new photos in “Phone”."


def test_the_system_tells_of_new_files(
    course_window: MainWindow, program: Program, folder: Path, look: Look, qtbot: QtBot
) -> None:
    watch = program.services.watch
    watch.set_folder(folder)
    look()
    save_photo(folder / "a.jpg", 1)
    qtbot.waitUntil(lambda: names(watch) == ["a.jpg"], timeout=20_000)


def test_a_folder_that_is_gone_is_no_error(
    course_window: MainWindow, program: Program, folder: Path, look: Look
) -> None:
    program.services.watch.set_folder(folder)
    folder.rmdir()
    look()
    assert names(program.services.watch) == []
    assert course_window.banner.text == ""


def test_a_replaced_file_is_new(
    course_window: MainWindow, program: Program, folder: Path, look: Look, qtbot: QtBot
) -> None:
    path = save_photo(folder / "a.jpg", 1)
    program.services.watch.set_folder(folder)
    look()
    press(qtbot, course_window.banner, "Not now")
    save_photo(path, 2)
    os.utime(path, (1, 1))
    look()
    assert names(program.services.watch) == ["a.jpg"]


def test_the_folder_is_chosen_and_left_in_the_settings(
    course_window: MainWindow, program: Program, qtbot: QtBot, folder: Path
) -> None:
    course_window.show_settings()
    dialog = dialog_of(qtbot, SettingsDialog)
    section = dialog.watch
    assert section.place == "No folder is watched."
    section.take_folder(str(folder))
    assert section.place == str(folder)
    assert program.services.settings.current.watched_folder == str(folder)
    press(qtbot, dialog, "Stop watching")
    assert program.services.watch.folder is None
    dialog.close()
