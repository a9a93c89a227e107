"""Save one series as a picture without metadata, or as a table."""

import csv
import io
from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path

from skintrack.model import HealingWindow, Series, SeriesPoint, Shown, VisitPhase, display
from skintrack.treatment import phase_label
from skintrack.trends.series import verdict_of
from skintrack.workflows.safe_file import write_safely

COLUMNS = (
    *("captured_at", "photo_id", "session", "view", "region", "metric", "unit"),
    *("index", "index_low", "index_high", "value", "change", "noise", "verdict"),
    *("is_counted", "why_left_out", "algorithm"),
)
_SIZE_IN = (10.0, 5.6)
_DPI = 192.0


def save_picture(
    series: Series,
    windows: Sequence[HealingWindow],
    output: Path,
    shown: Shown = Shown.INDEX,
    say: Callable[[str], str] = str,
) -> None:
    """Save a chart in light colours, as SVG where the name ends so, else as PNG.

    ``say`` says its texts in another language.

    Raises
    ------
    StorageError
        If it cannot be written.
    """
    from skintrack import charts  # matplotlib takes a second to import

    figure = charts.draw_series(
        series, windows, theme=charts.LIGHT, size_in=_SIZE_IN, shown=shown, say=say
    )
    is_svg = output.suffix.lower() == ".svg"
    plain = charts.figure_svg(figure) if is_svg else charts.figure_png(figure, _DPI)
    write_safely(output, plain)


def save_table(series: Series, output: Path) -> None:
    """Save every photo of a series as a row of a CSV file, as UTF-8.

    Raises
    ------
    StorageError
        If it cannot be written.
    """
    write_safely(output, table_text(series).encode("utf-8-sig"))


def table_text(series: Series) -> str:
    """Return a series as CSV: numbers as stored, empty where there is none."""
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, COLUMNS)
    writer.writeheader()
    writer.writerows(point_row(series, point) for point in series.points)
    return text.getvalue()


def point_row(series: Series, point: SeriesPoint) -> dict[str, object]:
    """Return one photo of a series as a row."""
    is_baseline = point.photo_id == series.baseline_photo_id
    # Where nothing could be measured, the first photo is what the first visit is called by.
    first_id = series.baseline_photo_id or series.points[0].photo_id
    interval = series.index_interval_of(point)
    change = None if is_baseline else series.change_of(point)
    noise = None if change is None else series.noise_of(point)
    return {
        "captured_at": point.captured_at.isoformat(),
        "photo_id": point.photo_id,
        "session": _phase_text(point.phase, is_first=point.photo_id == first_id),
        "view": series.view,
        "region": series.region,
        "metric": series.metric,
        "unit": str(display.raw_unit(series.metric)),
        "index": series.index_of(point),
        "index_low": None if interval is None else interval.low,
        "index_high": None if interval is None else interval.high,
        "value": point.value,
        "change": change,
        "noise": noise,
        "verdict": verdict_of(change, noise),
        "is_counted": point.is_included,
        "why_left_out": point.excluded_reason,
        "algorithm": series.algorithm,
    }


@lru_cache(maxsize=1024)
def _phase_text(phase: VisitPhase, *, is_first: bool) -> str:
    """Return a phase in words; all values of a visit share it."""
    return str(phase_label(phase, is_first=is_first))
