"""How far a person's own photos of unchanged skin differ, beside what is assumed."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from skintrack.model.comparison import NoiseSource
from skintrack.model.measurement import Metric, RegionName


@dataclass(frozen=True)
class NoiseFactor:
    """How many times the assumed noise a person's own photos show, of one metric and region.

    ``shots`` are the repeated photos behind it and ``settings`` the occasions that were also
    photographed in other light.
    """

    factor: float
    source: NoiseSource
    shots: int
    settings: int = 0


@dataclass(frozen=True)
class OwnNoise:
    """What a person's own repeats say; a metric and region without enough of them is not in it."""

    factors: Mapping[tuple[Metric, RegionName], NoiseFactor] = field(default_factory=dict)

    def of(self, metric: Metric, region: RegionName) -> NoiseFactor | None:
        """Return the factor of one metric in one region; None where the noise stays assumed."""
        return self.factors.get((metric, region))


NOTHING_REPEATED = OwnNoise()
