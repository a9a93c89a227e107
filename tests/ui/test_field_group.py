"""Fields under their names, two beside each other."""

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QLabel, QLineEdit

from skintrack.ui.session.groups import FieldGroup

pytestmark = pytest.mark.gui


def test_fields_beside_each_other_stand_at_one_height_where_a_name_takes_two_lines(qtbot):
    group, longer, shorter = FieldGroup("Grades"), QLineEdit(), QLineEdit()
    group.add_field("Change since before the treatment, as the practitioner sees it", longer)
    group.add_field("Day of the grades", shorter)
    qtbot.addWidget(group)
    group.resize(420, 200)
    group.show()
    name = next(each for each in group.findChildren(QLabel) if each.buddy() is longer)
    qtbot.waitUntil(lambda: name.height() > name.fontMetrics().height() * 1.5)
    qtbot.waitUntil(
        lambda: len({each.mapTo(group, QPoint()).y() for each in (longer, shorter)}) == 1
    )
