"""All keys of the window, the view that is shown first."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QGridLayout, QScrollArea, QWidget

from skintrack.ui.compare.keys import key_list
from skintrack.ui.widgets.basic import button, column, label, row, scrolling, separator
from skintrack.ui.widgets.dialog import Dialog
from skintrack.ui.widgets.key_caps import key_caps
from skintrack.ui.words import tr

Keys = tuple[tuple[str, str], ...]

_SIZE = (640, 640)
_MARGIN = 24


def _native(key: QKeySequence.StandardKey) -> str:
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)


def _everywhere() -> Keys:
    return (
        (tr("Ctrl+1 to Ctrl+5"), tr("Timeline, Compare, Trends, Report, Camera")),
        (_native(QKeySequence.StandardKey.Open), tr("Choose photos to add")),
        (_native(QKeySequence.StandardKey.Undo), tr("Take the last edit back")),
        (_native(QKeySequence.StandardKey.Redo), tr("Do it again")),
        (tr("Tab"), tr("Next control; with Shift the one before")),
        (tr("Esc"), tr("Close a dialog, or go back from a photo")),
        (tr("Ctrl+Shift+H"), tr("Hide the window at once; again, or a click, shows it")),
        (tr("Ctrl+L"), tr("Lock an encrypted library")),
        ("F1", tr("Show these keys")),
    )


def _timeline() -> Keys:
    return (
        (tr("Arrows"), tr("Go from photo to photo")),
        (tr("Enter"), tr("Open the photo")),
        (tr("Shift with arrows"), tr("Choose several photos; two are compared")),
    )


def _trends() -> Keys:
    return (
        ("←  →", tr("Go from point to point")),
        (tr("Home, End"), tr("First and last point")),
        (tr("Enter"), tr("Open the photo of the point")),
        (tr("Space"), tr("Mark a point; two marked points are compared")),
        ("I", tr("Index or measured value")),
    )


def _photo() -> Keys:
    return (
        ("←  →", tr("Earlier or later photo")),
        ("+  \N{MINUS SIGN}  0", tr("Larger, smaller, the whole photo")),
        ("Z", tr("Each pixel as one of the screen, or the whole photo")),
        (tr("Shift with arrows"), tr("Move the photo")),
        ("1  2  3  4", tr("No map, redness, texture, what was measured")),
        ("R  I", tr("Show or hide the regions, the pins")),
        ("P", tr("Pin a scar or a spot")),
        ("D  U", tr("Draw a region, mark untreated skin")),
        ("F", tr("Set the points of the face")),
        ("C", tr("Calibration: same skin, other light")),
        (tr("Arrows, Space"), tr("While drawing or pinning: move the cross and set a point")),
        (tr("Page Up, Page Down"), tr("While setting points of the face: choose a point")),
        (tr("Backspace"), tr("While drawing: take the last point back")),
        (tr("Enter"), tr("While drawing: done")),
    )


def _camera() -> Keys:
    return (
        (tr("Space, Enter"), tr("Take three photos, or stop the countdown")),
        (tr("Esc"), tr("Stop the countdown")),
        ("1  2  3", tr("After the shots: keep one, or not")),
        (tr("Enter"), tr("After the shots: keep what is marked")),
    )


def _importing() -> Keys:
    return (
        (tr("Arrows"), tr("Go from row to row")),
        ("F2", tr("Edit the date or the view; one date for several rows")),
        (tr("Tab"), tr("While a date is edited: the next date")),
        (_native(QKeySequence.StandardKey.SelectAll), tr("Select all")),
        (_native(QKeySequence.StandardKey.Delete), tr("Take rows off the list")),
        (tr("Space"), tr("Take a photo back from the bin")),
        (tr("Enter"), tr("Add the photos; afterwards, on to the timeline")),
    )


def all_keys(first: str) -> tuple[tuple[str, Keys], ...]:
    """Return the keys with a heading for each part; those of the view ``first`` stand on top."""
    parts = {
        "": (tr("Everywhere"), _everywhere()),
        "timeline": (tr("Timeline"), _timeline()),
        "compare": (tr("Compare"), key_list()),
        "trends": (tr("Trends"), _trends()),
        "photo": (tr("Photo"), _photo()),
        "import": (tr("Add photos"), _importing()),
        "camera": (tr("Camera"), _camera()),
    }
    order = sorted(parts, key=lambda key: key != first)
    return tuple(parts[key] for key in order)


class AllKeysDialog(Dialog):
    """Lists the keys.

    Parameters
    ----------
    parent : QWidget
    view : str
        Key of the view that is shown.
    """

    def __init__(self, parent: QWidget, view: str) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Keys"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        grid = QGridLayout()
        grid.setContentsMargins(_MARGIN, 0, _MARGIN, 8)
        grid.setHorizontalSpacing(_MARGIN)
        grid.setVerticalSpacing(10)
        grid.setColumnStretch(1, 1)
        for heading, keys in all_keys(view):
            self._add_part(grid, heading, keys)
        title = label(self.tr("Keys"), "title")
        title.setContentsMargins(_MARGIN, 20, _MARGIN, 4)
        self.list = _scrollable(scrolling(grid))
        self.close_button = button(self.tr("Close"), self.accept, "primary")
        foot = row(1, self.close_button)
        foot.setContentsMargins(_MARGIN, 12, _MARGIN, 20)
        layout = column(title, self.list, separator(), spacing=0)
        layout.addLayout(foot)
        self.setLayout(layout)
        self.resize(*_SIZE)
        self.close_button.setFocus()

    @staticmethod
    def _add_part(grid: QGridLayout, heading: str, keys: Keys) -> None:
        line = grid.rowCount()
        name = label(heading, "section")
        name.setContentsMargins(0, 12, 0, 0)
        grid.addWidget(name, line, 0, 1, 2)
        for place, (key, words) in enumerate(keys, start=line + 1):
            text = label(words)
            text.setAccessibleName(f"{key}: {words}")
            grid.addWidget(key_caps(key), place, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(text, place, 1, Qt.AlignmentFlag.AlignVCenter)


def _scrollable(area: QScrollArea) -> QScrollArea:
    """Let the keyboard scroll the list."""
    area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    area.setAccessibleName(tr("List of keys"))
    return area
