"""The photo record: a row for each view, a column for each visit, in blocks that fit the paper."""

from collections.abc import Mapping, Sequence

from skintrack.model import PhotoId, View, Visit
from skintrack.model.display import short_day_text, skin_state_name, view_in_sentence, view_name
from skintrack.model.phrase import Phrase
from skintrack.reports import wording
from skintrack.reports.content import (
    Picture,
    RecordBlock,
    RecordColumn,
    RecordGroup,
    RecordRow,
    ReportMaterial,
    ReportVisit,
)
from skintrack.reports.listing import listed

VISITS_IN_A_ROW = 5
_STANDARD_VIEWS = (View.FRONT, View.RIGHT_OBLIQUE, View.LEFT_OBLIQUE)


def record_blocks(
    visits: Sequence[ReportVisit], pictures: Mapping[PhotoId, Picture]
) -> tuple[RecordBlock, ...]:
    """Return the record, oldest visit first.

    Every view of the course has a row in every block, so that a missing photo is an empty frame. Of
    several photos of one view and visit the first is shown.
    """
    used = _views(visits)
    views = [view for view in _STANDARD_VIEWS if view in used]
    views += [view for view in View if view in used and view not in _STANDARD_VIEWS]
    return tuple(
        _block(visits[start : start + VISITS_IN_A_ROW], views, pictures)
        for start in range(0, len(visits), VISITS_IN_A_ROW)
    )


def never_taken(visits: Sequence[ReportVisit]) -> tuple[View, ...]:
    """Return those of the front and the two oblique views that no visit has."""
    used = _views(visits)
    return tuple(view for view in _STANDARD_VIEWS if used and view not in used)


def _views(visits: Sequence[ReportVisit]) -> set[View]:
    return {photo.view for visit in visits for photo in visit.visit.photos}


def _block(
    visits: Sequence[ReportVisit], views: Sequence[View], pictures: Mapping[PhotoId, Picture]
) -> RecordBlock:
    return RecordBlock(
        columns=tuple(
            RecordColumn(short_day_text(visit.visit.day), visit.phase_label, skin_text(visit.visit))
            for visit in visits
        ),
        rows=tuple(
            RecordRow(view_name(view), tuple(_picture(visit, view, pictures) for visit in visits))
            for view in views
        ),
    )


def skin_text(visit: Visit) -> str:
    """Return what was noted of the skin in the photos of a visit, or an empty text."""
    noted = dict.fromkeys(photo.skin_state for photo in visit.photos if photo.skin_state)
    return Phrase.joined(", ", (skin_state_name(state) for state in noted))


def _picture(visit: ReportVisit, view: View, pictures: Mapping[PhotoId, Picture]) -> Picture:
    for photo in visit.visit.photos:
        if photo.view is view and photo.id in pictures:
            return pictures[photo.id]
    return Picture(None, "")


def record_groups(material: ReportMaterial) -> tuple[RecordGroup, ...]:
    """Return the photos of healing days apart from those that can show progress."""
    healing = [visit for visit in material.visits if visit.visit.phase.is_healing]
    others = [visit for visit in material.visits if not visit.visit.phase.is_healing]
    groups = (
        (wording.RECORD, tuple(_record_notes(material, others)), others),
        (wording.HEALING_RECORD, (wording.HEALING_RECORD_NOTE,), healing),
    )
    return tuple(
        RecordGroup(heading, notes, record_blocks(visits, material.pictures))
        for heading, notes, visits in groups
        if visits
    )


def _record_notes(material: ReportMaterial, visits: Sequence[ReportVisit]) -> list[str]:
    notes: list[str] = [wording.RECORD_NOTE]
    never = [view_in_sentence(view) for view in never_taken(visits)]
    if never:
        notes.append(Phrase("Never taken: {views} view.", views=listed(never)))
    if material.undated_count:
        notes.append(
            Phrase.counted(
                "{count} photo without a date is not shown.",
                "{count} photos without a date are not shown.",
                material.undated_count,
            )
        )
    return notes
