"""What can be said of two photos."""

from collections.abc import Sequence
from dataclasses import dataclass

from skintrack.model.measurement import Metric, QualityIssue, RegionName
from skintrack.model.verdict import NoiseSource, Verdict

__all__ = ["Change", "Comparison", "NoiseSource", "Verdict"]


@dataclass(frozen=True)
class Change:
    """Change of one metric in one region between two photos.

    ``noise`` is the MDC95: the smallest change that these photos can show. Where the verdict is
    ``NOT_COMPARABLE`` the change is None. ``repeat_shots`` are the person's repeated photos behind
    the noise; 0 where it is assumed.
    """

    metric: Metric
    region: RegionName
    before: float | None
    after: float | None
    change: float | None
    noise: float | None
    noise_source: NoiseSource | None
    verdict: Verdict
    repeat_shots: int = 0


@dataclass(frozen=True)
class Comparison:
    """The whole comparison of a baseline and a follow-up photo."""

    algorithm: str
    comparable: dict[Metric, bool]
    issues: tuple[QualityIssue, ...]
    changes: Sequence[Change]

    def change(self, metric: Metric, region: RegionName) -> Change | None:
        """Return the change of one metric in one region, or None where it was not compared."""
        for change in self.changes:
            if change.metric is metric and change.region is region:
                return change
        return None
