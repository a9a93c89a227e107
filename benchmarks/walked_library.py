"""The library that is walked through: 1,000 photos, encrypted, sessions, a second course."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from benchmarks.first_window import fill
from benchmarks.photos import twelve_megapixels, with_comment
from skintrack.library import Library
from skintrack.library.vault.credentials import Passphrase
from skintrack.model import View, never_cancelled, no_progress
from skintrack.ui import operations
from skintrack.workflows import analyse_photos, import_photos

WORDS_THAT_OPEN = "calm skin takes its time"
_SESSIONS, _WEEKS_APART = 6, 6
_FIRST_SESSION = date(2026, 2, 2)
_OTHER_PHOTOS = 2


def fill_walked(folder: Path) -> None:
    """Make the library; ``WORDS_THAT_OPEN`` opens it.

    The photos of the second course are faces of 12 megapixels, all others stripes.
    """
    fill(folder, WORDS_THAT_OPEN)
    jpeg = twelve_megapixels()
    with Library.open(folder, Passphrase(WORDS_THAT_OPEN)) as library:
        course = library.courses.all()[0]
        for number in range(_SESSIONS):
            day = _FIRST_SESSION + timedelta(weeks=_WEEKS_APART * number)
            library.sessions.add(course.id, day, depth_mm=1.0, device="Pen")
        other = library.courses.add("Left cheek", "acne_scars")
        for number in range(_OTHER_PHOTOS):
            path = folder.parent / f"face {number}.jpg"
            path.write_bytes(with_comment(jpeg, f"face {number}"))
            moment = datetime(2026, 3, 1 + number, 9, tzinfo=UTC)
            import_photos.run(
                library, [path], course_id=other.id, captured_at=moment, view=View.FRONT
            )
            path.unlink()
        analyse_photos.analyse_library(library)
        # What photos say of each other is kept from now on, as in a library that was opened before.
        for each in library.courses.all():
            state = operations.load_course(each.id).work(library, no_progress, never_cancelled)
            if state is not None:
                reading = operations.load_measurements(state)
                reading.work(library, no_progress, never_cancelled)
