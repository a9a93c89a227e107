"""The region chooser: a face on which a cheek is clicked, and under it a group of radio buttons."""

from PySide6.QtCore import QPointF, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QColor,
    QEnterEvent,
    QFocusEvent,
    QFont,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from skintrack.model import RegionName
from skintrack.ui.fonts import ui_font
from skintrack.ui.services import Services
from skintrack.ui.trends.face_shapes import HITS, SIZE, features, outline, region
from skintrack.ui.widgets.basic import name_control
from skintrack.ui.words import region_name, tr

_STROKE = 1.5
_SCALE = 1.1
_WORDED = (RegionName.FACE, RegionName.DRAWN)
_ORDER = tuple(RegionName)


class _RegionButton(QPushButton):
    """A region of the face: for keys and screen readers a radio button like any other."""

    def __init__(self, name: RegionName, drawing: "_FaceDrawing") -> None:
        super().__init__(drawing)
        self.name = name
        self._drawing = drawing
        self.setCheckable(True)
        self.setAutoExclusive(True)  # which makes it a radio button for screen readers
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        hit = HITS[name]
        left, top = round(hit.left() * _SCALE), round(hit.top() * _SCALE)
        self.setGeometry(left, top, round(hit.width() * _SCALE), round(hit.height() * _SCALE))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint nothing: the drawing below paints all regions."""

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show where the mouse is."""
        super().enterEvent(event)
        self._drawing.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the focus."""
        super().focusInEvent(event)
        self._drawing.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the focus away."""
        super().focusOutEvent(event)
        self._drawing.update()


class _FaceDrawing(QWidget):
    """Paints the face and its regions; a click beside them means the whole face."""

    whole_clicked = Signal()

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self.is_whole = True
        self.setFixedSize(QSize(round(SIZE[0] * _SCALE), round(SIZE[1] * _SCALE)))
        self.regions = {name: _RegionButton(name, self) for name in _ORDER if name in HITS}
        services.theme.changed.connect(self.update)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the whole face."""
        if outline().contains(event.position() / _SCALE):
            self.whole_clicked.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the face, then the regions on it."""
        tokens = self._services.theme.tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(_SCALE, _SCALE)
        stroke = _STROKE / _SCALE
        whole = QColor(tokens.accent if self.is_whole else tokens.text_2)
        pen = QPen(whole, stroke, c=Qt.PenCapStyle.RoundCap, j=Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.setBrush(QColor(tokens.accent_soft if self.is_whole else tokens.surface_1))
        painter.drawPath(outline())
        painter.setBrush(Qt.BrushStyle.NoBrush)
        pen.setColor(QColor(tokens.text_2))
        painter.setPen(pen)
        painter.drawPath(features())
        for name, button in self.regions.items():
            self._paint_region(painter, name, button)
        painter.setFont(ui_font(11, QFont.Weight.DemiBold))
        painter.setPen(QColor(tokens.text_2))
        # The sides of the person, as a photo shows them.
        painter.drawText(QPointF(8, 110), tr("R", "side of the face"))
        painter.drawText(QPointF(SIZE[0] - 16, 110), tr("L", "side of the face"))
        painter.end()

    def _paint_region(self, painter: QPainter, name: RegionName, button: QAbstractButton) -> None:
        tokens = self._services.theme.tokens
        color, ground, style = tokens.line_strong, "", Qt.PenStyle.SolidLine
        if not button.isEnabled():
            color, style = tokens.line, Qt.PenStyle.DotLine
        elif button.isChecked():
            color, ground = tokens.accent, tokens.accent_soft
        elif button.underMouse():
            ground = tokens.surface_2
        width = 2.0 if button.isChecked() else 1.2
        painter.setPen(QPen(QColor(color), width, style))
        painter.setBrush(QColor(ground) if ground else Qt.BrushStyle.NoBrush)
        painter.drawPath(region(name))
        if button.hasFocus():
            painter.setPen(QPen(QColor(tokens.accent), 2 / _SCALE))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(HITS[name].adjusted(1, 1, -1, -1), 5, 5)


class FaceChooser(QWidget):
    """One region of a group; ``buttons`` has the place in ``RegionName`` as id."""

    chosen = Signal(object)

    def __init__(self, services: Services) -> None:
        super().__init__()
        self.setAccessibleName(self.tr("Region of the face"))
        self.drawing = _FaceDrawing(services)
        self.buttons = QButtonGroup(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addWidget(self.drawing, 0, Qt.AlignmentFlag.AlignHCenter)
        for name, button in self.drawing.regions.items():
            self._name(button, name)
        for name in _WORDED:
            choice = QPushButton(region_name(name))
            choice.setCheckable(True)
            choice.setAutoExclusive(True)
            choice.setProperty("role", "choice")
            self._name(choice, name)
            layout.addWidget(choice)
        self.buttons.idClicked.connect(self._choose)
        self.drawing.whole_clicked.connect(self.button(RegionName.FACE).click)

    def _name(self, button: QAbstractButton, name: RegionName) -> None:
        self.buttons.addButton(button, _ORDER.index(name))
        hint = {
            RegionName.RIGHT_CHEEK: tr("Your right cheek"),
            RegionName.LEFT_CHEEK: tr("Your left cheek"),
        }.get(name, "")
        name_control(button, region_name(name), hint)
        button.setToolTip(hint or region_name(name))

    def button(self, name: RegionName) -> QAbstractButton:
        """Return the choice of a region."""
        return self.buttons.button(_ORDER.index(name))

    def show_regions(self, chosen: RegionName, known: frozenset[RegionName], used: bool) -> None:
        """Show what is chosen; regions that were not measured cannot be.

        Parameters
        ----------
        chosen : RegionName
            The region that is shown.
        known : frozenset of RegionName
            Those that this metric is measured in.
        used : bool
            Whether the course has photos of a face at all.
        """
        self.drawing.setVisible(used)
        for name in (*self.drawing.regions, *_WORDED):
            self.button(name).setEnabled(name in known)
        self.button(RegionName.FACE).setVisible(used)
        self.button(RegionName.DRAWN).setVisible(RegionName.DRAWN in known)
        self.button(chosen).setChecked(True)
        for each in self.buttons.buttons():
            # Tab enters a group at what is chosen; arrow keys lead on from there.
            is_entry = each is self.button(chosen)
            focus = Qt.FocusPolicy
            each.setFocusPolicy(focus.StrongFocus if is_entry else focus.ClickFocus)
        self.drawing.is_whole = chosen is RegionName.FACE
        self.drawing.update()

    @Slot(int)
    def _choose(self, index: int) -> None:
        self.chosen.emit(_ORDER[index])
