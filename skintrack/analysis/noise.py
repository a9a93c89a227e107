"""Assumed noise of a change, until a person's own repeats replace it.

MDC95, the minimal detectable change: 1.96 x sqrt(2) x SEM (Weir 2005, J Strength Cond Res 19:231).
The figures below are assumed. Basis (``docs/measurement.md``): both cheeks of six people, neutral
and smiling in one session, taken 1.8 to 2 times as wide because photos of other days also differ in
light and camera.
"""

_ABSOLUTE = {"redness": 2.0, "redness_spots": 2.0, "texture": 0.20}
_RELATIVE = {"relief": 0.26}


def assumed_mdc95(metric: str, baseline: float) -> float:
    """Return the assumed MDC95 of a change, in the unit of the metric.

    Parameters
    ----------
    metric : str
        ``redness`` and ``redness_spots`` in EI units, ``texture`` in ln units, ``relief`` in log10
        units (as a share of the baseline).
    baseline : float
        Value of the earlier photo.
    """
    if metric in _RELATIVE:
        return _RELATIVE[metric] * abs(baseline)
    return _ABSOLUTE[metric]
