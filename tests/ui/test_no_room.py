"""The disk is full while photos are added: what came in stays, the rest waits, and it is said."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from skintrack.app import Program
from skintrack.errors import StorageError
from skintrack.library.originals import Originals
from skintrack.model import PhotoId
from skintrack.ui.importing.rows import RowState
from skintrack.ui.main_window import MainWindow
from tests.helpers.importing import Person, phone_with_three
from tests.helpers.ui_actions import press

pytestmark = pytest.mark.gui

FULL = "“b 20260506.jpg” could not be written: the disk is full. Free some space and try again."


@pytest.fixture
def person(course_window: MainWindow, program: Program, qtbot: QtBot, course_copy: Path) -> Person:
    assert course_window.isVisible()
    return Person(program, qtbot, course_copy, phone_with_three(course_copy.parent / "phone"))


@pytest.fixture
def full_disk(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[], None]]:
    """Let only the first photo be written, until the function that is returned is called.

    By its name: several threads write photos, and any of them may be the first.
    """
    is_full = True
    begin = Originals.stage

    def stage(self: Originals, data: bytes, photo_id: PhotoId, said_name: str) -> Path:
        if is_full and said_name != "a dated.jpg":
            raise StorageError(FULL, "disk_full")
        return begin(self, data, photo_id, said_name)

    with monkeypatch.context() as patch:
        patch.setattr(Originals, "stage", stage)

        def free() -> None:
            nonlocal is_full
            is_full = False

        yield free


def test_photos_without_room_wait_and_come_in_when_there_is_some(
    person: Person, full_disk: Callable[[], None]
) -> None:
    view = person.drop()
    press(person.qtbot, view, "Add 3 photos")
    person.qtbot.waitUntil(lambda: view.footer.summary == "1 added, 2 new", timeout=20_000)
    assert "the disk is full. Free some space" in view.footer.note
    assert {row.state for row in person.rows} == {RowState.ADDED, RowState.NEW}
    full_disk()
    press(person.qtbot, view, "Add 2 photos")
    person.qtbot.waitUntil(lambda: view.footer.summary == "3 added", timeout=20_000)
    assert "full" not in view.footer.note
