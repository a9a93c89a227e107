"""The line at the bottom: one quiet sentence; progress and Cancel while something runs.

While nothing runs it says how the library is kept and, if photos wait, offers to measure them.
"""

from collections.abc import Callable

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar

from skintrack.model import ProgressStep
from skintrack.ui.desk import Desk
from skintrack.ui.fonts import scaled
from skintrack.ui.widgets.basic import button
from skintrack.ui.widgets.elided import ElidedButton, PartsLabel
from skintrack.ui.words import plural, said


class StatusLine(QFrame):
    """Follows a desk.

    ``measuring_chosen`` asks for the photos that wait to be measured, ``keeping_chosen`` for more
    of how the library is kept.
    """

    measuring_chosen = Signal()
    keeping_chosen = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setProperty("surface", "status")
        self.setFixedHeight(scaled(40))
        self._sentence = ""
        self._text = PartsLabel("secondary")
        self._bar = QProgressBar()
        self._bar.setFixedWidth(220)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(self.tr("Progress"))
        self._stop: Callable[[], object] = desk.cancel
        self._desk = desk
        self._cancel = button(self.tr("Cancel"), self._cancel_work, "link")
        self._measure = button("", self.measuring_chosen.emit, "link")
        self._keeping = ElidedButton("")
        self._keeping.setProperty("role", "plain")
        self._keeping.clicked.connect(self.keeping_chosen)
        self._kept_text = ""
        self._pending = 0
        self._is_cancel_elsewhere = False
        layout = QHBoxLayout(self)
        layout.setContentsMargins(24, 0, 20, 0)
        layout.setSpacing(16)
        layout.addWidget(self._text, 1)
        layout.addWidget(self._measure)
        layout.addWidget(self._keeping)
        layout.addWidget(self._bar)
        layout.addWidget(self._cancel)
        self._show_progress(False)
        desk.began.connect(self._begin_operation)
        desk.progressed.connect(self.show_progress)
        desk.ended.connect(self.end)

    @property
    def text(self) -> str:
        """What the line says."""
        return self._text.whole_text

    def say(self, sentence: str) -> None:
        """Set the sentence shown while nothing runs."""
        self._sentence = sentence
        if not self._bar.isVisibleTo(self):
            self._text.set_whole_text(sentence)

    @Slot(int)
    def offer_measuring(self, count: int) -> None:
        """Offer to measure the photos that wait, unless something runs; 0 offers nothing."""
        if self._bar.isVisibleTo(self):
            return
        self._pending = count
        text = plural("Measure {count} photo", "Measure {count} photos", count)
        self._measure.setText(text)
        self._measure.setAccessibleName(text)
        self._show_progress(False)

    def show_keeping(self, text: str, *, is_damage: bool = False) -> None:
        """Say how the library is kept; an empty text says nothing."""
        self._kept_text = text
        self._keeping.set_whole_text(text)
        self._keeping.setAccessibleName(text)
        self._keeping.setProperty("tone", "worse" if is_damage else "calm")
        self._keeping.style().unpolish(self._keeping)
        self._keeping.style().polish(self._keeping)
        self._show_progress(self._bar.isVisibleTo(self))

    def leave_cancel(self, is_elsewhere: bool) -> None:
        """Show no Cancel while the page above has one for what runs."""
        self._is_cancel_elsewhere = is_elsewhere
        self._cancel.setVisible(self._bar.isVisibleTo(self) and not is_elsewhere)

    def begin(self, name: str, stop: Callable[[], object]) -> None:
        """Show that something runs and how to stop it."""
        self._stop = stop
        # Counted anew at the end.
        self._pending = 0
        self._text.set_whole_text(said(name))
        self._bar.setRange(0, 0)
        self._show_progress(True)

    @Slot(str)
    def _begin_operation(self, name: str) -> None:
        self.begin(name, self._desk.cancel)

    @Slot()
    def _cancel_work(self) -> None:
        self._text.set_whole_text(self.tr("Stopping after this photo"))
        self._stop()

    @Slot(object)
    def show_progress(self, step: ProgressStep) -> None:
        """Show how far the work is."""
        self._bar.setRange(0, max(step.total, 1))
        self._bar.setValue(step.done)
        self._text.set_whole_text(said(step.label))

    @Slot()
    def end(self) -> None:
        """Show the quiet sentence again."""
        self._show_progress(False)
        self._text.set_whole_text(self._sentence)

    def _show_progress(self, is_shown: bool) -> None:
        self._bar.setVisible(is_shown)
        self._cancel.setVisible(is_shown and not self._is_cancel_elsewhere)
        self._measure.setVisible(not is_shown and self._pending > 0)
        self._keeping.setVisible(not is_shown and bool(self._kept_text))
