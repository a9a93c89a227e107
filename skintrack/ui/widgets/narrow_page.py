"""A page no wider than is good to read, in the middle of its view, that scrolls."""

from PySide6.QtWidgets import QHBoxLayout, QLayout, QSizePolicy, QVBoxLayout, QWidget

from skintrack.ui.fonts import scaled
from skintrack.ui.widgets.basic import scrolling

_WIDTH, _MARGIN = 640, 24  # pixels


def lay_out(page: QWidget, content: QLayout, most_width: int = _WIDTH) -> None:
    """Fill a page with a column of at most this width in pixels, wider where letters are larger."""
    content.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
    holder = QWidget()
    holder.setLayout(content)
    holder.setMaximumWidth(scaled(most_width) + 2 * _MARGIN)
    holder.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
    line = QHBoxLayout()
    line.setContentsMargins(0, 0, 0, 0)
    line.addWidget(holder)
    outer = QVBoxLayout(page)
    outer.setContentsMargins(0, 0, 0, 0)
    outer.addWidget(scrolling(line))
