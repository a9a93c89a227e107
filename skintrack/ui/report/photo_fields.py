"""The photos of a report: which views, and which of them are taken out by hand."""

from PySide6.QtCore import Slot

from skintrack.model import PhotoId, View
from skintrack.ui.report.choice_book import ChoiceBook
from skintrack.ui.report.folding_group import ChoiceFields
from skintrack.ui.report.photo_picking import PhotoPicking
from skintrack.ui.services import Services
from skintrack.ui.widgets.basic import button, clear, column
from skintrack.ui.widgets.check_line import CheckLine
from skintrack.ui.words import number, view_name


class PhotoFields(ChoiceFields):
    """Chooses views, and opens the grid to take single photos out."""

    def __init__(self, services: Services, book: ChoiceBook) -> None:
        super().__init__(services, book)
        self.view_boxes: dict[View, CheckLine] = {}
        self._caption = self.add_caption(self.tr("Views"))
        self._views = column(spacing=0)
        self.column.addLayout(self._views)
        self.column.addSpacing(6)
        self.pick_button = button(self.tr("Take photos out…"), self.pick)
        self.column.addWidget(self.pick_button)
        self.add_hint(
            self.tr(
                "What you take out is not shown. The numbers keep counting every photo, so that "
                "nobody can choose them."
            )
        )
        self._reason = self.add_hint()

    @property
    def title(self) -> str:
        """Name of the group."""
        return self.tr("Photos")

    def summary(self) -> str:
        """Return how many are shown."""
        inside = self.book.inside()
        if inside is None:
            return ""
        if not self.book.has_photos or not inside.counted_count:
            return self.tr("None", "photos")
        if inside.photo_count == inside.counted_count:
            return self.tr("All {count}").format(count=number(inside.photo_count))
        return self.tr("{shown} of {count}").format(
            shown=number(inside.photo_count), count=number(inside.counted_count)
        )

    def show_choices(self) -> None:
        """Show what the book holds."""
        state, choices = self.book.state, self.book.choices
        if state is None:
            return
        if list(self.view_boxes) != list(state.views):
            self._make_boxes(state.views)
        chosen = choices.views or frozenset(state.views)
        for view, line in self.view_boxes.items():
            line.box.blockSignals(True)
            line.set_checked(view in chosen)
            line.box.blockSignals(False)
            is_last = chosen == {view}
            line.setEnabled(self.book.has_photos and not is_last)
            line.setToolTip(self.tr("One view has to stay.") if is_last else "")
        has_several = len(state.views) > 1
        self._caption.setVisible(has_several)
        for line in self.view_boxes.values():
            line.setVisible(has_several)
        self.pick_button.setEnabled(self.book.has_photos and bool(state.visits))
        self._explain()

    def _make_boxes(self, views: tuple[View, ...]) -> None:
        clear(self._views)
        self.view_boxes = {}
        for view in views:
            line = self.view_boxes[view] = CheckLine(view_name(view))
            line.toggled.connect(self._take_views)
            self._views.addWidget(line)

    def _explain(self) -> None:
        reason = ""
        if not self.book.has_photos:
            reason = self.tr("Privacy says that no photos are shown.")
        elif self.book.state is not None and not self.book.state.visits:
            reason = self.tr("This course has no photos with a date yet.")
        self._reason.setText(reason)
        self._reason.setVisible(bool(reason))

    @Slot()
    def _take_views(self) -> None:
        chosen = frozenset(view for view, line in self.view_boxes.items() if line.is_checked)
        is_all = len(chosen) == len(self.view_boxes)
        self.book.change(views=frozenset() if is_all else chosen)

    @Slot()
    def pick(self) -> None:
        """Show the photos to take some out."""
        dialog = PhotoPicking(self, self.services, self.book)
        dialog.picked.connect(self._take_left_out)
        dialog.open()

    @Slot(object)
    def _take_left_out(self, left_out: frozenset[PhotoId]) -> None:
        self.book.change(left_out_photos=left_out)
