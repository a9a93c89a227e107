"""What goes on behind the views: lost previews, photos that wait to be measured."""

import shutil
import time

import pytest
from PySide6.QtWidgets import QAbstractButton

from skintrack.analysis import ALGORITHM
from skintrack.library import Library
from skintrack.model import View
from skintrack.ui import measuring_operations
from skintrack.ui.operations import Operation
from tests.helpers.ui_actions import press

pytestmark = pytest.mark.gui


@pytest.fixture
def forget_analysis(program, qtbot):
    """Return a function that makes photos wait to be measured."""

    def forget(*photos):
        done: list[bool] = []

        def work(library, _progress, _cancelled):
            for photo in photos:
                library.analyses.save_drawn_region(photo.id, None)
            return True

        program.services.desk.run(Operation("", work), done.append)
        qtbot.waitUntil(lambda: bool(done))

    return forget


@pytest.fixture
def pending(program, qtbot):
    """Return a function that counts the photos that wait to be measured."""

    def count():
        found: list[int] = []
        work = Operation("", lambda library, *_: len(library.analyses.pending(ALGORITHM)))
        program.services.desk.run(work, found.append)
        qtbot.waitUntil(lambda: bool(found))
        return found[0]

    return count


def offers(window):
    return [
        button.text()
        for button in window.status.findChildren(QAbstractButton)
        if button.isVisible()
    ]


def lose_previews(folder):
    shutil.rmtree(folder / "previews")


def test_lost_previews_are_made_again_after_opening(program, course_copy, settled):
    lose_previews(course_copy)
    program.window.libraries.open_folder(course_copy)
    settled()
    with Library.open(shutil.copytree(course_copy, course_copy.with_name("copy"))) as library:
        assert library.photos.without_preview() == ()


@pytest.mark.parametrize("kind", ["thumbnail", "picture"])
def test_a_photo_without_preview_is_shown_from_its_original(
    course_window, program, course_copy, qtbot, kind
):
    lose_previews(course_copy)
    images = program.services.images
    images._forget()
    photo = program.services.course.state.dated_photos(View.FRONT)[0]
    show = getattr(images, kind)
    qtbot.waitUntil(lambda: show(photo) is not None)
    assert course_window.isVisible()


def test_photos_are_fetched_after_the_turn_that_asked_for_them(
    course_window, program, qtbot, monkeypatch
):
    images, tasks = program.services.images, program.cpu_tasks
    begun, run = [], tasks.run

    def note_and_run(*arguments, **options):
        begun.append(arguments)
        return run(*arguments, **options)

    qtbot.waitUntil(lambda: not images.is_working)
    images._forget()
    monkeypatch.setattr(tasks, "run", note_and_run)
    photo = program.services.course.state.dated_photos(View.FRONT)[0]
    assert images.thumbnail(photo) is None
    assert begun == []
    assert images.is_working
    qtbot.waitUntil(lambda: images.thumbnail(photo) is not None)
    assert begun
    assert course_window.isVisible()


def test_a_photo_that_is_lost_says_so_where_it_would_be(course_window, program, course_copy, qtbot):
    lose_previews(course_copy)
    shutil.rmtree(course_copy / "originals")
    images = program.services.images
    images._forget()
    photo = program.services.course.state.dated_photos(View.FRONT)[0]
    course_window.show_photo(photo)
    qtbot.waitUntil(lambda: bool(images.problem(photo)))
    assert "is missing from the library" in images.problem(photo)


def test_what_waits_after_a_cancel_can_be_measured(
    course_window, program, qtbot, forget_analysis, settled
):
    forget_analysis(*program.services.course.state.photos[:2])
    desk = program.services.desk

    def wait_for_cancel(_library, _progress, cancelled):
        while not cancelled():
            time.sleep(0.005)

    desk.run(Operation("Adding photos", wait_for_cancel))
    desk.run(measuring_operations.measure_waiting("Measuring photos", set()))
    press(qtbot, course_window.status, "Cancel")
    settled()
    assert offers(course_window) == ["Measure 2 photos"]
    press(qtbot, course_window.status, "Measure 2 photos")
    qtbot.waitUntil(lambda: not desk.is_working, timeout=20_000)
    settled()
    assert offers(course_window) == []


def test_a_cancel_also_calls_off_the_measuring_that_was_next(
    course_window, program, forget_analysis, pending, settled
):
    photos = program.services.course.state.photos[:2]
    forget_analysis(*photos)
    course_window.imports.measuring.measure_pending()
    program.services.desk.cancel()
    settled()
    assert pending() == 2


def test_a_photo_taken_back_from_the_bin_is_measured(
    course_window, program, qtbot, forget_analysis, pending
):
    photo = program.services.course.state.photos[0]
    forget_analysis(photo)
    course_window.commands.bin_photo(photo)
    press(qtbot, course_window.banner, "Undo")
    qtbot.waitUntil(lambda: pending() == 0, timeout=20_000)
    qtbot.waitUntil(lambda: not program.services.desk.is_working, timeout=20_000)


def test_nothing_is_offered_where_nothing_waits(course_window):
    assert offers(course_window) == []
