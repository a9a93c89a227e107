"""The line about the state of the library, the daily part, damage, and verifying all."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from skintrack.library import Library
from skintrack.model.backup import BackupId, MadeBackup
from skintrack.model.keeping import FILE_DAMAGED, KeepingState
from skintrack.ui.images import THUMBNAIL_PX
from skintrack.ui.keeping import keeper as keeper_module
from skintrack.ui.keeping.keeping_dialog import KeepingDialog
from skintrack.ui.keeping.keeping_words import backup_words, verified_words
from tests.helpers.ui_actions import dialog_of, press

pytestmark = pytest.mark.gui


@pytest.fixture(autouse=True)
def _at_once(monkeypatch):
    for name in ("LOOK_AFTER_MS", "_BETWEEN_STEPS_MS", "_REFRESH_MS", "_WAIT_MS"):
        monkeypatch.setattr(keeper_module, name, 20)


@pytest.fixture
def keeping(course_window, qtbot):
    """Everything that looks after the library, once it knows the library's state."""
    commands = course_window.keeping.commands()
    qtbot.waitUntil(lambda: commands.keeper.kept is not None, timeout=10_000)
    return commands


def line(window):
    """Return what the status line says of keeping; nothing where it is hidden."""
    button = window.status._keeping
    return button.accessibleName() if button.isVisible() else ""


def damage(folder, count=1):
    """Cut the files of photos of a library that is not open; return their ids."""
    with Library.open(folder) as library:
        photos = library.photos.all()[:count]
        paths = [library.photos.original_path(photo) for photo in photos]
    for path in paths:
        path.write_bytes(path.read_bytes()[:-1])
    return [photo.id for photo in photos]


def test_it_begins_by_itself_behind_the_first_view(course_window, qtbot):
    qtbot.waitUntil(lambda: "verified" in line(course_window), timeout=10_000)
    assert line(course_window).endswith("· no backup yet")


def test_the_line_says_that_it_counts_the_whole_library():
    """The number beside it is that of the course, without the bin."""
    assert verified_words(KeepingState(35, 35, None)) == "35 photos in the library verified"
    assert verified_words(KeepingState(35, 7, None)) == "7 of 35 photos in the library verified"


def test_the_daily_part_is_verified_and_ended(course_window, keeping, qtbot, program):
    def is_done():
        return not keeping.keeper._part and not program.services.desk.is_working

    qtbot.waitUntil(is_done, timeout=20_000)
    folder = program.services.desk.folder
    program.services.desk.close()
    qtbot.waitUntil(lambda: line(course_window) == "")
    program.library_tasks.run(lambda: None, done=lambda _: None, failed=lambda _: None).result()
    with Library.open(folder) as library:
        assert library.keeping.fact("part_verified_on") == f"{datetime.now().astimezone():%Y-%m-%d}"


def test_damage_is_found_named_and_marked(program, course_copy, qtbot, settled):
    (photo_id,) = damage(course_copy)
    window = program.window
    window.libraries.open_folder(course_copy)
    settled()
    qtbot.waitUntil(lambda: line(window).startswith("1 photo is damaged"), timeout=20_000)
    services = program.services

    def is_withheld():
        analysis = services.course.measurements.analyses.get(photo_id)
        return analysis is not None and FILE_DAMAGED in [each.code for each in analysis.issues]

    qtbot.waitUntil(is_withheld, timeout=10_000)
    photo = next(each for each in services.course.state.photos if each.id == photo_id)
    other = next(each for each in services.course.state.photos if each.id != photo_id)

    def thumbnails():
        return [services.images.thumbnail(each) for each in (photo, other)]

    qtbot.waitUntil(lambda: None not in thumbnails(), timeout=10_000)
    marked, whole = (pixmap.toImage() for pixmap in thumbnails())
    assert max(marked.width(), marked.height()) <= THUMBNAIL_PX
    # Under the veil it is much darker than another photo of the same course.
    assert marked.pixelColor(2, 2).lightness() < whole.pixelColor(2, 2).lightness() // 2


def test_the_dialog_lists_damage_and_leads_to_a_backup(program, course_copy, qtbot, settled):
    damage(course_copy, 7)
    window = program.window
    window.libraries.open_folder(course_copy)
    settled()
    qtbot.waitUntil(lambda: "damaged" in line(window), timeout=20_000)
    window.keeping.commands().keeper.verify_all()
    dialog = dialog_of(qtbot, KeepingDialog)  # what is wrong is told without being asked
    qtbot.waitUntil(lambda: "7 photos are damaged" in dialog._state.text(), timeout=20_000)
    assert len(dialog.damaged._photos) == 5
    assert dialog.repair_button.isVisible()
    wanted = []
    dialog.repair_wanted.connect(lambda: wanted.append(True))
    dialog.repair_wanted.disconnect(window.backups.choose_repair)
    # No backup is known here: what the button does is to choose one, and it does not stand out.
    assert dialog.repair_button.property("role") != "primary"
    press(qtbot, dialog, "Choose a backup file…")
    assert wanted == [True]
    kept = dialog._keeper.kept
    made = MadeBackup(BackupId(1), datetime.now(UTC), Path("b"), 7, 0, 1000, is_automatic=False)
    dialog.show_kept(replace(kept, last_backup=made))
    assert dialog.repair_button.text() == "Bring back from a backup…"
    assert dialog.repair_button.property("role") == "primary"
    dialog.reject()


