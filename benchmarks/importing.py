"""Import of 12-megapixel photos: hashed, decoded, stored, synced, read back, previewed."""

import os
import subprocess
import sys
from functools import partial
from pathlib import Path
from statistics import median

from benchmarks.photos import twelve_megapixels, with_comment
from benchmarks.timing import report, seconds
from benchmarks.unit import in_units, unit_of
from skintrack.library import Library
from skintrack.workflows import import_photos

PHOTOS, COMMAND_PHOTOS = 12, 100


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

    whole_command(folder, jpeg)


def whole_command(folder: Path, jpeg: bytes) -> None:
    """Measure ``skintrack import`` of photos into an encrypted library, and of the same again."""
    source, place = folder / "card", folder / "by-command"
    source.mkdir()
    for number in range(COMMAND_PHOTOS):
        (source / f"{number:03}.jpg").write_bytes(with_comment(jpeg, f"taken {number}"))
    words = "for the benchmark"
    Library.create(place, "Benchmark", passphrase=words).close()
    environment = os.environ | {"SKINTRACK_PASSPHRASE": words}
    command = [sys.executable, "-m", "skintrack", "import", "--library", str(place), str(source)]

    def call() -> None:
        subprocess.run(command, check=True, env=environment, capture_output=True)

    unit = unit_of(jpeg)
    for what in ("import", "the same again"):
        units = [seconds(unit) for _ in range(5)]
        whole_s = seconds(call)
        units += [seconds(unit) for _ in range(5)]
        report(
            f"{what}, whole command with unlocking, encrypted, {COMMAND_PHOTOS} photos",
            f"{whole_s:.2f} s = {in_units(whole_s, median(units)):.0f} U",
        )


def import_all(library: Library, source: Path, jobs: int, new: int, known: int) -> None:
    """Import, and make sure that the figure is of what it says."""
    result = import_photos.run(library, [source], jobs=jobs)
    added = len(result.added) + len(result.needs_date)
    if (added, len(result.duplicates)) != (new, known):
        raise SystemExit(f"The import added {added} photos instead of {new}.")
