"""Text that ends in an ellipsis where it does not fit; the whole of it is in the tool tip."""

import re

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QWidget

from skintrack.ui.fonts import scaled

_LEAST_WIDTH = 60
# Widths of letters are fractions; Qt rounds their sums, up or down.
_ROUNDING_PX = 4
_ANY_HEIGHT = 10_000
_JOINT = " · "
# A number at the end stays with its word: alone in a line it says nothing.
_LAST_NUMBER = re.compile(r" (?=\d+$)")
# Above and below the lines of a button; Qt leaves them none.
_TWO_LINES_PX = 8
# A button without a text and an icon is as wide as if it said this.
_QT_MEASURES_FOR_NONE = "XXXX"


class ElidedLabel(QLabel):
    """One line of text that gives way to its neighbours.

    Parameters
    ----------
    role : str
        One of the style sheet's.
    least_width_px : int
        A shorter text is always whole.
    """

    def __init__(self, role: str = "", least_width_px: int = _LEAST_WIDTH) -> None:
        super().__init__()
        self._least_width_px = least_width_px
        self._whole = ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        if role:
            self.setProperty("role", role)

    @property
    def whole_text(self) -> str:
        """The text, as long as it is."""
        return self._whole

    def set_whole_text(self, text: str) -> None:
        """Show a text, as much of it as fits."""
        self._whole = text
        self.setAccessibleName(text)
        self.updateGeometry()
        self._fit()

    def sizeHint(self) -> QSize:
        """Return the size of the whole text."""
        width = self.fontMetrics().horizontalAdvance(self._whole)
        return QSize(width + _ROUNDING_PX, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Return a size that leaves room for others."""
        hint = self.sizeHint()
        return QSize(min(scaled(self._least_width_px), hint.width()), hint.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut the text anew."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        shown = _fitting(self, self._whole, self.width())
        self.setText(shown)
        self.setToolTip("" if shown == self._whole else self._whole)


class TwoLineLabel(ElidedLabel):
    """Text that goes on in a second line before it is cut; it always has the room of both."""

    def __init__(self, role: str = "") -> None:
        super().__init__(role)
        self._most_lines = 2
        self.setWordWrap(True)

    def set_most_lines(self, count: int) -> None:
        """Take the room of so many lines, where the width is a small one."""
        if count != self._most_lines:
            self._most_lines = count
            self.updateGeometry()
            self._fit()

    def sizeHint(self) -> QSize:
        """Return the size of the whole text in one line, and the height of all."""
        height = self._most_lines * self.fontMetrics().lineSpacing()
        return QSize(super().sizeHint().width(), height)

    def _fit(self) -> None:
        whole = shown = _LAST_NUMBER.sub("\N{NO-BREAK SPACE}", self._whole)
        most = self._most_lines * self.width()
        # A line seldom ends where a word does: some of the first one stays empty.
        while not self._has_room(shown) and most > self.width():
            most -= 2 * self.fontMetrics().averageCharWidth()
            shown = _fitting(self, whole, most)
        self.setText(shown)
        self.setToolTip("" if shown == whole else self._whole)

    def _has_room(self, text: str) -> bool:
        metrics, flags = self.fontMetrics(), Qt.TextFlag.TextWordWrap.value
        room = QRect(0, 0, max(self.width(), 1), _ANY_HEIGHT)
        # Half a line to spare: heights of lines are fractions, and rounded.
        height = metrics.boundingRect(room, flags, text).height()
        return height < (self._most_lines + 0.5) * metrics.lineSpacing()


class PartsLabel(ElidedLabel):
    """Parts with " · " between them: without room the last ones go, as "1…" may be any number."""

    def _fit(self) -> None:
        parts = self._whole.split(_JOINT)
        shown = self._whole
        while len(parts) > 1 and _fitting(self, shown, self.width()) != shown:
            parts.pop()
            shown = _JOINT.join(parts)
        self.setText(_fitting(self, shown, self.width()))
        self.setToolTip("" if self.text() == self._whole else self._whole)


class WrappedLabel(ElidedLabel):
    """Text in one line where there is room, else in as many as it needs; none of it is cut."""

    def __init__(self, role: str = "") -> None:
        super().__init__(role)
        self.setWordWrap(True)

    def sizeHint(self) -> QSize:
        """Return the size of the whole text in one line."""
        height = max(self.fontMetrics().lineSpacing(), self.minimumHeight())
        return QSize(super().sizeHint().width(), height)

    def _fit(self) -> None:
        if self.text() != self._whole:
            self.setText(self._whole)


class WholeLabel(ElidedLabel):
    """A line that is shown whole, else in fewer words, else not at all: never cut.

    It is for what stands elsewhere too.
    """

    def __init__(self, role: str = "") -> None:
        super().__init__(role)
        self._shorter = ""

    def set_texts(self, text: str, shorter: str) -> None:
        """Show a text, or where there is no room for it a shorter one."""
        self._shorter = shorter
        self.set_whole_text(text)

    def _fit(self) -> None:
        texts = (self._whole, self._shorter, "")
        shown = next(text for text in texts if _fitting(self, text, self.width()) == text)
        self.setText(shown)
        self.setToolTip("" if shown == self._whole else self._whole)


class ElidedButton(QPushButton):
    """A button whose name is cut, but never its last sign, such as the ▾ of a menu.

    Parameters
    ----------
    end : str
        Follows the text and is always shown.
    """

    def __init__(self, end: str) -> None:
        super().__init__()
        self._end = end
        self._whole = ""
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def set_whole_text(self, text: str) -> None:
        """Show a text, as much of it as fits."""
        self._whole = text
        self.setToolTip(text)
        self.updateGeometry()
        self._fit()

    def sizeHint(self) -> QSize:
        """Return the size of the whole text."""
        width = self._taken_width() + self.fontMetrics().horizontalAdvance(self._whole)
        return QSize(width + _ROUNDING_PX, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Return a size that leaves room for others."""
        hint = self.sizeHint()
        return QSize(min(2 * _LEAST_WIDTH, hint.width()), hint.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut the text anew."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        room = self.width() - self._taken_width()
        self.setText(_fitting(self, self._whole, room) + self._end)

    def _taken_width(self) -> int:
        """Return the width of everything but the text: frame, padding and the last sign."""
        metrics = self.fontMetrics()
        lines = (self.text() or _QT_MEASURES_FOR_NONE).split("\n")
        frame = super().sizeHint().width() - max(map(metrics.horizontalAdvance, lines))
        return frame + metrics.horizontalAdvance(self._end)


class TwoLineButton(ElidedButton):
    """A button whose name goes on in a second line before it is cut."""

    def __init__(self) -> None:
        super().__init__("")

    def sizeHint(self) -> QSize:
        """Return the size of the whole text in one line; two lines are higher."""
        hint = super().sizeHint()
        return QSize(hint.width(), hint.height() + (_TWO_LINES_PX if "\n" in self.text() else 0))

    def _fit(self) -> None:
        before, room = self.text(), self.width() - self._taken_width()
        advance = self.fontMetrics().horizontalAdvance
        words = self._whole.split()
        ways = [(" ".join(words[:cut]), " ".join(words[cut:])) for cut in range(1, len(words))]
        both = min(ways, key=lambda way: max(map(advance, way)), default=("", ""))
        shown = _fitting(self, self._whole, room)
        if shown != self._whole and 0 < max(map(advance, both)) <= room:
            shown = "\n".join(both)
        self.setText(shown)
        if shown.count("\n") != before.count("\n"):
            self.updateGeometry()


def _fitting(widget: QWidget, text: str, width: int) -> str:
    return widget.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, max(width, 0))
