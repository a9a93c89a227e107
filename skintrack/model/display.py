"""How metrics, places, days and changes are said: one wording for chart, report and command line.

Redness is shown in EI units, texture and relief as a percentage of the baseline. A change always
stands with its noise, and a verdict is always a word, never only a colour.
"""

from datetime import date
from math import expm1, nan

from skintrack.model.comparison import NoiseSource, Verdict
from skintrack.model.measurement import Metric, RegionName
from skintrack.model.photo import SkinState, View
from skintrack.model.series import Series

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)

_METRICS = {
    Metric.REDNESS: "Redness",
    Metric.REDNESS_SPOTS: "Redness spots",
    Metric.TEXTURE: "Fine texture",
    Metric.RELIEF: "Relief",
}
_RAW_UNITS = {
    Metric.REDNESS: "EI",
    Metric.REDNESS_SPOTS: "EI",
    Metric.TEXTURE: "ln",
    Metric.RELIEF: "log₁₀",
}
_DECIMALS = {Metric.REDNESS: 1, Metric.REDNESS_SPOTS: 2, Metric.TEXTURE: 2, Metric.RELIEF: 3}
_REGIONS = {
    RegionName.RIGHT_CHEEK: "Right cheek",
    RegionName.LEFT_CHEEK: "Left cheek",
    RegionName.FOREHEAD: "Forehead",
    RegionName.NOSE: "Nose",
    RegionName.CHIN: "Chin",
    RegionName.FACE: "Whole face",
    RegionName.DRAWN: "Drawn region",
}
_VIEWS = {
    View.FRONT: "Front",
    View.LEFT_OBLIQUE: "Left oblique",
    View.RIGHT_OBLIQUE: "Right oblique",
    View.LEFT_PROFILE: "Left profile",
    View.RIGHT_PROFILE: "Right profile",
    View.CLOSE_UP: "Close-up",
    View.UNKNOWN: "Other view",
}
_SKIN_STATES = {
    SkinState.BARE: "Bare skin",
    SkinState.MAKE_UP: "Make-up",
    SkinState.WET: "Wet or freshly creamed",
    SkinState.FLUSHED: "Just washed, or warm",
}
_VERDICTS = {
    Verdict.IMPROVED: "better, beyond noise",
    Verdict.WORSE: "worse, beyond noise",
    Verdict.WITHIN_NOISE: "no change that these photos can show",
    Verdict.NOT_COMPARABLE: "not comparable",
}
_NOISE_SOURCES = {
    NoiseSource.ASSUMED: "assumed",
    NoiseSource.REPEATS: "from your repeated photos",
    NoiseSource.REPEATS_AND_SETTINGS: "from your repeated photos, also in other light",
}
_DAYS_PER_WEEK = 7
_DAYS_PER_MONTH = 365.25 / 12
_SAY_WEEKS_FROM_DAY = 14
_SAY_MONTHS_FROM_DAY = 84
_LEAST_P = 0.001
_MINUS = "\N{MINUS SIGN}"
_DASH = "\N{EN DASH}"


def metric_name(metric: Metric) -> str:
    """Return the name of a metric, such as "Redness spots"."""
    return _METRICS[metric]


def region_name(region: RegionName) -> str:
    """Return the name of a region by the patient's side, such as "Left cheek"."""
    return _REGIONS[region]


def view_name(view: View) -> str:
    """Return the name of a view, such as "Left oblique"."""
    return _VIEWS[view]


def skin_state_name(state: SkinState | None) -> str:
    """Return the state of the skin in words; None means that nothing was noted."""
    return "Not noted" if state is None else _SKIN_STATES[state]


def verdict_text(verdict: Verdict | None) -> str:
    """Return a verdict in words; None means that there is nothing to compare yet."""
    return "nothing to compare yet" if verdict is None else _VERDICTS[verdict]


