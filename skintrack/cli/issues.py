"""How issues of photos and pairs are written as JSON."""

from skintrack.model import QualityIssue


def issue_document(issue: QualityIssue) -> dict[str, object]:
    """Write an issue as JSON; ``advice`` is null where nothing helps."""
    return {
        "code": issue.code,
        "message": issue.message,
        "advice": issue.advice or None,
        "metrics": sorted(issue.metrics),
        "regions": sorted(issue.regions),
    }
