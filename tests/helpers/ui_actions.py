"""What a person does: find a button by its words and press it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication


def button_of(widget, text):
    found = _buttons(widget, text)
    assert found, f"no visible button “{text}”"
    return found[0]


def press(qtbot, widget, text):
    qtbot.waitUntil(lambda: bool(_buttons(widget, text)))
    button = button_of(widget, text)
    assert button.isEnabled()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def dialog_of(qtbot, kind):
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), kind))
    return QApplication.activeModalWidget()


def entries_of(menu):
    """Every entry of a menu and of the menus in it."""
    for action in menu.actions():
        yield action
        if action.menu() is not None:
            yield from entries_of(action.menu())


def entry_of(menu, text):
    """The one entry of a menu, or of a menu in it, that begins with a text."""
    found = [each for each in entries_of(menu) if each.text().startswith(text)]
    assert len(found) == 1, f"{len(found)} entries “{text}”"
    return found[0]


def _buttons(widget, text):
    return [
        each
        for each in widget.findChildren(QAbstractButton)
        if text in (each.text(), each.accessibleName()) and each.isVisible()
    ]
