"""Readings of colour cards, read from JSON."""

from typing import Any

from skintrack.model.card_reading import CardPatch, CardReading


def card_of(stored: dict[str, Any]) -> CardReading:
    """Read a card from what ``asdict`` of it was written to JSON."""
    patches = tuple(CardPatch(each["name"], _rgb_of(each["rgb"])) for each in stored["patches"])
    corners = tuple((float(x), float(y)) for x, y in stored["corners"])
    face = _rgb_of(stored["face_rgb"])
    return CardReading(**{**stored, "patches": patches, "corners": corners, "face_rgb": face})


def _rgb_of(stored: list[float] | None) -> tuple[float, float, float] | None:
    if stored is None:
        return None
    red, green, blue = stored
    return red, green, blue
