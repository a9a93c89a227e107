"""Follows one pin: its mark on the photo, its line in the list, its strip through the visits."""

from PySide6.QtCore import QObject, Signal, Slot

from skintrack.model import Photo, Point
from skintrack.model.pin import PinId
from skintrack.ui.photo.photo_canvas import PhotoCanvas
from skintrack.ui.photo.photo_panel import MARKS, PhotoPanel
from skintrack.ui.photo.pin_book import PinBook
from skintrack.ui.photo.pin_strip import PinStrip
from skintrack.ui.photo.same_place import SamePlace


class PinFollowing(QObject):
    """Keeps canvas, panel and strip at one pin, or at none.

    Parameters
    ----------
    canvas : PhotoCanvas
    panel : PhotoPanel
    strip : PinStrip
    book : PinBook
    place : SamePlace
        Brings a spot into the middle.
    """

    photo_wanted = Signal(object)

    def __init__(
        self,
        canvas: PhotoCanvas,
        panel: PhotoPanel,
        strip: PinStrip,
        book: PinBook,
        place: SamePlace,
    ) -> None:
        super().__init__()
        self._canvas = canvas
        self._panel = panel
        self._strip = strip
        self._book = book
        self._place = place
        self._photo: Photo | None = None
        panel.pins.chosen.connect(self.choose)
        canvas.pins.chosen.connect(self.choose)
        canvas.pins.moved.connect(self._move)
        book.changed.connect(self.show_marks)
        book.added.connect(self._name)
        book.followed.connect(self.show_marks)
        strip.photo_wanted.connect(self._open)
        strip.left.connect(self.leave)

    @property
    def chosen_id(self) -> PinId | None:
        """The pin that is followed."""
        return self._canvas.pins.chosen_id

    def show_photo(self, photo: Photo) -> None:
        """Show the pins of a photo."""
        self._photo = photo
        self.show_marks()

    @Slot(object)
    def choose(self, pin_id: PinId | None) -> None:
        """Follow a pin through the visits, or none."""
        self._canvas.pins.chosen_id = pin_id
        self._panel.pins.choose(pin_id)
        if pin_id is not None:
            self._panel.show_page(MARKS)
        self.show_marks()

    @Slot()
    def leave(self) -> None:
        """Follow no pin any more."""
        self.choose(None)
        self._canvas.setFocus()

    @Slot()
    def show_marks(self) -> None:
        """Show the pins as they are now."""
        photo = self._photo
        if photo is None:
            return
        self._canvas.pins.show_marks(self._book.marks(photo))
        pin = self._book.pin(self.chosen_id)
        if pin is None:
            self._canvas.pins.chosen_id = None
            self._strip.leave_pin()
        else:
            self._strip.show_pin(pin, photo, self._book.places(pin))

    @Slot(object, object)
    def _move(self, pin_id: PinId, place: Point) -> None:
        pin = self._book.pin(pin_id)
        if pin is not None and self._photo is not None:
            self._book.set_place(pin, self._photo, place)

    @Slot(object)
    def _name(self, pin_id: PinId) -> None:
        """Show the pin that was just set, with its name ready to be typed over."""
        self.choose(pin_id)
        self._panel.pins.rename()

    @Slot(object)
    def _open(self, photo: Photo) -> None:
        """Show a photo with the pin in the middle."""
        pin = self._book.pin(self.chosen_id)
        self.photo_wanted.emit(photo)
        where = None if pin is None else self._book.in_photo(pin, photo)
        if where is not None and where.place is not None:
            self._place.look_at(where.place, where.frame)
