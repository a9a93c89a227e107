"""Save both photos as one labelled picture, to show it or to keep it."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRectF, Signal, Slot
from PySide6.QtGui import QTransform
from PySide6.QtWidgets import QWidget

from skintrack.model import Similarity
from skintrack.ui import compare_operations
from skintrack.ui.compare.camera import FACE
from skintrack.ui.compare.canvas import CompareCanvas
from skintrack.ui.compare.modes import Mode
from skintrack.ui.compare.scene import Side
from skintrack.ui.places import pictures_folder
from skintrack.ui.qimage import array_from_overlay
from skintrack.ui.services import Services
from skintrack.ui.unsealed import with_hint
from skintrack.ui.words import photo_day, tr

if TYPE_CHECKING:
    from skintrack.workflows.save_pair import LaidMap, PairPicture, PairSide

_FACE_SHAPE = FACE.width() / FACE.height()


class PairSaving(QObject):
    """Asks for a name and writes what is seen; ``saved`` says so in a sentence.

    Parameters
    ----------
    services : Services
        Where it runs.
    canvas : CompareCanvas
        What is seen.
    view : QWidget
        Parent of the dialog.
    """

    saved = Signal(str)

    def __init__(self, services: Services, canvas: CompareCanvas, view: QWidget) -> None:
        super().__init__(view)
        self._services = services
        self._canvas = canvas
        self._view = view

    @Slot()
    def choose_file(self) -> None:
        """Ask where the picture goes."""
        left, right = self._canvas.scene.sides
        if left is None or right is None:
            return
        from PySide6.QtWidgets import QFileDialog

        places = pictures_folder()
        dialog = QFileDialog(self._view, self.tr("Save picture"), places)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters([self.tr("PNG (*.png)"), self.tr("JPEG (*.jpg)")])
        dialog.filterSelected.connect(self._take_ending)
        dialog.setDefaultSuffix("png")
        name = self.tr("Skin {first} and {second}").format(
            first=photo_day(left.photo), second=photo_day(right.photo)
        )
        dialog.selectFile(f"{name}.png")
        dialog.fileSelected.connect(self._save_chosen)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    @Slot(str)
    def _take_ending(self, chosen: str) -> None:
        set_suffix = getattr(self.sender(), "setDefaultSuffix", None)
        if set_suffix is not None:
            set_suffix("jpg" if "jpg" in chosen else "png")

    @Slot(str)
    def _save_chosen(self, name: str) -> None:
        self.save_as(Path(name))

    def save_as(self, path: Path) -> None:
        """Write what is seen; an open library is needed."""
        picture = self.picture()
        if picture is not None:
            label = self.tr("Saving the picture")
            operation = compare_operations.save_pair(label, picture, path)
            self._services.desk.run(operation, self._say_saved)

    def _say_saved(self, path: Path) -> None:
        text = self.tr("The picture is saved as {name}.").format(name=path.name)
        self.saved.emit(with_hint(text, self._services.desk))

    def picture(self) -> "PairPicture | None":
        """Return what is seen, both photos at once; None without two photos."""
        from skintrack.workflows.save_pair import Frame, PairPicture

        scene = self._canvas.scene
        left, right = scene.sides
        if left is None or right is None:
            return None
        seen = seen_part(self._canvas.panes()[0], scene.camera.to_screen(scene.panes()[0]))
        frame = Frame(seen.left(), seen.top(), seen.width(), seen.height())
        laid = self._laid_map() if scene.mode is Mode.CHANGE else None
        return PairPicture((self._side(left), self._side(right, laid)), frame)

    def _laid_map(self) -> "LaidMap | None":
        from skintrack.workflows.save_pair import LaidMap

        overlay, opacity = self._canvas.map.overlay, self._canvas.map.opacity
        if overlay is None or overlay.image is None or overlay.to_canonical is None:
            return None
        if overlay.legend is None:
            return None
        pixels = array_from_overlay(overlay.image)
        return LaidMap(pixels, overlay.to_canonical, opacity, overlay.legend)

    def _side(self, side: Side, laid_map: "LaidMap | None" = None) -> "PairSide":
        from skintrack.workflows.save_pair import PairSide

        light = self._canvas.light
        is_matched = light.is_matched(side.photo.id)
        notes = side.notes if is_matched else (tr("light as photographed"), *side.notes)
        place = side.to_canonical
        to_frame = Similarity(place.m11(), place.m12(), place.dx(), place.dy())
        lines = (side.title, side.caption, " · ".join(notes))
        gain = light.gain if is_matched else None
        return PairSide(side.photo, to_frame, lines, gain, laid_map)


def seen_part(pane: QRectF, to_screen: QTransform) -> QRectF:
    """Return what a pane shows of the frame, no wider than a face is."""
    inverse, _is_invertible = to_screen.inverted()
    seen = inverse.mapRect(pane)
    width = min(seen.width(), seen.height() * _FACE_SHAPE)
    return QRectF(seen.center().x() - width / 2, seen.top(), width, seen.height())
