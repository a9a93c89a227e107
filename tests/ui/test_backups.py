"""Backups as a person makes them: one click, a line when one is missing, and back again."""

from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QFileDialog

from skintrack.library import Library
from skintrack.ui.backup.backup_dialog import BackupDialog
from skintrack.ui.backup.failure_list import FailureList
from skintrack.ui.backup.restore_dialog import RestoreDialog
from skintrack.workflows import backup_library
from tests.helpers.libraries import add_photo, sql
from tests.helpers.ui_actions import button_of, dialog_of, press

WORDS = "seven calm words in a row"
MANY_MS = 20_000


@pytest.fixture
def quiet(qtbot, program):
    """Return what waits until nothing runs."""

    def wait():
        qtbot.waitUntil(lambda: not program.services.desk.is_working, timeout=MANY_MS)

    return wait


def said(qtbot, window, part):
    qtbot.waitUntil(lambda: part in window.banner.text, timeout=MANY_MS)
    return window.banner.text


def backups_in(folder):
    return sorted(path.name for path in folder.iterdir())


@pytest.fixture
def usb(tmp_path):
    folder = tmp_path / "usb"
    folder.mkdir()
    return folder


def save_into(qtbot, window, folder):
    """Choose a place, as the system's dialog does."""
    window.header.backup_chosen.emit()
    dialog = dialog_of(qtbot, QFileDialog)
    name = dialog.selectedFiles()[0].rsplit("/", 1)[-1]
    dialog.fileSelected.emit(str(folder / name))
    dialog.reject()
    return folder / name


def test_the_place_is_asked_for_once(qtbot, course_window, usb, quiet):
    first = save_into(qtbot, course_window, usb)
    text = said(qtbot, course_window, "backed up in")
    assert "photos and all notes are backed up" in text
    assert first.name in text
    assert first.is_file()
    quiet()
    course_window.banner.dismiss()
    course_window.header.backup_chosen.emit()
    said(qtbot, course_window, "backed up in")
    quiet()
    assert QApplication.activeModalWidget() is None
    assert backups_in(usb) == [first.name]  # of the same day and as complete


def test_a_better_backup_is_never_replaced(qtbot, course_window, course_copy, usb, quiet):
    first = save_into(qtbot, course_window, usb)
    said(qtbot, course_window, "backed up in")
    quiet()
    better = first.read_bytes()
    next(path for path in (course_copy / "originals").rglob("*.jpg")).unlink()
    course_window.header.backup_chosen.emit()
    text = said(qtbot, course_window, "damaged in the library")
    assert first.read_bytes() == better
    assert f"{first.stem} 2.skintrack" in text
    press(qtbot, course_window.banner, "Which ones?")
    listed = dialog_of(qtbot, FailureList)
    assert "missing" in listed.text_field.toPlainText()
    listed.reject()


def test_the_dialog_says_what_there_is_and_writes_each_week(
    qtbot, course_window, tmp_path, usb, quiet
):
    course_window.header.backups_chosen.emit()
    dialog = dialog_of(qtbot, BackupDialog)
    assert dialog.last_words == "There is no backup yet."
    press(qtbot, dialog, "Weekly backups: Choose a folder…")
    choice = dialog_of(qtbot, QFileDialog)
    choice.fileSelected.emit(str(usb))
    choice.reject()
    qtbot.waitUntil(lambda: bool(backups_in(usb)), timeout=MANY_MS)
    quiet()
    (name,) = backups_in(usb)
    assert name.startswith("SkinTrack weekly ")
    press(qtbot, dialog, "Turn weekly backups off")
    quiet()
    assert not button_visible(dialog, "Turn weekly backups off")
    dialog.reject()


def button_visible(widget, text):
    try:
        button_of(widget, text)
    except AssertionError:
        return False
    return True


def test_a_weekly_folder_in_the_library_is_refused_in_the_dialog(
    qtbot, course_window, course_copy, quiet
):
    course_window.header.backups_chosen.emit()
    dialog = dialog_of(qtbot, BackupDialog)
    course_window.backups.set_weekly_folder(course_copy / "originals")
    quiet()
    qtbot.waitUntil(lambda: "inside the library" in dialog.problem)
    dialog.reject()


def aged(folder, days):
    """Let photos and backups of a library be older."""
    then = (datetime.now(UTC) - timedelta(days=days)).isoformat(timespec="seconds")
    sql(folder, "UPDATE photo SET imported_at = ?", then)
    sql(folder, "UPDATE made_backup SET made_at = ?", then)


def opened(qtbot, program, folder):
    program.window.libraries.open_folder(folder)
    qtbot.waitUntil(lambda: program.services.course.state is not None, timeout=MANY_MS)
    qtbot.waitUntil(lambda: not program.services.desk.is_working, timeout=MANY_MS)
    program.window.banner.dismiss()
    program.window.backups.look()
    qtbot.waitUntil(lambda: not program.services.desk.is_working, timeout=MANY_MS)


def test_a_missing_backup_is_said_once_and_can_wait(qtbot, program, course_copy, tmp_path, quiet):
    window = program.window
    aged(course_copy, 31)
    opened(qtbot, program, course_copy)
    assert "There is no backup of your" in window.banner.text
    press(qtbot, window.banner, "Not now")
    quiet()
    window.backups.look()
    quiet()
    assert window.banner.text == ""
    program.services.desk.close()
    opened(qtbot, program, course_copy)
    assert window.banner.text == ""
    program.services.desk.close()
    quiet()
    then = (datetime.now(UTC) - timedelta(days=40)).isoformat(timespec="seconds")
    sql(course_copy, "UPDATE backup_wish SET not_now_at = ?", then)
    aged(course_copy, 80)
    opened(qtbot, program, course_copy)
    assert "There is no backup of your" in window.banner.text


