"""The metrics that speak of a concern come first; nothing is left out for it."""

from collections.abc import Iterable

from skintrack.model import Metric, Series

_SURFACE = (Metric.RELIEF, Metric.TEXTURE)
_FINE_SURFACE = (Metric.TEXTURE, Metric.RELIEF)
_FIRST = {
    "acne_scars": _SURFACE,
    "other_scars": _SURFACE,
    "stretch_marks": _SURFACE,
    "texture": _FINE_SURFACE,
    "pores": _FINE_SURFACE,
    "fine_lines": _FINE_SURFACE,
    "rejuvenation": _FINE_SURFACE,
    "dull_skin": _FINE_SURFACE,
    "loose_skin": _FINE_SURFACE,
}


def ordered_for(concern: str | None, series: Iterable[Series]) -> tuple[Series, ...]:
    """Return series with those first that speak of a concern; the others keep their order.

    Parameters
    ----------
    concern : str or None
        Its code; without one, or with one that is about colour, redness stays first.
    series : iterable of Series
        What was measured.
    """
    first = _FIRST.get(concern or "", ())
    return tuple(
        sorted(series, key=lambda one: first.index(one.metric) if one.metric in first else 9)
    )
