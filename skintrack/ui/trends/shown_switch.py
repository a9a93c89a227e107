"""The switch between the index and the stored value behind it; the choice is remembered."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QSizePolicy, QWidget

from skintrack.model import Shown
from skintrack.ui.services import Services
from skintrack.ui.widgets.basic import segments

_CHOICES = tuple(Shown)


class ShownSwitch(QWidget):
    """Two joined buttons; the key I changes over from anywhere in the view.

    Parameters
    ----------
    services : Services
        Where the choice is kept.
    view : QWidget
        The view in which the key works.
    """

    changed = Signal()

    def __init__(self, services: Services, view: QWidget) -> None:
        super().__init__()
        self._settings = services.settings
        layout, self.buttons = segments(
            (
                (self.tr("Index"), self.tr("Against your own baseline, which is 100 (key I)")),
                (self.tr("Raw value"), self.tr("The stored value behind the index (key I)")),
            )
        )
        layout.setContentsMargins(0, 0, 0, 0)
        self.setLayout(layout)
        size = QSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        size.setRetainSizeWhenHidden(True)  # else the chart would jump
        self.setSizePolicy(size)
        self.setAccessibleName(self.tr("Index or raw value"))
        self.buttons.button(_CHOICES.index(self.shown)).setChecked(True)
        self.buttons.idClicked.connect(self._choose)
        self._key = QShortcut(QKeySequence(Qt.Key.Key_I), view)
        self._key.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._key.activated.connect(self._change_over)

    @property
    def shown(self) -> Shown:
        """What is chosen."""
        kept = self._settings.current.trend_shown
        return Shown(kept) if kept in _CHOICES else Shown.INDEX

    @Slot()
    def _change_over(self) -> None:
        if self.isVisible():
            self.buttons.button(1 - _CHOICES.index(self.shown)).click()

    @Slot(int)
    def _choose(self, index: int) -> None:
        self._settings.change(trend_shown=_CHOICES[index].value)
        self.changed.emit()
