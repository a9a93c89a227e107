"""How far the two photos of a pair can be compared, in a few words and in sentences."""

from skintrack.model import Comparison
from skintrack.model.display import metric_in_sentence, view_name
from skintrack.model.phrase import Phrase
from skintrack.reports import wording
from skintrack.reports.content import ChosenPair
from skintrack.reports.left_out import finding_of
from skintrack.reports.listing import listed


def grade_text(comparison: Comparison | None) -> str:
    """Return how comparable a photo is, in a few words."""
    if comparison is None:
        return Phrase("Not measured")
    fit, count = sum(comparison.comparable.values()), len(comparison.comparable)
    if fit == 0:
        return Phrase("Not comparable")
    if fit == count:
        return Phrase.counted(
            "Comparable for the only metric", "Comparable for all {count} metrics", count
        )
    return Phrase("Comparable for {fit} of {count} metrics", fit=fit, count=count)


def pair_notes(pair: ChosenPair) -> tuple[str, ...]:
    """Say for what the pair is comparable, and why not for the rest."""
    view = view_name(pair.view)
    if pair.after is None:
        return (Phrase("{view} view.", view=view),)
    if pair.comparison is None:
        return (Phrase("{view} view.", view=view), wording.PAIR_NOT_MEASURED)
    how = wording.ALIGNED if pair.is_aligned else wording.NOT_ALIGNED
    return (how.filled(view=view), *comparability(pair))


def comparability(pair: ChosenPair) -> tuple[str, ...]:
    """Return the metrics that can be compared, and why the others cannot."""
    comparison = pair.comparison
    if comparison is None:
        return ()
    fit = [metric_in_sentence(m) for m, is_fit in comparison.comparable.items() if is_fit]
    unfit = [metric for metric, is_fit in comparison.comparable.items() if not is_fit]
    notes: list[str] = []
    if fit:
        notes.append(Phrase("Comparable for {metrics}.", metrics=listed(fit)))
    if unfit:
        names = listed([metric_in_sentence(metric) for metric in unfit])
        issues = [issue for issue in comparison.issues if issue.metrics & set(unfit)]
        reasons = dict.fromkeys(finding_of(issue.message) for issue in issues)
        not_comparable = Phrase("Not comparable for {metrics}.", metrics=names)
        notes.append(Phrase.joined(" ", (not_comparable, *reasons)))
        # There is room for one piece of advice.
        notes += [issue.advice for issue in issues if issue.advice][:1]
    return tuple(notes)