def test_a_reminder_waits_for_the_timeline(qtbot, program, course_copy, quiet):
    window = program.window
    aged(course_copy, 31)
    program.window.libraries.open_folder(course_copy)
    qtbot.waitUntil(lambda: program.services.course.state is not None, timeout=MANY_MS)
    quiet()
    window.banner.dismiss()
    for elsewhere in ("camera", "compare"):
        window.show_view(elsewhere)
        window.backups.look()
        quiet()
        assert window.banner.text == ""
        window.show_view("timeline")
        assert "There is no backup of your" in window.banner.text
    window.banner.dismiss()
    window.show_view("compare")
    window.show_view("timeline")
    assert window.banner.text == ""


def test_nobody_is_reminded_of_a_backup_that_is_there(qtbot, program, course_copy, tmp_path):
    with Library.open(course_copy) as library:
        backup_library.run(library, tmp_path / "b.skintrack")
    aged(course_copy, 20)
    opened(qtbot, program, course_copy)
    assert program.window.banner.text == ""


def test_a_weekly_backup_is_written_when_it_is_due(qtbot, program, course_copy, usb, quiet):
    with Library.open(course_copy) as library:
        library.backups.set_weekly_folder(usb)
    opened(qtbot, program, course_copy)
    assert len(backups_in(usb)) == 1
    program.window.backups.look()
    quiet()
    assert len(backups_in(usb)) == 1
    usb.joinpath(backups_in(usb)[0]).unlink()
    usb.rmdir()
    program.services.desk.close()
    aged(course_copy, 8)
    opened(qtbot, program, course_copy)
    assert "is not there. Plug in its drive" in program.window.banner.text


def test_a_backup_is_rehearsed(qtbot, course_window, usb, quiet):
    file = save_into(qtbot, course_window, usb)
    said(qtbot, course_window, "backed up in")
    quiet()
    course_window.backups.rehearse(file)
    said(qtbot, course_window, "restores completely: ")
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 1
    file.write_bytes(data)
    course_window.backups.rehearse(file)
    said(qtbot, course_window, "is damaged")


def test_damaged_photos_come_back(qtbot, course_window, course_copy, usb, quiet):
    file = save_into(qtbot, course_window, usb)
    said(qtbot, course_window, "backed up in")
    quiet()
    photo = next(path for path in (course_copy / "originals").rglob("*.jpg"))
    whole = photo.read_bytes()
    photo.write_bytes(whole[:-1])
    course_window.backups.repair(file)
    said(qtbot, course_window, "1 photo is whole again.")
    assert photo.read_bytes() == whole
    course_window.backups.repair(file)
    said(qtbot, course_window, "No photo is damaged")


def dialog_foot(dialog, widget):
    return widget.mapTo(dialog, QPoint(0, widget.height())).y()


@pytest.mark.parametrize("passphrase", [None, WORDS])
def test_a_backup_is_restored_and_opened(qtbot, program, tmp_path, passphrase):
    file, window = tmp_path / "b.skintrack", program.window
    with Library.create(tmp_path / "first", "Scars", None, passphrase) as library:
        add_photo(library, b"one" * 1000)
        backup_library.run(library, file)
    window.view("first_start").restore_chosen.emit()
    choice = dialog_of(qtbot, QFileDialog)
    choice.fileSelected.emit(str(file))
    choice.reject()
    dialog = dialog_of(qtbot, RestoreDialog)
    dialog.set_folder(tmp_path / "again")
    # Where nothing is refused, no room is kept for it.
    foot = dialog.secret_field if passphrase is not None else dialog._change
    below = dialog.confirm_button.mapTo(dialog, QPoint()).y() - dialog_foot(dialog, foot)
    assert (below < 60) == (passphrase is None)
    if passphrase is not None:
        press(qtbot, dialog, "Restore")
        assert "Type the passphrase" in dialog.words
        dialog.secret_field.setText("wrong words")
        press(qtbot, dialog, "Restore")
        qtbot.waitUntil(dialog.confirm_button.isEnabled, timeout=MANY_MS)
        assert "passphrase" in dialog.words
        assert not (tmp_path / "again").exists()
        dialog.secret_field.setText(passphrase)
    press(qtbot, dialog, "Restore")
    qtbot.waitUntil(lambda: program.services.course.state is not None, timeout=MANY_MS)
    assert program.services.desk.folder == tmp_path / "again"
    assert len(program.services.course.state.photos) == 1


def test_what_is_no_backup_is_said(qtbot, program, tmp_path):
    (tmp_path / "holiday.jpg").write_bytes(b"\xff\xd8 no backup")
    program.window.backups.restore(tmp_path / "holiday.jpg")
    said(qtbot, program.window, "is not a backup made by SkinTrack")


def test_stopping_a_restore_leaves_nothing(qtbot, program, tmp_path):
    file = tmp_path / "b.skintrack"
    with Library.create(tmp_path / "first", "Scars") as library:
        for number in range(40):
            add_photo(library, bytes([number]) * 200_000)
        backup_library.run(library, file)
    program.window.backups.restore(file)
    dialog = dialog_of(qtbot, RestoreDialog)
    dialog.set_folder(tmp_path / "again")
    press(qtbot, dialog, "Restore")
    press(qtbot, dialog, "Cancel")
    program.cpu_tasks.close()
    assert not (tmp_path / "again").exists()
