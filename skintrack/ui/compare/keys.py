"""The keys of the compare view: what each does, and the small help that lists them."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from skintrack.ui.widgets.basic import button, column, label, row, scrolling
from skintrack.ui.widgets.dialog import Dialog
from skintrack.ui.widgets.key_caps import key_caps
from skintrack.ui.words import tr

MODE_KEYS = (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3, Qt.Key.Key_4, Qt.Key.Key_5)
METRIC_KEYS = (Qt.Key.Key_R, Qt.Key.Key_T)
ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
# Keyboards differ in what Shift makes of comma, full stop, plus and minus.
_TURNS = {
    Qt.Key.Key_Comma: -1,
    Qt.Key.Key_Less: -1,
    Qt.Key.Key_Semicolon: -1,
    Qt.Key.Key_Period: 1,
    Qt.Key.Key_Greater: 1,
    Qt.Key.Key_Colon: 1,
}
_SCALES = {
    Qt.Key.Key_PageUp: 1,
    Qt.Key.Key_Asterisk: 1,
    Qt.Key.Key_PageDown: -1,
    Qt.Key.Key_Underscore: -1,
    Qt.Key.Key_Minus: -1,
}
_SIZE = (640, 700)


def is_shifted(event: QKeyEvent) -> bool:
    """Whether Shift is held."""
    return bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)


def turn_of(event: QKeyEvent) -> int:
    """Return the steps by which a key turns one photo clockwise; 0 for other keys."""
    return _TURNS.get(Qt.Key(event.key()), 0) if is_shifted(event) else 0


def scale_of(event: QKeyEvent) -> int:
    """Return the steps by which a key enlarges one photo; 0 for other keys.

    Where plus is typed with Shift it zooms, as its bare key would; that of the number block does
    not need Shift.
    """
    if not is_shifted(event):
        return 0
    key = Qt.Key(event.key())
    is_block = bool(event.modifiers() & Qt.KeyboardModifier.KeypadModifier)
    if key is Qt.Key.Key_Plus:
        return 1 if is_block else 0
    return _SCALES.get(key, 0)


def key_list() -> tuple[tuple[str, str], ...]:
    """Return every key with what it does."""
    return (
        ("1  2  3  4  5", tr("Side by side, curtain, fade, blink, what changed")),
        (tr("Tab"), tr("Go from the left photo to the right one")),
        ("←  →", tr("Earlier or later visit on that side")),
        (tr("Space"), tr("While held, the photos change places")),
        ("S", tr("Swap the photos for good")),
        ("+  \N{MINUS SIGN}  0", tr("Larger, smaller, the whole face")),
        (tr("Ctrl with arrows"), tr("Move both photos; up and down also without Ctrl")),
        (",  .", tr("Move the curtain or the fade")),
        (tr("Shift with arrows"), tr("Nudge one photo")),
        (tr("Shift with Page Up, Page Down"), tr("Make one photo larger or smaller")),
        (tr("Shift with , and ."), tr("Turn one photo")),
        (tr("Backspace"), tr("Reset the nudge")),
        ("N", tr("Show buttons for the nudge")),
        ("L", tr("Match the light of the later photo to the earlier one")),
        ("O", tr("Outlines of the measured regions")),
        ("R  T", tr("Redness or texture, where changes are shown")),
        ("V", tr("Next view of the face")),
        ("P", tr("Show or hide the panel at the right")),
        (tr("Enter"), tr("Open the photo")),
        (tr("Ctrl+S"), tr("Save both photos as one picture")),
        (tr("Ctrl+Z"), tr("Take the last edit back")),
        ("?", tr("Show these keys")),
    )


class KeysDialog(Dialog):
    """Lists the keys."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Keys"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        grid = QGridLayout()
        grid.setContentsMargins(24, 0, 24, 8)
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(10)
        grid.setColumnStretch(1, 1)
        for line, (keys, words) in enumerate(key_list()):
            text = label(words)
            text.setAccessibleName(f"{keys}: {words}")
            grid.addWidget(key_caps(keys), line, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(text, line, 1, Qt.AlignmentFlag.AlignVCenter)
        heading = label(self.tr("Keys of the comparison"), "title")
        heading.setContentsMargins(24, 20, 24, 12)
        self.close_button = button(self.tr("Close"), self.accept, "primary")
        foot = row(1, self.close_button)
        foot.setContentsMargins(24, 12, 24, 20)
        layout = column(heading, scrolling(grid), spacing=0)
        layout.addLayout(foot)
        self.setLayout(layout)
        window = parent.window().size()
        self.resize(min(_SIZE[0], window.width() - 48), min(_SIZE[1], window.height() - 48))
        self.close_button.setFocus()
