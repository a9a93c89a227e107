"""Controls below the choice that they belong to, moved in as far as its words."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

_INDENT = 30  # where the words of a choice begin


def indented(*widgets: QWidget) -> QWidget:
    """Return widgets one below the other, moved in."""
    frame = QWidget()
    layout = QVBoxLayout(frame)
    layout.setContentsMargins(_INDENT, 0, 0, 4)
    layout.setSpacing(4)
    for widget in widgets:
        layout.addWidget(widget)
    return frame
