"""How metrics, places, days and changes are said: one wording for chart, report and command line.

Redness is shown in EI units, texture and relief as a percentage of the baseline. A change always
stands with its noise, and a verdict is always a word, never only a colour.
"""

from __future__ import annotations

from math import expm1, nan
from typing import TYPE_CHECKING

from skintrack.model.metric import Metric, RegionName
from skintrack.model.photo import SkinState, View
from skintrack.model.phrase import Figure, Phrase
from skintrack.model.verdict import NoiseSource, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from skintrack.model.course import TreatmentSession
    from skintrack.model.series import Series

MONTHS = (
    Phrase("January"),
    Phrase("February"),
    Phrase("March"),
    Phrase("April"),
    Phrase("May"),
    Phrase("June"),
    Phrase("July"),
    Phrase("August"),
    Phrase("September"),
    Phrase("October"),
    Phrase("November"),
    Phrase("December"),
)
SHORT_MONTHS = (
    Phrase("Jan"),
    Phrase("Feb"),
    Phrase("Mar"),
    Phrase("Apr"),
    Phrase("May"),
    Phrase("Jun"),
    Phrase("Jul"),
    Phrase("Aug"),
    Phrase("Sep"),
    Phrase("Oct"),
    Phrase("Nov"),
    Phrase("Dec"),
)

_METRICS = {
    Metric.REDNESS: Phrase("Redness"),
    Metric.REDNESS_SPOTS: Phrase("Redness spots"),
    Metric.TEXTURE: Phrase("Fine texture"),
    Metric.RELIEF: Phrase("Relief"),
}
_METRICS_IN_SENTENCE = {
    Metric.REDNESS: Phrase("redness"),
    Metric.REDNESS_SPOTS: Phrase("redness spots"),
    Metric.TEXTURE: Phrase("fine texture"),
    Metric.RELIEF: Phrase("relief"),
}
_DAY = Phrase("{day} {month} {year}")
_DAY_OF_YEAR = Phrase("{day} {month}")
_EI_UNITS = Phrase("EI units")
_RAW_UNITS = {
    Metric.REDNESS: "EI",
    Metric.REDNESS_SPOTS: "EI",
    Metric.TEXTURE: "ln",
    Metric.RELIEF: "log₁₀",
}
# All that is told in EI units has the same, so that a column of them is even.
_DECIMALS = {Metric.REDNESS: 2, Metric.REDNESS_SPOTS: 2, Metric.TEXTURE: 2, Metric.RELIEF: 3}
_REGIONS = {
    RegionName.RIGHT_CHEEK: Phrase("Right cheek"),
    RegionName.LEFT_CHEEK: Phrase("Left cheek"),
    RegionName.FOREHEAD: Phrase("Forehead"),
    RegionName.NOSE: Phrase("Nose"),
    RegionName.CHIN: Phrase("Chin"),
    RegionName.FACE: Phrase("Whole face"),
    RegionName.DRAWN: Phrase("Drawn region"),
}
_VIEWS = {
    View.FRONT: Phrase("Front"),
    View.LEFT_OBLIQUE: Phrase("Left oblique"),
    View.RIGHT_OBLIQUE: Phrase("Right oblique"),
    View.LEFT_PROFILE: Phrase("Left profile"),
    View.RIGHT_PROFILE: Phrase("Right profile"),
    View.CLOSE_UP: Phrase("Close-up"),
    View.UNKNOWN: Phrase("Other view"),
}
_REGIONS_IN_SENTENCE = {
    RegionName.RIGHT_CHEEK: Phrase("right cheek"),
    RegionName.LEFT_CHEEK: Phrase("left cheek"),
    RegionName.FOREHEAD: Phrase("forehead"),
    RegionName.NOSE: Phrase("nose"),
    RegionName.CHIN: Phrase("chin"),
    RegionName.FACE: Phrase("whole face"),
    RegionName.DRAWN: Phrase("drawn region"),
}
_VIEWS_IN_SENTENCE = {
    View.FRONT: Phrase("front"),
    View.LEFT_OBLIQUE: Phrase("left oblique"),
    View.RIGHT_OBLIQUE: Phrase("right oblique"),
    View.LEFT_PROFILE: Phrase("left profile"),
    View.RIGHT_PROFILE: Phrase("right profile"),
    View.CLOSE_UP: Phrase("close-up"),
    View.UNKNOWN: Phrase("other view"),
}
_SKIN_STATES_IN_SENTENCE = {
    SkinState.BARE: Phrase("bare skin"),
    SkinState.MAKE_UP: Phrase("make-up"),
    SkinState.WET: Phrase("wet or freshly creamed"),
    SkinState.FLUSHED: Phrase("just washed, or warm"),
}
_SKIN_STATES = {
    SkinState.BARE: Phrase("Bare skin"),
    SkinState.MAKE_UP: Phrase("Make-up"),
    SkinState.WET: Phrase("Wet or freshly creamed"),
    SkinState.FLUSHED: Phrase("Just washed, or warm"),
}
_VERDICTS = {
    Verdict.IMPROVED: Phrase("better, beyond noise"),
    Verdict.WORSE: Phrase("worse, beyond noise"),
    Verdict.WITHIN_NOISE: Phrase("no change that these photos can show"),
    Verdict.NOT_COMPARABLE: Phrase("not comparable"),
}
_NOISE_SOURCES = {
    NoiseSource.ASSUMED: Phrase("assumed"),
    NoiseSource.REPEATS: Phrase("from your repeated photos"),
    NoiseSource.REPEATS_AND_SETTINGS: Phrase("from your repeated photos, also in other light"),
}
_NOISE_SOURCES_COUNTED = {
    NoiseSource.ASSUMED: Phrase("assumed"),
    NoiseSource.REPEATS: Phrase("from {shots} repeat shots of yours"),
    NoiseSource.REPEATS_AND_SETTINGS: Phrase(
        "from {shots} repeat shots of yours, also in other light"
    ),
}
_DAYS_PER_WEEK = 7
_DAYS_PER_MONTH = 365.25 / 12
_SAY_WEEKS_FROM_DAY = 14
_SAY_MONTHS_FROM_DAY = 84
_SAY_YEARS_FROM_DAY = 730
_DAYS_PER_YEAR = 365.25
_LEAST_P = 0.001
_MINUS = "\N{MINUS SIGN}"
_DASH = "\N{EN DASH}"


