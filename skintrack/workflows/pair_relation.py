"""What two photos say of each other, and how it is written down.

Nothing here computes: a relation that is kept in a library is read without numpy and OpenCV.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from typing import Any, Protocol

from skintrack import __version__
from skintrack.analysis import ALGORITHM
from skintrack.analysis.findings import Finding
from skintrack.analysis.noise import Mismatch
from skintrack.model import Measurement, Metric, PhotoAnalysis, RegionName

RELATION = "6"
"""Version of the arithmetic between two photos; it is raised whenever ``relate_photos`` gives other
numbers for the same two analyses."""

METHOD = f"{ALGORITHM}/{RELATION}/{__version__}"
"""What a kept relation was made with; one of another method is never read."""

_FIELDS = [each.name for each in fields(Mismatch)]


@dataclass(frozen=True)
class RelatedPhoto:
    """The later photo of a pair.

    ``analysis`` has its values as the earlier photo would have shown them, none withheld for the
    pair's sake; ``findings`` say what must be. ``mismatch`` is how unlike the photos are apart from
    each region; empty where they share no face.
    """

    analysis: PhotoAnalysis
    findings: tuple[Finding, ...]
    mismatch: Mapping[RegionName, Mismatch]


class Relate(Protocol):
    """Brings the later photo to the scale of the earlier one."""

    def __call__(
        self, before: PhotoAnalysis, after: PhotoAnalysis, *, same_view: bool | None = None
    ) -> RelatedPhoto:
        """Return the later photo; see ``related_photos.relate_photos``."""


def written(related: RelatedPhoto) -> str:
    """Return a relation as JSON; every number comes back exactly."""
    stored = {
        "values": [
            [each.metric, each.region, each.value] for each in related.analysis.measurements
        ],
        "findings": [
            [each.code, sorted(each.withholds), sorted(each.regions), each.figure]
            for each in related.findings
        ],
        "mismatch": {
            region: list(asdict(each).values()) for region, each in related.mismatch.items()
        },
        "fields": _FIELDS,
    }
    return json.dumps(stored, ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def read(text: str, after: PhotoAnalysis) -> RelatedPhoto:
    """Return the relation that was written of a pair.

    Parameters
    ----------
    text : str
        From ``written``.
    after : PhotoAnalysis
        The later photo, as it was when that was written.

    Raises
    ------
    ValueError
        If it is no relation.
    """
    try:
        stored: dict[str, Any] = json.loads(text)
        if stored["fields"] != _FIELDS:
            raise ValueError("It was written with other fields.")
        measurements = tuple(
            Measurement(_METRICS[metric], _REGIONS[region], value)
            for metric, region, value in stored["values"]
        )
        findings = tuple(
            Finding(code, frozenset(withholds), frozenset(regions), figure)
            for code, withholds, regions, figure in stored["findings"]
        )
        mismatch = {
            _REGIONS[region]: Mismatch(*values) for region, values in stored["mismatch"].items()
        }
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError("This is no relation of two photos.") from error
    return RelatedPhoto(replace(after, measurements=measurements), findings, mismatch)


_METRICS = {each.value: each for each in Metric}
_REGIONS = {each.value: each for each in RegionName}
