"""The row of tools over the photos: ways to look, and what is laid on or done."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QToolButton, QWidget

from skintrack.ui.compare.modes import MODES, Mode
from skintrack.ui.icons import IconSet
from skintrack.ui.widgets.basic import column, segments
from skintrack.ui.widgets.flow import FlowRow

# All of it stands in one line of a window of 1280, in German too.
_GAP = 8
_SNUG_SAVES_PX = 12  # of the width of each word, as the style sheet has it
_DRAWN = {
    Mode.SIDE_BY_SIDE: "side_by_side",
    Mode.CURTAIN: "curtain",
    Mode.FADE: "fade",
    Mode.BLINK: "blink",
    Mode.CHANGE: "change",
}


class CompareTools(QWidget):
    """Buttons for all that a mouse may want; each has a key as well.

    Parameters
    ----------
    icons : IconSet
    """

    def __init__(self, icons: IconSet) -> None:
        super().__init__()
        self._icons = icons
        mode_row, self.modes = self._make_modes()
        self.light = self._toggle("light", self.tr("Match the light of the later photo (L)"))
        self.outlines = self._toggle("regions", self.tr("Outlines of the measured regions (O)"))
        self.nudge = self._toggle("nudge", self.tr("Move one photo by hand"))
        self.panel = self._toggle("panel", self.tr("Panel with the numbers (P)"))
        self.zoom_out = self._plain("zoom_out", self.tr("Smaller (\N{MINUS SIGN})"))
        self.zoom_in = self._plain("zoom_in", self.tr("Larger (+)"))
        self.whole_face = self._plain("fit", self.tr("Whole face (0)"))
        self.save = self._plain("export", self.tr("Save picture… (Ctrl+S)"))
        self.keys = self._plain("keys", self.tr("Keys (?)"))
        modes = _group(mode_row)
        looks = _group(_row(self.light, self.outlines, self.nudge))
        zooms = _group(_row(self.zoom_out, self.zoom_in, self.whole_face))
        ends = _group(_row(self.save, self.keys, self.panel))
        self._is_snug = self._is_low = self._are_drawn = False
        self._words_px = 0
        self._flow = flow = FlowRow(modes, looks, zooms, ends, spacing=_GAP, ends_line=True)
        self.setLayout(column(flow))

    def set_has_pair(self, *, has_pair: bool) -> None:
        """Enable what needs two photos."""
        modes = self.modes.buttons()
        for widget in (*modes, self.light, self.outlines, self.nudge, self.save, self.panel):
            widget.setEnabled(has_pair)

    def _make_modes(self) -> tuple[QHBoxLayout, QButtonGroup]:
        words = {
            Mode.SIDE_BY_SIDE: (self.tr("Side by side"), self.tr("Key 1")),
            Mode.CURTAIN: (self.tr("Curtain"), self.tr("Key 2")),
            Mode.FADE: (self.tr("Fade"), self.tr("Key 3")),
            Mode.BLINK: (self.tr("Blink"), self.tr("Key 4; hold Space to see the other photo")),
            Mode.CHANGE: (
                self.tr("Change"),
                self.tr("What changed, as a map over the right photo (key 5)"),
            ),
        }
        return segments([words[mode] for mode in MODES])

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the words of the modes closer together where all else would need a second line."""
        super().resizeEvent(event)
        self._fit()

    def set_low(self, *, is_low: bool) -> None:
        """Save height: where the words would need a second line, drawings say the modes."""
        if is_low is not self._is_low:
            self._is_low = is_low
            self._fit()

    def _fit(self) -> None:
        if not self._are_drawn:
            self._words_px = self._flow.sizeHint().width()
            self._words_px += self._saved_px if self._is_snug else 0
        has_room = self.width() >= self._words_px - self._saved_px
        self._draw_modes(are_drawn=self._is_low and not has_room)
        # Where even that does not do, two lines of even length look better.
        is_snug = self._are_drawn or (has_room and self.width() < self._words_px)
        if is_snug is not self._is_snug:
            self._is_snug = is_snug
            for each in self.modes.buttons():
                each.setProperty("fit", "snug" if is_snug else "")
                each.style().unpolish(each)
                each.style().polish(each)

    @property
    def _saved_px(self) -> int:
        return _SNUG_SAVES_PX * len(self.modes.buttons())

    def _draw_modes(self, *, are_drawn: bool) -> None:
        if are_drawn is self._are_drawn:
            return
        self._are_drawn = are_drawn
        for mode, each in zip(MODES, self.modes.buttons(), strict=True):
            each.setText("" if are_drawn else each.accessibleName())
            if are_drawn:
                self._icons.put(each, _DRAWN[mode])
            else:
                self._icons.take_off(each)

    def _toggle(self, icon: str, name: str) -> QToolButton:
        return self._make(icon, name, is_checkable=True)

    def _plain(self, icon: str, name: str) -> QToolButton:
        return self._make(icon, name, is_checkable=False)

    def _make(self, icon: str, name: str, *, is_checkable: bool) -> QToolButton:
        widget = QToolButton()
        widget.setCheckable(is_checkable)
        widget.setProperty("role", "icon")
        widget.setToolTip(name)
        widget.setAccessibleName(name)
        widget.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._icons.put(widget, icon)
        return widget


def _row(*widgets: QWidget) -> QHBoxLayout:
    layout = QHBoxLayout()
    layout.setSpacing(0)
    for widget in widgets:
        layout.addWidget(widget)
    return layout


def _group(layout: QHBoxLayout) -> QWidget:
    widget = QWidget()
    layout.setContentsMargins(0, 0, 0, 0)
    widget.setLayout(layout)
    return widget
