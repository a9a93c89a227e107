"""The foot of the camera's page: the shutter between the checklist and the countdown."""

import pytest
from PySide6.QtWidgets import QPushButton

from skintrack.ui.capture.live_foot import LiveFoot
from skintrack.ui.widgets.basic import segments

pytestmark = pytest.mark.gui


def test_the_shutter_has_a_line_of_its_own_where_its_words_would_be_cut(qtbot):
    shutter, checklist = QPushButton("Take three photos"), QPushButton("Checklist")
    choices, _group = segments([("0 s", ""), ("3 s", ""), ("10 s", "")])
    foot = LiveFoot(checklist, shutter, choices)
    qtbot.addWidget(foot)
    foot.show()
    parts = (foot._left, shutter, foot._right)
    needed = sum(part.sizeHint().width() for part in parts) + 2 * (12 + 16)
    for width, is_stacked in ((needed, False), (needed - 1, True), (needed + 400, False)):
        foot.resize(width, 100)

        def is_below(expected=is_stacked):
            place = checklist.mapTo(foot, checklist.rect().center())
            middle = shutter.mapTo(foot, shutter.rect().center())
            return (place.y() > middle.y() + 10) is expected

        qtbot.waitUntil(is_below)
        assert shutter.width() >= shutter.sizeHint().width()
        assert is_stacked or foot._caption.text() == "Countdown"
    assert abs(shutter.geometry().center().x() - foot.rect().center().x()) <= 1
