"""A level for just this zoom: sharp, without aliasing, made once the hand rests."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter, QTransform
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from skintrack.model import PhotoId
from skintrack.ui.compare.fitted import FittedPictures, is_near
from skintrack.ui.images import Picture
from skintrack.ui.qimage import pyramid
from skintrack.ui.tasks import TaskRunner
from skintrack.ui.widgets.photo_painter import paint_picture

pytestmark = pytest.mark.gui


@pytest.fixture
def tasks(qapp: QApplication) -> Iterator[TaskRunner]:
    del qapp
    runner = TaskRunner(1, "fit")
    yield runner
    runner.close()


def stripes(size: int, period: int) -> QImage:
    image = QImage(size, size, QImage.Format.Format_RGB32)
    image.fill(QColor("black"))
    painter = QPainter(image)
    for x in range(0, size, 2 * period):
        painter.fillRect(x, 0, period, size, QColor("white"))
    painter.end()
    return image


def spread(picture: Picture, scale: float) -> int:
    """Return how far grey values lie apart where the picture is painted."""
    screen = QImage(300, 300, QImage.Format.Format_RGB32)
    painter = QPainter(screen)
    paint_picture(painter, picture, QTransform.fromScale(scale, scale), QRectF(0, 0, 300, 300))
    painter.end()
    values = [screen.pixelColor(x, 70).red() for x in range(10, 290)]
    return max(values) - min(values)


def fitted(tasks: TaskRunner, qtbot: QtBot, picture: Picture, scale: float) -> Picture:
    store = FittedPictures(tasks)
    at_once = store.fitted(picture, scale, is_resting=True)
    assert min(level.width() for level in at_once.levels) >= scale * picture.width
    qtbot.waitUntil(lambda: not store.is_working)
    return store.fitted(picture, scale, is_resting=True)


@pytest.mark.parametrize("scale", [0.55, 0.6, 0.66])
def test_fine_stripes_do_not_shimmer_at_zooms_between_the_halvings(
    tasks: TaskRunner, qtbot: QtBot, scale: float
) -> None:
    picture = Picture(PhotoId("a"), 1200, 1200, pyramid(stripes(1200, 1)))
    coarse = Picture(PhotoId("a"), 1200, 1200, picture.levels[:1])
    assert spread(coarse, scale) > 100  # what painting the large picture alone would do
    assert spread(fitted(tasks, qtbot, picture, scale), scale) < spread(coarse, scale) / 4


@pytest.mark.parametrize("scale", [0.7, 0.8, 0.9])
def test_it_is_sharper_than_a_halving(tasks: TaskRunner, qtbot: QtBot, scale: float) -> None:
    picture = Picture(PhotoId("a"), 1200, 1200, pyramid(stripes(1200, 3)))
    halved = Picture(PhotoId("a"), 1200, 1200, picture.levels[1:])
    assert spread(fitted(tasks, qtbot, picture, scale), scale) > spread(halved, scale)


def test_there_is_a_level_of_just_this_width(tasks: TaskRunner, qtbot: QtBot) -> None:
    picture = Picture(PhotoId("a"), 2000, 2000, pyramid(stripes(1000, 3)))
    made = fitted(tasks, qtbot, picture, 0.35)
    assert [level.width() for level in made.levels] == [1000, 700, 500, 250, 125]
    assert (made.width, made.height) == (2000, 2000)
    assert is_near(made, 700)


def test_while_the_hand_moves_nothing_is_made(tasks: TaskRunner) -> None:
    picture = Picture(PhotoId("a"), 1000, 1000, pyramid(stripes(1000, 3)))
    store = FittedPictures(tasks)
    assert store.fitted(picture, 0.7, is_resting=False) is picture
    assert not store.is_working


def test_what_the_halvings_hold_already_is_not_made(tasks: TaskRunner) -> None:
    picture = Picture(PhotoId("a"), 1000, 1000, pyramid(stripes(1000, 3)))
    store = FittedPictures(tasks)
    for scale in (0.5, 0.25, 1.0, 3.0):
        assert store.fitted(picture, scale, is_resting=True) is picture
    assert not store.is_working


def test_nothing_is_fitted_while_photos_are_still_decoded(tasks: TaskRunner) -> None:
    image = stripes(600, 2)
    picture = Picture(PhotoId("0" * 16), 600, 600, pyramid(image))
    store = FittedPictures(tasks)
    shown = store.fitted(picture, 0.6, is_resting=True, may_make=False)
    assert not store.is_working
    assert min(level.width() for level in shown.levels) >= 0.6 * picture.width
