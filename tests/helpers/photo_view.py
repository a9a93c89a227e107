"""What a person does on a photo: click, drag and press keys at places of the photo."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from skintrack.app import Program
from skintrack.library import Library
from skintrack.model import Point, View
from skintrack.ui.main_window import MainWindow
from skintrack.ui.operations import Operation
from skintrack.ui.photo.photo_canvas import PhotoCanvas
from skintrack.ui.photo.photo_view import PhotoView
from skintrack.ui.photo.tools.tool import Tool

Answer = TypeVar("Answer")
ToolKind = TypeVar("ToolKind", bound=Tool)


def photo_page(window: MainWindow) -> PhotoView:
    """Return the page of one photo."""
    view = window.view("photo")
    assert isinstance(view, PhotoView)
    return view


def open_first_photo(
    window: MainWindow, program: Program, qtbot: QtBot, settled: Callable[[], None]
) -> PhotoView:
    """Open the first front photo of the course, and wait until it is painted."""
    state = program.services.course.state
    assert state is not None
    photo = state.dated_photos(View.FRONT)[0]
    window.show_photo(photo)
    settled()
    qtbot.waitUntil(lambda: program.services.images.picture(photo) is not None)
    return photo_page(window)


def tool_of(view: PhotoView, kind: type[ToolKind]) -> ToolKind:
    """Return the tool in use."""
    tool = view.canvas.tool
    assert isinstance(tool, kind)
    return tool


def spot(canvas: PhotoCanvas, x: float, y: float) -> QPoint:
    """Return where a pixel of the photo is on its canvas."""
    return canvas.screen_point(Point(x, y)).toPoint()


def click_at(qtbot: QtBot, canvas: PhotoCanvas, x: float, y: float) -> None:
    """Click a pixel of the photo."""
    qtbot.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=spot(canvas, x, y))


def drag(canvas: PhotoCanvas, *places: QPoint) -> None:
    """Press at the first place, move over the others, let go at the last."""
    left, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
    _send(canvas, QEvent.Type.MouseButtonPress, places[0], left, left)
    for place in places[1:]:
        _send(canvas, QEvent.Type.MouseMove, place, none, left)
    _send(canvas, QEvent.Type.MouseButtonRelease, places[-1], left, none)


def _send(
    canvas: PhotoCanvas,
    kind: QEvent.Type,
    place: QPoint,
    button: Qt.MouseButton,
    held: Qt.MouseButton,
) -> None:
    here, there = QPointF(place), QPointF(canvas.mapToGlobal(place))
    event = QMouseEvent(kind, here, there, button, held, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(canvas, event)


def keys(canvas: PhotoCanvas, *pressed: Qt.Key) -> None:
    """Press keys one after the other."""
    for key in pressed:
        QTest.keyClick(canvas, key)


def read(program: Program, qtbot: QtBot, question: Callable[[Library], Answer]) -> Answer:
    """Ask the library something on its thread."""
    answers: list[Answer] = []
    operation = Operation("", lambda library, _progress, _cancelled: question(library))
    program.services.desk.run(operation, answers.append)
    qtbot.waitUntil(lambda: bool(answers), timeout=10_000)
    return answers[0]
