"""The photo record: a row for each view, a column for each visit, in blocks that fit the paper."""

from collections.abc import Sequence

from skintrack.model import Photo, PhotoPrivacy, ReportSection, View, Visit
from skintrack.model.display import (
    short_day_text,
    skin_state_in_sentence,
    skin_state_name,
    view_in_sentence,
    view_name,
)
from skintrack.model.phrase import Phrase
from skintrack.reports import wording
from skintrack.reports.content import (
    RecordBlock,
    RecordCell,
    RecordColumn,
    RecordGroup,
    RecordRow,
    RecordTable,
    ReportMaterial,
    ReportVisit,
)
from skintrack.reports.listing import listed
from skintrack.reports.picture_words import privacy_note
from skintrack.reports.pictures import Picture
from skintrack.reports.record_flags import flags_of

VISITS_IN_A_ROW = 5
_STANDARD_VIEWS = (View.FRONT, View.RIGHT_OBLIQUE, View.LEFT_OBLIQUE)
_ORDER = (
    *_STANDARD_VIEWS,
    View.RIGHT_PROFILE,
    View.LEFT_PROFILE,
    View.CLOSE_UP,
    View.UNKNOWN,
)
_NO_FACE = frozenset({View.CLOSE_UP, View.UNKNOWN})
_SKIN = Phrase("Skin")
_TABLE_COLUMNS = (Phrase("Date"), Phrase("When"), Phrase("Views"), _SKIN, Phrase("Quality"))
_NO_REMARK = Phrase("no remark")
_NOT_SHOWN = Phrase("not shown")


def record_groups(material: ReportMaterial) -> tuple[RecordGroup, ...]:
    """Return the photos of healing days apart from those that can show progress."""
    if ReportSection.PHOTO_RECORD not in material.choices.sections:
        return ()
    healing = [visit for visit in material.visits if visit.visit.phase.is_healing]
    others = [visit for visit in material.visits if not visit.visit.phase.is_healing]
    groups = (
        (wording.RECORD, tuple(_record_notes(material)), others),
        (wording.HEALING_RECORD, (wording.HEALING_RECORD_NOTE,), healing),
    )
    has_photos = material.choices.photos is not PhotoPrivacy.NONE
    return tuple(
        RecordGroup(
            heading,
            notes,
            record_blocks(visits, material) if has_photos else (),
            None if has_photos else _table(visits, material),
        )
        for heading, notes, visits in groups
        if visits
    )


def record_blocks(
    visits: Sequence[ReportVisit], material: ReportMaterial
) -> tuple[RecordBlock, ...]:
    """Return the record, oldest visit first.

    Every view of these visits has a row in every block, so that a missing photo is an empty frame.
    The visits are shared evenly among the blocks, so that none stands alone in the last one.
    """
    views = _views(visits)
    return tuple(_block(shared, views, material) for shared in _shares(visits))


def never_taken(material: ReportMaterial) -> tuple[View, ...]:
    """Return those of the front and the two oblique views of a face that no photo shows."""
    used = {photo.view for photo in material.photos}
    used.update(photo.view for visit in material.visits for photo in visit.visit.photos)
    wanted = material.choices.views or _STANDARD_VIEWS
    is_of_face = not used <= _NO_FACE
    return tuple(
        view for view in _STANDARD_VIEWS if view in wanted and is_of_face and view not in used
    )


def skin_text(visit: Visit) -> str:
    """Return what was noted of the skin in the photos of a visit, or an empty text."""
    noted = dict.fromkeys(photo.skin_state for photo in visit.photos if photo.skin_state)
    return Phrase.joined(", ", (skin_state_name(state) for state in noted))


