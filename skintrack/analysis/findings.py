"""What is found about a photo or a pair: a code, what it withholds, and where. Words come later."""

from dataclasses import dataclass

REDNESS, REDNESS_SPOTS, TEXTURE, RELIEF = METRICS = (
    "redness",
    "redness_spots",
    "texture",
    "relief",
)
COLOR_METRICS = frozenset({REDNESS, REDNESS_SPOTS})
SURFACE_METRICS = frozenset({TEXTURE, RELIEF})
ALL_METRICS = COLOR_METRICS | SURFACE_METRICS
FACE = "face"


@dataclass(frozen=True)
class Finding:
    """One fact that limits what can be said.

    Attributes
    ----------
    code : str
        Stable word, such as ``too_small``.
    withholds : frozenset of str
        Metrics that must not be reported because of it; empty for a remark.
    regions : frozenset of str
        Where it holds; empty for everywhere.
    figure : float or None
        The measured figure behind it, in the unit of the code.
    """

    code: str
    withholds: frozenset[str] = frozenset()
    regions: frozenset[str] = frozenset()
    figure: float | None = None

    def withholds_value(self, metric: str, region: str) -> bool:
        """Whether this finding forbids the metric in the region."""
        return metric in self.withholds and (not self.regions or region in self.regions)
