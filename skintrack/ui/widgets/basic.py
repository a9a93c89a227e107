"""Labels, buttons and layouts in the style of the window; every control gets its name here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from skintrack.ui.words import said

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtCore import QSize
    from PySide6.QtGui import QShowEvent
    from PySide6.QtWidgets import QStyleOptionButton

    from skintrack.ui.icons import IconSet


def label(text: str = "", role: str = "", *, wraps: bool = True) -> QLabel:
    """Return a label of plain text; ``role`` is one of the style sheet's."""
    widget = QLabel(said(text))
    widget.setTextFormat(Qt.TextFormat.PlainText)
    widget.setWordWrap(wraps)
    if role:
        widget.setProperty("role", role)
    return widget


class _ScrollingColumn(QScrollArea):
    """Takes its content when it is laid out first.

    Qt styles all content of an area that takes it, and styles it anew with every box that the area
    is then put into: a page that is built from its smallest parts upwards took five times as long.
    """

    def __init__(self, inner: QWidget) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        inner.setParent(self)
        self._waiting: QWidget | None = inner

    def sizeHint(self) -> QSize:
        """Return the size with the content in it."""
        self._take()
        return super().sizeHint()

    def showEvent(self, event: QShowEvent) -> None:
        """Have the content by now."""
        self._take()
        super().showEvent(event)

    def _take(self) -> None:
        inner, self._waiting = self._waiting, None
        if inner is None:
            return
        focused: QWidget | None = self.window().focusWidget()
        self.setWidget(inner)
        # The move takes the focus away from what a form wants to begin with.
        if focused is not None and inner.isAncestorOf(focused):
            focused.setFocus()


def scrolling(content: QLayout) -> QScrollArea:
    """Return a column that scrolls up and down; the focus goes to what is in it."""
    inner = QWidget()
    inner.setLayout(content)
    area = _ScrollingColumn(inner)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return area


def set_role(widget: QWidget, role: str) -> None:
    """Give a widget another style role and repaint it."""
    if widget.property("role") == role:
        return
    widget.setProperty("role", role)
    # Before it was ever shown there is nothing to undo.
    if widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        widget.style().unpolish(widget)
        widget.style().polish(widget)


def button(text: str, on_click: Callable[[], object], role: str = "") -> QPushButton:
    """Return a push button whose text is also its name."""
    widget = QPushButton(text)
    widget.setAccessibleName(text.replace("&", ""))
    widget.setAutoDefault(False)
    widget.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
    if role:
        widget.setProperty("role", role)
    widget.clicked.connect(on_click)
    return widget


def flush(widget: QPushButton) -> QPushButton:
    """Let the words of a quiet button stand at the edge, in line with those above it."""
    widget.setProperty("role", "plain")
    return widget


def icon_button(
    icons: IconSet, icon: str, name: str, on_click: Callable[[], object], role: str = "icon"
) -> QToolButton:
    """Return a button that shows an icon and says its name to tool tips and screen readers."""
    widget = QToolButton()
    widget.setProperty("role", role)
    widget.setToolTip(name)
    widget.setAccessibleName(name)
    widget.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    icons.put(widget, icon)
    widget.clicked.connect(on_click)
    return widget