def _shares(visits: Sequence[ReportVisit]) -> list[Sequence[ReportVisit]]:
    """Return the visits in as few blocks as they need, the longer ones first."""
    count = -(-len(visits) // VISITS_IN_A_ROW)
    shares, start = [], 0
    for place in range(count):
        length = len(visits) // count + (place < len(visits) % count)
        shares.append(visits[start : start + length])
        start += length
    return shares


def _views(visits: Sequence[ReportVisit]) -> list[View]:
    used = {view for visit in visits for view in _views_of(visit.visit)}
    return [view for view in _ORDER if view in used]


def _views_of(visit: Visit) -> list[View]:
    used = {photo.view for photo in visit.photos}
    return [view for view in _ORDER if view in used]


def _block(
    visits: Sequence[ReportVisit], views: Sequence[View], material: ReportMaterial
) -> RecordBlock:
    return RecordBlock(
        columns=tuple(
            RecordColumn(short_day_text(visit.visit.day), visit.phase_label, _shared_skin(visit))
            for visit in visits
        ),
        rows=tuple(
            RecordRow(view_name(view), tuple(_cell(visit, view, material) for visit in visits))
            for view in views
        ),
    )


def _cell(visit: ReportVisit, view: View, material: ReportMaterial) -> RecordCell:
    photos = _of_view(visit.visit, view)
    if not photos:
        is_hidden = _is_hidden(visit.visit, view, material)
        return RecordCell(Picture(None, "", _NOT_SHOWN if is_hidden else ""), "")
    photo = photos[0]
    series = (*material.series, *material.other_series)
    words: list[Phrase] = []
    if photo.skin_state is not None and not _shared_skin(visit):
        words.append(skin_state_in_sentence(photo.skin_state))
    words += flags_of(photo, material.analyses, series)
    if len(photos) > 1:
        words.append(Phrase("1 of {count} photos", count=len(photos)))
    return RecordCell(
        material.pictures.get(photo.id, Picture(None, "")), Phrase.joined(", ", words)
    )


def _is_hidden(visit: Visit, view: View, material: ReportMaterial) -> bool:
    """Whether there is a photo of this view and day that the patient left out of the report."""
    return any(
        photo.view is view
        and photo.captured_at is not None
        and photo.captured_at.date() == visit.day
        for photo in material.photos
        if photo.id in material.choices.left_out_photos
    )


def _of_view(visit: Visit, view: View) -> list[Photo]:
    """Return the photos of a view, those in other light on purpose last."""
    photos = [photo for photo in visit.photos if photo.view is view]
    return sorted(photos, key=lambda photo: photo.is_calibration)


def _shared_skin(visit: ReportVisit) -> str:
    """Return what was noted of the skin where it is the same for all photos of a visit."""
    states = {photo.skin_state for photo in visit.visit.photos}
    return skin_text(visit.visit) if len(states) == 1 else ""


def _table(visits: Sequence[ReportVisit], material: ReportMaterial) -> RecordTable:
    """Return the record without photos; what was noted of the skin has a column where it was."""
    has_skin = any(skin_text(visit.visit) for visit in visits)
    rows = []
    for visit in visits:
        skin = (skin_text(visit.visit),) if has_skin else ()
        views, remarks = _views_text(visit.visit), _remarks(visit, material)
        rows.append((short_day_text(visit.visit.day), visit.phase_label, views, *skin, remarks))
    columns = tuple(name for name in _TABLE_COLUMNS if has_skin or name is not _SKIN)
    return RecordTable(columns, tuple(rows))


def _views_text(visit: Visit) -> Phrase:
    """Return the views of a visit with their numbers of photos, such as "Front, left oblique"."""
    parts: list[str] = []
    for view in _views_of(visit):
        name = view_in_sentence(view) if parts else view_name(view)
        count = len(_of_view(visit, view))
        parts.append(name if count == 1 else Phrase("{view} ({count})", view=name, count=count))
    return Phrase.joined(", ", parts)


def _remarks(visit: ReportVisit, material: ReportMaterial) -> Phrase:
    series = (*material.series, *material.other_series)
    remarks = []
    for view in _views_of(visit.visit):
        flags = flags_of(_of_view(visit.visit, view)[0], material.analyses, series)
        if flags:
            said = Phrase.joined(", ", flags)
            remarks.append(Phrase("{view}: {what}", view=view_name(view), what=said))
    return Phrase.joined("; ", remarks) if remarks else _NO_REMARK


def _record_notes(material: ReportMaterial) -> list[str]:
    notes: list[str] = [_how_printed(material)]
    never = [view_in_sentence(view) for view in never_taken(material)]
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


def _how_printed(material: ReportMaterial) -> Phrase:
    privacy = material.choices.photos
    about = privacy_note(privacy) or wording.RECORD_UNCHANGED
    if privacy is PhotoPrivacy.NONE:
        return Phrase.joined(" ", (about, wording.RECORD_IN_WORDS))
    found = material.analyses.values()
    has_region = any(each.to_region for each in found)
    has_face = any(each.to_canonical for each in found) or not has_region
    sentences = [wording.RECORD_FACES] if has_face else []
    if has_region:
        sentences.append(wording.RECORD_REGIONS)
    return Phrase.joined(" ", (*sentences, about, wording.RECORD_ORDER))
