"""A row of groups that goes on in the next line where the window is narrow or the words long."""

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

_ANY_WIDTH = 1_000_000


class FlowRow(QWidget):
    """Places its parts from the reading side, line under line.

    Parameters
    ----------
    parts : QWidget
        In their order. A part that is hidden takes no room.
    spacing : int
        Between neighbours.
    line_spacing : int, optional
        Between lines; the same where it is not given.
    ends_line : bool
        Whether the last part stands at the far end of its line.
    """

    def __init__(
        self,
        *parts: QWidget,
        spacing: int = 8,
        line_spacing: int | None = None,
        ends_line: bool = False,
    ) -> None:
        super().__init__()
        self._parts = parts
        self._spacing = spacing
        self._line_spacing = spacing if line_spacing is None else line_spacing
        self._ends_line = ends_line
        for part in parts:
            part.setParent(self)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        """Say that narrow means high."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return how high the lines are together."""
        lines = self._lines(width)
        return sum(_height(line, width) for line in lines) + self._line_spacing * max(
            len(lines) - 1, 0
        )

    def sizeHint(self) -> QSize:
        """Return the size of one line."""
        parts = self._shown()
        width = sum(_size(part).width() for part in parts)
        return QSize(width + self._spacing * max(len(parts) - 1, 0), _height(parts, _ANY_WIDTH))

    def minimumSizeHint(self) -> QSize:
        """Return a size that holds every part by itself; one that can be cut gives way."""
        parts = self._shown()
        width = max((part.minimumSizeHint().width() for part in parts), default=0)
        height = (
            self.heightForWidth(self.width())
            if self.width() > width
            else _height(parts, _ANY_WIDTH)
        )
        return QSize(width, height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place every part."""
        super().resizeEvent(event)
        self._place()
        # What is around it remembers how high the lines were at the width before.
        before = event.oldSize().width()
        if self.heightForWidth(before) != self.heightForWidth(self.width()):
            self.updateGeometry()

    def event(self, event: QEvent) -> bool:
        """Place the parts anew where one of them was shown, hidden or has other words."""
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.LayoutDirectionChange):
            self.updateGeometry()
            self._place()
        return super().event(event)

    def _place(self) -> None:
        is_mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        top = 0
        for line in self._lines(self.width()):
            height, left = _height(line, self.width()), 0
            for part in line:
                size = QSize(_size(part).width(), _height([part], self.width()))
                size = size.boundedTo(QSize(self.width(), height))
                is_last = self._ends_line and part is self._parts[-1]
                x = self.width() - size.width() if is_last else left
                if is_mirrored:
                    x = self.width() - x - size.width()
                place = QRect(x, top + (height - size.height()) // 2, size.width(), size.height())
                part.setGeometry(place)
                left += size.width() + self._spacing
            top += height + self._line_spacing

    def _shown(self) -> list[QWidget]:
        return [part for part in self._parts if not part.isHidden()]

    def _lines(self, width: int) -> list[list[QWidget]]:
        lines: list[list[QWidget]] = []
        used = 0
        for part in self._shown():
            needed = _size(part).width()
            if lines and used + self._spacing + needed <= width:
                lines[-1].append(part)
                used += self._spacing + needed
            else:
                lines.append([part])
                used = needed
        return lines


def _size(part: QWidget) -> QSize:
    return part.sizeHint().expandedTo(part.minimumSizeHint())


def _height(parts: list[QWidget], width: int) -> int:
    """Return the height of a line; words that are too long for it alone go on below."""
    return max((_part_height(part, width) for part in parts), default=0)


def _part_height(part: QWidget, width: int) -> int:
    size = _size(part)
    is_wrapped = size.width() > width and part.hasHeightForWidth()
    return max(part.heightForWidth(width), part.minimumHeight()) if is_wrapped else size.height()