def verdict_label(verdict: Verdict | None) -> str:
    """Return a verdict in two or three words, for the rows of a table."""
    return "within noise" if verdict is Verdict.WITHIN_NOISE else verdict_text(verdict)


def noise_source_text(source: NoiseSource | None, shots: int = 0) -> str:
    """Return in words where a noise comes from; ``shots`` are the repeats behind it, if known."""
    if source is None:
        return "unknown"
    text = _NOISE_SOURCES[source]
    return text.replace("your repeated photos", f"{shots} repeat shots of yours") if shots else text


def day_text(day: date) -> str:
    """Return a day in words, such as "3 March 2026"."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def short_day_text(day: date) -> str:
    """Return a day for narrow places, such as "3 Mar 2026"."""
    return f"{day.day} {MONTHS[day.month - 1][:3]} {day.year}"


def day_in_words(day: date, beside: date | None) -> str:
    """Return a day without its year where that of the day beside it is the same: "3 May"."""
    is_same_year = beside is not None and beside.year == day.year
    return day_text(day).rsplit(" ", 1)[0] if is_same_year else day_text(day)


def span_text(days: int) -> str:
    """Return a span as people say it: "3 days", "5 weeks", "6 months"."""
    if days < _SAY_WEEKS_FROM_DAY:
        return "1 day" if days == 1 else f"{days} days"
    if days < _SAY_MONTHS_FROM_DAY:
        return f"{round(days / _DAYS_PER_WEEK)} weeks"
    return f"{round(days / _DAYS_PER_MONTH)} months"


def change_unit(metric: Metric) -> str:
    """Return the unit in which a change is shown: "EI units" or "%"."""
    return "EI units" if metric in (Metric.REDNESS, Metric.REDNESS_SPOTS) else "%"


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


def change_text(series: Series) -> str:
    """Return a change with its noise and unit, such as "+1.9 ± 1.1 EI units", or a dash."""
    if series.change is None or series.noise is None or series.baseline is None:
        return _DASH
    change = shown_change(series.metric, series.change, series.baseline)
    # Per cent is not symmetric: the noise is said on the side where the change lies.
    side = -series.noise if series.change < 0 else series.noise
    noise = abs(shown_change(series.metric, side, series.baseline))
    if change_unit(series.metric) == "%":
        decimals = _telling_decimals(change, noise, fewest=0)
        return f"{_signed(change, decimals)} % ± {_number(noise, decimals)} %"
    decimals = _telling_decimals(change, noise, fewest=value_decimals(series.metric))
    return f"{_signed(change, decimals)} ± {_number(noise, decimals)} EI units"


def trend_text(series: Series) -> str:
    """Return the trend line with its test, such as "0.4 EI units less a month, p = 0.03"."""
    if series.line is None or series.baseline is None:
        return _DASH
    monthly = series.line.slope_per_week * _DAYS_PER_MONTH / _DAYS_PER_WEEK
    shown = shown_change(series.metric, monthly, series.baseline)
    unit = change_unit(series.metric)
    amount = f"{abs(shown):.1f} {unit} {'less' if shown < 0 else 'more'} a month"
    p_value = series.line.p_value
    return f"{amount}, p {'< 0.001' if p_value < _LEAST_P else f'= {p_value:.2g}'}"


def _telling_decimals(change: float, noise: float, fewest: int) -> int:
    """Return enough decimals to see on which side of the noise a change lies, two more at most."""
    for decimals in (fewest, fewest + 1):
        if f"{abs(change):.{decimals}f}" != f"{noise:.{decimals}f}":
            return decimals
    return fewest + 2


def _number(value: float, decimals: int) -> str:
    text = f"{value:.{decimals}f}"
    is_zero = not text.strip("-0.")
    return text.lstrip("-") if is_zero else text.replace("-", _MINUS)


def _signed(value: float, decimals: int) -> str:
    text = _number(value, decimals)
    return text if value <= 0 or not text.strip("0.") else f"+{text}"
