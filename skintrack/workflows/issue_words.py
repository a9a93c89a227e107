"""Put findings into words: what is so, and what to do about it."""

from collections.abc import Iterable
from dataclasses import replace

from skintrack.analysis.findings import COLOR_METRICS, SURFACE_METRICS, Finding
from skintrack.model import Metric, QualityIssue, RegionName
from skintrack.model.display import region_in_sentence
from skintrack.model.phrase import Phrase
from skintrack.workflows.pair_words import PAIR_WORDS, PAIR_WORDS_BY_DIRECTION, PairWords
from skintrack.workflows.photo_notes import NOTHING_NOTED, PairNotes
from skintrack.workflows.photo_words import PHOTO_WORDS

_KINDS = {COLOR_METRICS: Phrase(" for redness"), SURFACE_METRICS: Phrase(" for texture")}
_RATIOS = frozenset({"distance_differs", "skin_share_differs"})


def issue_from(finding: Finding, notes: PairNotes = NOTHING_NOTED) -> QualityIssue:
    """Put a finding into words.

    Parameters
    ----------
    finding : Finding
        Of one photo or of a pair.
    notes : PairNotes
        Of the pair; the day of the earlier photo is named in the advice.
    """
    regions = frozenset(RegionName(name) for name in finding.regions)
    message, advice = _words_of(finding, regions, notes)
    return QualityIssue(
        code=finding.code,
        message=message,
        metrics=frozenset(Metric(name) for name in finding.withholds),
        regions=regions,
        advice=advice,
    )


def of_earlier_photo(issue: QualityIssue, notes: PairNotes = NOTHING_NOTED) -> QualityIssue:
    """Return an issue of the earlier photo of a pair; nobody can take that one again."""
    words = PHOTO_WORDS.get(issue.code)
    advice = issue.advice if words is None else Phrase(words.now)
    if words is not None and not words.now and words.next_time:
        advice = Phrase(
            "If you have another photo of {day}, compare with that one.", day=notes.that_day
        )
    message = Phrase("Earlier photo: {what}", what=issue.message)
    return replace(issue, message=message, advice=advice)


def of_later_photo(issue: QualityIssue) -> QualityIssue:
    """Return an issue of the later photo of a pair."""
    return replace(issue, message=Phrase("Later photo: {what}", what=issue.message))


def _words_of(finding: Finding, regions: Iterable[RegionName], notes: PairNotes) -> tuple[str, str]:
    photo = PHOTO_WORDS.get(finding.code)
    if photo is not None:
        advice = [Phrase(words) for words in (photo.now, photo.next_time) if words]
        return _filled(photo.message, finding, regions), Phrase.joined(" ", advice)
    pair = _pair_words(finding)
    return _filled(pair.message, finding, regions), Phrase(pair.advice, when=notes.when)


def _filled(message: str, finding: Finding, regions: Iterable[RegionName]) -> Phrase:
    what = _KINDS.get(finding.withholds, "")
    return Phrase(message, regions=_listed(regions), what=what)


def _pair_words(finding: Finding) -> PairWords:
    if finding.code in PAIR_WORDS:
        return PAIR_WORDS[finding.code]
    lower, higher = PAIR_WORDS_BY_DIRECTION[finding.code]
    unchanged = 1.0 if finding.code in _RATIOS else 0.0
    figure = unchanged if finding.figure is None else finding.figure
    return higher if figure > unchanged else lower


def _listed(regions: Iterable[RegionName]) -> Phrase:
    """Name regions in their usual order."""
    chosen = frozenset(regions)
    if RegionName.FACE in chosen:
        chosen = frozenset({RegionName.FACE})  # whatever else is named lies in it
    named = (region_in_sentence(region) for region in RegionName if region in chosen)
    return Phrase.joined(", ", named)
