"""Assumed noise of a change, until a person's own repeats replace it.

MDC95, the minimal detectable change: 1.96 x sqrt(2) x SEM (Weir 2005, J Strength Cond Res 19:231).
The figures below are assumed. Basis: 1.96 x the RMS difference between two photos of one session,
of the region where it is largest (six people, neutral and smiling; ``benchmarks/repeat_pairs.py``,
``docs/measurement.md``). Photos of other days differ more; where they differ too much to be
compared, ``comparability`` withholds the change.
"""

_ABSOLUTE = {"redness": 2.1, "redness_spots": 2.0, "texture": 0.21}
_RELATIVE = {"relief": 0.33}


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
