"""A dialog with a title, fields under their names, and two buttons."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from skintrack.ui.widgets.basic import button, column, flush, label, scrolling
from skintrack.ui.widgets.dialog import Dialog

_WIDTH = 460
_BETWEEN = 8
_MARGIN_OF_SCREEN = 80
_BESIDE_BAR = 14


class FormDialog(Dialog):
    """Base of the small forms; opened with ``open()`` and deleted when closed."""

    def __init__(self, parent: QWidget, title: str, confirm: str, explanation: str = "") -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(_WIDTH)
        self._body = QVBoxLayout()
        self._body.setSpacing(6)
        self._problem = label("", "worse")
        self._problem.hide()
        self.confirm_button: QPushButton = button(confirm, self.confirm, "primary")
        self.confirm_button.setDefault(True)
        self._foot = QHBoxLayout()
        self._foot.setSpacing(8)
        self._foot.addStretch(1)
        self.cancel_button = button(self.tr("Cancel"), self.reject)
        self._foot.addWidget(self.cancel_button)
        self._foot.addWidget(self.confirm_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(28, 24, 28, 24)
        layout.setSpacing(8)
        layout.addWidget(label(title, "title"))
        self._explanation = label(explanation, "secondary") if explanation else None
        if self._explanation is not None:
            layout.addWidget(self._explanation)
        layout.addSpacing(8)
        layout.addLayout(self._body)
        layout.addWidget(self._problem)
        layout.addSpacing(16)
        layout.addLayout(self._foot)

    def add_field(self, name: str, field: QWidget, hint: str = "") -> None:
        """Add a control under its name; ``hint`` stands below it."""
        caption = label(name, "section")
        caption.setBuddy(field)
        if not field.accessibleName():
            field.setAccessibleName(name)
        self._body.addWidget(caption)
        self._body.addWidget(field)
        if hint:
            self._body.addWidget(label(hint, "hint"))
        self._body.addSpacing(10)

    def add_fields(
        self, first: tuple[str, QWidget], second: tuple[str, QWidget], hint: str = ""
    ) -> None:
        """Add two short controls beside each other, each under its name."""
        beside = QHBoxLayout()
        beside.setSpacing(16)
        for name, field in (first, second):
            caption = label(name, "section")
            caption.setBuddy(field)
            if not field.accessibleName():
                field.setAccessibleName(name)
            beside.addLayout(column(caption, field, spacing=6), 1)
        self._body.addLayout(beside)
        if hint:
            self._body.addWidget(label(hint, "hint"))
        self._body.addSpacing(10)

    def add_widget(self, widget: QWidget) -> None:
        """Add anything that names itself."""
        self._body.addWidget(widget)

    def add_foot_button(self, widget: QPushButton) -> None:
        """Put a button at the left of the foot."""
        self._foot.insertSpacing(0, _BETWEEN)
        self._foot.insertWidget(0, flush(widget))

    def show_problem(self, text: str) -> None:
        """Say in the dialog why it cannot be confirmed."""
        self._problem.setText(text)
        self._problem.setVisible(bool(text))
        if text:
            self.fit()

    def showEvent(self, event: QShowEvent) -> None:
        """Be high enough for texts that wrap: Qt asks for the height before it knows the width."""
        super().showEvent(event)
        self._fit()

    def fit(self) -> None:
        """Take the height of what is in it now, once it is shown."""
        if self.isVisible():
            self._fit()

    def _fit(self) -> None:
        """Grow to what is in it; where the screen is lower than that, let the fields scroll."""
        layout = self.layout()
        if not isinstance(layout, QVBoxLayout) or not layout.hasHeightForWidth():
            return
        layout.activate()
        wanted = layout.totalHeightForWidth(self.width())
        most = self.screen().availableGeometry().height() - _MARGIN_OF_SCREEN
        if wanted > most:
            self._let_scroll(layout)
        self.resize(self.width(), min(wanted, most))

    def _let_scroll(self, layout: QVBoxLayout) -> None:
        place = layout.indexOf(self._body)
        if place < 0:
            return  # they scroll already
        focused = self.focusWidget()
        layout.removeItem(self._body)
        self._body.setParent(None)
        if self._explanation is not None:
            # A long one would leave no room for the fields.
            layout.removeWidget(self._explanation)
            self._body.insertWidget(0, self._explanation)
            self._body.insertSpacing(1, _BETWEEN)
            place -= 1
        # Beside the bar, not below it.
        self._body.setContentsMargins(0, 0, _BESIDE_BAR, 0)
        area = scrolling(self._body)
        layout.insertWidget(place, area, 1)
        if focused is not None:
            # What the form begins with, which the move took the focus from.
            focused.setFocus()
            area.ensureWidgetVisible(focused)
        # A long word that set the width of the form is not to be cut by the bar.
        margins = layout.contentsMargins()
        frame = margins.left() + margins.right() + area.verticalScrollBar().sizeHint().width()
        wanted = self._body.minimumSize().width() + frame
        if wanted > self.width():
            self.resize(min(wanted, self.screen().availableGeometry().width()), self.height())

    def confirm(self) -> None:
        """Check the fields, tell the result and close; the form decides."""
        self.accept()
