"""How an index is said: one wording for window, report and command line."""

from collections.abc import Iterable

from skintrack.model.comparison import Verdict
from skintrack.model.display import metric_in_sentence, metric_name
from skintrack.model.index import BASELINE_INDEX, BaselineIndex
from skintrack.model.measurement import Metric, RegionName
from skintrack.model.phrase import Figure, Phrase
from skintrack.model.series import Series

EI_PER_A_STAR = 1.67
"""EI units for one unit of CIELAB a* in photos of faces (``docs/measurement.md``)."""

SCORE_METRICS = (Metric.REDNESS_SPOTS, Metric.TEXTURE)
"""What the two simple scores are read from, redness first."""

_SAID = {Metric.TEXTURE: Phrase("Texture")}
_SAID_WITHIN = {Metric.TEXTURE: Phrase("texture")}
_MINUS = "\N{MINUS SIGN}"
_FORMULA_WORDS = {
    Metric.REDNESS_SPOTS: Phrase(
        "How far red marks stand out, as a share of your baseline: "
        "100 \N{MULTIPLICATION SIGN} redness spots / redness spots at baseline."
    ),
    Metric.TEXTURE: Phrase(
        "How deep pores and fine lines are, as a share of your baseline: "
        "100 \N{MULTIPLICATION SIGN} exp(fine texture \N{MINUS SIGN} fine texture at baseline)."
    ),
    Metric.RELIEF: Phrase(
        "How deep dents and coarse pores are, as a share of your baseline: "
        "100 \N{MULTIPLICATION SIGN} relief / relief at baseline."
    ),
}
_MOST_DECIMALS = 2
_DASH = "\N{EN DASH}"


def score_name(metric: Metric) -> Phrase:
    """Return the name of a simple score: "Redness spots" or "Texture".

    Redness alone is another metric, which is shown beside it.
    """
    return _SAID.get(metric) or metric_name(metric)


def formula_words(metric: Metric) -> Phrase | None:
    """Return in words how the index of a metric is made; None where there is none."""
    return _FORMULA_WORDS.get(metric)


def score_series(series: Iterable[Series]) -> tuple[Series, ...]:
    """Return the series of the two simple scores: of the whole face, else of the drawn region."""
    known = {(one.metric, one.region): one for one in series}
    for region in (RegionName.FACE, RegionName.DRAWN):
        found = tuple(known[m, region] for m in SCORE_METRICS if (m, region) in known)
        if found:
            return found
    return ()


def index_text(index: BaselineIndex | None) -> str:
    """Return an index with its noise, such as "78 (70 to 86)", or a dash."""
    if index is None:
        return _DASH
    decimals = _decimals(index)
    parts = (index.value, index.low, index.high)
    value, low, high = (Figure(f"{part:.{decimals}f}") for part in parts)
    return Phrase("{value} ({low} to {high})", value=value, low=low, high=high)


def index_number(value: float | None) -> str:
    """Return an index alone, such as "78", or a dash."""
    return _DASH if value is None else f"{value:.0f}"


def index_change(index: BaselineIndex) -> str:
    """Return how far an index is from its baseline, such as "down 22" or "up 7"."""
    decimals = _decimals(index)
    distance = float(f"{index.value:.{decimals}f}") - BASELINE_INDEX
    points = Figure(f"{abs(distance):.{decimals}f}")
    return Phrase("down {points}" if distance < 0 else "up {points}", points=points)


def score_sentence(series: Series, *, is_start: bool = True) -> Phrase:
    """Say a score in a sentence, such as "Redness spots down 22 since baseline, beyond noise".

    ``is_start`` says that a sentence begins with it.
    """
    if is_start:
        name = score_name(series.metric)
    else:
        name = _SAID_WITHIN.get(series.metric) or metric_in_sentence(series.metric)
    index = series.index
    if index is None or series.verdict is None:
        return Phrase("{name}: nothing to compare yet", name=name)
    if series.verdict is Verdict.WITHIN_NOISE:
        return Phrase("{name}: within noise", name=name)
    change = index_change(index)
    return Phrase("{name} {change} since baseline, beyond noise", name=name, change=change)


def a_star_text(change: float) -> str:
    """Return a change of redness in a*, such as "about +1.9 a*"."""
    number = f"{change / EI_PER_A_STAR:+.1f}".replace("-", _MINUS)
    shown = Figure(number if number[1:] != "0.0" else "0.0")
    return Phrase("about {number} a*", number=shown)


def _decimals(index: BaselineIndex) -> int:
    """Return enough decimals to see on which side of 100 the interval ends, two at most."""
    for decimals in range(_MOST_DECIMALS):
        low, high = (float(f"{part:.{decimals}f}") for part in (index.low, index.high))
        if (low > BASELINE_INDEX) == (index.low > BASELINE_INDEX) and (high < BASELINE_INDEX) == (
            index.high < BASELINE_INDEX
        ):
            return decimals
    return _MOST_DECIMALS
