"""The ring of the focus round a box to tick: apart from the box, and only as wide as the words."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from skintrack.ui.widgets.check_line import CheckLine, RadioLine

pytestmark = pytest.mark.gui


def accent_columns(widget, program):
    """Return the columns in which a line of the accent runs from above to below."""
    accent = QColor(program.services.theme.tokens.accent).rgb()
    image = widget.grab().toImage()
    middle = range(image.height() // 2 - 3, image.height() // 2 + 3)
    return [x for x in range(image.width()) if all(image.pixel(x, y) == accent for y in middle)]


@pytest.mark.parametrize(
    "direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft]
)
@pytest.mark.parametrize("kind", [CheckLine, RadioLine])
@pytest.mark.usefixtures("window")
def test_the_ring_ends_with_the_words(program, qtbot, kind, direction):
    card = QWidget()
    qtbot.addWidget(card)
    card.setLayoutDirection(direction)
    line = kind("Some words")
    QVBoxLayout(card).addWidget(line)
    card.resize(600, 60)
    card.show()
    line.setFocus()
    qtbot.waitUntil(line.focusProxy().hasFocus)
    columns = accent_columns(line, program)
    words = line.fontMetrics().horizontalAdvance("Some words")
    assert words < max(columns) - min(columns) < words + 60
    is_mirrored = direction is Qt.LayoutDirection.RightToLeft
    outer = line.width() - 1 - max(columns) if is_mirrored else min(columns)
    assert outer <= 1


@pytest.mark.usefixtures("window")
def test_the_ring_stands_apart_from_the_box(program, qtbot):
    box = QCheckBox("Some words")
    qtbot.addWidget(box)
    box.show()
    box.setFocus()
    qtbot.waitUntil(box.hasFocus)
    left = [x for x in accent_columns(box, program) if x < box.width() / 2]
    image, y = box.grab().toImage(), box.height() // 2
    ground = image.pixel(max(left) + 1, y)
    assert image.pixel(max(left) + 2, y) == ground
    assert image.pixel(max(left) + 3, y) != ground
