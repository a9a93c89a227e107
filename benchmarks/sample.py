"""The sample library, its analysis and its report."""

from pathlib import Path
from statistics import median

from benchmarks.photos import twelve_megapixels
from benchmarks.timing import report, seconds
from benchmarks.unit import in_units, unit_of
from skintrack.library import Library
from skintrack.workflows import analyse_photos, build_demo, build_series, make_report

SAMPLE_TARGET_S = 60


def run(folder: Path) -> None:
    """Measure building the sample, all its series, and its report."""
    unit = unit_of(twelve_megapixels())
    sample = folder / "sample"
    made_s = seconds(lambda: build_demo.run(sample))
    report("sample library", f"{made_s:.0f} s", f"at most {SAMPLE_TARGET_S} s on two cores")
    with Library.open(sample) as library:
        analyse_photos.analyse_library(library, jobs=2)
        unit_s = median(seconds(unit) for _ in range(9))
        series_s = median(seconds(lambda: build_series.run(library)) for _ in range(5))
        report("all series of the sample's front view", f"{in_units(series_s, unit_s):.2f} U")
        output = folder / "report.pdf"
        make_report.run(library, output)  # start-up: matplotlib and Typst are loaded
        pdf_s = median(seconds(lambda: make_report.run(library, output)) for _ in range(3))
        report(
            "report of the sample, after start-up",
            f"{in_units(pdf_s, unit_s):.1f} U ({pdf_s:.1f} s)",
        )