def metric_name(metric: Metric) -> Phrase:
    """Return the name of a metric, such as "Redness spots"."""
    return _METRICS[metric]


def metric_in_sentence(metric: Metric) -> Phrase:
    """Return the name of a metric within a sentence, such as "redness spots"."""
    return _METRICS_IN_SENTENCE[metric]


def region_name(region: RegionName) -> Phrase:
    """Return the name of a region by the patient's side, such as "Left cheek"."""
    return _REGIONS[region]


def region_in_sentence(region: RegionName) -> Phrase:
    """Return the name of a region within a sentence, such as "left cheek"."""
    return _REGIONS_IN_SENTENCE[region]


def view_name(view: View) -> Phrase:
    """Return the name of a view, such as "Left oblique"."""
    return _VIEWS[view]


def view_in_sentence(view: View) -> Phrase:
    """Return the name of a view within a sentence, such as "left oblique"."""
    return _VIEWS_IN_SENTENCE[view]


def skin_state_in_sentence(state: SkinState) -> Phrase:
    """Return the state of the skin within a sentence, such as "bare skin"."""
    return _SKIN_STATES_IN_SENTENCE[state]


def skin_state_name(state: SkinState | None) -> Phrase:
    """Return the state of the skin in words; None means that nothing was noted."""
    return Phrase("Not noted") if state is None else _SKIN_STATES[state]


def verdict_text(verdict: Verdict | None) -> Phrase:
    """Return a verdict in words; None means that there is nothing to compare yet."""
    return Phrase("nothing to compare yet") if verdict is None else _VERDICTS[verdict]


def verdict_label(verdict: Verdict | None) -> Phrase:
    """Return a verdict in two or three words, for the rows of a table."""
    is_within = verdict is Verdict.WITHIN_NOISE
    return Phrase("within noise") if is_within else verdict_text(verdict)


