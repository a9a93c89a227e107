"""Whether everybody can use a window: names, roles, sizes, and the way of the Tab key."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QApplication, QButtonGroup

from tests.helpers.every_view import controls, targets

LEAST_TARGET = 32
# Beside other words in a line: as high as the line allows.
LEAST_LINK = 28


def spoken_name(widget):
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)


def named(widget):
    return f"{type(widget).__name__} “{spoken_name(widget)}” in {type(widget.parent()).__name__}"


def unnamed(widget):
    return [named(each) for each in controls(widget) if not spoken_name(each).strip()]


def without_role(widget):
    """Return controls that do not say what they are; what we paint says how it is used instead."""
    vague = {QAccessible.Role.NoRole, QAccessible.Role.Client}
    return [
        named(each)
        for each in controls(widget)
        if QAccessible.queryAccessibleInterface(each).role() in vague
        and not each.accessibleDescription()
    ]


def too_small(widget):
    """Return buttons and fields lower than a finger; a link stands in a line of text."""
    low = []
    for each in targets(widget):
        least = LEAST_LINK if each.property("role") == "link" else LEAST_TARGET
        if each.height() < least:
            low.append(f"{named(each)}: {each.height()} px")
    return low


def missed_by_tab(window, qtbot):
    wanted = {
        each
        for each in controls(window)
        if each.focusPolicy() & Qt.FocusPolicy.TabFocus
        and each.isEnabled()
        and each.focusProxy() is None
        and not _is_skipped_in_group(each)
    }
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    if QApplication.focusWidget() is None:
        controls(window)[0].setFocus()
    reached = set()
    for _ in range(3 * len(wanted) + 20):
        focused = QApplication.focusWidget()
        if focused is not None:
            reached.add(focused)
            qtbot.keyClick(focused, Qt.Key.Key_Tab)
    return {named(each) for each in wanted - reached}


def _is_skipped_in_group(widget):
    """Tab enters a group of exclusive buttons at the chosen one; arrows lead on from there."""
    if not isinstance(widget, QAbstractButton):
        return False
    group: QButtonGroup | None = widget.group()
    is_exclusive = widget.autoExclusive() if group is None else group.exclusive()
    return is_exclusive and not widget.isChecked()
