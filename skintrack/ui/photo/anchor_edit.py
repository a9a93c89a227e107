"""The anchors that are being set: pairs of the same spot in two photos, with undo and redo."""

from dataclasses import dataclass
from enum import IntEnum

from skintrack.model import AnchorPair, Point, Similarity
from skintrack.model.region import FEWEST_ANCHORS


class Side(IntEnum):
    """Which of the two photos."""

    REGION_PHOTO = 0
    PHOTO = 1


@dataclass(frozen=True)
class Anchor:
    """One spot; the photo in which it is not set yet has None."""

    region_photo: Point | None = None
    photo: Point | None = None

    def on(self, side: Side) -> Point | None:
        """Return where it is in one photo."""
        return self.region_photo if side is Side.REGION_PHOTO else self.photo

    def moved(self, side: Side, point: Point) -> "Anchor":
        """Return it with another place in one photo."""
        if side is Side.REGION_PHOTO:
            return Anchor(point, self.photo)
        return Anchor(self.region_photo, point)


class AnchorList:
    """The anchors, and what they were before each edit."""

    def __init__(self, pairs: tuple[AnchorPair, ...] = ()) -> None:
        self._now = tuple(Anchor(*pair) for pair in pairs)
        self._undone: list[tuple[Anchor, ...]] = []
        self._done: list[tuple[Anchor, ...]] = []
        self.chosen: int | None = None

    @property
    def anchors(self) -> tuple[Anchor, ...]:
        """All anchors, also those that are set in one photo only."""
        return self._now

    @property
    def pairs(self) -> tuple[AnchorPair, ...]:
        """Those that are set in both photos."""
        return tuple(
            AnchorPair(each.region_photo, each.photo)
            for each in self._now
            if each.region_photo is not None and each.photo is not None
        )

    @property
    def is_enough(self) -> bool:
        """Whether the pairs tell how one photo lies on the other."""
        return self.similarity() is not None

    def set(self, side: Side, point: Point) -> None:
        """Set the next spot in one photo: of the first anchor that lacks it, else of a new one."""
        place = next(
            (index for index, each in enumerate(self._now) if each.on(side) is None),
            len(self._now),
        )
        anchors = [*self._now, Anchor()] if place == len(self._now) else [*self._now]
        anchors[place] = anchors[place].moved(side, point)
        self._take(tuple(anchors))
        self.chosen = place

    def move(self, side: Side, point: Point, *, is_new_step: bool = True) -> None:
        """Move the chosen anchor in one photo; a drag is one step however long it is."""
        if self.chosen is None or self._now[self.chosen].on(side) is None:
            return
        anchors = [*self._now]
        anchors[self.chosen] = anchors[self.chosen].moved(side, point)
        if is_new_step:
            self._take(tuple(anchors))
        else:
            self._now = tuple(anchors)

    def remove_chosen(self) -> None:
        """Remove the chosen anchor from both photos."""
        if self.chosen is not None:
            kept = [each for index, each in enumerate(self._now) if index != self.chosen]
            self._take(tuple(kept))
            self.chosen = None

    def undo(self) -> None:
        """Go back one edit."""
        if self._done:
            self._undone.append(self._now)
            self._now = self._done.pop()
            self.chosen = None

    def redo(self) -> None:
        """Do again what was undone."""
        if self._undone:
            self._done.append(self._now)
            self._now = self._undone.pop()
            self.chosen = None

    def similarity(self) -> Similarity | None:
        """Return the way from the region's photo to this one, or None while it is not known.

        The same least squares as in ``analysis.registration``, written with complex numbers.
        """
        pairs = self.pairs
        if len(pairs) < FEWEST_ANCHORS:
            return None
        here = [complex(*pair.on_region_photo) for pair in pairs]
        there = [complex(*pair.on_photo) for pair in pairs]
        middle, aim = sum(here) / len(here), sum(there) / len(there)
        spread = sum(abs(each - middle) ** 2 for each in here)
        if spread < 1 or sum(abs(each - aim) ** 2 for each in there) < 1:
            return None
        turn = sum(
            (other - aim) * (one - middle).conjugate()
            for one, other in zip(here, there, strict=True)
        )
        turn /= spread
        shift = aim - turn * middle
        return Similarity(turn.real, turn.imag, shift.real, shift.imag)

    def _take(self, anchors: tuple[Anchor, ...]) -> None:
        self._done.append(self._now)
        self._undone.clear()
        self._now = anchors
