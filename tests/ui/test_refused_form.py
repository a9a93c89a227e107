"""What was typed into a form is offered again where the disk refuses it."""

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from skintrack.app import Program
from skintrack.errors import StorageError
from skintrack.library.sessions import Sessions
from skintrack.model.phrase import Phrase
from skintrack.ui.dialogs.session import SessionDialog
from skintrack.ui.main_window import MainWindow
from tests.helpers.ui_actions import dialog_of, press

pytestmark = pytest.mark.gui


def notes_of(program: Program) -> list[str]:
    state = program.services.course.state
    assert state is not None
    return [session.notes or "" for session in state.sessions]


def test_what_was_typed_is_not_lost_where_the_disk_refuses_it(
    course_window: MainWindow,
    program: Program,
    qtbot: QtBot,
    settled: Callable[[], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The form was closed, the disk full, and a page of notes was gone."""

    def refuse(*_arguments: object, **_more: object) -> None:
        raise StorageError(Phrase("The disk is full."), "disk_full")

    press(qtbot, course_window.header, "Add session")
    dialog: SessionDialog = dialog_of(qtbot, SessionDialog)
    qtbot.keyClicks(dialog.form.notes_field, "A page of notes.")
    with monkeypatch.context() as patch:
        patch.setattr(Sessions, "record", refuse)
        press(qtbot, dialog, "Add session")
        settled()
    banner = course_window.banner
    assert banner.text == "The disk is full. What you typed about the session is not saved."
    press(qtbot, banner, "Go on with it")
    again: SessionDialog = dialog_of(qtbot, SessionDialog)
    assert again.form.notes_field.toPlainText() == "A page of notes."
    press(qtbot, again, "Add session")
    qtbot.waitUntil(lambda: "A page of notes." in notes_of(program))
    settled()
