"""A line of the aftercare: what to do or leave, until when, and a bar of the time that is left."""

from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QProgressBar, QWidget

from skintrack.treatment.aftercare import AftercareItem
from skintrack.ui.session.aftercare_words import item_words, left_words
from skintrack.ui.widgets.basic import label
from skintrack.ui.words import said

_BAR_STEPS = 1000
_BESIDE_WIDTH = 176


class Countdown(QWidget):
    """Shows one rule at one moment.

    Parameters
    ----------
    item : AftercareItem
        What holds.
    began, now : datetime
        When the hours began, and the moment.
    with_detail : bool
        Whether the bar and the longer words are shown too.
    """

    def __init__(
        self, item: AftercareItem, began: datetime, now: datetime, *, with_detail: bool = False
    ) -> None:
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(3)
        grid.setColumnStretch(0, 1)
        self._text = label(said(item.text), "section" if with_detail else "")
        self._until = _beside(item_words(item, now), "secondary")
        grid.addWidget(self._text, 0, 0)
        grid.addWidget(self._until, 0, 1)
        spoken = [said(item.text), item_words(item, now)]
        if with_detail and item.until is not None:
            left = left_words(item.until, now)
            spoken.append(left)
            grid.addWidget(_bar(item.until, began, now), 1, 0)
            grid.addWidget(_beside(left, "caption"), 1, 1)
        if with_detail and item.rule.detail is not None:
            spoken.append(said(item.rule.detail))
            grid.addWidget(label(said(item.rule.detail), "secondary"), 2, 0, 1, 2)
        self.setAccessibleName(", ".join(spoken))


def _beside(text: str, role: str) -> QLabel:
    """Return words at the right; equally wide in all lines, so that the bars end together."""
    words = label(text, role, wraps=False)
    words.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    words.setMinimumWidth(_BESIDE_WIDTH)
    return words


def _bar(until: datetime, began: datetime, now: datetime) -> QProgressBar:
    bar = QProgressBar()
    bar.setRange(0, _BAR_STEPS)
    passed = (now - began) / (until - began)
    bar.setValue(round(_BAR_STEPS * min(1.0, max(0.0, passed))))
    bar.setTextVisible(False)
    bar.setAccessibleName(bar.tr("Time passed"))
    return bar
