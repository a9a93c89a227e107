"""Once a library is locked, nothing of it is left in the window, in memory or beside it."""

import gc
from pathlib import Path

import pytest
from PySide6.QtGui import QClipboard, QGuiApplication, QImage, QPixmap
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QLabel,
    QWidget,
)

from skintrack import model
from skintrack.model.person import Person
from skintrack.ui.dialogs.message import bug_details
from tests.helpers.every_text import shown
from tests.helpers.every_view import DIALOGS, VIEWS, Stage, show_view
from tests.helpers.sealed_course import COURSE, NOTE, PERSON
from tests.helpers.ui_actions import dialog_of, press
from tests.ui.conftest import settle

pytestmark = pytest.mark.gui

ROOT = Path(__file__).parents[2]
# Icons and drawings are smaller than any photo that a view shows.
MOST_ICON_PX = 130


@pytest.fixture
def stage(sealed_window, program, tmp_path):
    return Stage(sealed_window, program, tmp_path)


def test_nothing_of_the_library_stays_in_the_window(stage, sealed_window, qtbot, locked, unlock):
    walk(stage, qtbot)
    before = " ".join(shown(sealed_window))
    assert COURSE in before
    assert PERSON in before
    assert pictures(sealed_window) != []
    sealed_window.activateWindow()
    qtbot.waitUntil(sealed_window.isActiveWindow)
    QGuiApplication.clipboard().setText(NOTE)
    sealed_window.commands.rename_course()
    dialog_of(qtbot, QDialog)

    sealed_window.guards.locking.lock()
    locked()

    assert QApplication.activeModalWidget() is None
    assert QGuiApplication.clipboard().text(QClipboard.Mode.Clipboard) == ""
    assert [
        word for word in shown_anywhere() if any(x in word for x in (PERSON, COURSE, NOTE))
    ] == []
    assert pictures(*QApplication.topLevelWidgets()) == []
    assert left_in_memory() == []
    unlock()
    walk(stage, qtbot)
    assert COURSE in " ".join(shown(sealed_window))


def walk(stage, qtbot):
    """Show every view with something in it."""
    for key in VIEWS:
        show_view(stage, key)
        settle(qtbot, stage.program)
        qtbot.wait(50)


def shown_anywhere():
    return shown(*QApplication.topLevelWidgets())


def pictures(*roots):
    """Return the widgets below some that paint something as large as a photo."""
    large = []
    for root in roots:
        for each in root.findChildren(QLabel):
            pixmap = each.pixmap()
            if not pixmap.isNull() and pixmap.deviceIndependentSize().width() > MOST_ICON_PX:
                large.append(each)
        large += [each for each in root.findChildren(QWidget) if hasattr(each, "scene")]
    return large


def left_in_memory():
    """Return what Python still holds of a library: records, and pictures as large as photos."""
    gc.collect()
    kinds = (model.Photo, model.Course, model.TreatmentSession, model.PhotoAnalysis, Person)
    left = []
    for each in gc.get_objects():
        is_record = isinstance(each, kinds)
        is_picture = type(each) in (QImage, QPixmap) and each.width() > MOST_ICON_PX
        if is_record or is_picture:
            left.append(each)
    return left


def test_the_settings_hold_no_name_note_or_file_of_the_library(
    stage, sealed_window, program, tmp_path, qtbot
):
    walk(stage, qtbot)
    imports = sealed_window.imports
    imports.review.began.emit([tmp_path / "Quendt before.jpg"])
    sealed_window.show_view("report")
    report = sealed_window.view("report")
    press(qtbot, report, "Save PDF…")
    dialog_of(qtbot, QDialog).close()
    sealed_window.close()
    words = (PERSON, COURSE, NOTE, "Quendt")
    settings = program.services.settings
    files = [path for path in settings.folder.rglob("*") if path.is_file()]
    assert files != []
    for path in files:
        text = path.read_text(encoding="utf-8")
        assert [word for word in words if word in text] == [], path


def test_what_was_being_added_is_offered_after_the_lock(
    sealed_window, tmp_path, qtbot, locked, unlock
):
    path = tmp_path / "IMG_1.jpg"
    path.write_bytes(b"not read before it is wanted")
    sealed_window.imports.review.began.emit([path])
    sealed_window.guards.locking.lock()
    locked()
    unlock()
    banner = sealed_window.banner
    qtbot.waitUntil(lambda: banner.text.startswith("Adding 1 photo was interrupted"))


def test_no_title_of_a_window_names_anybody(stage, sealed_window, qtbot):
    assert sealed_window.windowTitle() == "SkinTrack"
    for name, show in DIALOGS.items():
        if name == "compare_keys":
            show_view(stage, "compare")
            settle(qtbot, stage.program)
        show(stage)
        dialog = dialog_of(qtbot, QDialog)
        title = dialog.windowTitle()
        assert title, name
        assert [word for word in (PERSON, COURSE, NOTE) if word in title] == [], name
        dialog.done(0)
        qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)


def test_a_picture_that_arrives_after_the_lock_is_not_kept(sealed_window, program, qtbot, locked):
    images = program.services.images
    photo = program.services.course.state.dated_photos()[0]
    images._forget()
    assert images.picture(photo) is None
    assert images.is_working
    sealed_window.guards.locking.lock()
    locked()
    done: list[object] = []
    program.cpu_tasks.run(lambda: None, done=done.append, failed=done.append)
    program.cpu_tasks.run(lambda: None, done=done.append, failed=done.append)
    qtbot.waitUntil(lambda: len(done) == 2)
    assert not images._pictures
    assert not images._problems


def test_a_bug_is_told_without_names_and_paths():
    def fail(name):
        raise ValueError(f"cannot read {name}")

    with pytest.raises(ValueError, match=PERSON) as caught:
        fail(f"/home/{PERSON}/{NOTE}.jpg")
    details = bug_details(caught.value)
    assert "ValueError" in details
    assert "in fail" in details
    assert all(word not in details for word in (PERSON, NOTE, "/home", str(ROOT)))


def test_what_is_saved_is_said_to_be_readable(stage, sealed_window, program, qtbot):
    show_view(stage, "report")
    settle(qtbot, program)
    foot = sealed_window.view("report").foot
    qtbot.waitUntil(foot._hint.isVisible)
    assert "not encrypted" in foot._hint.text()
    show_view(stage, "compare")
    settle(qtbot, program)
    sealed_window.view("compare").saving._say_saved(Path("pair.png"))
    assert sealed_window.banner.text.endswith("This file is not encrypted.")
