"""Names of originals inside the library: date, view and short hash."""

from collections.abc import Iterator
from datetime import datetime

from skintrack.model.photo import View

UNDATED = "undated"


def original_names(
    captured_at: datetime | None, view: View, sha256: str, extension: str
) -> Iterator[str]:
    """Yield names for an original, relative to the library, the shortest hash first.

    ``originals/2026/2026-03-01_front_1a2b3c4d.jpg``; longer hashes are for the case that another
    photo already has that name. The day is the local day of the shot.
    """
    day = UNDATED if captured_at is None else captured_at.date().isoformat()
    folder = UNDATED if captured_at is None else f"{captured_at.year:04d}"
    for digits in (8, 16, 64):
        yield f"originals/{folder}/{day}_{view.value}_{sha256[:digits]}.{extension}"
