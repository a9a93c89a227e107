"""Another style sheet for all widgets: those that are seen at once, the others in later turns.

``QApplication.setStyleSheet`` styles every widget there is in one go, twice where a sheet was set
before: 215 ms for the 1,266 widgets of a window in which every view was opened.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Signal, Slot

from skintrack.ui.later_widgets import PAUSE_MS, LaterWidgets

if TYPE_CHECKING:
    from PySide6.QtGui import QPalette
    from PySide6.QtWidgets import QApplication, QWidget

_HAS_OWN_STYLE = Qt.WidgetAttribute.WA_SetStyle
_IS_STYLED = Qt.WidgetAttribute.WA_WState_Polished


class Restyler(QObject):
    """Changes the style sheet and the palette of an application.

    Sheets that follow each other may differ in colours only: what is not seen yet is laid out as
    it was. ``shown`` is sent when the windows have been painted with the new colours.

    Parameters
    ----------
    application : QApplication
    """

    shown = Signal()

    def __init__(self, application: QApplication) -> None:
        super().__init__()
        self._application = application
        self._unpainted: list[QWidget] = []
        self.later = LaterWidgets(_style)

    def change(self, palette: QPalette, sheet: str) -> None:
        """Take other colours; windows are painted in a turn of their own."""
        all_widgets = self._application.allWidgets()
        # The application passes over widgets that look as if they had a style of their own; those
        # that were styled before are told afterwards, once each, as when they were shown first.
        held = [each for each in all_widgets if not each.testAttribute(_HAS_OWN_STYLE)]
        styled = [each for each in held if self._was_styled(each)]
        for each in held:
            each.setAttribute(_HAS_OWN_STYLE, True)
            each.setAttribute(_IS_STYLED, False)
        try:
            # Where one sheet follows another, Qt goes through all widgets whatever they say.
            self._application.setStyleSheet("")
            self._application.setPalette(palette)
            self._application.setStyleSheet(sheet)
            # With the sheet, Qt takes the desktop's own fonts for buttons, labels and menus.
            self._application.setFont(self._application.font())
        finally:
            for each in held:
                each.setAttribute(_HAS_OWN_STYLE, False)
            self._keep_unpainted()
            self.later.take_over(styled)

    def _was_styled(self, widget: QWidget) -> bool:
        return widget.testAttribute(_IS_STYLED) or self.later.waits_for(widget)

    def _keep_unpainted(self) -> None:
        """Let the windows keep what they show until the next turn: both at once would be felt."""
        for each in self._application.topLevelWidgets():
            if each.isVisible() and each.updatesEnabled():
                each.setUpdatesEnabled(False)
                self._unpainted.append(each)
        QTimer.singleShot(PAUSE_MS, self, self._paint)

    @Slot()
    def _paint(self) -> None:
        windows, self._unpainted = self._unpainted, []
        for each in windows:
            if shiboken6.isValid(each):
                each.setUpdatesEnabled(True)
        QTimer.singleShot(PAUSE_MS, self, self._tell)

    @Slot()
    def _tell(self) -> None:
        self.shown.emit()


def _style(widget: QWidget) -> None:
    QCoreApplication.sendEvent(widget, QEvent(QEvent.Type.Polish))
    widget.update()
