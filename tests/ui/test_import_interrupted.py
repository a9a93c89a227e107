"""A window that is closed in the middle of an import says what is missing, and goes on later."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from skintrack.app import Program
from skintrack.imaging.export import encode_jpeg
from skintrack.library.originals import Originals
from skintrack.model import PhotoId, ProgressStep
from skintrack.ui.importing.closing_dialog import ClosingDialog
from skintrack.ui.importing.rows import RowState
from skintrack.ui.main_window import MainWindow
from tests.helpers.importing import Person, phone_with_three
from tests.helpers.measured_library import draw
from tests.helpers.ui_actions import dialog_of, press

pytestmark = pytest.mark.gui

COUNT, PASSED = 43, 15


@pytest.fixture
def person(course_window: MainWindow, program: Program, qtbot: QtBot, course_copy: Path) -> Person:
    assert course_window.isVisible()
    person = Person(program, qtbot, course_copy, phone_with_three(course_copy.parent / "phone"))
    for number in range(COUNT - 3):
        (person.phone / f"x{number}.jpg").write_bytes(encode_jpeg(draw(300 + number)))
    return person


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """Hold the import in its midst until it is set: a slow window would find all photos in."""
    gate, lock, begun = threading.Event(), threading.Lock(), []
    stage = Originals.stage

    def held(self: Originals, data: bytes, photo_id: PhotoId, said_name: str) -> Path:
        with lock:
            begun.append(said_name)
            is_late = len(begun) > PASSED
        if is_late:
            gate.wait(60)
        return stage(self, data, photo_id, said_name)

    monkeypatch.setattr(Originals, "stage", held)
    yield gate
    gate.set()


def close_midway(person: Person) -> None:
    """Begin to add all photos, and close the window at the fifth."""
    person.drop(count=COUNT)

    def close(step: ProgressStep) -> None:
        if step.done == 5:
            progressed.disconnect(close)
            person.window.close()

    progressed = person.program.services.desk.progressed
    progressed.connect(close)
    person.view.confirm()


def test_it_asks_and_says_how_many_are_in(person: Person, gate: threading.Event) -> None:
    close_midway(person)
    dialog = dialog_of(person.qtbot, ClosingDialog)
    done, _, rest = dialog.words.partition(" of ")
    assert 5 <= int(done) < COUNT
    assert rest == f"{COUNT} photos are in; the rest are not."
    assert person.window.isVisible()
    press(person.qtbot, dialog, "Keep it open")
    gate.set()
    person.qtbot.waitUntil(lambda: person.view.review.result is not None, timeout=60_000)
    assert person.window.isVisible()
    assert person.program.services.settings.current.unfinished_photos == ()
    person.settle()


def test_the_window_closes_by_itself_when_all_are_in(person: Person, gate: threading.Event) -> None:
    close_midway(person)
    dialog_of(person.qtbot, ClosingDialog)
    gate.set()
    person.qtbot.waitUntil(lambda: not person.window.isVisible(), timeout=60_000)
    assert person.program.services.settings.current.unfinished_photos == ()


def test_closed_at_once_it_offers_to_go_on_at_the_next_start(
    person: Person, gate: threading.Event
) -> None:
    before = len(person.photos)
    close_midway(person)
    dialog = dialog_of(person.qtbot, ClosingDialog)
    press(person.qtbot, dialog, "Close now")
    gate.set()
    person.qtbot.waitUntil(lambda: not person.window.isVisible())
    settings = person.program.services.settings.current
    assert len(settings.unfinished_photos) == COUNT

    person.window.show()
    person.window.libraries.open_folder(person.library)
    person.settle()
    banner = person.window.banner
    person.qtbot.waitUntil(lambda: "was interrupted the last time" in banner.text)
    assert banner.text.startswith(f"Adding {COUNT} photos")
    here = len(person.photos) - before
    assert 5 <= here < COUNT
    press(person.qtbot, banner, "Go on with the rest")
    person.qtbot.waitUntil(lambda: len(person.rows) == COUNT)
    person.qtbot.waitUntil(lambda: not person.view.review.glances.is_working)
    known = [row for row in person.rows if row.state is RowState.KNOWN]
    assert len(known) == here
    person.add()
    assert len(person.photos) == before + COUNT


def test_files_that_are_gone_are_said_and_the_offer_comes_once(person: Person) -> None:
    settings = person.program.services.settings
    state = person.program.services.course.state
    assert state is not None
    settings.change(
        unfinished_library=str(person.library),
        unfinished_course=int(state.course.id),
        unfinished_photos=(str(person.phone / "unplugged.jpg"),),
    )
    person.program.services.course.reload()
    banner = person.window.banner
    person.qtbot.waitUntil(lambda: "cannot be found now" in banner.text)
    assert settings.current.unfinished_photos == ()
    banner.dismiss()
    person.program.services.course.reload()
    person.settle()
    assert banner.text == ""
