"""The question when photos without a date were taken."""

import pytest
from PySide6.QtWidgets import QWidget

from skintrack.ui.dialogs.dates import DatesDialog
from tests.helpers.ui_actions import dialog_of

pytestmark = pytest.mark.gui


@pytest.mark.parametrize("count", [2, 9])
def test_the_dates_end_where_the_lines_between_them_end(course_window, program, qtbot, count):
    photos = program.services.course.state.photos[:count]
    DatesDialog(course_window, photos, program.services.images).open()
    dialog = dialog_of(qtbot, DatesDialog)
    content = dialog.rows[0].parentWidget()
    lines = [
        each for each in content.findChildren(QWidget) if each.property("surface") == "separator"
    ]
    assert len(lines) == count - 1
    ends = {right_of(each, content) for each in (*lines, *(entry.day for entry in dialog.rows))}
    assert ends == {right_of(lines[0], content)}
    dialog.reject()


def right_of(widget, content):
    return widget.mapTo(content, widget.rect().topRight()).x()
