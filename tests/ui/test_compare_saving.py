"""Light matched in the view, and the pair saved as one picture: as a person would do it."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from skintrack.app import Program
from skintrack.model.light import LightGain
from skintrack.ui.compare.compare_view import CompareView
from skintrack.ui.main_window import MainWindow
from skintrack.workflows import match_light

pytestmark = pytest.mark.gui

Settled = Callable[[], None]
BRIGHTER = LightGain(1.6, 1.6, 1.6)


@pytest.fixture
def compare(
    course_window: MainWindow, settled: Settled, qtbot: QtBot, program: Program
) -> CompareView:
    course_window.show_view("compare")
    settled()
    view = course_window.view("compare")
    assert isinstance(view, CompareView)
    qtbot.waitUntil(lambda: not program.services.images.is_working, timeout=10_000)
    return view


@pytest.fixture
def matchable(monkeypatch: pytest.MonkeyPatch) -> None:
    """Say what would be fitted: the drawn photos of this course have no skin."""
    monkeypatch.setattr(match_light, "fit_gain", lambda _first, _second: BRIGHTER)


def brightness(view: CompareView, side: int) -> float:
    pane = view.canvas.panes()[side]
    image = view.canvas.grab().toImage()
    center = pane.center().toPoint()
    return float(image.pixelColor(center).green())


def notes(view: CompareView, side: int) -> tuple[str, ...]:
    shown = view.canvas.scene.sides[side]
    assert shown is not None
    return shown.notes


@pytest.mark.usefixtures("matchable")
def test_light_is_matched_only_when_asked_for_and_says_so(
    compare: CompareView, qtbot: QtBot, program: Program
) -> None:
    assert not compare.tools.light.isChecked()
    left, right = brightness(compare, 0), brightness(compare, 1)
    qtbot.mouseClick(compare.tools.light, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: brightness(compare, 1) > right + 15, timeout=5_000)
    assert brightness(compare, 0) == left
    assert notes(compare, 1) == ("light matched to 3 Mar",)
    assert notes(compare, 0) == ()
    assert "light matched to 3 Mar" in compare.canvas.accessibleDescription()
    assert program.services.settings.current.compare_matches_light
    qtbot.mouseClick(compare.tools.light, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: brightness(compare, 1) == right, timeout=5_000)
    assert notes(compare, 1) == ()


@pytest.mark.usefixtures("matchable")
def test_the_later_photo_is_matched_whatever_its_side(compare: CompareView, qtbot: QtBot) -> None:
    compare.swap()
    compare.tools.light.setChecked(True)
    qtbot.waitUntil(lambda: notes(compare, 0) != (), timeout=5_000)
    assert notes(compare, 0) == ("light matched to 3 Mar",)
    assert notes(compare, 1) == ()


def test_where_light_cannot_be_matched_that_is_said(compare: CompareView, qtbot: QtBot) -> None:
    compare.tools.light.setChecked(True)
    qtbot.waitUntil(lambda: notes(compare, 1) == ("light could not be matched",), timeout=5_000)


@pytest.mark.usefixtures("matchable")
def test_the_pair_is_saved_as_it_is_seen(
    compare: CompareView, program: Program, qtbot: QtBot, settled: Settled, tmp_path: Path
) -> None:
    compare.tools.light.setChecked(True)
    qtbot.waitUntil(lambda: notes(compare, 1) != (), timeout=5_000)
    qtbot.keyClick(compare.canvas, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    picture = compare.saving.picture()
    assert picture is not None
    assert [side.lines for side in picture.sides] == [
        ("3 March 2026", "Baseline · day 0", "light as photographed"),
        (
            "19 September 2026",
            "3 months after session 4 · day 200",
            "light matched to 3 Mar · moved by hand",
        ),
    ]
    assert [side.gain for side in picture.sides] == [None, BRIGHTER]
    qtbot.keyClick(compare.canvas, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    dialog = compare.findChild(QFileDialog)
    assert dialog is not None
    output = tmp_path / "pair.png"
    dialog.fileSelected.emit(str(output))
    dialog.close()
    settled()
    saved = np.asarray(Image.open(output))
    assert saved.shape[0] > 1400
    assert program.window.banner.text == "The picture is saved as pair.png."
    assert not Image.open(output).getexif()


def test_an_original_is_not_overwritten(
    compare: CompareView, program: Program, qtbot: QtBot, settled: Settled
) -> None:
    photo = compare.chosen[0]
    folder = program.services.desk.folder
    assert photo is not None
    assert folder is not None
    original = folder / photo.file_name
    before = original.read_bytes()
    compare.saving.save_as(original)
    settled()
    qtbot.waitUntil(program.window.banner.isVisible, timeout=5_000)
    assert "cannot be saved inside the library" in program.window.banner.text
    assert original.read_bytes() == before
