"""Match the same spots in two photos, side by side."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from skintrack.model import Anchors, Outline, Photo, Point
from skintrack.ui.photo.anchor_canvas import AnchorCanvas
from skintrack.ui.photo.anchor_edit import AnchorList, Side
from skintrack.ui.services import Services
from skintrack.ui.widgets.basic import button, column, icon_button, label, row, surface
from skintrack.ui.widgets.elided import ElidedLabel
from skintrack.ui.words import photo_day

_BAR_LINES, _ROUND_PX = 4, 24


class AnchorEditor(QWidget):
    """Shows the photo of the region on the left and another on the right.

    Tells ``finished(Anchors)`` with at least two pairs, or ``given_up``.
    """

    finished = Signal(object)
    given_up = Signal()

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._list = AnchorList()
        self._region_photo: Photo | None = None
        self._outline: Outline = ()
        self.canvases = tuple(AnchorCanvas(services, side) for side in Side)
        self._titles = tuple(ElidedLabel("caption") for _ in Side)
        self._help = label("", "secondary")
        self.done_button = button(self.tr("Done"), self._finish, "primary")
        self._undo = icon_button(services.icons, "undo", self.tr("Undo (Ctrl+Z)"), self.undo)
        self._build()
        for canvas in self.canvases:
            canvas.edited.connect(self._follow)
        names = (self.tr("Photo of the region"), self.tr("This photo"))
        for canvas, name in zip(self.canvases, names, strict=True):
            canvas.setAccessibleName(name)

    def _build(self) -> None:
        photos = QHBoxLayout()
        photos.setSpacing(8)
        for canvas, title in zip(self.canvases, self._titles, strict=True):
            side = column(title, canvas, spacing=4)
            side.setStretch(1, 1)
            photos.addLayout(side, 1)
        cancel = button(self.tr("Cancel"), self.given_up.emit, "quiet")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        words = column(
            1, label(self.tr("Matching the same spots"), "section"), self._help, 1, spacing=2
        )
        line = row(words, self._undo, self.done_button, cancel, spacing=8)
        line.setContentsMargins(14, 8, 8, 8)
        line.setStretch(0, 1)
        bar = surface("banner", line)
        # Room for the longest hint at all times: the photos must not move under the pointer.
        bar.setFixedHeight(_BAR_LINES * self._help.fontMetrics().lineSpacing() + _ROUND_PX)
        layout.addWidget(bar)
        layout.addLayout(photos, 1)

    @property
    def anchors(self) -> AnchorList:
        """What is being edited."""
        return self._list

    def edit(
        self, region_photo: Photo, outline: Outline, photo: Photo, kept: Anchors | None
    ) -> None:
        """Begin with the anchors that the photo has."""
        is_meant = kept is not None and kept.region_photo_id == region_photo.id
        self._list = AnchorList(kept.pairs if kept is not None and is_meant else ())
        self._region_photo = region_photo
        self._outline = outline
        words = (self.tr("The region was drawn here"), self.tr("Match the same spots here"))
        shown = zip(self.canvases, self._titles, (region_photo, photo), words, strict=True)
        for canvas, title, one, text in shown:
            canvas.show_photo(one, {})
            title.set_whole_text(f"{text} · {photo_day(one)}")
        self._follow()
        self.canvases[0].setFocus()

    @Slot()
    def undo(self) -> None:
        """Take the last edit back."""
        self._list.undo()
        self._follow()

    @Slot()
    def redo(self) -> None:
        """Do it again."""
        self._list.redo()
        self._follow()

    @Slot()
    def _follow(self) -> None:
        """Show the anchors, and the region in both photos as soon as they tell where it lies."""
        way = self._list.similarity()
        there: Outline = ()
        if way is not None:
            there = tuple(
                Point(way.a * x - way.b * y + way.tx, way.b * x + way.a * y + way.ty)
                for x, y in self._outline
            )
        for canvas, outline in zip(self.canvases, (self._outline, there), strict=True):
            canvas.show_anchors(self._list, outline)
        self.done_button.setEnabled(self._list.is_enough)
        self._help.setText(self._hint())

    def _hint(self) -> str:
        if self._list.is_enough:
            return self.tr(
                "The outline shows where the region lies. Drag a spot or move it with the arrows; "
                "more spots, far apart, make it surer."
            )
        if not self._list.anchors:
            return self.tr(
                "Click a spot that both photos show, such as a mole, in one and then in the other. "
                "With keys: space, arrows, Tab."
            )
        return self.tr("Click the same spot in the other photo, then at least one more pair.")

    @Slot()
    def _finish(self) -> None:
        if self._region_photo is not None and self._list.is_enough:
            self.finished.emit(Anchors(self._region_photo.id, self._list.pairs))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Follow the keys of editing."""
        if event.matches(QKeySequence.StandardKey.Undo):
            self.undo()
        elif event.matches(QKeySequence.StandardKey.Redo):
            self.redo()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._finish()
        elif event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
        else:
            # Arrows and digits belong to the photo view, which is not shown now.
            event.accept()
