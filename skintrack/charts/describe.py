"""A chart in words, for people who do not see it."""

from collections.abc import Sequence

from skintrack.model import HealingWindow, Series, Shown
from skintrack.model.display import (
    change_text,
    day_text,
    metric_name,
    region_name,
    trend_text,
    verdict_text,
    view_name,
)
from skintrack.model.index_text import index_text


def describe_series(
    series: Series, windows: Sequence[HealingWindow] = (), shown: Shown = Shown.INDEX
) -> str:
    """Return what a chart shows: period, numbers of photos and sessions, change and verdict."""
    subject = f"{metric_name(series.metric)}, {region_name(series.region).lower()}"
    place = f"{view_name(series.view).lower()} view"
    if not series.points:
        return f"Chart of {subject} ({place}): no photo with a date yet."
    first, last = series.points[0].captured_at.date(), series.points[-1].captured_at.date()
    counted, left_out = len(series.included), len(series.points) - len(series.included)
    sentences = [
        f"Chart of {subject} ({place}), {day_text(first)} to {day_text(last)}.",
        f"{_count(counted, 'photo counts', 'photos count')}, {left_out} left out; "
        f"{_count(len(windows), 'session', 'sessions')} marked.",
    ]
    if series.change is None:
        sentences.append("There is nothing to compare yet.")
    else:
        sentences.append(
            f"Latest visit against baseline: {_change(series, shown)}, "
            f"{verdict_text(series.verdict)}. Lower is better."
        )
    if series.line is not None:
        sentences.append(f"Trend: {trend_text(series)}.")
    return " ".join(sentences)


def _change(series: Series, shown: Shown) -> str:
    if shown is Shown.INDEX and series.index is not None:
        return f"index {index_text(series.index)}, baseline 100"
    return change_text(series)


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"
