"""A chart in words, for people who do not see it."""

from collections.abc import Sequence

from skintrack.model import HealingWindow, Series, Shown
from skintrack.model.display import (
    change_text,
    day_text,
    metric_name,
    region_in_sentence,
    trend_text,
    value_text,
    verdict_text,
    view_name,
)
from skintrack.model.index_text import index_text
from skintrack.model.phrase import Phrase


def describe_series(
    series: Series, windows: Sequence[HealingWindow] = (), shown: Shown = Shown.INDEX
) -> Phrase:
    """Return what a chart shows: period, photos, sessions, first and last value, verdict, trend."""
    subject = {
        "metric": metric_name(series.metric),
        "region": region_in_sentence(series.region),
        "view": view_name(series.view),
    }
    if not series.points:
        return Phrase(
            "Chart of {metric}, {region} (view: {view}): no photo with a date yet.", **subject
        )
    sentences: list[str] = [
        Phrase(
            "Chart of {metric}, {region} (view: {view}), {first} to {last}.",
            **subject,
            first=day_text(series.points[0].captured_at.date()),
            last=day_text(series.points[-1].captured_at.date()),
        ),
        Phrase.counted("{count} photo counts.", "{count} photos count.", len(series.included)),
        Phrase.counted(
            "{count} photo is left out.",
            "{count} photos are left out.",
            len(series.points) - len(series.included),
        ),
        Phrase.counted("{count} session.", "{count} sessions.", len(windows)),
    ]
    if series.change is None:
        sentences.append(Phrase("There is nothing to compare yet."))
    else:
        sentences += _way(series, shown)
        sentences.append(
            Phrase(
                "Latest visit against baseline: {change}, {verdict}. Lower is better.",
                change=_change(series, shown),
                verdict=verdict_text(series.verdict),
            )
        )
    if series.line is not None:
        sentences.append(Phrase("Trend: {trend}.", trend=trend_text(series)))
    return Phrase.joined(" ", sentences)


def _way(series: Series, shown: Shown) -> list[str]:
    """Return from where to where the values go, and by how much where an index says the rest."""
    if series.baseline is None or series.change is None:
        return []
    first = value_text(series.metric, series.baseline)
    last = value_text(series.metric, series.baseline + series.change)
    way = Phrase("It goes up, from {first} at baseline to {last}.")
    if first == last:
        way = Phrase("It stays at {first}.")
    elif series.change < 0:
        way = Phrase("It goes down, from {first} at baseline to {last}.")
    said: list[str] = [way.filled(first=first, last=last)]
    if _has_index(series, shown):
        said.append(Phrase("The change is {change}.", change=change_text(series)))
    return said


def _has_index(series: Series, shown: Shown) -> bool:
    return shown is Shown.INDEX and series.index is not None


def _change(series: Series, shown: Shown) -> str:
    if _has_index(series, shown):
        return Phrase("index {index}, baseline 100", index=index_text(series.index))
    return change_text(series)
