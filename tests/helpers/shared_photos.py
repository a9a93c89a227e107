"""Real photos for tests, kept beside the project and never in it."""

from pathlib import Path

import pytest

FOLDER = Path(__file__).resolve().parents[3] / "shared" / "photos"

needs_photos = pytest.mark.skipif(not FOLDER.is_dir(), reason="no folder of real photos")

LONDON = ("001", "005", "010", "016", "021", "033")
ZOOM = ("15cm", "30cm", "45cm", "60cm")


def london(person: str, expression: str) -> Path:
    """Return a photo of one of six people, ``neutral`` or ``smiling``."""
    return FOLDER / "london" / f"{person}_{expression}.jpg"


def zoom(distance: str) -> Path:
    """Return a photo of one person at a distance."""
    return FOLDER / "zoom" / f"{distance}.jpg"


def every_photo() -> list[Path]:
    """Return all of them, in order."""
    return sorted(FOLDER.glob("*/*.jpg"))
