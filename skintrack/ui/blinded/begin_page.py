"""Before a round: what it is, who looks, how many pairs; and the rounds so far."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QVBoxLayout, QWidget

from skintrack.model import BlindedTrial, Rater
from skintrack.model.blinded import OpenRound, results_of
from skintrack.model.blinded_text import result_sentence
from skintrack.ui.ratings.rating_words import rater_name
from skintrack.ui.widgets import narrow_page
from skintrack.ui.widgets.basic import (
    button,
    clear,
    column,
    label,
    row,
    segments,
    separator,
    set_role,
    surface,
)
from skintrack.ui.words import day_words, number, plural, said

_COUNTS = (4, 8, 12)
_USUAL = 1


class BeginPage(QWidget):
    """Tells ``begun(Rater, int)``: who looks, and at how many pairs at most.

    ``resumed`` and ``let_go`` are about the round that waits.
    """

    begun = Signal(object, int)
    resumed = Signal()
    let_go = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._offered = 0
        self._available = label("", "secondary")
        raters, self.raters = segments([(rater_name(rater), "") for rater in Rater])
        self.raters.button(0).setChecked(True)
        counts, self.counts = segments([(number(count), "") for count in _COUNTS])
        self.counts.button(_USUAL).setChecked(True)
        self.begin_button = button(self.tr("Begin"), self._begin, "primary")
        back = button(self.tr("Back to Compare"), self.left.emit)
        self._rounds = QVBoxLayout()
        self._rounds.setSpacing(10)
        card = QVBoxLayout()
        card.setContentsMargins(28, 24, 28, 24)
        card.setSpacing(10)
        card.addWidget(label(self.tr("Compare without dates"), "headline"))
        text = self.tr(
            "You see pairs of photos from this course, sides shuffled and dates hidden, and say "
            "which looks better. Only after the last pair you learn how often it was the later "
            "one. You can stop in between: the round waits for you."
        )
        card.addWidget(label(text, "secondary"))
        card.addSpacing(6)
        hint = self.tr("Somebody who does not know the photos is the fairest judge.")
        self._add_choice(card, self.tr("Who looks?"), raters, self.raters, hint)
        self._add_choice(card, self.tr("How many pairs, at most?"), counts, self.counts)
        card.addWidget(self._available)
        card.addSpacing(4)
        card.addLayout(row(self.begin_button, back, 1))
        frame = surface("card", card)
        narrow_page.lay_out(self, column(self._make_waiting(), frame, self._rounds, 1, spacing=18))
        self.begin_button.setEnabled(False)
        self._available.setText(self.tr("Looking for pairs that can be compared fairly."))

    def _make_waiting(self) -> QWidget:
        """Return the card of a round that is not finished; hidden where there is none."""
        self._waiting_words = label("")
        self.resume_button = button(self.tr("Go on"), self.resumed.emit, "primary")
        self.let_go_button = button(self.tr("Let it go"), self.let_go.emit)
        inner = column(
            label(self.tr("A round waits"), "section"),
            self._waiting_words,
            row(self.resume_button, self.let_go_button, 1),
            spacing=10,
        )
        inner.setContentsMargins(28, 18, 28, 18)
        self._waiting = surface("card", inner)
        self._waiting.hide()
        return self._waiting

    def show_waiting(self, waiting: OpenRound | None) -> None:
        """Offer to go on with a round that is not finished."""
        self._waiting.setVisible(waiting is not None)
        # One primary action at a time.
        set_role(self.begin_button, "" if waiting is not None else "primary")
        if waiting is None:
            return
        text = plural(
            "Begun on {day}, {answered} of {count} pair answered. A new round takes its place.",
            "Begun on {day}, {answered} of {count} pairs answered. A new round takes its place.",
            len(waiting.pairs),
            day=day_words(waiting.started_at.date()),
            answered=number(waiting.answered),
        )
        self._waiting_words.setText(text)

    @staticmethod
    def _add_choice(
        card: QVBoxLayout, name: str, choices: QHBoxLayout, group: QButtonGroup, hint: str = ""
    ) -> None:
        for choice in group.buttons():
            choice.setAccessibleName(f"{name} {choice.text()}")
        card.addWidget(label(name, "section"))
        choices.addStretch(1)
        card.addLayout(choices)
        if hint:
            card.addWidget(label(hint, "caption"))
        card.addSpacing(4)

    def first_control(self) -> QWidget:
        """Return what the keys act on: going on where a round waits."""
        return self.begin_button if self._waiting.isHidden() else self.resume_button

    def offer(self, pairs: int) -> None:
        """Say how many pairs the course has."""
        self._offered = pairs
        self.begin_button.setEnabled(pairs > 0)
        if pairs:
            text = plural(
                "This course has {count} pair that can be compared fairly.",
                "This course has {count} pairs that can be compared fairly.",
                pairs,
            )
            if pairs >= _COUNTS[-1]:
                text = self.tr("This course has enough pairs that can be compared fairly.")
        else:
            text = self.tr(
                "There is no pair yet. It takes two photos of the same view in similar light, from "
                "before and after a session, three weeks or more apart and outside the healing "
                "days."
            )
        self._available.setText(text)

    def show_rounds(self, trials: tuple[BlindedTrial, ...]) -> None:
        """List the rounds so far, latest first."""
        clear(self._rounds)
        results = results_of(trials)
        if not results:
            return
        self._rounds.addWidget(label(self.tr("Rounds so far"), "section"))
        for result in reversed(results):
            who = f"{day_words(result.started_at.date())} · {rater_name(result.rater)}"
            words = label(said(result_sentence(result)))
            self._rounds.addWidget(separator())
            self._rounds.addLayout(column(label(who, "caption"), words, spacing=2))

    @Slot()
    def _begin(self) -> None:
        rater = tuple(Rater)[self.raters.checkedId()]
        self.begun.emit(rater, _COUNTS[self.counts.checkedId()])
