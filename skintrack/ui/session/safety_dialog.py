"""Questions before a session; whatever is ticked, the outcome is to ask the practitioner."""

from collections.abc import Mapping

from PySide6.QtCore import QSize, Signal, Slot
from PySide6.QtWidgets import QWidget

from skintrack.treatment.safety import SafetyKind, outcome, safety_questions
from skintrack.ui.session.groups import FieldGroup
from skintrack.ui.session.tall_dialog import TallDialog
from skintrack.ui.widgets.basic import label
from skintrack.ui.widgets.check_line import CheckLine
from skintrack.ui.words import said

_SIZE = QSize(720, 800)


class SafetyDialog(TallDialog):
    """Tells ``confirmed(answers)``: by code of the question whether it applies."""

    confirmed = Signal(dict)

    def __init__(self, parent: QWidget, answers: Mapping[str, bool]) -> None:
        super().__init__(
            parent,
            self.tr("Before the session"),
            self.tr(
                "Tick what applies to you today. The list does not decide anything: it helps you "
                "to think of what your practitioner should know."
            ),
            self.tr("Keep my answers"),
            _SIZE,
        )
        self.boxes: dict[str, CheckLine] = {}
        titles = {
            SafetyKind.NOW: self.tr("On the skin at the moment"),
            SafetyKind.ASK: self.tr("Skin and health"),
            SafetyKind.TELL: self.tr("Also worth telling"),
        }
        for kind, title in titles.items():
            self.content.addWidget(self._group(kind, title, answers))
        self._outcome = label("", "section")
        self.pin(self._outcome)
        self.content.addStretch(1)
        self._show_outcome()
        next(iter(self.boxes.values())).setFocus()

    def answers(self) -> dict[str, bool]:
        """Return for each question whether it was ticked."""
        return {code: line.is_checked for code, line in self.boxes.items()}

    @property
    def outcome_text(self) -> str:
        """What the ticks come to, in words."""
        return self._outcome.text()

    @Slot()
    def confirm(self) -> None:
        """Tell the answers."""
        self.confirmed.emit(self.answers())
        self.accept()

    def _group(self, kind: SafetyKind, title: str, answers: Mapping[str, bool]) -> FieldGroup:
        group = FieldGroup(title, row_spacing=2)
        for question in safety_questions():
            if question.kind is kind:
                line = CheckLine(said(question.text))
                line.set_checked(answers.get(question.code, False))
                line.toggled.connect(self._show_outcome)
                self.boxes[question.code] = line
                group.add_widget(line)
        return group

    @Slot()
    def _show_outcome(self) -> None:
        self._outcome.setText(said(outcome(self.answers())))
