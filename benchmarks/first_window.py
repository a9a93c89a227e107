"""From the start of the process to the first painted window, beside a bare PySide6 window.

Once on a library of 1,000 photos, and on one of 10,000, which must be usable as soon; then the
memory that the window holds when nobody does anything.
"""

import hashlib
import io
import json
import os
import shutil
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median

from PIL import Image

from benchmarks import large_library
from benchmarks.photos import with_comment
from benchmarks.timing import report
from skintrack.library import Library, NewPhoto
from skintrack.model import CapturedAtSource, View, ViewSource

PHOTOS = 1000
MOST_PHOTOS = 10_000
RUNS = 9
ROOT = Path(__file__).parents[1]
TARGET = 2.5
MOST_MEGABYTES = 200


def run(folder: Path) -> None:
    """Measure both windows by turns."""
    library = folder / "library"
    fill(library)
    large = folder / "large"
    shutil.copytree(library, large)
    large_library.multiply(large, MOST_PHOTOS)
    # Settings of its own: the reader's window must not open this library next time.
    environment = {
        "QT_QPA_PLATFORM": "offscreen",
        **os.environ,
        "XDG_CONFIG_HOME": str(folder / "settings"),
        # An installed program has its bytecode; here both get one, whatever this machine does.
        "PYTHONPYCACHEPREFIX": str(folder / "bytecode"),
        "PYTHONDONTWRITEBYTECODE": "",
    }
    start_of_skintrack(library, environment)  # bytecode and the disk cache, for both
    start_of_bare_window(environment)
    start_of_skintrack(large, environment)
    bare, painted, usable, usable_large = [], [], [], []
    for _ in range(RUNS):
        bare.append(start_of_bare_window(environment))
        times = start_of_skintrack(library, environment)
        painted.append(times["first_paint_ms"])
        usable.append(times["usable_ms"])
        usable_large.append(start_of_skintrack(large, environment)["usable_ms"])
    base = median(bare)
    report("bare PySide6 window", f"{base:.0f} ms")
    report(
        f"first window, library of {PHOTOS:,} photos",
        f"{median(painted) / base:.2f} x bare ({median(painted):.0f} ms)",
        f"at most {TARGET} x",
    )
    report("timeline usable", f"{median(usable) / base:.2f} x bare ({median(usable):.0f} ms)")
    report(
        f"timeline usable, library of {MOST_PHOTOS:,} photos",
        f"{median(usable_large) / base:.2f} x bare ({median(usable_large):.0f} ms)",
        f"at most {TARGET} x",
    )
    for photos, place in ((PHOTOS, library), (MOST_PHOTOS, large)):
        # The first time it compares the photos, which loads what measures; later that is kept.
        for when in ("first opened", "opened again"):
            report(
                f"memory of the idle window, {photos:,} photos, {when}",
                f"{idle_memory(place, environment):.0f} MB",
                f"at most {MOST_MEGABYTES} MB",
            )


def start_of_bare_window(environment: dict[str, str]) -> float:
    """Return the milliseconds to the first paint of the bare window."""
    return float(output_of([sys.executable, "-m", "benchmarks.bare_window"], environment))


def start_of_skintrack(library: Path, environment: dict[str, str]) -> dict[str, float]:
    """Return what ``--measure-start`` says."""
    command = [sys.executable, "-m", "skintrack", "--library", str(library), "--measure-start"]
    times: dict[str, float] = json.loads(output_of(command, environment))
    return times


def idle_memory(library: Path, environment: dict[str, str]) -> float:
    """Return the megabytes of the window when nothing happens any more."""
    command = [sys.executable, "-m", "benchmarks.idle_window", str(library)]
    return float(output_of(command, environment))


def output_of(command: list[str], environment: dict[str, str]) -> str:
    """Run a program and return its standard output."""
    result = subprocess.run(
        command, env=environment, stdout=subprocess.PIPE, text=True, check=True, cwd=ROOT
    )
    return result.stdout


def fill(folder: Path, passphrase: str | None = None) -> None:
    """Make a library of many dated photos with previews, without waiting for any analysis."""
    picture = Image.linear_gradient("L").resize((1200, 1600)).convert("RGB")
    jpeg = as_jpeg(picture)
    previews = {edge: as_jpeg(shrunk(picture, edge)) for edge in (256, 2048)}
    views = (View.FRONT, View.LEFT_OBLIQUE, View.RIGHT_OBLIQUE)
    start = datetime(2026, 1, 5, 9, tzinfo=UTC)
    with Library.create(folder, "Benchmark", passphrase=passphrase) as library:
        course = library.courses.all()[0]
        for number in range(PHOTOS):
            data = with_comment(jpeg, f"photo {number}")
            library.photos.add(
                data,
                NewPhoto(
                    course_id=course.id,
                    sha256=hashlib.sha256(data).hexdigest(),
                    original_name=f"photo {number}.jpg",
                    extension="jpg",
                    width=picture.width,
                    height=picture.height,
                    captured_at=start + timedelta(days=number // len(views)),
                    captured_at_source=CapturedAtSource.GIVEN,
                    view=views[number % len(views)],
                    view_source=ViewSource.GIVEN,
                    previews=previews,
                ),
            )
        large_library.measure(library)


def shrunk(picture: Image.Image, edge_px: int) -> Image.Image:
    """Return a copy whose longest edge has at most so many pixels."""
    copy = picture.copy()
    copy.thumbnail((edge_px, edge_px))
    return copy


def as_jpeg(picture: Image.Image) -> bytes:
    """Encode a picture."""
    buffer = io.BytesIO()
    picture.save(buffer, "JPEG", quality=85)
    return buffer.getvalue()
