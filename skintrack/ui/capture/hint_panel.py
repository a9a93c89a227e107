"""The hints in three places that never move: where, how the head is held, the light."""

import time

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QLabel, QWidget

from skintrack.capture.hints import HintGroup
from skintrack.capture.steady import Announcer
from skintrack.ui.capture.hint_watch import HintWatch
from skintrack.ui.fonts import scaled
from skintrack.ui.icons import draw_svg
from skintrack.ui.theme import Theme
from skintrack.ui.widgets.basic import column, label, row, set_role
from skintrack.ui.words import tr

_MARK_PX = 20
_AGAIN_MS = 1500
_LINES_PX = 66  # three lines of a hint


class HintPanel(QWidget):
    """Shows what a watch says, and tells screen readers the first of it, not too often."""

    def __init__(self, theme: Theme, watch: HintWatch) -> None:
        super().__init__()
        self._theme = theme
        self._watch = watch
        self._announcer = Announcer()
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_AGAIN_MS)
        self._later.timeout.connect(self._announce)
        self.summary = ""
        names = {
            HintGroup.PLACE: self.tr("Place"),
            HintGroup.HEAD: self.tr("Head"),
            HintGroup.LIGHT: self.tr("Light and sharpness"),
        }
        self._marks: dict[HintGroup, QLabel] = {}
        self.texts: dict[HintGroup, QLabel] = {}
        rows = []
        for group, name in names.items():
            mark, text = QLabel(), label("", "title")
            mark.setFixedSize(_MARK_PX, _MARK_PX)
            text.setMinimumHeight(scaled(_LINES_PX))
            text.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading)
            self._marks[group], self.texts[group] = mark, text
            words = column(label(name, "caption"), text, spacing=2)
            line = row(mark, words, spacing=10)
            line.setAlignment(mark, Qt.AlignmentFlag.AlignTop)
            line.setStretch(1, 1)
            rows.append(line)
        self.setLayout(column(*rows, spacing=4))
        watch.changed.connect(self.refresh)
        theme.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show what there is to say now."""
        shown, first = self._watch.shown, ""
        for group, text in self.texts.items():
            hint = shown.get(group)
            words = self._quiet_words(group) if hint is None else tr(hint.text)
            is_good = hint is None and self._can_tell(group)
            text.setText(words)
            set_role(text, "secondary" if hint is None else "title")
            self._mark(group, is_good=is_good, has_hint=hint is not None)
            if hint is not None and not first:
                first = words
        is_all_good = not shown and all(map(self._can_tell, self.texts))
        self.summary = first or (tr("Good. Hold still.") if is_all_good else "")
        self._announce()

    def _can_tell(self, group: HintGroup) -> bool:
        """Whether silence of the watch means that all is well."""
        watch = self._watch
        return watch.has_looked and watch.is_able and watch.is_aiming and watch.has_face

    def _quiet_words(self, group: HintGroup) -> str:
        watch = self._watch
        if not watch.is_able:
            is_first = group is HintGroup.PLACE
            return tr("No hints: the face models are not installed.") if is_first else ""
        if not watch.is_aiming:
            is_first = group is HintGroup.PLACE
            words = tr("No hints for close-ups. Fill the picture with the skin, and hold still.")
            return words if is_first else ""
        if self._can_tell(group):
            return tr("Good")
        return "\N{EN DASH}"

    def _mark(self, group: HintGroup, *, is_good: bool, has_hint: bool) -> None:
        tokens, mark = self._theme.tokens, self._marks[group]
        if is_good or has_hint:
            name, color = ("check", tokens.accent) if is_good else ("info", tokens.text_2)
            mark.setPixmap(draw_svg(name, color, _MARK_PX, self.devicePixelRatioF()))
        else:
            mark.clear()

    @Slot()
    def _announce(self) -> None:
        if not self.summary or not self.isVisible():
            return
        words = self._announcer.next_words(self.summary, time.monotonic())
        if words is not None:
            announce(self, words)
        elif self.summary != self._announcer.said:
            self._later.start()


def announce(widget: QWidget, words: str) -> None:
    """Let screen readers say something."""
    QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, words))
