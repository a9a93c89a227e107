"""Words that are too long for their place are said shorter, broken or cut, in this order."""

import pytest
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from skintrack.ui.models.photos_model import SHORTER_ROLE
from skintrack.ui.widgets.elided import (
    ElidedButton,
    PartsLabel,
    TwoLineButton,
    TwoLineLabel,
    WholeLabel,
    WrappedLabel,
)
from skintrack.ui.widgets.elided_combo_box import ElidedComboBox
from skintrack.ui.widgets.flow import FlowRow

pytestmark = pytest.mark.gui

LONG, SHORT, SHORTEST = (
    "12 January 2026 · 6 months after session 4",
    "12 Jan 2026 · 6 months",
    "12 Jan",
)
# The number at the end does not go to the second line alone.
JOINED = LONG.replace("session 4", "session\N{NO-BREAK SPACE}4")


@pytest.fixture
def box(qtbot):
    model = QStandardItemModel()
    item = QStandardItem(LONG)
    item.setData((SHORT, SHORTEST), SHORTER_ROLE)
    model.appendRow(item)
    widget = ElidedComboBox(SHORTER_ROLE)
    widget.setModel(model)
    qtbot.addWidget(widget)
    widget.show()
    return widget


def test_a_narrow_picker_says_it_shorter_before_it_cuts(box):
    seen = []
    for width in range(600, 130, -4):
        box.resize(width, 34)
        if box.shown_text not in seen:
            seen.append(box.shown_text)
    assert seen == [LONG, SHORT, SHORTEST]


def test_a_picker_without_shorter_words_cuts(box):
    plain = ElidedComboBox()
    plain.addItem(LONG)
    plain.resize(160, 34)
    assert plain.shown_text.endswith("…")


def test_a_second_line_is_used_before_a_text_is_cut(qtbot):
    line = TwoLineLabel("secondary")
    qtbot.addWidget(line)
    line.set_whole_text(LONG)
    width = line.fontMetrics().horizontalAdvance(LONG)
    line.resize(round(width * 0.7), line.sizeHint().height())
    line.show()
    assert line.text() == JOINED
    assert line.toolTip() == ""
    line.resize(round(width * 0.3), line.height())
    assert line.text().endswith("…")
    assert line.toolTip() == LONG


def test_a_button_that_said_nothing_says_all_that_fits(qtbot):
    button = ElidedButton("")
    qtbot.addWidget(button)
    button.set_whole_text(SHORT)
    wide = button.sizeHint()
    button.resize(wide)
    button.show()
    button.set_whole_text("")
    button.set_whole_text(SHORT)
    assert button.sizeHint() == wide
    assert button.text() == SHORT


def test_words_in_a_row_go_on_below_where_they_have_no_room(qtbot):
    words = WrappedLabel("secondary")
    words.set_whole_text(LONG)
    line = FlowRow(words, spacing=8)
    qtbot.addWidget(line)
    width = words.fontMetrics().horizontalAdvance(LONG)
    one = line.heightForWidth(2 * width)
    assert line.heightForWidth(round(width * 0.7)) >= 2 * one - 4
    line.resize(round(width * 0.7), 4 * one)
    line.show()
    assert words.text() == LONG
    assert words.height() >= 2 * one - 4


def test_what_is_around_a_row_is_no_higher_than_its_lines_when_it_is_wide_again(qtbot):
    page = QWidget()
    qtbot.addWidget(page)
    QVBoxLayout(page).addWidget(FlowRow(QPushButton("Show each region"), QPushButton("Details")))
    page.show()
    page.resize(600, 200)
    qtbot.wait(1)
    low = page.minimumSizeHint().height()
    page.resize(page.minimumSizeHint().width() + 20, 200)
    qtbot.wait(1)
    assert page.minimumSizeHint().height() > low
    page.resize(600, 200)
    qtbot.wait(1)
    assert page.minimumSizeHint().height() == low


def test_a_line_that_stands_elsewhere_is_shown_whole_or_shorter_but_never_cut(qtbot):
    line = WholeLabel("title")
    qtbot.addWidget(line)
    line.show()
    line.set_texts("Add photos to “Cheeks and temples”", "Add photos")
    seen = []
    for width in range(600, 10, -4):
        line.resize(width, 30)
        if line.text() not in seen:
            seen.append(line.text())
    assert seen == ["Add photos to “Cheeks and temples”", "Add photos", ""]
    assert line.accessibleName() == "Add photos to “Cheeks and temples”"


def test_a_button_takes_a_second_line_before_it_is_cut(qtbot):
    button = TwoLineButton()
    qtbot.addWidget(button)
    button.show()
    button.set_whole_text("Unbehandelte Haut markieren")
    whole = button.sizeHint()
    button.resize(whole)
    assert button.text() == "Unbehandelte Haut markieren"
    button.resize(whole.width() - 30, whole.height())
    assert button.text() == "Unbehandelte\nHaut markieren"
    assert button.sizeHint().height() > whole.height()
    assert abs(button.sizeHint().width() - whole.width()) <= 1  # widths of letters are rounded
    button.resize(whole)
    assert button.text() == "Unbehandelte Haut markieren"


def test_a_picker_without_a_choice_says_so(qtbot):
    box = ElidedComboBox()
    qtbot.addWidget(box)
    box.addItem(LONG)
    box.setPlaceholderText("No other day yet")
    box.resize(400, 34)
    box.setCurrentIndex(-1)
    assert box.shown_text == "No other day yet"


def test_parts_without_room_go_whole(qtbot):
    label = PartsLabel()
    qtbot.addWidget(label)
    label.set_whole_text("28 photos · 18 visits · 12 sessions")
    label.show()
    seen = []
    for width in range(400, 90, -2):
        label.resize(width, 20)
        if label.text() not in seen:
            seen.append(label.text())
    assert seen == ["28 photos · 18 visits · 12 sessions", "28 photos · 18 visits", "28 photos"]
    assert label.toolTip() == label.whole_text
