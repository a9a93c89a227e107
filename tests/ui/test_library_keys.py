"""Passphrase, recovery key and encryption: made, changed, used and removed by click and key."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit

from skintrack.errors import LibraryError
from skintrack.library import Library
from skintrack.library.vault.credentials import Passphrase, RecoveryKey
from skintrack.ui.dialogs.new_library import NewLibraryDialog
from skintrack.ui.dialogs.settings import SettingsDialog
from skintrack.ui.vault.key_dialog import KeyDialog
from skintrack.ui.vault.protection_dialog import ProtectionDialog
from skintrack.ui.vault.recovery_key_dialog import RecoveryKeyDialog
from tests.helpers.keys import QUICK
from tests.helpers.measured_library import Shot, make_library
from tests.helpers.pdf_text import page_texts
from tests.helpers.ui_actions import dialog_of, press
from tests.ui.conftest import settle

pytestmark = pytest.mark.gui

OLD, NEW = "lamp river kettle cloud", "thirteen quiet herons"
LONG_MS = 30_000
JPEG = b"\xff\xd8\xff"


@pytest.fixture(autouse=True)
def _quick_keys(monkeypatch):
    """Make keys that are quick to derive; how long real ones take is tried elsewhere."""
    monkeypatch.setattr("skintrack.library.vault.keyring.calibrated", lambda: QUICK)


def key_in(dialog):
    """Return the key as a person reads it off the dialog."""
    return " ".join(each.text() for each in dialog.grid._labels)


def keep_key(qtbot, dialog):
    """Type the group back that is asked for, as a person does from paper."""
    key = key_in(dialog)
    press(qtbot, dialog, "I have it")
    assert not dialog.grid.isVisible()
    number = int("".join(sign for sign in dialog.check_field.accessibleName() if sign.isdigit()))
    qtbot.keyClicks(dialog.check_field, key.split()[number - 1].lower())
    press(qtbot, dialog, "Done")
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is not dialog)
    return key


def type_pair(qtbot, fields, text, again=None):
    qtbot.keyClicks(fields.first_field, text)
    qtbot.keyClicks(fields.second_field, text if again is None else again)


def sealed(folder, credential):
    """Whether the library opens by it, and then whether it is encrypted."""
    try:
        with Library.open(folder, credential) as library:
            return library.is_encrypted
    except LibraryError as error:
        return error.code


@pytest.fixture
def open_by(window, program, qtbot):
    """Open a library by its passphrase and wait for the course."""

    def type_passphrase(folder, text):
        window.libraries.open_folder(folder)
        page = window.view("unlock")
        qtbot.waitUntil(page.isVisible)
        qtbot.keyClicks(page.passphrase_field, text)
        qtbot.keyClick(page.passphrase_field, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: program.services.desk.is_open, timeout=LONG_MS)
        settle(qtbot, program)

    return type_passphrase


@pytest.fixture
def close_library(program, qtbot):
    """Close the library, so that a test can open it."""

    def close():
        program.services.desk.close()
        # Closing waits its turn on the library's thread.
        waited: list[object] = []
        program.library_tasks.run(lambda: None, done=waited.append, failed=waited.append)
        qtbot.waitUntil(lambda: bool(waited), timeout=LONG_MS)

    return close


@pytest.fixture
def act(window, qtbot):
    """Choose an act in the settings."""

    def choose(name):
        window.show_settings()
        press(qtbot, dialog_of(qtbot, SettingsDialog), "Passphrase and keys…")
        press(qtbot, dialog_of(qtbot, ProtectionDialog), name)
        return dialog_of(qtbot, KeyDialog)

    return choose


def test_a_library_is_made_with_a_passphrase_and_its_key_is_noted(
    window, program, qtbot, tmp_path, close_library
):
    QApplication.clipboard().clear()  # other tests copy, too
    folder = tmp_path / "library"
    press(qtbot, window.view("first_start"), "Create my library")
    dialog = dialog_of(qtbot, NewLibraryDialog)
    dialog.set_folder(folder)
    press(qtbot, dialog, "Next")
    fields = dialog.protection.fields
    assert fields.first_field.echoMode() is QLineEdit.EchoMode.Password
    press(qtbot, dialog, "Create")
    assert "at least 8 characters" in problem(dialog)
    type_pair(qtbot, fields, "short")
    press(qtbot, dialog, "Create")
    assert "at least 8 characters" in problem(dialog)
    fields.wipe()
    type_pair(qtbot, fields, OLD, OLD[:-1])
    press(qtbot, dialog, "Create")
    assert problem(dialog) == "The two passphrases differ."
    fields.wipe()
    type_pair(qtbot, fields, OLD)
    press(qtbot, dialog, "Create")
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    shown = dialog_of_late(qtbot, RecoveryKeyDialog)
    assert QApplication.clipboard().text() == ""
    key = keep_key(qtbot, shown)
    settle(qtbot, program)
    assert window.view("timeline").isVisible()
    assert program.services.desk.take_recovery_key() is None
    close_library()
    assert sealed(folder, Passphrase(OLD)) is True
    assert sealed(folder, RecoveryKey(key)) is True
    assert sealed(folder, None) == "locked"


def test_a_library_is_made_without_a_passphrase(window, program, qtbot, tmp_path):
    press(qtbot, window.view("first_start"), "Create my library")
    dialog = dialog_of(qtbot, NewLibraryDialog)
    dialog.set_folder(tmp_path / "library")
    press(qtbot, dialog, "Next")
    press(qtbot, dialog, "Without a passphrase")
    press(qtbot, dialog, "Create")
    settle(qtbot, program)
    assert not program.services.desk.is_encrypted
    assert not window.header._lock.isVisible()
    assert sealed(tmp_path / "library", None) == "in_use"


def test_a_folder_that_cannot_be_used_is_said_where_it_is_chosen(window, qtbot, tmp_path):
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "letter.txt").write_text("Dear")
    press(qtbot, window.view("first_start"), "Create my library")
    dialog = dialog_of(qtbot, NewLibraryDialog)
    dialog.set_folder(tmp_path / "full")
    press(qtbot, dialog, "Next")
    type_pair(qtbot, dialog.protection.fields, OLD)
    press(qtbot, dialog, "Create")
    qtbot.waitUntil(lambda: "not empty" in problem(dialog), timeout=LONG_MS)
    assert dialog.name_field.isVisible()
    assert dialog.protection.passphrase == OLD
    dialog.close()


def test_a_wrong_group_is_not_taken_and_going_without_is_explained(
    window, program, qtbot, tmp_path
):
    key = "7K2M9P QX4T0B 5V8N3C R1D6WZ HJ2FGY 9S4K7M T3XBQ0 8N5VCP"
    dialog = RecoveryKeyDialog(window, program.services, key, tmp_path)
    dialog.open()
    press(qtbot, dialog, "I have it")
    qtbot.keyClicks(dialog.check_field, "AAAAAA")
    press(qtbot, dialog, "Done")
    assert dialog.isVisible()
    assert "not what the key says" in problem(dialog)
    press(qtbot, dialog, "Back to the key")
    assert key_in(dialog) == key
    press(qtbot, dialog, "Not now")
    assert "the photos are gone" in problem(dialog)
    assert dialog.isVisible()
    press(qtbot, dialog, "Go on without it")
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)


def test_the_key_is_saved_as_a_page_to_print(window, program, qtbot, tmp_path, monkeypatch):
    opened: list[object] = []
    monkeypatch.setattr("PySide6.QtGui.QDesktopServices.openUrl", opened.append)
    key = "7K2M9P QX4T0B 5V8N3C R1D6WZ HJ2FGY 9S4K7M T3XBQ0 8N5VCP"
    dialog = RecoveryKeyDialog(window, program.services, key, Path("/somewhere/Anna"))
    dialog.open()
    dialog.save_as(str(tmp_path / "key.pdf"))
    qtbot.waitUntil(lambda: "Print it, then delete the file" in dialog._said.text())
    text = " ".join(page_texts(tmp_path / "key.pdf"))
    # The signs stand apart.
    assert all(group in text.replace(" ", "") for group in key.split())
    assert (tmp_path / "key.pdf").stat().st_mode & 0o077 == 0
    assert len(opened) == 1
    dialog.done(0)


def problem(dialog):
    return dialog._problem.text()


def dialog_of_late(qtbot, kind):
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), kind), timeout=LONG_MS)
    return QApplication.activeModalWidget()


@dataclass(frozen=True)
class Keys:
    """What a person does with a library and its keys."""

    make: Callable[..., Path]
    open_by: Callable[[Path, str], None]
    act: Callable[[str], KeyDialog]
    close: Callable[[], None]


@pytest.fixture
def keys(small_library, open_by, act, close_library):
    return Keys(small_library, open_by, act, close_library)


@pytest.fixture
def small_library(tmp_path):
    """Make a library of three photos, encrypted or not."""

    def make(passphrase=None):
        shots = [Shot(0), Shot(7), Shot(14)]
        make_library(tmp_path, shots, passphrase=passphrase).close()
        return tmp_path / "library"

    return make


def test_the_passphrase_is_changed(program, qtbot, keys):
    folder = keys.make(OLD)
    keys.open_by(folder, OLD)
    dialog = keys.act("Change the passphrase…")
    press(qtbot, dialog, "Change it")
    assert problem(dialog) == "Type what opens the library now."
    qtbot.keyClicks(dialog.opener.passphrase_field, "something else")
    type_pair(qtbot, dialog.new, NEW)
    press(qtbot, dialog, "Change it")
    qtbot.waitUntil(lambda: "does not open" in problem(dialog), timeout=LONG_MS)
    dialog.opener.passphrase_field.clear()
    qtbot.keyClicks(dialog.opener.passphrase_field, OLD)
    press(qtbot, dialog, "Change it")
    banner = program.window.banner
    qtbot.waitUntil(lambda: "new passphrase" in banner.text, timeout=LONG_MS)
    assert QApplication.activeModalWidget() is None
    keys.close()
    assert sealed(folder, Passphrase(OLD)) == "wrong_passphrase"
    assert sealed(folder, Passphrase(NEW)) is True


def test_a_lost_passphrase_is_replaced_with_the_recovery_key(window, program, qtbot, keys):
    folder = keys.make(OLD)
    keys.open_by(folder, OLD)
    dialog = keys.act("New recovery key…")
    qtbot.keyClicks(dialog.opener.passphrase_field, OLD)
    press(qtbot, dialog, "Make a new key")
    key = keep_key(qtbot, dialog_of_late(qtbot, RecoveryKeyDialog))
    window.guards.locking.lock()
    page = window.view("unlock")
    qtbot.waitUntil(page.isVisible)
    press(qtbot, page, "Use the recovery key instead")
    qtbot.keyClicks(page.key_field, "AAAAAA" + key[6:])
    qtbot.keyClick(page.key_field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "Group 1" in page.text, timeout=LONG_MS)
    page.key_field.clear()
    qtbot.keyClicks(page.key_field, key.lower().replace(" ", "-"))
    qtbot.keyClick(page.key_field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "Opened with the recovery key" in window.banner.text, timeout=LONG_MS)
    settle(qtbot, program)
    press(qtbot, window.banner, "Set a passphrase…")
    dialog = dialog_of(qtbot, KeyDialog)
    press(qtbot, dialog, "Use the recovery key instead")
    qtbot.keyClicks(dialog.opener.key_field, key)
    type_pair(qtbot, dialog.new, NEW)
    press(qtbot, dialog, "Change it")
    qtbot.waitUntil(lambda: "new passphrase" in window.banner.text, timeout=LONG_MS)
    keys.close()
    assert sealed(folder, Passphrase(NEW)) is True
    assert sealed(folder, RecoveryKey(key)) is True


def test_a_library_is_encrypted_later(window, program, qtbot, keys):
    folder = keys.make()
    assert readable(folder) != []
    window.libraries.open_folder(folder)
    settle(qtbot, program)
    dialog = keys.act("Encrypt this library…")
    type_pair(qtbot, dialog.new, NEW)
    seen = []
    window.pages.currentChanged.connect(lambda _page: seen.append(window.views.current))
    press(qtbot, dialog, "Encrypt")
    key = keep_key(qtbot, dialog_of_late(qtbot, RecoveryKeyDialog))
    qtbot.waitUntil(lambda: window.banner.text == "The library is encrypted.", timeout=LONG_MS)
    settle(qtbot, program)
    assert "first_start" not in seen
    assert window.views.current == "timeline"
    assert program.services.desk.is_encrypted
    assert window.header._lock.isVisible()
    assert window.guards.locking.idle.is_running
    keys.close()
    assert readable(folder) == []
    assert sealed(folder, Passphrase(NEW)) is True
    assert sealed(folder, RecoveryKey(key)) is True
    assert sealed(folder, None) == "locked"


def test_encryption_is_removed(window, program, qtbot, keys):
    folder = keys.make(OLD)
    keys.open_by(folder, OLD)
    dialog = keys.act("Remove the encryption…")
    qtbot.keyClicks(dialog.opener.passphrase_field, OLD)
    press(qtbot, dialog, "Remove it")
    desk = program.services.desk
    qtbot.waitUntil(lambda: desk.is_open and not desk.is_encrypted, timeout=LONG_MS)
    settle(qtbot, program)
    assert not window.guards.locking.idle.is_running
    assert "not encrypted any more" in window.banner.text
    keys.close()
    assert len(readable(folder)) > 3
    assert sealed(folder, None) is False


def test_every_photo_gets_a_new_key(window, program, qtbot, keys):
    folder = keys.make(OLD)
    before = (folder / "skintrack.keys").read_bytes()
    keys.open_by(folder, OLD)
    dialog = keys.act("New library key…")
    qtbot.keyClicks(dialog.opener.passphrase_field, OLD)
    type_pair(qtbot, dialog.new, NEW)
    press(qtbot, dialog, "Make a new key")
    key = keep_key(qtbot, dialog_of_late(qtbot, RecoveryKeyDialog))
    text = "Every photo is encrypted with the new key."
    qtbot.waitUntil(lambda: window.banner.text == text, timeout=LONG_MS)
    keys.close()
    assert sealed(folder, Passphrase(OLD)) == "wrong_passphrase"
    assert sealed(folder, RecoveryKey(key)) is True
    (folder / "skintrack.keys").write_bytes(before)
    assert sealed(folder, Passphrase(OLD)) not in (True, False)


def test_what_was_stopped_goes_on_at_the_next_opening(window, program, qtbot, keys):
    folder = keys.make()
    window.libraries.open_folder(folder)
    settle(qtbot, program)
    dialog = keys.act("Encrypt this library…")
    type_pair(qtbot, dialog.new, NEW)
    press(qtbot, dialog, "Encrypt")
    dialog_of_late(qtbot, RecoveryKeyDialog)
    program.services.desk.cancel()
    keys.close()
    keys.open_by(folder, NEW)
    qtbot.waitUntil(lambda: not program.services.desk.is_working, timeout=LONG_MS)
    keys.close()
    assert readable(folder) == []


def readable(folder):
    """Return the files of a library that begin as photos or databases do."""
    starts = (JPEG, b"SQLite format 3")
    return [
        path
        for path in folder.rglob("*")
        if path.is_file() and path.read_bytes().startswith(starts)
    ]


def test_the_time_until_it_locks_is_chosen(window, program, qtbot, keys):
    keys.open_by(keys.make(OLD), OLD)
    window.show_settings()
    dialog = dialog_of(qtbot, SettingsDialog)
    names = [dialog._minutes.itemText(index) for index in range(dialog._minutes.count())]
    assert names == ["5 minutes", "15 minutes", "60 minutes", "Never by itself"]
    assert dialog._minutes.currentText() == "15 minutes"
    dialog._minutes.setCurrentIndex(3)
    dialog._minutes.activated.emit(3)
    assert program.services.settings.current.lock_minutes == 0
    dialog.close()
