"""After a round: how often the later photo was chosen, what chance would do, and the pairs."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from skintrack.model import BlindedResult, BlindedTrial, Choice
from skintrack.model.blinded_text import chance_sentence, rest_sentence, result_sentence
from skintrack.ui.course_state import CourseState
from skintrack.ui.fonts import text_scale
from skintrack.ui.widgets import narrow_page
from skintrack.ui.widgets.basic import button, clear, column, label, row, surface
from skintrack.ui.words import photo_day, said, view_name

_LARGE_TEXT = 1.25
_CARD_MARGINS = (28, 24, 28, 24)


class ResultPage(QWidget):
    """Shows the result of a round, and now also the dates."""

    again_chosen = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._headline = label("", "headline")
        self._rest = label("")
        self._chance = label("")
        hint = self.tr(
            "Photos are more than skin: light and expression play a part. The more pairs and the "
            "more people, the more it says."
        )
        self.again_button = button(self.tr("Another round"), self.again_chosen.emit, "primary")
        back = button(self.tr("Back to Compare"), self.left.emit)
        self._pairs = QVBoxLayout()
        self._pairs.setContentsMargins(*_CARD_MARGINS)
        self._pairs.setSpacing(12)
        card = column(
            self._headline,
            self._rest,
            self._chance,
            label(hint, "secondary"),
            row(self.again_button, back, 1),
            spacing=12,
        )
        card.setContentsMargins(*_CARD_MARGINS)
        page = column(surface("card", card), surface("card", self._pairs), 1, spacing=18)
        narrow_page.lay_out(self, page)

    @property
    def words(self) -> tuple[str, str, str]:
        """The three sentences of the result."""
        return self._headline.text(), self._rest.text(), self._chance.text()

    def show_result(
        self, result: BlindedResult, trials: tuple[BlindedTrial, ...], state: CourseState
    ) -> None:
        """Show what came of a round."""
        self._headline.setText(said(result_sentence(result)))
        self._rest.setText(said(rest_sentence(result)))
        self._chance.setText(said(chance_sentence(result)))
        clear(self._pairs)
        self._pairs.addWidget(label(self.tr("The pairs"), "section"))
        table = QGridLayout()
        table.setHorizontalSpacing(24)
        table.setVerticalSpacing(10)
        table.setColumnStretch(2, 1)
        self._pairs.addLayout(table)
        for place, trial in enumerate(trials):
            earlier = state.photo(trial.earlier_photo_id)
            later = state.photo(trial.later_photo_id)
            if earlier is not None and later is not None:
                days = self.tr("{earlier} and {later}").format(
                    earlier=photo_day(earlier), later=photo_day(later)
                )
                parts = (days, view_name(later.view), self._choice_words(trial.choice))
                for column_number, text in enumerate(parts):
                    part = label(text, "secondary", wraps=text_scale() > _LARGE_TEXT)
                    table.addWidget(part, place, column_number)

    def _choice_words(self, choice: Choice | None) -> str:
        if choice is None:
            return self.tr("could not be told apart")
        return self.tr("later chosen") if choice is Choice.LATER else self.tr("earlier chosen")
