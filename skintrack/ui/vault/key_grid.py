"""The groups of a recovery key, large and numbered."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel

from skintrack.ui.fonts import scaled
from skintrack.ui.widgets.basic import label

_COLUMNS = 2
_SIGN_PX = 24


class KeyGrid(QFrame):
    """Takes the focus, so that a screen reader spells it; it cannot be copied."""

    def __init__(self, groups: Sequence[str]) -> None:
        super().__init__()
        self.setProperty("surface", "card")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Recovery key"))
        spelled = (
            self.tr("Group {number}: {signs}").format(number=number, signs=" ".join(group))
            for number, group in enumerate(groups, start=1)
        )
        self.setAccessibleDescription(". ".join(spelled))
        # Written from left to right in every language, each group beside its number.
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self._labels: list[QLabel] = []
        layout = QGridLayout(self)
        layout.setContentsMargins(28, 20, 28, 20)
        layout.setHorizontalSpacing(12)
        layout.setVerticalSpacing(10)
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        font.setPixelSize(scaled(_SIGN_PX))
        font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, 3)
        for place, group in enumerate(groups):
            row, column = divmod(place, _COLUMNS)
            number = label(str(place + 1), "caption", wraps=False)
            signs = label(group, wraps=False)
            signs.setFont(font)
            signs.setStyleSheet(f"font-size: {scaled(_SIGN_PX)}px;")
            self._labels.append(signs)
            layout.addWidget(number, row, 2 * column, Qt.AlignmentFlag.AlignVCenter)
            layout.addWidget(signs, row, 2 * column + 1)
            layout.setColumnStretch(2 * column + 1, 1)

    def forget(self) -> None:
        """Show nothing any more."""
        for each in self._labels:
            each.setText("")
        self.setAccessibleDescription("")
