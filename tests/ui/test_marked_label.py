"""Sentences with a mark: their lines stand below each other, and no number is torn apart."""

import pytest
from PySide6.QtCore import Qt

from skintrack.ui.widgets.marked_label import MarkedLabel

pytestmark = pytest.mark.gui

TEXT = "▼  Fine texture better: 33 % ± 6 % (right cheek), 37 % ± 6 % (left cheek)"
JOINED = "33 % ± 6 %".replace(" ", "\N{NO-BREAK SPACE}")


@pytest.fixture
def sentence(qtbot):
    label = MarkedLabel(TEXT, "improved")
    qtbot.addWidget(label)
    label.resize(220, label.heightForWidth(220))
    label.show()
    return label


def ink(label, left, right):
    """Return the rows of pixels in which something is painted between two places."""
    image = label.grab().toImage()
    ground = image.pixelColor(image.width() - 1, image.height() - 1)
    return {
        y
        for y in range(image.height())
        for x in range(left, right)
        if image.pixelColor(x, y) != ground
    }


def test_only_the_mark_stands_at_the_side(sentence):
    line = sentence.fontMetrics().lineSpacing()
    assert sentence.height() > 2 * line
    assert max(ink(sentence, 0, sentence.indent_px - 2)) < line
    assert max(ink(sentence, sentence.indent_px, sentence.width())) > line


def test_words_read_from_the_right_have_their_mark_there(sentence):
    sentence.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    line, width = sentence.fontMetrics().lineSpacing(), sentence.width()
    assert max(ink(sentence, width - sentence.indent_px + 2, width)) < line


def test_a_change_is_not_torn_from_its_noise_and_unit(sentence):
    _, words = sentence._parts()
    assert JOINED in words
    assert sentence.text() == TEXT  # which is what is read aloud


def test_a_text_without_a_mark_begins_at_the_side(qtbot):
    label = MarkedLabel("Not measured yet.")
    qtbot.addWidget(label)
    assert label.indent_px == 0
    label.setText("○  Not measured yet.")
    assert label.indent_px > 0