def test_mended_photos_are_good_again(program, course_copy, qtbot, settled):
    with Library.open(course_copy) as library:
        path = library.photos.original_path(library.photos.all()[0])
    data = path.read_bytes()
    path.write_bytes(data[:-1])
    window = program.window
    window.libraries.open_folder(course_copy)
    settled()
    qtbot.waitUntil(lambda: "damaged" in line(window), timeout=20_000)
    path.write_bytes(data)
    keeping = window.keeping.commands()
    keeping.keeper.verify_all()
    qtbot.waitUntil(lambda: "verified" in line(window), timeout=20_000)
    assert "were read and are whole" in window.banner.text

    def has_damaged():
        measured = program.services.course.measurements.analyses
        return any(
            issue.code == FILE_DAMAGED for each in measured.values() for issue in each.issues
        )

    qtbot.waitUntil(lambda: not has_damaged(), timeout=20_000)


def test_nothing_is_called_whole_before_what_was_found_is_known(
    course_window, keeping, program, qtbot
):
    keeper = keeping.keeper
    qtbot.waitUntil(lambda: keeper.kept is not None, timeout=20_000)
    folder = program.services.desk.folder
    path = next(each for each in (folder / "originals").rglob("*") if each.is_file())
    path.chmod(0o644)
    path.write_bytes(path.read_bytes()[:-1])
    told = []

    def note():
        if keeper.kept is not None and not keeper.is_verifying:
            told.append(bool(keeper.kept.state.damaged))

    keeper.changed.connect(note)
    with qtbot.waitSignal(keeper.verified, timeout=20_000):
        keeper.verify_all()
    keeper.changed.disconnect(note)
    assert told == [True]


def test_verify_all_from_the_dialog(course_window, keeping, qtbot):
    button = course_window.status._keeping
    assert isinstance(button, QPushButton)
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Space)
    dialog = dialog_of(qtbot, KeepingDialog)
    press(qtbot, dialog, "Verify all now")
    qtbot.waitUntil(lambda: dialog._found.text() != "", timeout=20_000)
    assert dialog._found.text() == "Everything was read and is as it was imported."
    assert dialog.verify_button.isEnabled()
    assert not dialog.stop_button.isVisible()
    dialog.reject()


def test_the_dialog_closes_with_the_library(course_window, keeping, qtbot, program):
    keeping.open_dialog()
    dialog = dialog_of(qtbot, KeepingDialog)
    closed: list[int] = []
    dialog.finished.connect(closed.append)
    program.services.desk.close()
    qtbot.waitUntil(lambda: bool(closed))
    assert line(course_window) == ""


def test_a_synced_folder_is_told_of_once(program, course_copy, qtbot, settled, tmp_path):
    folder = tmp_path / "Dropbox" / "library"
    folder.parent.mkdir()
    course_copy.rename(folder)
    window = program.window
    window.libraries.open_folder(folder)
    settled()
    qtbot.waitUntil(lambda: "Dropbox" in window.banner.text, timeout=10_000)
    press(qtbot, window.banner, "More…")
    dialog = dialog_of(qtbot, KeepingDialog)
    assert "Dropbox" in dialog._sync.text()
    dialog.reject()
    program.services.desk.close()
    window.libraries.open_folder(folder)
    settled()
    keeper = window.keeping.commands().keeper
    qtbot.waitUntil(lambda: keeper.kept is not None, timeout=10_000)
    assert not keeper.kept.is_sync_new
    assert window.banner.text == ""


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (0, "last backup today"),
        (1, "last backup yesterday"),
        (2, "last backup 2 days ago"),
        (400, "last backup 400 days ago"),
        (-3, "last backup on 4 March 2026"),
    ],
)
def test_how_long_ago_the_last_backup_was(days, words):
    today = date(2026, 3, 1)
    made_at = datetime(2026, 3, 1, 12).astimezone() - timedelta(days=days)
    made = MadeBackup(BackupId(1), made_at, Path("b"), 1, 0, 1, is_automatic=False)
    assert backup_words(made, today) == words