def noise_source_text(source: NoiseSource | None, shots: int = 0) -> Phrase:
    """Return in words where a noise comes from; ``shots`` are the repeats behind it, if known."""
    if source is None:
        return Phrase("unknown")
    return _NOISE_SOURCES_COUNTED[source].filled(shots=shots) if shots else _NOISE_SOURCES[source]


def day_text(day: date) -> Phrase:
    """Return a day in words, such as "3 March 2026"."""
    return _day(day, MONTHS, _DAY)


def short_day_text(day: date, *, with_year: bool = True) -> Phrase:
    """Return a day for narrow places, such as "3 Mar 2026", or "3 Mar"."""
    return _day(day, SHORT_MONTHS, _DAY if with_year else _DAY_OF_YEAR)


def day_in_words(day: date, beside: date | None) -> Phrase:
    """Return a day without its year where that of the day beside it is the same: "3 May"."""
    is_same_year = beside is not None and beside.year == day.year
    return _day(day, MONTHS, _DAY_OF_YEAR if is_same_year else _DAY)


def month_text(day: date, *, with_year: bool = False) -> Phrase:
    """Return a month for narrow places, such as "Mar" or "Mar 2026"."""
    month = SHORT_MONTHS[day.month - 1]
    return Phrase("{month} {year}", month=month, year=str(day.year)) if with_year else month


def span_text(days: int) -> Phrase:
    """Return a span as people say it: "3 days", "5 weeks", "6 months", "2 years"."""
    if days < _SAY_WEEKS_FROM_DAY:
        return Phrase.counted("{count} day", "{count} days", days)
    if days < _SAY_MONTHS_FROM_DAY:
        return Phrase.counted("{count} week", "{count} weeks", round(days / _DAYS_PER_WEEK))
    if days < _SAY_YEARS_FROM_DAY:
        return Phrase.counted("{count} month", "{count} months", round(days / _DAYS_PER_MONTH))
    return Phrase.counted("{count} year", "{count} years", round(days / _DAYS_PER_YEAR))


def _day(day: date, months: tuple[Phrase, ...], form: Phrase) -> Phrase:
    return form.filled(day=day.day, month=months[day.month - 1], year=str(day.year))


def change_unit(metric: Metric) -> str:
    """Return the unit in which a change is shown: "EI units" or "%"."""
    return _EI_UNITS if metric in (Metric.REDNESS, Metric.REDNESS_SPOTS) else "%"


def raw_unit(metric: Metric) -> str:
    """Return the unit of the stored value."""
    return _RAW_UNITS[metric]


def value_text(metric: Metric, value: float | None) -> str:
    """Return a stored value with its decimals, or a dash where there is none."""
    return _DASH if value is None else _number(value, _DECIMALS[metric])


def value_decimals(metric: Metric) -> int:
    """Return how many decimals a stored value is shown with."""
    return _DECIMALS[metric]


def shown_change(metric: Metric, change: float, baseline: float) -> float:
    """Return a change in the unit it is shown in.

    Redness is a difference of log ratios already and stays in EI units. Texture is a natural
    logarithm, so its change is a ratio; relief is a contrast and is taken relative to the baseline.

    Parameters
    ----------
    metric : Metric
        The metric.
    change, baseline : float
        In stored units.

    Returns
    -------
    float
        EI units, or per cent; NaN for a percentage of nothing.
    """
    if metric is Metric.TEXTURE:
        return 100.0 * expm1(change)
    if metric is Metric.RELIEF:
        return 100.0 * change / baseline if baseline else nan
    return change


def shown_noise(metric: Metric, change: float, noise: float, baseline: float) -> float:
    """Return a noise in the unit its change is shown in; parameters as for ``shown_change``.

    Per cent is not symmetric: the noise is said on the side where the change lies.
    """
    return abs(shown_change(metric, -noise if change < 0 else noise, baseline))


