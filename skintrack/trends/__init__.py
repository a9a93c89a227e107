"""Numbers over time: baseline, change, noise band, Theil-Sen line and Kendall's test.

Pure functions on model objects; imports only ``model`` and ``errors``.
"""

from skintrack.trends.repeats import Cell, Occasion, own_noise
from skintrack.trends.series import (
    FEWEST_VISITS_FOR_LINE,
    Compare,
    Reading,
    build_series,
    verdict_of,
)
from skintrack.trends.statistics import KendallTest, kendall, slope_interval, theil_sen

__all__ = [
    "FEWEST_VISITS_FOR_LINE",
    "Cell",
    "Compare",
    "KendallTest",
    "Occasion",
    "Reading",
    "build_series",
    "kendall",
    "own_noise",
    "slope_interval",
    "theil_sen",
    "verdict_of",
]
