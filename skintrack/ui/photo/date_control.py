"""When a photo was taken, and where that is known from; the user can set it right."""

from datetime import datetime, time

from PySide6.QtCore import QTime, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QTimeEdit, QWidget

from skintrack.model import CapturedAtSource, Photo, PhotoId
from skintrack.ui.widgets.basic import button, column, label, name_control, row
from skintrack.ui.widgets.date_field import DateField

_NOON_HOUR = 12
_FRAME_PX = 54
_TEXT_INSET_PX = 8
_LEAST_DAY_PX = 150
_GAP_PX = 8


class DateControl(QWidget):
    """Day and time of one photo; tells ``date_given(datetime)`` when the user saves another one.

    It stays while the panel round it is filled anew, so that nothing half typed is lost.
    """

    date_given = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._shown: tuple[PhotoId, datetime | None] | None = None
        self._captured_at: datetime | None = None
        self._source = label("", "caption")
        self.day = DateField(self.tr("Day the photo was taken"))
        self.clock = QTimeEdit()
        self.clock.setDisplayFormat("HH:mm")
        name_control(self.clock, self.tr("Time the photo was taken"))
        self.save_button = button(self.tr("Save the date"), self._save)
        self.clock.setFixedWidth(self.clock.fontMetrics().horizontalAdvance("00:00") + _FRAME_PX)
        # The style sheet's padding does not reach the text of this one kind of field.
        self.clock.lineEdit().setTextMargins(_TEXT_INSET_PX, 0, 0, 0)
        self.day.setMinimumWidth(_LEAST_DAY_PX)
        self.day.dateChanged.connect(self._follow_edit)
        self.clock.timeChanged.connect(self._follow_edit)
        fields = self._fields = row(self.day, self.clock, spacing=_GAP_PX)
        fields.setStretch(0, 1)
        self.setLayout(
            column(
                label(self.tr("Taken on"), "section"),
                fields,
                self._source,
                row(self.save_button, 1),
                spacing=6,
            )
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the time below the day where the longest month would be cut beside it."""
        super().resizeEvent(event)
        needed = self.day.sizeHint().width() + _GAP_PX + self.clock.width()
        way = QBoxLayout.Direction
        has_room = self.width() >= needed
        self._fields.setDirection(way.LeftToRight if has_room else way.TopToBottom)

    @property
    def source(self) -> str:
        """Where the date is known from, in words."""
        return self._source.text()

    def show_photo(self, photo: Photo) -> None:
        """Show a photo's date; what is being edited stays while the stored date is the same."""
        self._source.setText(self._source_words(photo))
        if self._shown == (photo.id, photo.captured_at):
            return
        self._shown = (photo.id, photo.captured_at)
        self._captured_at = photo.captured_at
        today = datetime.now().astimezone().date()
        day = today if photo.captured_at is None else photo.captured_at.date()
        self.day.set_latest(max(today, day))
        self.day.set_day(day)
        self.clock.setTime(
            QTime(_NOON_HOUR, 0)
            if photo.captured_at is None
            else QTime(photo.captured_at.hour, photo.captured_at.minute)
        )
        self._follow_edit()

    def _source_words(self, photo: Photo) -> str:
        if photo.captured_at is None:
            return self.tr("This photo has no date. When was it taken?")
        if photo.captured_at_source is CapturedAtSource.EXIF:
            return self.tr("The date is from the photo.")
        return self.tr("The date is from you.")

    def _given(self) -> datetime:
        """Return what the fields say, in the photo's own zone."""
        day, clock = self.day.day, self.clock.time()
        if self._captured_at is None:
            return datetime.combine(day, time(clock.hour(), clock.minute())).astimezone()
        return self._captured_at.replace(
            year=day.year,
            month=day.month,
            day=day.day,
            hour=clock.hour(),
            minute=clock.minute(),
        )

    @Slot()
    def _follow_edit(self) -> None:
        """Offer to save only what differs from what is stored."""
        self.save_button.setVisible(self._given() != self._captured_at)

    @Slot()
    def _save(self) -> None:
        if self.day.check():
            self.date_given.emit(self._given())
