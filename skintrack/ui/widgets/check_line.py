"""A box to tick whose words wrap; Qt's own would be cut, or make the window wider."""

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QSizePolicy, QWidget

from skintrack.ui.tokens import CONTROL_RADIUS
from skintrack.ui.widgets.basic import label

_BOX_WIDTH = 24
_BESIDE_BOX, _BETWEEN_LINES = 6, 6
_RING = 2


class CheckLine(QWidget):
    """A check box with its words beside it; a click on the words ticks it too.

    Parameters
    ----------
    text : str
        The words, which are also what screen readers say.
    """

    toggled = Signal(bool)

    def __init__(self, text: str) -> None:
        super().__init__()
        self.box = QCheckBox()
        self.box.setAccessibleName(text)
        self.box.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.box.setFixedWidth(_BOX_WIDTH)
        # As far in as every other box; the ring of the focus is around the words too.
        self.box.setStyleSheet("spacing: 0; border-color: transparent;")
        self.box.installEventFilter(self)
        self.box.toggled.connect(self._tell)
        self._words: QLabel = label(text)
        # Words of two lines keep away from those of the next box.
        self._words.setContentsMargins(0, _BETWEEN_LINES, 0, _BETWEEN_LINES)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(_BESIDE_BOX)
        layout.addWidget(self.box, 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self._words, 1)
        self.setFocusProxy(self.box)

    @property
    def text(self) -> str:
        """The words."""
        return self._words.text()

    @property
    def is_checked(self) -> bool:
        """Whether it is ticked."""
        return self.box.isChecked()

    def set_checked(self, is_checked: bool) -> None:
        """Tick it, or not."""
        self.box.setChecked(is_checked)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the focus of the box."""
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.update()
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ring of the focus around box and words, as Qt's own boxes have it."""
        super().paintEvent(event)
        if not self.box.hasFocus():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Highlight), _RING))
        inset = _RING / 2
        ring = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(ring, CONTROL_RADIUS, CONTROL_RADIUS)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tick it by a click on its words."""
        if event.button() is Qt.MouseButton.LeftButton and self.rect().contains(
            event.position().toPoint()
        ):
            self.box.setFocus(Qt.FocusReason.MouseFocusReason)
            self.box.click()
        super().mouseReleaseEvent(event)

    @Slot(bool)
    def _tell(self, is_checked: bool) -> None:
        self.toggled.emit(is_checked)
