"""After the shutter: the three shots side by side, the best one suggested."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QImage, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from skintrack.capture.best_shot import best_of, is_measurable
from skintrack.capture.grabbing import Frame
from skintrack.model import PhotoAnalysis
from skintrack.ui.capture.finders import SharedFinders
from skintrack.ui.capture.shot_card import ShotCard
from skintrack.ui.importing.photo_findings import quality_words
from skintrack.ui.qimage import fitted, image_from_array
from skintrack.ui.services import Services
from skintrack.ui.widgets.basic import button, clear, label, row
from skintrack.ui.words import plural, tr

if TYPE_CHECKING:
    from skintrack.workflows.capture_shots import ShotFile

_THUMBNAIL_PX = 720


class ReviewPage(QWidget):
    """Tells ``keep_chosen(tuple of ShotFile)``, ``again_chosen`` or ``discarded``.

    Parameters
    ----------
    services : Services
    finders : SharedFinders
        Find the faces in the shots.
    """

    keep_chosen = Signal(object)
    again_chosen = Signal()
    discarded = Signal()

    def __init__(self, services: Services, finders: SharedFinders) -> None:
        super().__init__()
        self._services = services
        self._finders = finders
        self._round = 0
        self._shots: list[ShotFile | None] = []
        self.cards: list[ShotCard] = []
        self.title = label("", "title")
        self._row = QHBoxLayout()
        self._row.setSpacing(16)
        self.again = button(self.tr("Take again"), self.again_chosen.emit)
        self.discard = button(self.tr("Keep none"), self.discarded.emit, "quiet")
        self.keep = button("", self.confirm, "primary")
        self._note = label("", "secondary")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 18, 24, 0)
        layout.setSpacing(12)
        layout.addWidget(self.title)
        layout.addLayout(self._row)
        layout.addStretch(1)
        foot = row(self._note, self.discard, self.again, self.keep, spacing=10)
        foot.setContentsMargins(0, 4, 0, 14)
        foot.setStretch(0, 1)
        layout.addLayout(foot)

    @property
    def is_judged(self) -> bool:
        """Whether every shot was looked at."""
        return bool(self._shots) and all(shot is not None for shot in self._shots)

    @property
    def has_shots(self) -> bool:
        """Whether there is anything to decide."""
        return bool(self._shots)

    def first_control(self) -> QWidget:
        """Return the mark of the first shot: a key pressed too often does no harm there."""
        return self.cards[0].keep if self.cards else self.again

    def show_frames(self, frames: Sequence[Frame], baseline: PhotoAnalysis | None) -> None:
        """Show what was taken, and look at it off the GUI thread.

        Parameters
        ----------
        frames : sequence of Frame
        baseline : PhotoAnalysis or None
            Of the photo that they are to be compared with.
        """
        self.forget()
        self._shots = [None] * len(frames)
        for place, frame in enumerate(frames):
            card = ShotCard(self._services.theme, place + 1)
            card.kept.connect(self._refresh)
            self.cards.append(card)
            self._row.addWidget(card, 1)
            tasks, failed = self._services.cpu_tasks, self._services.desk.failed.emit
            take = partial(self._take_picture, self._round, place)
            tasks.run(partial(_picture_of, frame), done=take, failed=failed)
            work = partial(_make, frame, self._finders, baseline)
            tasks.run(work, done=partial(self._take_shot, self._round, place), failed=failed)
        self._refresh()

    def forget(self) -> None:
        """Let go of all shots; they were in memory only."""
        self._round += 1
        self._shots = []
        self.cards = []
        clear(self._row)

    def _take_picture(self, number: int, place: int, image: QImage) -> None:
        if number == self._round:
            self.cards[place].show_picture(image)
            self._tell_quality()

    def _take_shot(self, number: int, place: int, shot: "ShotFile") -> None:
        if number != self._round:
            return
        self._shots[place] = shot
        card = self.cards[place]
        card.suggest(is_kept=is_measurable(shot.analysis))
        self._tell_quality()
        self._refresh()

    def _tell_quality(self) -> None:
        shots = self._shots
        best = best_of([None if each is None else each.analysis for each in shots])
        for place, (shot, card) in enumerate(zip(shots, self.cards, strict=True)):
            if shot is not None:
                words, everything = quality_words(shot.analysis)
                is_best = self.is_judged and len(shots) > 1 and place == best
                card.show_quality(words, everything, is_best=is_best)

    @Slot()
    def _refresh(self) -> None:
        count = len(self._kept())
        words = plural("Keep {count} photo", "Keep {count} photos", count)
        words = words if count else tr("Keep photos")
        self.keep.setText(words)
        self.keep.setAccessibleName(words)
        self.keep.setEnabled(count > 0 and self.is_judged)
        self.title.setText(
            plural(
                "{count} photo. Keep it?",
                "{count} photos. Which do you want to keep?",
                len(self._shots),
            )
        )
        self._note.setText(self._note_words())

    def _note_words(self) -> str:
        if not self.is_judged:
            return tr("Looking at your photos")
        if not any(shot is not None and is_measurable(shot.analysis) for shot in self._shots):
            return tr("None of them can be measured. Taking them again is the best way.")
        return tr("Several of one moment show how steady the numbers are.")

    def _kept(self) -> "list[ShotFile]":
        pairs = zip(self._shots, self.cards, strict=True)
        return [shot for shot, card in pairs if shot is not None and card.keep.isChecked()]

    @Slot()
    def confirm(self) -> None:
        """Keep what is marked."""
        kept = tuple(self._kept())
        if kept and self.is_judged:
            self.keep_chosen.emit(kept)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter keep, and 1, 2 and 3 mark a photo."""
        place = event.key() - Qt.Key.Key_1
        is_enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        is_leaving = self.again.hasFocus() or self.discard.hasFocus()
        if is_enter and not is_leaving and not event.isAutoRepeat():
            self.confirm()
        elif 0 <= place < len(self.cards):
            self.cards[place].keep.click()
        else:
            super().keyPressEvent(event)


def _picture_of(frame: Frame) -> QImage:
    """Return the middle of a wide frame, where the face is."""
    width = min(frame.width, frame.height)
    left = (frame.width - width) // 2
    return fitted(image_from_array(frame.image[:, left : left + width]), _THUMBNAIL_PX)


def _make(frame: Frame, finders: SharedFinders, baseline: PhotoAnalysis | None) -> "ShotFile":
    from skintrack.workflows.capture_shots import make_shot

    return make_shot(frame.image, frame.captured_at, finders.get(), baseline)
