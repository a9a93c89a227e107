"""What a person does in the report view, for its tests."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from tests.helpers.ui_actions import dialog_of, press

WAIT_MS = 30_000


def laid_out(qtbot, view):
    """Wait for pages that belong to what is chosen, the one that is looked at decoded."""
    qtbot.waitUntil(lambda: not view.preview.is_busy and view.pages.page_count > 0, timeout=WAIT_MS)
    qtbot.waitUntil(view.pages.is_sharp, timeout=WAIT_MS)


def open_course(program, qtbot, folder):
    """Show the report of a library."""
    program.window.libraries.open_folder(folder)
    course = program.services.course
    qtbot.waitUntil(lambda: course.state is not None and course.is_measured, timeout=WAIT_MS)
    program.window.show_view("report")
    return program.window.view("report")


def choose(qtbot, view, fields, control, *, has_pages=True):
    """Open the group of a control and click it; wait for the pages."""
    head = view.panel.group_of(fields).head
    if not head.isChecked():
        qtbot.mouseClick(head, Qt.MouseButton.LeftButton)
    target = getattr(control, "box", control)
    assert target.isVisible()
    assert target.isEnabled()
    qtbot.mouseClick(target, Qt.MouseButton.LeftButton)
    if has_pages:
        laid_out(qtbot, view)


def save(qtbot, view, path):
    """Save by the button and the system's dialog; return the name that was offered."""
    press(qtbot, view, "Save PDF…")
    dialog = dialog_of(qtbot, QFileDialog)
    offered = Path(dialog.selectedFiles()[0]).name
    dialog.close()
    view.saving.save_as(str(path))
    qtbot.waitUntil(lambda: path.name in view.foot.text, timeout=WAIT_MS)
    return offered


def sheets(view):
    """Return the pages that are shown."""
    layout = view.pages.widget().layout()
    return [layout.itemAt(place).widget() for place in range(view.pages.page_count)]


def picture(view, page=0):
    """Return a page as it is seen."""
    return sheets(view)[page].grab().toImage()


def width_of(png):
    """Return the width of a PNG in pixels."""
    return int.from_bytes(png[16:20], "big")
