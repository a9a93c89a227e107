"""Verify: every original read and proved, as a ratio to a plain SHA-256 read of the same files."""

import hashlib
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from statistics import median

from benchmarks.photos import twelve_megapixels, with_comment
from benchmarks.timing import report, seconds
from skintrack.library import Library, NewPhoto
from skintrack.model import CapturedAtSource
from skintrack.workflows import verify_library

ROUNDS = 5
LARGE, SMALL = 100, 1000
_SMALL_BYTES = 200_000


def run(folder: Path) -> None:
    """Measure a plain and an encrypted library of the same photos, large ones and small ones."""
    jpeg = twelve_megapixels()
    for form, passphrase in (("plain", None), ("encrypted", "for the benchmark")):
        for count, what in ((LARGE, "12 MP"), (SMALL, "200 kB")):
            place = folder / f"{form} {count}"
            with Library.create(place, "Benchmark", passphrase=passphrase) as library:
                for number in range(count):
                    data = with_comment(jpeg, f"photo {number}")
                    add(library, data if count == LARGE else data[:_SMALL_BYTES])
                files = [library.photos.original_path(photo) for photo in library.photos.all()]
                hashing, verifying = partial(hash_all, files), partial(verify, library, count)
                verifying()  # everything in the memory of the disk
                rounds = [(seconds(hashing), seconds(verifying)) for _ in range(ROUNDS)]
            ratio = median(whole / bare for bare, whole in rounds)
            report(
                f"verify, {form}, {count} photos of {what}",
                f"{ratio:.2f} x SHA-256 read",
                "at most 1.5",
            )


def add(library: Library, data: bytes) -> None:
    """Store a photo without looking at it."""
    new = NewPhoto(
        course_id=library.courses.all()[0].id,
        sha256=hashlib.sha256(data).hexdigest(),
        original_name="photo.jpg",
        extension="jpg",
        width=3000,
        height=4000,
        captured_at=datetime(2026, 3, 1, 10, tzinfo=UTC),
        captured_at_source=CapturedAtSource.EXIF,
    )
    library.photos.add(data, new)


def hash_all(files: list[Path]) -> None:
    """Read every file and hash it."""
    for path in files:
        with path.open("rb") as file:
            hashlib.file_digest(file, "sha256").digest()


def verify(library: Library, count: int) -> None:
    """Verify, and make sure that the figure is of what it says."""
    if verify_library.run(library).verified != count:
        raise SystemExit("Not every photo was verified.")