class ChoiceGroup(QButtonGroup):
    """Buttons of which one is chosen; Tab enters at the chosen one, arrows lead on from there."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.buttonToggled.connect(self._let_tab_enter)

    @Slot()
    def _let_tab_enter(self) -> None:
        chosen = self.checkedButton()
        for each in self.buttons():
            can_tab = chosen is None or each is chosen
            kind = Qt.FocusPolicy.StrongFocus if can_tab else Qt.FocusPolicy.ClickFocus
            each.setFocusPolicy(kind)


class _Segment(QPushButton):
    """Ends in an ellipsis where it does not fit, and begins with its first letter."""

    def initStyleOption(self, option: QStyleOptionButton) -> None:
        """Cut the text that is painted."""
        # Not at the top: it brings six hundred names, and the window opens without.
        from PySide6.QtWidgets import QStyle

        super().initStyleOption(option)
        contents = QStyle.SubElement.SE_PushButtonContents
        room = self.style().subElementRect(contents, option, self).width()
        metrics = self.fontMetrics()
        if metrics.horizontalAdvance(self.text()) > room:
            mode = Qt.TextElideMode.ElideRight
            option.text = metrics.elidedText(self.text(), mode, room)


def segments(choices: Sequence[tuple[str, str]]) -> tuple[QHBoxLayout, QButtonGroup]:
    """Return a row of joined buttons of which one is chosen; ids follow the order."""
    layout = QHBoxLayout()
    layout.setSpacing(0)
    group = ChoiceGroup(layout)
    ends = ("first", "last") if QGuiApplication.isLeftToRight() else ("last", "first")
    for index, (text, hint) in enumerate(choices):
        widget = _Segment(text)
        widget.setCheckable(True)
        widget.setAutoDefault(False)
        widget.setAccessibleName(text)
        widget.setToolTip(hint)
        widget.setProperty("role", "segment")
        if index in (0, len(choices) - 1):
            widget.setProperty("place", ends[1] if index else ends[0])
        group.addButton(widget, index)
        layout.addWidget(widget)
    return layout, group


def set_fit(group: QButtonGroup, fit: str) -> None:
    """Put the words of joined buttons closer together (``snug``) or not (empty)."""
    for widget in group.buttons():
        if widget.property("fit") != fit:
            widget.setProperty("fit", fit)
            widget.style().unpolish(widget)
            widget.style().polish(widget)


def row(*items: QWidget | QLayout | int, spacing: int = 8, margin: int = 0) -> QHBoxLayout:
    """Return items in a row; an int is a stretch."""
    layout = QHBoxLayout()
    _fill(layout, items, spacing, margin)
    return layout


def column(*items: QWidget | QLayout | int, spacing: int = 8, margin: int = 0) -> QVBoxLayout:
    """Return items in a column; an int is a stretch."""
    layout = QVBoxLayout()
    _fill(layout, items, spacing, margin)
    return layout


def _fill(
    layout: QHBoxLayout | QVBoxLayout,
    items: Sequence[QWidget | QLayout | int],
    spacing: int,
    margin: int,
) -> None:
    layout.setSpacing(spacing)
    layout.setContentsMargins(margin, margin, margin, margin)
    for item in items:
        if isinstance(item, QWidget):
            layout.addWidget(item)
        elif isinstance(item, QLayout):
            layout.addLayout(item)
        else:
            layout.addStretch(item)


def set_margins(layout: QLayout, start: int, top: int, end: int, bottom: int) -> None:
    """Set margins by where lines begin: Qt mirrors the order of a line, but not its margins."""
    left, right = (start, end) if QGuiApplication.isLeftToRight() else (end, start)
    layout.setContentsMargins(left, top, right, bottom)


def surface(kind: str, layout: QLayout | None = None) -> QFrame:
    """Return a frame with the ground of a card, panel, header and so on."""
    frame = QFrame()
    frame.setProperty("surface", kind)
    frame.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    if layout is not None:
        frame.setLayout(layout)
    return frame


def separator() -> QFrame:
    """Return a line of one pixel."""
    line = surface("separator")
    line.setFixedHeight(1)
    return line


def clear(layout: QLayout) -> None:
    """Remove and delete everything in a layout."""
    while (item := layout.takeAt(0)) is not None:
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif inner is not None:
            clear(inner)


def name_control(widget: QWidget, name: str, hint: str = "") -> None:
    """Give a control its name for screen readers, and a longer description."""
    widget.setAccessibleName(name)
    if hint:
        widget.setAccessibleDescription(hint)
        if isinstance(widget, QAbstractButton):
            widget.setToolTip(hint)
