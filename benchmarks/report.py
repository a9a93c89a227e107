"""The report of twenty visits with three photos each: how long it takes, how large it is."""

import io
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from statistics import median

import numpy as np
from PIL import Image

from benchmarks.photos import GRAIN, HEIGHT_PX, QUALITY, WIDTH_PX, twelve_megapixels
from benchmarks.timing import report, seconds
from benchmarks.unit import in_units, unit_of
from skintrack.library import Library
from skintrack.model import Provider, ReportChoices, View
from skintrack.phantom.person import person
from skintrack.phantom.pose import Pose
from skintrack.phantom.render import render_photo
from skintrack.phantom.subject import build_subject
from skintrack.workflows import analyse_photos, import_photos, make_report

VISITS = 20
VIEWS = {View.FRONT: 0.0, View.RIGHT_OBLIQUE: 40.0, View.LEFT_OBLIQUE: -40.0}
DAYS_BETWEEN = 21
START = datetime(2025, 1, 6, 10, tzinfo=UTC)
RUNS = 5
TARGET_UNITS, TARGET_MB = 12.0, 3.0
CHOICES = ReportChoices(report_day=date(2026, 11, 20))


def run(folder: Path) -> None:
    """Measure the report of a course of 60 photos of 12 megapixels."""
    unit = unit_of(twelve_megapixels())
    with course(folder) as library:
        output = folder / "report.pdf"

        def write() -> None:
            library.memory.forget()
            make_report.run(library, output, CHOICES)

        write()  # start-up: matplotlib and Typst are loaded
        timed = [(seconds(write), median(seconds(unit) for _ in range(5))) for _ in range(RUNS)]
        units = median(in_units(job, one) for job, one in timed)
        job_s = median(job for job, _ in timed)
        report(
            "report of 20 visits x 3 views, after start-up",
            f"{units:.1f} U ({job_s * 1000:.0f} ms)",
            f"at most {TARGET_UNITS:.0f} U",
        )
        again = [
            in_units(
                seconds(lambda: make_report.run(library, output, CHOICES)),
                median(seconds(unit) for _ in range(5)),
            )
            for _ in range(RUNS)
        ]
        report("the same once its pages were seen", f"{median(again):.1f} U")
        size_mb = output.stat().st_size / 1e6
        report("its size", f"{size_mb:.2f} MB", f"at most {TARGET_MB:.0f} MB")
    _whole_command(folder, unit)


def _whole_command(folder: Path, unit: Callable[[], object]) -> None:
    """Time the command as somebody types it, from the start of Python to its end."""
    output = folder / "command.pdf"
    command = [
        *(sys.executable, "-m", "skintrack", "report"),
        *("--library", str(folder / "library"), "--output", str(output)),
    ]

    def write() -> None:
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)

    write()  # the files of the program are in the system's memory
    first = output.read_bytes()
    timed = [(seconds(write), median(seconds(unit) for _ in range(5))) for _ in range(RUNS)]
    units = [in_units(job, one) for job, one in timed]
    report(
        "`skintrack report` as a whole, start and end of Python in it",
        f"{median(units):.1f} U ({median(job for job, _ in timed) * 1000:.0f} ms)",
        f"at most {TARGET_UNITS:.0f} U",
    )
    report("the fastest of them", f"{min(units):.1f} U")
    report("the same bytes each time", "yes" if output.read_bytes() == first else "NO")


def course(folder: Path) -> Library:
    """Return an open library of the course: every photo differs, three are analysed."""
    library = Library.create(folder / "library", "Cheeks", "acne_scars")
    course_id = library.courses.all()[0].id
    for visit in range(4):
        day = (START + timedelta(days=(5 * visit + 1) * DAYS_BETWEEN)).date()
        library.sessions.add(course_id, day, depth_mm=1.0, provider=Provider.CLINIC)
    subject = build_subject(person(1))
    for view, yaw in VIEWS.items():
        image = _enlarged(render_photo(subject, pose=Pose(yaw_deg=yaw)).image)
        first = None
        for visit in range(VISITS):
            path = folder / "photo.jpg"
            path.write_bytes(_encoded(np.roll(image, (3 * visit, 2 * visit), axis=(0, 1))))
            moment = START + timedelta(days=visit * DAYS_BETWEEN)
            added = import_photos.run(library, [path], captured_at=moment, view=view).added
            photo = added[0].photo
            if first is None:
                analyse_photos.analyse_library(library, jobs=2)
                first = library.analyses.get(photo.id)
            if first is None:
                raise SystemExit("No face was found: the figures would mean nothing.")
            library.analyses.save(photo.id, replace(first, sha256=photo.sha256))
    return library


def _enlarged(image: np.ndarray) -> np.ndarray:
    """Return a rendered face of 12 megapixels, with a sensor's grain."""
    size = (WIDTH_PX, HEIGHT_PX)
    large = np.asarray(Image.fromarray(image).resize(size, Image.Resampling.BICUBIC), np.float32)
    grain = np.random.default_rng(1).normal(0.0, GRAIN, large.shape).astype(np.float32)
    return np.asarray(np.clip(large + grain, 0.0, 255.0), np.uint8)


def _encoded(image: np.ndarray) -> bytes:
    buffer = io.BytesIO()
    Image.fromarray(image).save(buffer, "JPEG", quality=QUALITY, subsampling="4:2:0")
    return buffer.getvalue()
