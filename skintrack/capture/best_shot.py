"""Which of several shots to suggest, and which to keep at first."""

from collections.abc import Sequence

from skintrack.model import Metric, PhotoAnalysis


def best_of(analyses: Sequence[PhotoAnalysis | None]) -> int | None:
    """Return the place of the shot that limits least, of equals the sharpest.

    Parameters
    ----------
    analyses : sequence of PhotoAnalysis or None
        None where a shot was not measured. None is returned where no shot can be measured.
    """
    ranks = [
        (_rank(analysis), place)
        for place, analysis in enumerate(analyses)
        if analysis is not None and is_measurable(analysis)
    ]
    return min(ranks)[1] if ranks else None


def is_measurable(analysis: PhotoAnalysis) -> bool:
    """Whether anything at all can be measured in a shot."""
    return bool(analysis.usable_for)


def _rank(analysis: PhotoAnalysis) -> tuple[int, int, float]:
    limits = [issue for issue in analysis.issues if not issue.is_of_face]
    sharpness = analysis.conditions.sharpness
    return (
        len(Metric) - len(analysis.usable_for),
        sum(1 + len(issue.metrics) for issue in limits),
        float("inf") if sharpness is None else -sharpness,
    )
