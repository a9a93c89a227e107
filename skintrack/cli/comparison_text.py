"""A comparison as lines for people: what can be compared, why not the rest, then the changes."""

from collections.abc import Sequence

from skintrack.model import Change, Comparison, Metric, Verdict
from skintrack.model.display import metric_name, region_name, value_text, verdict_text


def comparison_lines(comparison: Comparison) -> list[str]:
    """Write a comparison: the answer, its reasons with advice, each change with its noise."""
    # What is so of the whole face alone is so in nearly every photo; JSON says it.
    issues = [issue for issue in comparison.issues if not issue.is_of_face]
    issues.sort(key=lambda issue: -len(issue.metrics))
    return [
        summary_sentence(comparison),
        *dict.fromkeys(issue.text for issue in issues),
        *(line for metric in Metric for line in metric_lines(comparison, metric)),
    ]


def summary_sentence(comparison: Comparison) -> str:
    """Say for which metrics the photos can be compared."""
    yes = [metric for metric in Metric if comparison.comparable.get(metric, False)]
    no = [metric for metric in Metric if metric not in yes]
    if not yes:
        return "These two photos are not comparable in numbers. Do look at them."
    if not no:
        return "These two photos are comparable."
    return f"Comparable for {_listed(yes)}; not for {_listed(no)}."


def metric_lines(comparison: Comparison, metric: Metric) -> list[str]:
    """Say a metric's change in each region; regions without one share a line.

    What neither photo has, such as redness of the whole face without a colour card, goes unsaid.
    """
    changes = [change for change in comparison.changes if change.metric is metric]
    told = [change for change in changes if change.verdict is not Verdict.NOT_COMPARABLE]
    if not told:
        return []
    lines = [change_sentence(change) for change in told]
    rest = [
        region_name(change.region).lower()
        for change in changes
        if change not in told and (change.before is not None or change.after is not None)
    ]
    if rest:
        lines.append(f"{metric_name(metric)}, not comparable: {', '.join(rest)}")
    return lines


def change_sentence(change: Change) -> str:
    """Say what became of one metric in one region."""
    before, after, noise = (
        value_text(change.metric, value) for value in (change.before, change.after, change.noise)
    )
    place = region_name(change.region).lower()
    start = f"{metric_name(change.metric)}, {place}"
    return f"{start}: {before} to {after}, noise {noise}: {verdict_text(change.verdict)}"


def _listed(metrics: Sequence[Metric]) -> str:
    return ", ".join(metric_name(metric).lower() for metric in metrics)
