"""Whether a print may be made at all, before any photo is opened."""

from collections.abc import Iterable

from skintrack.model import PhotoAnalysis, RegionName

_DOUBTS = frozenset({"face_cut_off", "face_unclear"})  # of the mesh itself


class NotSafeError(Exception):
    """The print cannot be made so that it shows no more than it may; ``reason`` says why."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def is_face_known(analysis: PhotoAnalysis) -> bool:
    """Whether it is certain enough where the face is: found without doubts, or set by hand."""
    if analysis.to_canonical is None:
        return False
    is_doubtful = any(issue.code in _DOUBTS for issue in analysis.issues)
    return bool(analysis.face_points) or not is_doubtful


def shown_regions(analysis: PhotoAnalysis, wanted: Iterable[RegionName]) -> tuple[RegionName, ...]:
    """Return those of the wanted regions that a photo shows, not those turned away from it."""
    away = {
        region
        for issue in analysis.issues
        if issue.code == "turned_away"
        for region in issue.regions
    }
    return tuple(
        region
        for region in wanted
        if region in analysis.outlines
        and region not in away
        and analysis.valid_fraction.get(region, 0.0) > 0.0
    )
