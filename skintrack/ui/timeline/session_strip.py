"""The sessions as a row of cards below the timeline; each opens for editing."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFont, QPainter, QPen
from PySide6.QtWidgets import (
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from skintrack.model import TreatmentSession
from skintrack.ui.course_state import CourseState
from skintrack.ui.fonts import ui_font
from skintrack.ui.models.sessions_model import SESSION_ROLE, SessionsModel
from skintrack.ui.services import Services
from skintrack.ui.theme import Theme
from skintrack.ui.widgets.basic import column, label
from skintrack.ui.words import session_details, short_day, tr

_Index = QModelIndex | QPersistentModelIndex
_CARD = QSize(216, 60)
_PIN = 24
_ROW_HEIGHT = 78


class _SessionDelegate(QStyledItemDelegate):
    """Paints number, day and details of a session."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, _option: QStyleOptionViewItem, _index: _Index) -> QSize:
        """Return the size of every card."""
        return _CARD + QSize(8, 0)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Paint one card."""
        session = index.data(SESSION_ROLE)
        tokens = self._theme.tokens
        rect = QRectF(option.rect.left() + 1, option.rect.top() + 1, _CARD.width(), _CARD.height())
        state = option.state
        is_focused = bool(state & QStyle.StateFlag.State_HasFocus)
        is_hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = tokens.accent if is_focused else tokens.line
        painter.setPen(QPen(QColor(edge), 2 if is_focused else 1))
        painter.setBrush(QColor(tokens.surface_2 if is_hovered else tokens.surface_1))
        painter.drawRoundedRect(rect, 8, 8)
        self._paint_words(painter, rect, index.row() + 1, session)
        painter.restore()

    def _paint_words(
        self, painter: QPainter, rect: QRectF, number: int, session: TreatmentSession
    ) -> None:
        tokens = self._theme.tokens
        pin = QRectF(rect.left() + 14, rect.center().y() - _PIN / 2, _PIN, _PIN)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.text_1))
        painter.drawEllipse(pin)
        painter.setPen(QColor(tokens.surface_1))
        painter.setFont(ui_font(12, QFont.Weight.DemiBold))
        painter.drawText(pin, Qt.AlignmentFlag.AlignCenter, str(number))
        words = rect.adjusted(50, 9, -10, -9)
        details = session_details(session) or tr("No details yet")
        painter.setPen(QColor(tokens.text_1))
        painter.setFont(ui_font(14, QFont.Weight.Medium))
        painter.drawText(words, Qt.AlignmentFlag.AlignTop, short_day(session.date, with_year=True))
        painter.setPen(QColor(tokens.text_2))
        painter.setFont(ui_font(12))
        shown = painter.fontMetrics().elidedText(
            details, Qt.TextElideMode.ElideRight, round(words.width())
        )
        painter.drawText(words, Qt.AlignmentFlag.AlignBottom, shown)


class SessionStrip(QWidget):
    """Lists the sessions; click or Enter opens one."""

    session_chosen = Signal(object)

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._model = SessionsModel()
        self._list = QListView()
        self._list.setModel(self._model)
        self._list.setFlow(QListView.Flow.LeftToRight)
        self._list.setWrapping(False)
        self._list.setHorizontalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self._list.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setItemDelegate(_SessionDelegate(services.theme, self._list))
        self._list.setFixedHeight(_ROW_HEIGHT)
        self._list.setMouseTracking(True)
        self._list.setAccessibleName(self.tr("Sessions"))
        self._list.clicked.connect(self._choose)
        self._list.activated.connect(self._choose)
        self.setLayout(column(label(self.tr("Sessions"), "section"), self._list, spacing=6))

    def show_course(self, state: CourseState) -> None:
        """List the sessions of a course."""
        self._model.show(state.sessions)
        self.setVisible(bool(state.sessions))

    @Slot(QModelIndex)
    def _choose(self, index: QModelIndex) -> None:
        session = index.data(SESSION_ROLE)
        if session is not None:
            self.session_chosen.emit(session)
