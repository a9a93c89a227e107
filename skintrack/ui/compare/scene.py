"""What is on the canvas: two photos, how they are laid out, and where one looks."""

from dataclasses import dataclass, field
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QTransform

from skintrack.model import Outline, Photo
from skintrack.ui.compare.camera import WHOLE_FACE, Camera, Look
from skintrack.ui.compare.modes import Mode
from skintrack.ui.fonts import scaled

LABEL_PX = 66
# In a low window the photos need what the labels leave free: two lines, or three.
_LOW_PX, _LOW_LABEL_PX, _NOTE_PX = 330, 42, 17
CONTROL_PX = 38
_LEAST_WIDTH_PX = 760  # for labels beside what fades or blinks
GAP_PX = 10
LEAST_SHARE, MOST_SHARE = 0.04, 0.96
_HALF = 0.5


@dataclass(frozen=True)
class Side:
    """One photo with its place on the face and what its label says.

    ``notes`` are what else one must know to judge the picture, such as that its light is matched.
    """

    photo: Photo
    to_canonical: QTransform
    has_face: bool
    title: str
    caption: str
    notes: tuple[str, ...] = ()
    outlines: tuple[Outline, ...] = ()


class Place(NamedTuple):
    """Where one side is painted: nothing outside of ``clip``, and how strongly it covers."""

    number: int
    pane: QRectF
    clip: QRectF
    opacity: float


@dataclass(frozen=True)
class Scene:
    """Everything that the canvas paints.

    ``share`` is where the curtain hangs, ``fade`` how much of the right photo shows, both 0..1.
    While ``is_blinking`` the photos have changed places. ``control_width`` is the room for what
    fades or blinks.
    """

    sides: tuple[Side | None, Side | None] = (None, None)
    mode: Mode = Mode.SIDE_BY_SIDE
    look: Look = WHOLE_FACE
    share: float = _HALF
    fade: float = _HALF
    active: int = 1
    is_blinking: bool = False
    shows_outlines: bool = False
    area: QRectF = field(default_factory=QRectF)
    control_width: float = 0.0

    @property
    def photo_area(self) -> QRectF:
        """The part of the canvas above the labels."""
        row = CONTROL_PX if self.has_control_row else 0
        return self.area.adjusted(0, 0, 0, -self.label_height - row)

    @property
    def label_height(self) -> int:
        """How high the band of the labels is."""
        if self.area.height() >= scaled(_LOW_PX):
            return scaled(LABEL_PX)
        has_notes = any(side.notes for side in self.sides if side is not None)
        return scaled(_LOW_LABEL_PX + (_NOTE_PX if has_notes else 0))

    @property
    def has_control(self) -> bool:
        """Whether something fades or blinks."""
        return self.mode in (Mode.FADE, Mode.BLINK) and None not in self.sides

    @property
    def has_control_row(self) -> bool:
        """Whether that needs a row of its own above the labels."""
        return self.has_control and self.area.width() < _LEAST_WIDTH_PX

    @property
    def control_rect(self) -> QRectF:
        """Where that stands: in the middle of the labels, or in its row above them."""
        left = self.area.center().x() - self.control_width / 2
        if self.has_control_row:
            return QRectF(left, self.photo_area.bottom() + 2, self.control_width, CONTROL_PX)
        height = self.label_height
        return QRectF(left, self.area.bottom() - height, self.control_width, height)

    def label_rect(self, place: int) -> QRectF:
        """Return where the label at the left (0) or right (1) stands."""
        half = (self.area.width() - GAP_PX) / 2
        left = self.area.left() + place * (half + GAP_PX)
        height = self.label_height
        band = QRectF(left, self.area.bottom() - height, half, height)
        if self.has_control and not self.has_control_row:
            room = self.control_width / 2
            band.adjust(room * place, 0, -room * (1 - place), 0)
        return band

    def panes(self) -> tuple[QRectF, QRectF]:
        """Return where the photos stand; in most modes both are in the same place."""
        area = self.photo_area
        if not self.mode.has_two_panes:
            return area, area
        width = (area.width() - GAP_PX) / 2
        left = QRectF(area.left(), area.top(), width, area.height())
        return left, left.translated(width + GAP_PX, 0)

    @property
    def camera(self) -> Camera:
        """Where one looks, in the pixels of a pane."""
        return self.look.camera(self.panes()[0])

    @property
    def curtain_x(self) -> float:
        """Where the curtain hangs."""
        return self.area.left() + self.area.width() * self.share

    @property
    def order(self) -> tuple[int, int]:
        """Which side stands at the left and which at the right."""
        return (1, 0) if self.is_blinking else (0, 1)

    def places(self) -> tuple[Place, ...]:
        """Return what is painted, from the ground up."""
        left, right = self.panes()
        first, second = self.order
        if self.mode is Mode.CURTAIN:
            x = self.curtain_x
            west = QRectF(left.topLeft(), QPointF(x, left.bottom()))
            east = QRectF(QPointF(x, left.top()), left.bottomRight())
            return Place(first, left, west, 1.0), Place(second, left, east, 1.0)
        if self.mode is Mode.FADE:
            mix = self.shown_fade
            places = (Place(0, left, left, 1.0), Place(1, left, left, mix))
            return places[:1] if mix <= 0 else places[1:] if mix >= 1 else places
        if self.mode is Mode.BLINK:
            shown = 1 - self.active if self.is_blinking else self.active
            return (Place(shown, left, left, 1.0),)
        return Place(first, left, left, 1.0), Place(second, right, right, 1.0)

    @property
    def shown_fade(self) -> float:
        """How much of the right photo shows; blinking shows the other one alone."""
        if not self.is_blinking:
            return self.fade
        return 0.0 if self.fade >= _HALF else 1.0

    def label_place(self, number: int) -> int:
        """Return whether the label of a side stands at the left (0) or at the right (1)."""
        if self.mode in (Mode.FADE, Mode.BLINK):
            return number
        return self.order.index(number)

    def is_shown(self, number: int) -> bool | None:
        """Whether a side is the one to be seen; None where both are."""
        if self.mode is Mode.FADE:
            return (self.shown_fade >= _HALF) == (number == 1)
        if self.mode is Mode.BLINK:
            return self.places()[0].number == number
        return None

    def side_at(self, point: QPointF) -> int:
        """Return the side under a point; in one place that is the side the keys act on."""
        if self.mode in (Mode.FADE, Mode.BLINK):
            return self.active
        edge = self.curtain_x if self.mode is Mode.CURTAIN else self.area.center().x()
        return self.order[int(point.x() >= edge)]

    def pane_at(self, point: QPointF) -> QRectF:
        """Return the pane under a point."""
        left, right = self.panes()
        return right if self.mode.has_two_panes and point.x() >= right.left() else left
