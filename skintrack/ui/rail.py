"""The rail at the left: the views by name, settings at the foot."""

from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QToolButton, QVBoxLayout

from skintrack.ui.fonts import scaled
from skintrack.ui.icons import IconSet
from skintrack.ui.tokens import RAIL_WIDTH
from skintrack.ui.widgets.basic import ChoiceGroup
from skintrack.ui.words import tr

# Pages without a place of their own: part of a view, or of none.
_BELONGS, _OUTSIDE = {"blinded": "compare"}, ("bin",)


class RailEntry(NamedTuple):
    """One view: its key in the settings, its icon and its name."""

    key: str
    icon: str
    name: str
    hint: str


class Rail(QFrame):
    """Chooses a view."""

    view_chosen = Signal(str)
    settings_chosen = Signal()

    def __init__(self, icons: IconSet, entries: tuple[RailEntry, ...]) -> None:
        super().__init__()
        self.setProperty("surface", "rail")
        self.setFixedWidth(scaled(RAIL_WIDTH))
        self._entries = entries
        self._group = ChoiceGroup(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(6, 12, 7, 12)
        layout.setSpacing(4)
        for index, entry in enumerate(entries):
            widget = self._make_button(icons, entry, is_checkable=True)
            self._group.addButton(widget, index)
            layout.addWidget(widget)
        layout.addStretch(1)
        entry = RailEntry("", "settings", tr("Settings", "rail"), self.tr("Appearance and library"))
        settings = self._make_button(icons, entry, is_checkable=False)
        settings.clicked.connect(self.settings_chosen)
        layout.addWidget(settings)
        self._group.idClicked.connect(self._choose)

    def show_chosen(self, key: str) -> None:
        """Mark a view as the one that is shown, or the one it was reached from."""
        if key in _OUTSIDE:
            self._mark_none()
        wanted = _BELONGS.get(key, key)
        for index, entry in enumerate(self._entries):
            if entry.key == wanted:
                self._group.button(index).setChecked(True)

    def set_views_enabled(self, is_enabled: bool) -> None:
        """Enable the views once a library is open."""
        for widget in self._group.buttons():
            widget.setEnabled(is_enabled)
        if not is_enabled:
            self._mark_none()

    def _mark_none(self) -> None:
        self._group.setExclusive(False)
        for widget in self._group.buttons():
            widget.setChecked(False)
        self._group.setExclusive(True)

    def button(self, key: str) -> QToolButton | None:
        """Return the button of a view."""
        for index, entry in enumerate(self._entries):
            widget = self._group.button(index)
            if entry.key == key and isinstance(widget, QToolButton):
                return widget
        return None

    def _choose(self, index: int) -> None:
        self.view_chosen.emit(self._entries[index].key)

    @staticmethod
    def _make_button(icons: IconSet, entry: RailEntry, *, is_checkable: bool) -> QToolButton:
        widget = QToolButton()
        widget.setText(entry.name)
        widget.setCheckable(is_checkable)
        widget.setProperty("role", "rail")
        widget.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        widget.setAccessibleName(entry.name)
        widget.setToolTip(entry.hint)
        widget.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        widget.setFixedWidth(scaled(RAIL_WIDTH) - 13)
        icons.put(widget, entry.icon)
        return widget
