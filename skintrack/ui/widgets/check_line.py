"""A box to tick, or a choice, whose words wrap; Qt's own are cut, or make the window wider."""

from PySide6.QtCore import QEvent, QObject, QRect, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QRadioButton,
    QSizePolicy,
    QWidget,
)

from skintrack.ui.tokens import CONTROL_RADIUS
from skintrack.ui.widgets.basic import label

_BOX_WIDTH = 26
_BESIDE_BOX, _BETWEEN_LINES, _AFTER_WORDS = 6, 6, 6
_RING = 2


class _Line(QWidget):
    """A button with its words beside it; a click on the words is one on the button too."""

    def __init__(self, button: QAbstractButton, text: str) -> None:
        super().__init__()
        self._button = button
        button.setAccessibleName(text)
        button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        button.setFixedWidth(_BOX_WIDTH)
        # As far in as every other one; the ring of the focus is around the words too.
        button.setStyleSheet("spacing: 0; padding-right: 0; border-color: transparent;")
        button.installEventFilter(self)
        self._words: QLabel = label(text)
        # Words of two lines keep away from those of the next line.
        self._words.setContentsMargins(0, _BETWEEN_LINES, 0, _BETWEEN_LINES)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(_BESIDE_BOX)
        layout.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self._words, 1)
        self.setFocusProxy(button)

    @property
    def text(self) -> str:
        """The words."""
        return self._words.text()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the focus of the button."""
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.update()
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ring of the focus around button and words, as Qt's own have it."""
        super().paintEvent(event)
        if not self._button.hasFocus():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Highlight), _RING))
        inset = _RING / 2
        ring = QRectF(self._around()).adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(ring, CONTROL_RADIUS, CONTROL_RADIUS)

    def _around(self) -> QRect:
        """Return where button and words are: a line may be much wider than its words."""
        room = self._words.contentsRect()
        written = self._words.fontMetrics().boundingRect(
            room, Qt.TextFlag.TextWordWrap, self._words.text()
        )
        free = max(room.width() - written.width() - _AFTER_WORDS, 0)
        if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            return self.rect().adjusted(free, 0, 0, 0)
        return self.rect().adjusted(0, 0, -free, 0)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Press the button by a click on its words."""
        if event.button() is Qt.MouseButton.LeftButton and self.rect().contains(
            event.position().toPoint()
        ):
            self._button.setFocus(Qt.FocusReason.MouseFocusReason)
            self._button.click()
        super().mouseReleaseEvent(event)


class CheckLine(_Line):
    """A box to tick with its words beside it.

    Parameters
    ----------
    text : str
        The words, which are also what screen readers say.
    """

    toggled = Signal(bool)

    def __init__(self, text: str) -> None:
        self.box = QCheckBox()
        super().__init__(self.box, text)
        self.box.toggled.connect(self._tell)

    @property
    def is_checked(self) -> bool:
        """Whether it is ticked."""
        return self.box.isChecked()

    def set_checked(self, is_checked: bool) -> None:
        """Tick it, or not."""
        self.box.setChecked(is_checked)

    @Slot(bool)
    def _tell(self, is_checked: bool) -> None:
        self.toggled.emit(is_checked)


class RadioLine(_Line):
    """One of several choices with its words beside it; ``button`` belongs into their group.

    Parameters
    ----------
    text : str
        The words, which are also what screen readers say.
    """

    def __init__(self, text: str) -> None:
        self.button = QRadioButton()
        super().__init__(self.button, text)
