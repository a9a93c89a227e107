"""Import of 12-megapixel photos: hashed, decoded, stored, synced, read back, previewed."""

from functools import partial
from pathlib import Path
from statistics import median

from benchmarks.photos import twelve_megapixels, with_comment
from benchmarks.timing import report, seconds
from benchmarks.unit import in_units, unit_of
from skintrack.library import Library
from skintrack.workflows import import_photos

PHOTOS = 12


def run(folder: Path) -> None:
    """Measure a first import with one and two jobs, and the same files again; then encrypted."""
    jpeg = twelve_megapixels()
    source = folder / "phone"
    source.mkdir()
    for number in range(PHOTOS):
        (source / f"{number:02}.jpg").write_bytes(with_comment(jpeg, f"photo {number}"))
    unit = unit_of(jpeg)
    for form, passphrase in (("", None), ("encrypted, ", "for the benchmark")):
        for jobs in (1, 2):
            place = folder / f"library-{form}{jobs}"
            with Library.create(place, "Benchmark", passphrase=passphrase) as library:
                units = [seconds(unit) for _ in range(5)]
                first_s = seconds(partial(import_all, library, source, jobs, PHOTOS, 0))
                again_s = seconds(partial(import_all, library, source, jobs, 0, PHOTOS))
                units += [seconds(unit) for _ in range(5)]
            for what, whole_s in (("import", first_s), ("the same again", again_s)):
                report(
                    f"{what}, {form}per 12 MP photo, {jobs} at a time",
                    f"{in_units(whole_s / PHOTOS, median(units)):.2f} U",
                )


def import_all(library: Library, source: Path, jobs: int, new: int, known: int) -> None:
    """Import, and make sure that the figure is of what it says."""
    result = import_photos.run(library, [source], jobs=jobs)
    added = len(result.added) + len(result.needs_date)
    if (added, len(result.duplicates)) != (new, known):
        raise SystemExit(f"The import added {added} photos instead of {new}.")
