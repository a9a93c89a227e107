"""The sessions as a row of chips below the timeline; each opens for editing."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from skintrack.model import TreatmentSession
from skintrack.ui.course_state import CourseState
from skintrack.ui.fonts import scaled, ui_font
from skintrack.ui.models.sessions_model import SESSION_ROLE, SessionsModel
from skintrack.ui.services import Services
from skintrack.ui.theme import Theme
from skintrack.ui.timeline.edges import paint_edges
from skintrack.ui.timeline.sizes import names_width
from skintrack.ui.widgets.banner import KEPT_CLEAR
from skintrack.ui.widgets.basic import label, row
from skintrack.ui.words import plural, session_details, short_day, tr

_Index = QModelIndex | QPersistentModelIndex
_HEIGHT, _PIN = 36, 22
_RIGHT, _TIGHT_RIGHT = 14, 8
_GAP, _TIGHT_GAP = 8, 5
_LIST_EDGE = 3
_MOST_WIDTH = 320
_WHOLE, _DAY, _SHORT_DAY, _TIGHT = range(4)


class _SessionDelegate(QStyledItemDelegate):
    """Paints number, day and details of a session in one line."""

    def __init__(self, model: SessionsModel, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._sessions = model
        self._theme = theme
        self._strong = ui_font(13, QFont.Weight.Medium)
        self._plain = ui_font(12)
        self._height, self._pin = scaled(_HEIGHT), scaled(_PIN)
        self.brevity = _WHOLE

    def sizeHint(self, _option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Return the size of a chip: as wide as its words."""
        return self.size_of(self._words_of(index), self.brevity)

    def _words_of(self, index: _Index) -> tuple[str, str]:
        sessions, row = self._sessions.sessions, index.row()
        before = sessions[row - 1] if row else None
        return _words(sessions[row], before, self.brevity)

    def size_of(self, said: tuple[str, str], brevity: int) -> QSize:
        """Return the size of a chip with these words; tightly, they stand closer to its edges."""
        day, details = said
        width = QFontMetrics(self._strong).horizontalAdvance(day)
        width += QFontMetrics(self._plain).horizontalAdvance(details)
        gap, right = _edges(brevity)
        most = scaled(_MOST_WIDTH)
        return QSize(min(self._pin + 2 * gap + width + right, most) + gap, self._height + 2)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Paint one chip."""
        tokens = self._theme.tokens
        width = option.rect.width() - _edges(self.brevity)[0]
        rect = QRectF(option.rect.left() + 1, option.rect.top() + 1, width, self._height)
        is_focused, is_hovered = _focused_and_hovered(option)
        painter.save()
        # Number, day, details: in this order also where lines begin at the right.
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = tokens.accent if is_focused else tokens.line
        painter.setPen(QPen(QColor(edge), 2 if is_focused else 1))
        painter.setBrush(QColor(tokens.surface_2 if is_hovered else tokens.surface_1))
        painter.drawRoundedRect(rect, self._height / 2, self._height / 2)
        self._paint_words(painter, rect, index.row() + 1, self._words_of(index))
        painter.restore()

    def _paint_words(
        self, painter: QPainter, rect: QRectF, number: int, said: tuple[str, str]
    ) -> None:
        tokens = self._theme.tokens
        gap, right = _edges(self.brevity)
        pin = QRectF(rect.left() + gap, rect.center().y() - self._pin / 2, self._pin, self._pin)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.text_1))
        painter.drawEllipse(pin)
        painter.setPen(QColor(tokens.surface_1))
        painter.setFont(ui_font(12, QFont.Weight.DemiBold))
        painter.drawText(pin, Qt.AlignmentFlag.AlignCenter, str(number))
        day, details = said
        words = rect.adjusted(self._pin + 2 * gap, 0, -right + 6, 0)
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.setPen(QColor(tokens.text_1))
        painter.setFont(self._strong)
        painter.drawText(words, flags, day)
        words = words.adjusted(painter.fontMetrics().horizontalAdvance(day), 0, 0, 0)
        painter.setPen(QColor(tokens.text_2))
        painter.setFont(self._plain)
        mode = Qt.TextElideMode.ElideRight
        shown = painter.fontMetrics().elidedText(details, mode, round(words.width()))
        painter.drawText(words, flags, shown)


def _edges(brevity: int) -> tuple[int, int]:
    """Return the gap beside and round the pin, and what is free at the right."""
    return (_TIGHT_GAP, _TIGHT_RIGHT) if brevity == _TIGHT else (_GAP, _RIGHT)


def _focused_and_hovered(option: QStyleOptionViewItem) -> tuple[bool, bool]:
    strip = option.widget
    if not (strip.hasFocus() or strip.underMouse()):
        return False, False
    # The state alone brings the six hundred names of QStyle: the window opens sooner without.
    from PySide6.QtWidgets import QStyle

    state = option.state
    is_focused = bool(state & QStyle.StateFlag.State_HasFocus)
    return is_focused, bool(state & QStyle.StateFlag.State_MouseOver)


class _ChipList(QListView):
    """Leaves the details out where the chips would not fit beside each other."""

    def __init__(self, model: SessionsModel, theme: Theme) -> None:
        super().__init__()
        # Asked for one that Qt made, PySide loads every class of widgets to find its kind.
        self.setViewport(QWidget())
        self._sessions = model
        self._theme = theme
        self._chips = _SessionDelegate(model, theme, self)
        self.setModel(model)
        self.setItemDelegate(self._chips)

    def fit(self) -> None:
        """Say as much of each session as there is room for."""
        ways = (_WHOLE, _DAY, _SHORT_DAY, _TIGHT)
        # Chips that scroll anyway need not stand tightly.
        brevity = next((way for way in ways if self._fits(way)), _SHORT_DAY)
        if brevity != self._chips.brevity:
            self._chips.brevity = brevity
            self.scheduleDelayedItemsLayout()

    def _fits(self, brevity: int) -> bool:
        sessions = self._sessions.sessions
        words = (
            _words(session, before, brevity)
            for before, session in zip((None, *sessions), sessions, strict=False)
        )
        sizes = (self._chips.size_of(each, brevity) for each in words)
        return sum(size.width() for size in sizes) <= self.viewport().width()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose the words anew; the latest stays in sight where it was."""
        bar = self.horizontalScrollBar()
        was_at_end = bar.value() >= bar.maximum()
        super().resizeEvent(event)
        self.fit()
        if was_at_end:
            self.show_latest()

    def show_latest(self) -> None:
        """Scroll to the latest, with the chips as wide as they are now."""
        self.executeDelayedItemsLayout()
        bar = self.horizontalScrollBar()
        bar.setValue(bar.maximum())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Let the row end softly where more chips follow."""
        super().paintEvent(event)
        bar = self.horizontalScrollBar()
        if bar.maximum() > bar.minimum():
            painter = QPainter(self.viewport())
            more = bar.value() > bar.minimum(), bar.value() < bar.maximum()
            if self.isRightToLeft():
                more = more[::-1]
            paint_edges(
                painter,
                QRectF(self.viewport().rect()),
                self._theme.tokens.surface_0,
                more_before=more[0],
                more_after=more[1],
            )
            painter.end()


class SessionStrip(QWidget):
    """Lists the sessions; click or Enter opens one."""

    session_chosen = Signal(object)

    def __init__(self, services: Services) -> None:
        super().__init__()
        self.setObjectName(KEPT_CLEAR)
        self._model = SessionsModel()
        self._title = label("", "section", wraps=False)
        # The first chip stands below the first photo.
        self._title.setMinimumWidth(names_width() - _LIST_EDGE)
        self._list = _ChipList(self._model, services.theme)
        self._list.setFlow(QListView.Flow.LeftToRight)
        self._list.setWrapping(False)
        self._list.setHorizontalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self._list.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setFixedHeight(scaled(_HEIGHT) + 6)
        self._list.setMouseTracking(True)
        self._list.setAccessibleName(self.tr("Sessions"))
        self._list.clicked.connect(self._choose)
        self._list.activated.connect(self._choose)
        self.setLayout(row(self._title, self._list, spacing=12))

    @property
    def title(self) -> str:
        """How many sessions there were, and of how many."""
        return self._title.text()

    def show_course(self, state: CourseState) -> None:
        """List the sessions of a course, the latest in sight."""
        self._title.setText(_count_words(state))
        self.setVisible(bool(state.sessions))
        is_new = self._model.sessions != state.sessions
        self._model.show(state.sessions)
        self._list.fit()
        if is_new and state.sessions:
            self._list.show_latest()

    @Slot(QModelIndex)
    def _choose(self, index: QModelIndex) -> None:
        session = index.data(SESSION_ROLE)
        if session is not None:
            self.session_chosen.emit(session)


def _count_words(state: CourseState) -> str:
    count, planned = len(state.held_sessions), state.course.planned_sessions
    if planned is None or planned < count:
        return plural("{count} session", "{count} sessions", count)
    return tr("Sessions: {count} of {planned}").format(count=count, planned=planned)


def _words(
    session: TreatmentSession, before: TreatmentSession | None, brevity: int
) -> tuple[str, str]:
    """Return the day, and the details that follow it where there is room.

    Where days have no year, the first of each year has it.
    """
    details = session_details(session) if brevity == _WHOLE else ""
    begins_year = before is None or before.date.year != session.date.year
    day = short_day(session.date, with_year=begins_year or brevity < _SHORT_DAY)
    return day, f"  {details}" if details else ""
