"""Say when photos without a date were taken."""

from datetime import datetime, time

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import (
    QCheckBox,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from skintrack.model import Photo, PhotoId
from skintrack.ui.images import ImageStore
from skintrack.ui.widgets.basic import column, label, row, separator
from skintrack.ui.widgets.date_field import DateField
from skintrack.ui.widgets.form_dialog import FormDialog

_THUMB = QSize(56, 72)
_LIST_HEIGHT, _ROW_HEIGHT = 360, 90
_BESIDE_BAR = 12
# A day is what matters; noon is inside it in every zone nearby.
_NOON = time(12)


class _DateRow(QWidget):
    """One photo: its picture, its file name, its date."""

    def __init__(self, photo: Photo) -> None:
        super().__init__()
        self.photo = photo
        self.picture = QLabel()
        self.picture.setFixedSize(_THUMB)
        self.picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.choice = QCheckBox(self.tr("Taken on"))
        self.choice.setAccessibleName(
            self.tr("I know the date of {name}").format(name=photo.original_name)
        )
        self.day = DateField(self.tr("Date of {name}").format(name=photo.original_name))
        self.day.set_latest(datetime.now().astimezone().date())
        self.day.dateChanged.connect(self._mark_known)
        fields = row(self.choice, self.day, spacing=10)
        # Not the choice: the dates end where the lines between the photos end.
        self.day.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setLayout(
            row(self.picture, column(label(photo.original_name), fields, spacing=2), spacing=14)
        )

    @Slot()
    def _mark_known(self) -> None:
        self.choice.setChecked(True)


class DatesDialog(FormDialog):
    """Tells ``confirmed(dict of PhotoId to datetime)`` for the photos whose date is known."""

    confirmed = Signal(object)

    def __init__(self, parent: QWidget, photos: tuple[Photo, ...], images: ImageStore) -> None:
        super().__init__(
            parent,
            self.tr("When were they taken?"),
            self.tr("Save dates"),
            self.tr(
                "These files say nothing about their day. Leave out what you do not remember: "
                "a guess would bend the trend."
            ),
        )
        self._images = images
        self.rows = [_DateRow(photo) for photo in photos]
        self.add_widget(self._make_list())
        images.thumbnail_ready.connect(self._show_thumbnail)
        for entry in self.rows:
            self._show_thumbnail(entry.photo.id)

    @Slot()
    def confirm(self) -> None:
        """Tell the dates that were given, if all of them can be."""
        if not all(entry.day.check() for entry in self.rows if entry.choice.isChecked()):
            return
        moments: dict[PhotoId, datetime] = {
            entry.photo.id: datetime.combine(entry.day.day, _NOON).astimezone()
            for entry in self.rows
            if entry.choice.isChecked()
        }
        if not moments:
            self.show_problem(self.tr("Set at least one date, or cancel."))
            return
        self.confirmed.emit(moments)
        self.accept()

    def _make_list(self) -> QScrollArea:
        content = QWidget()
        layout = QVBoxLayout(content)
        wanted = _ROW_HEIGHT * len(self.rows)
        layout.setContentsMargins(0, 0, _BESIDE_BAR if wanted > _LIST_HEIGHT else 0, 0)
        layout.setSpacing(8)
        for entry in self.rows:
            if entry is not self.rows[0]:
                layout.addWidget(separator())
            layout.addWidget(entry)
        layout.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(content)
        area.setMinimumHeight(min(_LIST_HEIGHT, wanted))
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        return area

    @Slot(str)
    def _show_thumbnail(self, photo_id: str) -> None:
        for entry in self.rows:
            if entry.photo.id == photo_id:
                pixmap = self._images.thumbnail(entry.photo)
                if pixmap is not None:
                    entry.picture.setPixmap(_fitted(pixmap))


def _fitted(pixmap: QPixmap) -> QPixmap:
    return pixmap.scaled(
        _THUMB,
        Qt.AspectRatioMode.KeepAspectRatio,
        Qt.TransformationMode.SmoothTransformation,
    )
