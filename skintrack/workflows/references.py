"""Which reference a photo's redness has, and what different references keep from being compared."""

from dataclasses import replace

from skintrack.analysis.findings import FACE, REDNESS, Finding
from skintrack.analysis.measure import DRAWN
from skintrack.analysis.whole_face import face_redness
from skintrack.model import CardReading, Measurement, Metric, PhotoAnalysis, Reference, RegionName


def card_differences(before: CardReading | None, after: CardReading | None) -> tuple[Finding, ...]:
    """Return why redness of the whole face cannot be compared, as far as the cards are the cause.

    Parameters
    ----------
    before, after : CardReading or None
        In the earlier and the later photo.
    """
    where = frozenset({REDNESS}), frozenset({FACE})
    if before is None and after is None:
        return ()
    if after is None:
        return (Finding("card_missing_later", *where),)
    if before is None:
        return (Finding("card_missing_earlier", *where),)
    return () if before.serial == after.serial else (Finding("card_print_differs", *where),)


def reference_differences(before: PhotoAnalysis, after: PhotoAnalysis) -> tuple[Finding, ...]:
    """Return what different references keep from being compared."""
    findings = card_differences(before.card, after.card)
    if _patch(before) != _patch(after):
        differs = Finding("reference_differs", frozenset({REDNESS}), frozenset({FACE, DRAWN}))
        findings = (differs, *findings)
    return findings


def _patch(analysis: PhotoAnalysis) -> tuple[Reference, int | None]:
    """Return the skin that redness is measured against; a patch drawn anew is another one."""
    is_drawn = analysis.reference is Reference.UNTREATED
    return analysis.reference, analysis.region_revision if is_drawn else None


def by_the_same_card(before: PhotoAnalysis, after: PhotoAnalysis) -> PhotoAnalysis:
    """Return the later analysis with whole-face redness read against the earlier photo's card.

    The same print then serves as its own reference, and its errors cancel. Without the same card
    in both, the analysis is returned as it is.
    """
    if before.card is None or after.card is None or before.card.serial != after.card.serial:
        return after
    found = face_redness(after.card, before.card)
    if found is None or after.value(Metric.REDNESS, RegionName.FACE) is None:
        return after
    new = Measurement(Metric.REDNESS, RegionName.FACE, found.value)
    kept = tuple(
        new if (each.metric, each.region) == (new.metric, new.region) else each
        for each in after.measurements
    )
    return replace(after, measurements=kept)
