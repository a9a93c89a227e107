"""Which issues are worth saying: each once, and no consequence beside its cause."""

from collections.abc import Iterable

from skintrack.analysis.findings import Finding
from skintrack.model import QualityIssue
from skintrack.workflows.issue_words import issue_from
from skintrack.workflows.pair_words import PAIR_WORDS, PAIR_WORDS_BY_DIRECTION
from skintrack.workflows.photo_notes import NOTHING_NOTED, PairNotes

_OF_SHARED_SKIN = frozenset({"little_common_skin", "skin_share_differs"})
_CONSEQUENCES = {
    "view_differs": frozenset(PAIR_WORDS.keys() | PAIR_WORDS_BY_DIRECTION.keys())
    - {"view_differs", "days_reversed"},
    "no_face": frozenset({"view_differs", "sharpness_not_known", "baseline_without_face"}),
    "no_color": frozenset({"light_color_differs", "colors_do_not_match"}),
    "little_skin": _OF_SHARED_SKIN | {"covered"},
    "covered": _OF_SHARED_SKIN,
    "turned_away": _OF_SHARED_SKIN,
    "face_cut_off": _OF_SHARED_SKIN | {"covered", "sharpness_unknown", "sharpness_not_known"},
    "clipped": _OF_SHARED_SKIN,
    "blurred": frozenset({"sharpness_differs", "noise_differs"}),
    "too_small": frozenset({"distance_differs", "sharpness_differs", "noise_differs"}),
    "light_side_differs": frozenset({"light_pattern_differs"}),
    "light_height_differs": frozenset({"light_pattern_differs"}),
}
"""What follows from a code, and helps nobody to hear as well."""


def issues_from(
    findings: Iterable[Finding], notes: PairNotes = NOTHING_NOTED
) -> tuple[QualityIssue, ...]:
    """Put findings into words, those of one kind in one sentence."""
    return without_consequences(issue_from(finding, notes) for finding in _merged(findings))


def without_consequences(issues: Iterable[QualityIssue]) -> tuple[QualityIssue, ...]:
    """Leave out what follows from another issue that withholds as much."""
    issues = tuple(issues)
    return tuple(issue for issue in issues if not any(_explains(cause, issue) for cause in issues))


def _explains(cause: QualityIssue, issue: QualityIssue) -> bool:
    return (
        issue.code in _CONSEQUENCES.get(cause.code, ())
        and issue.metrics <= cause.metrics
        and (not cause.regions or (bool(issue.regions) and issue.regions <= cause.regions))
    )


def _merged(findings: Iterable[Finding]) -> list[Finding]:
    """Join findings that say the same of other metrics, then of other regions."""
    of_regions: dict[tuple[object, ...], Finding] = {}
    for each in findings:
        place = each.code, each.regions, _is_more(each)
        of_regions[place] = _joined(of_regions.get(place), each)
    of_metrics: dict[tuple[object, ...], Finding] = {}
    for each in of_regions.values():
        # Of everywhere and of some regions are two sentences.
        effect = each.code, each.withholds, bool(each.regions), _is_more(each)
        of_metrics[effect] = _joined(of_metrics.get(effect), each)
    return list(of_metrics.values())


def _is_more(finding: Finding) -> bool:
    """Whether the figure has the higher of two directions that are worded apart."""
    return finding.code in PAIR_WORDS_BY_DIRECTION and (finding.figure or 0.0) > 0


def _joined(earlier: Finding | None, finding: Finding) -> Finding:
    """Return both as one; the first figure stays."""
    if earlier is None:
        return finding
    return Finding(
        finding.code,
        earlier.withholds | finding.withholds,
        earlier.regions | finding.regions,
        earlier.figure,
    )
