"""Groups of fields: a card with a title, each field under its name, two beside each other."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QComboBox,
    QFrame,
    QGridLayout,
    QLabel,
    QLayoutItem,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from skintrack.ui.widgets.basic import label

_COLUMNS = 2
_LEAST_LENGTH = 10
_CAPTION = "caption_of_field"
_BY_LENGTH = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon


class WheelGuard(QObject):
    """Lets the wheel scroll the form instead of changing a field that has not the focus."""

    def guard(self, root: QWidget) -> None:
        """Watch all fields below a widget."""
        for kind in (QAbstractSpinBox, QComboBox):
            for field in root.findChildren(kind):
                field.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the wheel from a field that has not the focus."""
        is_wheel = event.type() == QEvent.Type.Wheel
        if is_wheel and isinstance(watched, QWidget) and not watched.hasFocus():
            event.ignore()
            return True
        return False


class FieldGroup(QFrame):
    """A card; fields fill its rows from the left.

    Parameters
    ----------
    title : str
        Stands above the fields.
    explanation : str
        Stands below the title.
    row_spacing : int
        Between the rows.
    """

    def __init__(self, title: str, explanation: str = "", row_spacing: int = 14) -> None:
        super().__init__()
        self.setProperty("surface", "card")
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(20)
        self._grid.setVerticalSpacing(row_spacing)
        for column in range(_COLUMNS):
            self._grid.setColumnStretch(column, 1)
        self._next = 0
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 20)
        layout.setSpacing(12)
        layout.addWidget(label(title, "title"))
        if explanation:
            layout.addWidget(label(explanation, "secondary"))
        layout.addLayout(self._grid)

    def add_field(self, name: str, field: QWidget, *, is_wide: bool = False) -> QWidget:
        """Add a control under its name and return both as one widget."""
        if isinstance(field, QComboBox):
            # Long entries of the list must not make one column wider than the other.
            field.setSizeAdjustPolicy(_BY_LENGTH)
            field.setMinimumContentsLength(_LEAST_LENGTH)
        both = captioned(name, field)
        self.add_widget(both, is_wide=is_wide)
        return both

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let fields beside each other stand at one height, also where one name is longer."""
        super().resizeEvent(event)
        for row in range(self._grid.rowCount()):
            _level([self._grid.itemAtPosition(row, column) for column in range(_COLUMNS)])

    def add_widget(self, widget: QWidget, *, is_wide: bool = True) -> None:
        """Add anything that names itself."""
        row, column = divmod(self._next, _COLUMNS)
        if is_wide:
            row += column
            self._grid.addWidget(widget, row, 0, 1, _COLUMNS)
            self._next = (row + 1) * _COLUMNS
        else:
            self._grid.addWidget(widget, row, column)
            self._next += 1


def captioned(name: str, field: QWidget) -> QWidget:
    """Return a control under its name, which is also what screen readers say."""
    is_box = isinstance(field, QAbstractSpinBox)
    for box in [field] if is_box else field.findChildren(QAbstractSpinBox):
        box.setFixedHeight(_line_height())
    caption: QLabel = label(name, "secondary")
    caption.setObjectName(_CAPTION)
    caption.setAlignment(Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeading)
    caption.setBuddy(field)
    if not field.accessibleName():
        field.setAccessibleName(name)
    both = QWidget()
    layout = QVBoxLayout(both)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(4)
    layout.addWidget(caption)
    layout.addWidget(field)
    layout.addStretch(1)
    return both


def _level(places: Sequence[QLayoutItem | None]) -> None:
    """Make the names in a row of the grid equally high; they stand at the foot of that."""
    widgets = dict.fromkeys(each.widget() for each in places if each is not None)
    if len(widgets) < _COLUMNS:
        return
    captions = {
        caption: widget.width()
        for widget in widgets
        if widget is not None and (caption := widget.findChild(QLabel, _CAPTION)) is not None
    }
    height = max((each.heightForWidth(width) for each, width in captions.items()), default=0)
    for caption in captions:
        caption.setMinimumHeight(height)


def _line_height() -> int:
    """Return the height of a line of text to edit; Qt makes boxes with arrows a little taller."""
    line = QLineEdit()
    line.ensurePolished()
    return line.sizeHint().height()
