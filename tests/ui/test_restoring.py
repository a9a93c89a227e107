"""A backup that is being restored is cut neither by closing the window nor by a lock."""

import threading

import pytest

from skintrack.library import Library
from skintrack.ui.backup.restore_dialog import RestoreDialog
from skintrack.ui.dialogs.closing import WorkDialog
from skintrack.workflows import backup_library, restore_library
from tests.helpers.libraries import add_photo
from tests.helpers.sealed_course import WORDS
from tests.helpers.ui_actions import dialog_of, press

MANY_MS = 20_000

pytestmark = pytest.mark.gui


class HeldRestore:
    """Restores for real once the test lets it; until then it can be stopped."""

    def __init__(self, monkeypatch):
        self._run = restore_library.run
        self._go = threading.Event()
        self.was_cut = False
        monkeypatch.setattr(restore_library, "run", self._wait)

    def _wait(self, file, folder, **values):
        while not self._go.wait(0.005) and not values["cancelled"]():
            pass
        self.was_cut = values["cancelled"]()
        return self._run(file, folder, **values)

    def end(self):
        self._go.set()


@pytest.fixture
def held(monkeypatch):
    work = HeldRestore(monkeypatch)
    yield work
    work.end()


@pytest.fixture
def begin(qtbot, tmp_path):
    """Begin to restore a backup into the folder "again"; return the dialog."""

    def start(window, passphrase=None):
        file = tmp_path / "b.skintrack"
        with Library.create(tmp_path / "first", "Scars", None, passphrase) as library:
            add_photo(library, b"one" * 1000)
            backup_library.run(library, file)
        window.backups.restore(file)
        dialog = dialog_of(qtbot, RestoreDialog)
        dialog.set_folder(tmp_path / "again")
        if passphrase is not None:
            dialog.secret_field.setText(passphrase)
        press(qtbot, dialog, "Restore")
        return dialog

    return start


def test_the_window_closes_when_it_is_done_and_shows_it_at_the_next_start(
    program, held, begin, qtbot, tmp_path
):
    begin(program.window)
    program.window.close()
    assert dialog_of(qtbot, WorkDialog).words == "Restoring a backup"
    held.end()
    qtbot.waitUntil(lambda: not program.window.isVisible(), timeout=MANY_MS)
    assert program.services.settings.current.last_library == str(tmp_path / "again")
    program.close()
    with Library.open(tmp_path / "again") as library:
        assert len(library.photos.all()) == 1


def test_closing_now_stops_it_and_leaves_nothing(program, held, begin, qtbot, tmp_path):
    begin(program.window)
    program.window.close()
    press(qtbot, dialog_of(qtbot, WorkDialog), "Close now")
    assert not program.window.isVisible()
    program.close()
    assert held.was_cut
    assert not (tmp_path / "again").exists()


def test_cancelling_it_closes_the_window_that_waited(program, held, begin, qtbot, tmp_path):
    dialog = begin(program.window)
    program.window.close()
    dialog_of(qtbot, WorkDialog)
    dialog.reject()
    qtbot.waitUntil(lambda: not program.window.isVisible())
    program.close()
    assert not (tmp_path / "again").exists()


def test_a_window_that_waits_stays_where_it_is_refused(program, held, begin, qtbot, tmp_path):
    dialog = begin(program.window)
    program.window.close()
    dialog_of(qtbot, WorkDialog)
    (tmp_path / "again").mkdir()
    (tmp_path / "again" / "notes.txt").write_text("mine")
    held.end()
    qtbot.waitUntil(lambda: "not empty" in dialog.words, timeout=MANY_MS)
    assert program.window.isVisible()
    assert dialog.isVisible()


def test_a_lock_waits_for_it_and_locks_what_was_restored(
    sealed_window, held, begin, qtbot, tmp_path
):
    begin(sealed_window, WORDS)
    sealed_window.guards.locking.lock_unasked()
    cover = sealed_window.guards.locking.cover
    assert cover.is_waiting
    held.end()
    qtbot.waitUntil(sealed_window.view("unlock").isVisible, timeout=MANY_MS)
    assert not held.was_cut
    assert not sealed_window.services.desk.is_open
    assert sealed_window.view("unlock").folder == tmp_path / "again"
    assert not cover.is_waiting


def test_locking_now_stops_it(sealed_window, held, begin, qtbot, tmp_path):
    begin(sealed_window)
    sealed_window.guards.locking.lock_unasked()
    press(qtbot, sealed_window, "Stop it and lock now")
    qtbot.waitUntil(sealed_window.view("unlock").isVisible, timeout=MANY_MS)
    sealed_window.services.cpu_tasks.close()
    assert held.was_cut
    assert not (tmp_path / "again").exists()


def test_what_was_restored_without_a_passphrase_stays_hidden_until_somebody_comes(
    sealed_window, held, begin, qtbot, tmp_path
):
    begin(sealed_window)
    sealed_window.guards.locking.lock_unasked()
    held.end()
    qtbot.waitUntil(
        lambda: sealed_window.services.desk.folder == tmp_path / "again", timeout=MANY_MS
    )
    cover = sealed_window.guards.locking.cover
    assert sealed_window.guards.is_covered
    assert not cover.is_waiting
    cover.left.emit()
    qtbot.waitUntil(sealed_window.view("timeline").isVisible, timeout=MANY_MS)
