"""What a report says that was dropped on the window, and what it would add to a course."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from skintrack.ui.hidden_scores import hidden_words
from skintrack.ui.report.breaking import breakable
from skintrack.ui.report.digest_table import DigestTable
from skintrack.ui.report.report_words import (
    added_lines,
    kept_lines,
    photo_lines,
    plan_words,
    sessions_words,
)
from skintrack.ui.session.groups import FieldGroup, captioned
from skintrack.ui.session.tall_dialog import TallDialog
from skintrack.ui.widgets.basic import clear, column, label
from skintrack.ui.words import day_words, plural, said

if TYPE_CHECKING:
    from PySide6.QtWidgets import QLabel

    from skintrack.workflows.read_report import ReadReport
    from skintrack.workflows.report_digest import Digest, Offer

_SIZE = QSize(1068, 900)
_MOST_LETTERS = 160


class ReportReadingDialog(TallDialog):
    """Tells ``adding_wanted(Offer)``; nothing is added before.

    Parameters
    ----------
    parent : QWidget
        The window.
    report : ReadReport
        What was read.
    digest : Digest
        The same as it is shown.
    has_course : bool
        Whether a course is open that something could be added to.
    hides_scores : bool
        Whether scores rest, as the patient asked.
    """

    adding_wanted = Signal(object)

    def __init__(
        self,
        parent: QWidget,
        report: ReadReport,
        digest: Digest,
        *,
        has_course: bool,
        hides_scores: bool = False,
    ) -> None:
        super().__init__(
            parent,
            _short(digest.course) or self.tr("Progress report"),
            self.tr(
                "Progress report {report} of {day}, read from “{file}”. The file stays as it is."
            ).format(report=_short(report.report_id), day=day_words(report.day), file=report.file),
            self.tr("Add to this course"),
            _SIZE,
        )
        # Other programs can read the titles of windows: no names there.
        self.setWindowTitle(self.tr("Progress report"))
        self.report = report
        self._offer: Offer | None = None
        self._told: list[str] = []
        self.table = DigestTable(() if hides_scores else digest.rows)
        self._lines = column(spacing=4)
        self.content.addWidget(self._about(digest))
        self.content.addWidget(self._adding(has_course=has_course))
        self.content.addWidget(self._numbers(hides_scores=hides_scores))
        self.content.addStretch(1)
        if self.confirm_button is not None:
            self.confirm_button.setEnabled(False)

    @property
    def told(self) -> tuple[str, ...]:
        """What is said of the adding."""
        return tuple(self._told)

    def show_offer(self, offer: Offer) -> None:
        """Say what would be added, and to which course."""
        self._offer = offer
        text = self.tr("It is of no course in this library. It can be added to “{course}”.")
        if offer.is_match:
            text = self.tr("It was made of “{course}”, which is in this library.")
        wanted = offer.additions
        lines = [text.format(course=offer.course_name)]
        if wanted.is_empty:
            lines.append(self.tr("There is nothing in it that this course lacks."))
        lines += added_lines(wanted)
        lines += kept_lines(wanted)
        lines += photo_lines(wanted)
        self._show_lines(lines)
        if self.confirm_button is not None:
            self.confirm_button.setEnabled(not wanted.is_empty)
            self.confirm_button.setFocus()

    @Slot()
    def confirm(self) -> None:
        """Ask for the adding."""
        if self._offer is not None and not self._offer.additions.is_empty:
            self.adding_wanted.emit(self._offer)
            self.accept()

    def _about(self, digest: Digest) -> FieldGroup:
        group = FieldGroup(self.tr("What it is about"))
        report = self.report
        facts = (
            (self.tr("Concern"), _short(said(digest.concern)) or self.tr("Not noted")),
            (self.tr("Period"), said(digest.period)),
            (self.tr("Sessions"), sessions_words(report)),
            (
                self.tr("Photos"),
                plural("{count} dated photo", "{count} dated photos", len(report.photos)),
            ),
            (self.tr("Plan"), plan_words(report.course)),
            (self.tr("Method"), self._method()),
        )
        for name, text in facts:
            group.add_widget(captioned(name, _fact(text)), is_wide=False)
        return group

    def _method(self) -> str:
        algorithm, version = _short(self.report.algorithm), _short(self.report.app_version)
        parts = (
            self.tr("Version {algorithm}").format(algorithm=algorithm) if algorithm else "",
            self.tr("SkinTrack {version}").format(version=version) if version else "",
        )
        return ", ".join(part for part in parts if part) or self.tr("Not noted")

    def _numbers(self, *, hides_scores: bool) -> FieldGroup:
        if hides_scores:
            return FieldGroup(self.tr("Numbers"), hidden_words())
        if not self.table.rowCount():
            return FieldGroup(
                self.tr("Numbers"), self.tr("It has no numbers: nothing was measured yet.")
            )
        group = FieldGroup(
            self.tr("Numbers"),
            self.tr(
                "As they stand in the report. Lower is better in every line; a change within noise "
                "is none that these photos can show."
            ),
        )
        group.add_widget(self.table)
        return group

    def _adding(self, *, has_course: bool) -> FieldGroup:
        group = FieldGroup(self.tr("What it would add"))
        lines = QWidget()
        lines.setLayout(self._lines)
        group.add_widget(lines)
        waiting = self.tr("Looking at what your course has already.")
        no_course = self.tr("Open a library first; then it can be added to a course of yours.")
        self._show_lines([waiting if has_course else no_course])
        return group

    def _show_lines(self, lines: list[str]) -> None:
        self._told = lines
        clear(self._lines)
        for text in lines:
            self._lines.addWidget(label(text))


def _short(text: str) -> str:
    """Return somebody's words in bearable length, so that lines can break within long ones."""
    line = " ".join(text.split())
    if len(line) > _MOST_LETTERS:
        line = f"{line[: _MOST_LETTERS - 1]}…"
    return breakable(line)


def _fact(text: str) -> QLabel:
    fact = label(text)
    # Long words of somebody else do not widen the dialog, and can be copied.
    fact.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    fact.setMinimumWidth(1)
    return fact
