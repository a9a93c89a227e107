"""The foot of the review: what there is in words, how far it is, and one primary button."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from skintrack.model import ProgressStep
from skintrack.ui.importing.rows import Counts
from skintrack.ui.widgets.basic import button, column, row
from skintrack.ui.widgets.elided import WholeLabel, WrappedLabel
from skintrack.ui.widgets.single_click import SingleClick
from skintrack.ui.words import plural, tr


class ImportFooter(QWidget):
    """Tells ``confirmed`` for the primary button, whatever it does at the moment."""

    confirmed = Signal()
    cancelled = Signal()
    left = Signal()
    skin_chosen = Signal()
    undo_chosen = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._summary = WrappedLabel("section")
        self._note = WholeLabel("secondary")
        self._leave = button(self.tr("Do not add them"), self.left.emit, "quiet")
        self._skin = button(self.tr("Note the skin"), self.skin_chosen.emit, "quiet")
        self._undo = button(self.tr("Undo"), self.undo_chosen.emit, "quiet")
        self._cancel = button(self.tr("Cancel"), self.cancelled.emit)
        self.primary = button("", self.confirmed.emit, "primary")
        SingleClick(self, self._cancel, self._leave, self._undo, self._skin, self.primary)
        words = column(self._summary, self._note, spacing=0)
        layout = row(spacing=10)
        layout.addLayout(words, 1)
        for widget in (
            *(self._cancel, self._leave),
            *(self._undo, self._skin, self.primary),
        ):
            layout.addWidget(widget)
        self.setLayout(layout)

    @property
    def summary(self) -> str:
        """What there is, in words."""
        return self._summary.whole_text

    @property
    def note(self) -> str:
        """What else is to be said."""
        return self._note.whole_text

    def show_counts(
        self, counts: Counts, *, is_running: bool, is_over: bool, has_undo: bool, note: str
    ) -> None:
        """Show what there is and what can be done."""
        had_focus = self._has_focus()
        self._summary.set_whole_text(summary_words(counts))
        self._note.set_whole_text(note)
        self._cancel.setVisible(is_running)
        self._leave.setVisible(not is_running and not is_over)
        self._show_leave(is_declining=counts.waiting > 0)
        self._skin.setVisible(not is_running and counts.added > 0)
        self._undo.setVisible(not is_running and has_undo)
        text = tr("See the timeline")
        if not is_over:
            text = plural("Add {count} photo", "Add {count} photos", counts.waiting)
        self.primary.setText(text)
        self.primary.setAccessibleName(text)
        self.primary.setVisible(not is_running and (is_over or counts.waiting > 0))
        if had_focus and self.primary.isVisible() and not self._has_focus():
            # The button that had it is gone; the window would give it to the rail.
            self.primary.setFocus()

    def _show_leave(self, *, is_declining: bool) -> None:
        """Name the way out; where nothing waits it is a button like others, not a quiet one."""
        text = tr("Do not add them") if is_declining else tr("Close")
        role = "quiet" if is_declining else ""
        self._leave.setText(text)
        self._leave.setAccessibleName(text)
        if self._leave.property("role") != role:
            self._leave.setProperty("role", role)
            self._leave.style().unpolish(self._leave)
            self._leave.style().polish(self._leave)

    def _has_focus(self) -> bool:
        focused: QWidget | None = self.window().focusWidget()
        return focused is not None and self.isAncestorOf(focused)

    def show_progress(self, step: ProgressStep) -> None:
        """Say how far the import is; the line below has the bar."""
        text = tr("Adding {done} of {total}. What is added stays, also if you cancel.").format(
            done=min(step.done + 1, step.total), total=step.total
        )
        self._note.set_whole_text(text)


def summary_words(counts: Counts) -> str:
    """Return "12 new, 1 already here, 1 could not be read"."""
    parts = []
    if counts.added:
        parts.append(plural("{count} added", "{count} added", counts.added))
    if counts.waiting or not any((counts.added, counts.known, counts.in_bin, counts.unreadable)):
        parts.append(plural("{count} new", "{count} new", counts.waiting))
    if counts.known:
        parts.append(plural("{count} already here", "{count} already here", counts.known))
    if counts.in_bin:
        parts.append(plural("{count} in the bin", "{count} in the bin", counts.in_bin))
    if counts.unreadable:
        parts.append(
            plural("{count} could not be read", "{count} could not be read", counts.unreadable)
        )
    return ", ".join(parts)
