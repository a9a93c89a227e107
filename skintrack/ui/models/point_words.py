"""One photo of a series in words: the same in the table, in the callout and under the chart."""

from dataclasses import dataclass

from skintrack.model import Series, SeriesPoint, Verdict, display
from skintrack.model.index import has_index
from skintrack.model.index_text import index_number, index_text
from skintrack.ui.findings import Finding, point_finding
from skintrack.ui.phase_words import phase_words
from skintrack.ui.words import (
    DASH,
    change_words,
    day_words,
    said,
    short_day,
    tr,
    value_words,
    verdict_words,
)


@dataclass(frozen=True)
class PointWords:
    """What is known of a photo in a series.

    ``index`` and ``change`` carry their noise and are a dash where there is nothing to compare;
    ``index`` is empty for a metric without one. ``why`` is empty for a photo that counts.
    ``earlier`` is where an earlier version of the method saw it, on the axis of the chart.
    """

    day: str
    short_day: str
    phase: str
    index: str
    value: str
    unit: str
    change: str
    change_unit: str
    meaning: str
    why: str
    earlier: str = ""

    @property
    def figure(self) -> str:
        """The value with its noise, for the callout."""
        if self.earlier:
            return tr("Earlier version: {value}").format(value=self.earlier)
        if self.index not in ("", DASH):
            return tr("Index {index}").format(index=self.index)
        if not self.index and self.change != DASH:
            return tr("Change {change}").format(change=f"{self.change} {self.change_unit}".strip())
        if self.value == DASH:
            return tr("No value")
        return tr("Value {value} {unit}").format(value=self.value, unit=self.unit)

    @property
    def beside(self) -> str:
        """The phase, unless the meaning names it already."""
        return "" if self.phase in self.meaning else self.phase

    @property
    def line(self) -> str:
        """All of it in one line, for under the chart and for screen readers."""
        pattern = tr("{day} · {figure} · {meaning} · {phase}")
        if not self.beside:
            pattern = tr("{day} · {figure} · {meaning}")
        return pattern.format(
            day=self.day, figure=self.figure, meaning=self.meaning, phase=self.beside
        )


def point_words(
    series: Series, point: SeriesPoint, earlier: str = "", decimals: int | None = None
) -> PointWords:
    """Say one photo of a series; ``decimals`` are those of the changes of others beside it."""
    finding = point_finding(series, point)
    day = point.captured_at.date()
    unit = said(display.change_unit(series.metric))
    change = DASH
    if finding is not None and finding.verdict is not Verdict.NOT_COMPARABLE:
        noise, baseline = finding.noise, finding.baseline
        change = change_words(series.metric, finding.change, noise, baseline, decimals)
    return PointWords(
        day=day_words(day),
        short_day=short_day(day, with_year=True),
        phase=phase_words(point.phase, is_first=point.photo_id == series.baseline_photo_id),
        index=_index_words(series, point),
        value=value_words(series.metric, point.value),
        unit=said(display.raw_unit(series.metric)),
        change=change,
        change_unit="" if unit == "%" else unit,
        meaning=_meaning(finding, point),
        why=said(point.excluded_reason or ""),
        earlier=earlier,
    )


def _meaning(finding: Finding | None, point: SeriesPoint) -> str:
    if finding is None:
        return tr("● baseline")
    if point.excluded_reason:
        return f"○ {said(point.excluded_reason)}"
    return verdict_words(finding.verdict)


def _index_words(series: Series, point: SeriesPoint) -> str:
    if not has_index(series.metric):
        return ""
    noisy = series.index_interval_of(point)
    return index_number(series.index_of(point)) if noisy is None else said(index_text(noisy))
