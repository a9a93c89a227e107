"""The photos whose files are damaged, each with its day and what is wrong with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from skintrack.model.text import file_label
from skintrack.ui.keeping import keeping_words
from skintrack.ui.widgets.basic import clear, label, row
from skintrack.ui.words import photo_day, plural

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from skintrack.model import Photo, PhotoId
    from skintrack.model.keeping import DamageKind
    from skintrack.ui.images import ImageStore

_MOST = 5
_PICTURE_PX = 44


class DamagedList(QWidget):
    """A few lines, and how many more there are."""

    def __init__(self, images: ImageStore) -> None:
        super().__init__()
        self._images = images
        self._photos: tuple[Photo, ...] = ()
        self._pictures: dict[str, QLabel] = {}
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 8, 0, 0)
        self._lines.setSpacing(8)
        images.thumbnail_ready.connect(self._show_picture)

    def show_photos(self, photos: Sequence[Photo], damage: Mapping[PhotoId, DamageKind]) -> None:
        """Take the damaged photos."""
        clear(self._lines)
        self._pictures.clear()
        self._photos = tuple(photos[:_MOST])
        for photo in self._photos:
            picture = QLabel()
            picture.setFixedSize(_PICTURE_PX, _PICTURE_PX)
            picture.setAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
            self._pictures[photo.id] = picture
            what = keeping_words.damage_words(damage[photo.id])
            words = label(f"{photo_day(photo)} · {file_label(photo.original_name)}\n{what}")
            words.setMinimumSize(1, _PICTURE_PX)
            line = row(picture, words, spacing=12)
            line.setStretch(1, 1)
            self._lines.addLayout(line)
            self._show_picture(photo.id)
        if len(photos) > _MOST:
            more = plural("And {count} more.", "And {count} more.", len(photos) - _MOST)
            self._lines.addWidget(label(more, "secondary"))

    @Slot(str)
    def _show_picture(self, photo_id: str) -> None:
        picture = self._pictures.get(photo_id)
        photo = next((each for each in self._photos if each.id == photo_id), None)
        if picture is None or photo is None:
            return
        pixmap = self._images.thumbnail(photo)
        if pixmap is not None:
            ratio = self.devicePixelRatioF()
            size = round(_PICTURE_PX * ratio)
            shown = pixmap.scaled(
                size,
                size,
                Qt.AspectRatioMode.KeepAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
            shown.setDevicePixelRatio(ratio)
            picture.setPixmap(shown)
