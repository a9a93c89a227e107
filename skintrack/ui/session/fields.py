"""Small fields of the session form: a time of day, a needle depth, a scale from 0 to 10."""

import re
from collections.abc import Callable
from datetime import time

from PySide6.QtWidgets import (
    QButtonGroup,
    QDoubleSpinBox,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QWidget,
)

from skintrack.model.limits import DEEPEST_MM, MOST_PAIN, MOST_PASSES
from skintrack.ui.words import tr

_TEXT_MARGIN = 10  # the style sheet gives spin boxes none
_CLOCK = re.compile(r"(\d{1,2})(?:[:.h\s]?(\d{2}))?\s*(am|pm|a\.m\.|p\.m\.|uhr|h)?", re.IGNORECASE)
_NOON = 12
_UNSAID = -1


def clock_of(text: str) -> time | None:
    """Read a time of day as people write it: "14:30", "14.30", "1430", "2:30 pm", "9".

    Raises
    ------
    ValueError
        If it is no time of day; nothing at all is None.
    """
    if not text.strip():
        return None
    found = _CLOCK.fullmatch(text.strip())
    if found is None:
        raise ValueError(text)
    hour, minute = int(found[1]), int(found[2] or 0)
    half = (found[3] or "").replace(".", "").lower()
    if half in ("am", "pm"):
        if not 1 <= hour <= _NOON:
            raise ValueError(text)
        hour = hour % _NOON + (_NOON if half == "pm" else 0)
    return time(hour, minute)


class ClockField(QLineEdit):
    """A time of day that may stay empty."""

    def __init__(self, name: str, clock: time | None = None) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setPlaceholderText(tr("such as 14:30"))
        self.set_clock(clock)
        self.editingFinished.connect(self._tidy)

    @property
    def clock(self) -> time | None:
        """The time that is shown; ``ValueError`` if it is none."""
        return clock_of(self.text())

    def set_clock(self, clock: time | None) -> None:
        """Show a time, or nothing."""
        self.setText("" if clock is None else f"{clock:%H:%M}")

    def _tidy(self) -> None:
        try:
            self.set_clock(self.clock)
        except ValueError:
            return  # The form says so when it is confirmed.


class DepthField(QDoubleSpinBox):
    """Millimetres, or "Not noted"."""

    def __init__(self, name: str, depth_mm: float | None = None) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setRange(0, DEEPEST_MM)
        self.setDecimals(2)
        self.setSingleStep(0.25)
        self.setSuffix(tr(" mm"))
        self.setSpecialValueText(tr("Not noted"))
        self.lineEdit().setTextMargins(_TEXT_MARGIN, 0, 0, 0)
        self.set_depth(depth_mm)

    @property
    def depth_mm(self) -> float | None:
        """The depth, or None."""
        return self.value() or None

    def set_depth(self, depth_mm: float | None) -> None:
        """Show a depth."""
        self.setValue(depth_mm or 0)


class PassesField(QSpinBox):
    """How often the skin was gone over, or "Not noted"."""

    def __init__(self, name: str, passes: int | None = None) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setRange(0, MOST_PASSES)
        self.setSpecialValueText(tr("Not noted"))
        self.lineEdit().setTextMargins(_TEXT_MARGIN, 0, 0, 0)
        self.set_passes(passes)

    @property
    def passes(self) -> int | None:
        """The number, or None."""
        return self.value() or None

    def set_passes(self, passes: int | None) -> None:
        """Show a number."""
        self.setValue(passes or 0)


class ScaleField(QWidget):
    """Buttons from 0 to 10 in a row, and one for nothing noted."""

    def __init__(
        self, name: str, unsaid: str, name_of: Callable[[int], str], value: int | None = None
    ) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._group = QButtonGroup(self)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._button(_UNSAID, unsaid, unsaid))
        for number in range(MOST_PAIN + 1):
            layout.addWidget(self._button(number, str(number), name_of(number)), 1)
        self.set_value(value)

    @property
    def value(self) -> int | None:
        """The chosen number; None if nothing was noted."""
        chosen = self._group.checkedId()
        return chosen if chosen >= 0 else None

    def set_value(self, value: int | None) -> None:
        """Choose a number, or none."""
        chosen = self._group.button(_id(value))
        chosen.setChecked(True)
        self.setFocusProxy(chosen)

    def _button(self, number: int, text: str, name: str) -> QPushButton:
        made = QPushButton(text)
        made.setCheckable(True)
        made.setAutoDefault(False)
        made.setAccessibleName(name)
        made.setProperty("role", "segment")
        made.setProperty("place", {_UNSAID: "first", MOST_PAIN: "last"}.get(number, ""))
        if number != _UNSAID:
            made.setProperty("size", "narrow")
        self._group.addButton(made, _id(None if number == _UNSAID else number))
        return made


def _id(value: int | None) -> int:
    """Return the id of a button; Qt keeps -1 for itself."""
    return -2 if value is None else value
