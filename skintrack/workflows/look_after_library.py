"""What is to be done once after a library was opened, when nobody waits for it."""

from dataclasses import dataclass
from datetime import datetime

from skintrack.library import Library, earlier
from skintrack.library.records import now
from skintrack.model.bin import Emptied
from skintrack.model.photo import Photo


@dataclass(frozen=True)
class LookedAfter:
    """What went out of the bin for good, and the photos that are to be verified today."""

    emptied: Emptied
    part: tuple[Photo, ...]


def run(library: Library, at: datetime | None = None) -> LookedAfter:
    """Empty the bin of what has rested long enough, and drop copies from before old updates.

    Parameters
    ----------
    library : Library
    at : datetime, optional
        In place of this moment.
    """
    moment = now() if at is None else at
    emptied = library.bin.remove_expired(moment)
    if not emptied.is_clock_doubted:
        earlier.prune(library.folder, moment, is_encrypted=library.is_encrypted)
    return LookedAfter(emptied, library.keeping.part_of_today(moment))