def change_decimals(
    metric: Metric, change: float | None, noise: float | None, baseline: float | None
) -> int:
    """Return how many decimals a change and its noise are shown with, where they stand alone."""
    fewest = 0 if change_unit(metric) == "%" else value_decimals(metric)
    if change is None or noise is None or baseline is None:
        return fewest
    moved = shown_change(metric, change, baseline)
    return telling_decimals(moved, shown_noise(metric, change, noise, baseline), fewest)


def even_decimals(series: Iterable[Series]) -> dict[Metric, int]:
    """Return how many decimals the changes of each metric have where they stand together."""
    needed: dict[Metric, list[int]] = {}
    for one in series:
        own = change_decimals(one.metric, one.change, one.noise, one.baseline)
        needed.setdefault(one.metric, []).append(own)
    return {metric: decimals_together(metric, own) for metric, own in needed.items()}


def decimals_together(metric: Metric, needed: Iterable[int]) -> int:
    """Return the decimals of changes beside each other: no single one makes all of them long."""
    usual = change_decimals(metric, None, None, None)
    return min(max(needed, default=usual), usual + 1)


def change_text(series: Series, decimals: int | None = None) -> str:
    """Return a change with its noise and unit, such as "+1.94 ± 1.10 EI units", or a dash.

    ``decimals`` are those of ``even_decimals``, beside others of its metric.
    """
    metric, baseline = series.metric, series.baseline
    if series.change is None or series.noise is None or baseline is None:
        return _DASH
    change = shown_change(metric, series.change, baseline)
    noise = shown_noise(metric, series.change, series.noise, baseline)
    if decimals is None:
        decimals = change_decimals(metric, series.change, series.noise, baseline)
    is_percent = change_unit(metric) == "%"
    text = Phrase("{change} % ± {noise} %") if is_percent else Phrase("{change} ± {noise} EI units")
    return text.filled(change=_signed(change, decimals), noise=_number(noise, decimals))


def trend_text(series: Series) -> str:
    """Return the trend line with its test, such as "0.4 EI units less a month, p = 0.03"."""
    if series.line is None or series.baseline is None:
        return _DASH
    monthly = series.line.slope_per_week * _DAYS_PER_MONTH / _DAYS_PER_WEEK
    shown = shown_change(series.metric, monthly, series.baseline)
    unit = change_unit(series.metric)
    less, more = Phrase("{amount} {unit} less a month"), Phrase("{amount} {unit} more a month")
    figure = _number(abs(shown), 1 if unit == "%" else value_decimals(series.metric))
    amount = (less if shown < 0 else more).filled(amount=figure, unit=unit)
    if series.line.p_value < _LEAST_P:
        return Phrase("{amount}, p < {least}", amount=amount, least=_LEAST_P)
    return Phrase("{amount}, p = {value:.2g}", amount=amount, value=series.line.p_value)


def telling_decimals(change: float, noise: float, fewest: int) -> int:
    """Return enough decimals to see that a change is beyond its noise, two more at most.

    Parameters
    ----------
    change, noise : float
        As they are shown; the noise is 0 or more.
    fewest : int
        Decimals where the first ones tell already.
    """
    for decimals in (fewest, fewest + 1):
        if abs(change) <= noise or f"{abs(change):.{decimals}f}" != f"{noise:.{decimals}f}":
            return decimals
    return fewest + 2


def _number(value: float, decimals: int) -> str:
    text = f"{value:.{decimals}f}"
    is_zero = not text.strip("-0.")
    return Figure(text.lstrip("-") if is_zero else text.replace("-", _MINUS))


def _signed(value: float, decimals: int) -> str:
    text = _number(value, decimals)
    return text if value <= 0 or not text.strip("0.") else Figure(f"+{text}")


def depth_text(session: TreatmentSession) -> Phrase | None:
    """Return the needle depth of a session, such as "1.5 mm", or its range; None if unknown."""
    depths = [*session.zone_depths.values()]
    if session.depth_mm is not None:
        depths.append(session.depth_mm)
    if not depths:
        return None
    ends = dict.fromkeys(f"{end:g}" for end in (min(depths), max(depths)))
    return Phrase("{depth} mm", depth=Figure("\N{EN DASH}".join(ends)))
