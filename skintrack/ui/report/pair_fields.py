"""The pair of the first page: chosen by the program, or by hand."""

from enum import StrEnum

from PySide6.QtCore import Slot

from skintrack.model import Photo, PhotoId, View
from skintrack.ui.report.choice_book import ChoiceBook
from skintrack.ui.report.folding_group import ChoiceFields
from skintrack.ui.report.indented import indented
from skintrack.ui.report.radio_group import RadioChoices
from skintrack.ui.services import Services
from skintrack.ui.widgets.basic import label
from skintrack.ui.widgets.elided_combo_box import ElidedComboBox
from skintrack.ui.words import photo_clock, photo_day, view_name

_PAIR = 2


class PairBy(StrEnum):
    """Who chooses the pair."""

    PROGRAM = "program"
    HAND = "hand"


class PairFields(ChoiceFields):
    """Chooses the two photos that stand side by side."""

    def __init__(self, services: Services, book: ChoiceBook) -> None:
        super().__init__(services, book)
        words = (
            (PairBy.PROGRAM, self.tr("Chosen by SkinTrack")),
            (PairBy.HAND, self.tr("Chosen by hand")),
        )
        self.who = RadioChoices(self, self.column, words)
        self._why = label(
            self.tr("The baseline and the latest photo that is comparable with it."), "caption"
        )
        self.column.insertWidget(1, indented(self._why))
        self.view_box = ElidedComboBox()
        self.before_box = ElidedComboBox()
        self.after_box = ElidedComboBox()
        self.view_box.setAccessibleName(self.tr("View"))
        self.before_box.setAccessibleName(self.tr("Earlier photo"))
        self.after_box.setAccessibleName(self.tr("Later photo"))
        self._boxes = indented(
            label(self.tr("View"), "caption"),
            self.view_box,
            label(self.tr("Earlier photo"), "caption"),
            self.before_box,
            label(self.tr("Later photo"), "caption"),
            self.after_box,
            label(self.tr("The report says that you chose them."), "caption"),
        )
        self.column.addWidget(self._boxes)
        self._reason = self.add_hint()
        self.who.group.idClicked.connect(self._take_who)
        self.view_box.activated.connect(self._take_view)
        self.before_box.activated.connect(self._take_before)
        self.after_box.activated.connect(self._take_pair)

    @property
    def title(self) -> str:
        """Name of the group."""
        return self.tr("Pair on page 1")

    def summary(self) -> str:
        """Return who chooses."""
        if not self.book.has_photos:
            return self.tr("None", "photos")
        return self.tr("By hand") if self.book.choices.pair else self.tr("By SkinTrack")

    def show_choices(self) -> None:
        """Show what the book holds."""
        pair = self.book.choices.pair
        by_view = self._photos()
        self.who.choose(PairBy.HAND if pair else PairBy.PROGRAM)
        reason = ""
        if not self.book.has_photos:
            reason = self.tr("Privacy says that no photos are shown.")
        self.who.allow(PairBy.PROGRAM, reason)
        if not reason and not by_view:
            reason = self.tr("A pair needs two photos of the same view.")
        self.who.allow(PairBy.HAND, reason)
        self._reason.setText(reason)
        self._reason.setVisible(bool(reason))
        self._boxes.setVisible(pair is not None and not reason)
        self._boxes.setEnabled(not reason)
        if pair is not None:
            self._fill(by_view, pair)

    def _photos(self) -> dict[View, list[Photo]]:
        """Return the photos of each view that has two of them."""
        by_view: dict[View, list[Photo]] = {}
        for photo in self.book.photos_in_report():
            by_view.setdefault(photo.view, []).append(photo)
        return {view: photos for view, photos in by_view.items() if len(photos) >= _PAIR}

    def _fill(self, by_view: dict[View, list[Photo]], pair: tuple[PhotoId, PhotoId]) -> None:
        view = next(
            (view for view, photos in by_view.items() if pair[0] in {each.id for each in photos}),
            None,
        )
        if view is None:
            return
        self.view_box.clear()
        for each in by_view:
            self.view_box.addItem(view_name(each), each)
        self.view_box.setCurrentIndex(list(by_view).index(view))
        photos = by_view[view]
        ids = [photo.id for photo in photos]
        first = ids.index(pair[0])
        _fill_box(self.before_box, photos[:-1], pair[0])
        _fill_box(self.after_box, photos[first + 1 :], pair[1])

    @Slot()
    def _take_who(self) -> None:
        if self.who.chosen is PairBy.PROGRAM:
            self.book.change(pair=None)
            return
        by_view = self._photos()
        if by_view and self.book.choices.pair is None:
            view = View.FRONT if View.FRONT in by_view else next(iter(by_view))
            self._choose_ends(by_view[view])

    @Slot()
    def _take_view(self) -> None:
        self._choose_ends(self._photos()[self.view_box.currentData()])

    def _choose_ends(self, photos: list[Photo]) -> None:
        self.book.change(pair=(photos[0].id, photos[-1].id))

    @Slot()
    def _take_before(self) -> None:
        """Take the earlier photo; a later one that is not later any more gives way to the last."""
        photos = self._photos()[self.view_box.currentData()]
        ids = [photo.id for photo in photos]
        before, after = self.before_box.currentData(), self.after_box.currentData()
        if ids.index(after) <= ids.index(before):
            after = ids[-1]
        self.book.change(pair=(before, after))

    @Slot()
    def _take_pair(self) -> None:
        self.book.change(pair=(self.before_box.currentData(), self.after_box.currentData()))


def _fill_box(box: ElidedComboBox, photos: list[Photo], chosen: PhotoId) -> None:
    box.clear()
    for photo in photos:
        clock = photo_clock(photo)
        box.addItem(f"{photo_day(photo)}, {clock}" if clock else photo_day(photo), photo.id)
    box.setCurrentIndex(max(box.findData(chosen), 0))
