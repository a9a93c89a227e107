"""The keys of undo and redo: while something is under way they are its own, not the window's."""

from PySide6.QtCore import QEvent
from PySide6.QtGui import QKeyEvent, QKeySequence

from skintrack.ui.photo.tools.tool import Tool


def are_claimed(event: QEvent) -> bool:
    """Whether a widget is asked if it has a use of its own for undo or redo."""
    return (
        event.type() == QEvent.Type.ShortcutOverride
        and isinstance(event, QKeyEvent)
        and (
            event.matches(QKeySequence.StandardKey.Undo)
            or event.matches(QKeySequence.StandardKey.Redo)
        )
    )


def follow(event: QKeyEvent, tool: Tool) -> bool:
    """Take back or do again a step of a tool; False for every other key."""
    if event.matches(QKeySequence.StandardKey.Undo):
        tool.undo()
    elif event.matches(QKeySequence.StandardKey.Redo):
        tool.redo()
    else:
        return False
    return True
