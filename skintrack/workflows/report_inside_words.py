"""What is inside a report, in sentences: what goes in, then what does not."""

from typing import NamedTuple

from skintrack.model import Paper, PhotoPrivacy, ReportSection
from skintrack.model.display import view_in_sentence
from skintrack.model.phrase import Phrase
from skintrack.workflows.report_inside import Layout, ReportInside

_LANGUAGES = {"en": Phrase("English"), "de": Phrase("German")}
_PAPERS = {Paper.A4: Phrase("A4"), Paper.LETTER: Phrase("Letter")}
_SECTIONS = {
    ReportSection.TRENDS: Phrase("charts over time"),
    ReportSection.PHOTO_RECORD: Phrase("photo record"),
    ReportSection.SESSIONS: Phrase("sessions"),
    ReportSection.RECOVERY: Phrase("recovery"),
    ReportSection.PRACTITIONER: Phrase("page to fill in"),
}
_BYTES_PER_MB = 1_000_000
_LEAST_MB = 0.1


class InsideWords(NamedTuple):
    """Short lines, most important first."""

    inside: tuple[Phrase, ...]
    not_inside: tuple[Phrase, ...]


def inside_words(inside: ReportInside, layout: Layout | None = None) -> InsideWords:
    """Return what is inside in words.

    Parameters
    ----------
    inside : ReportInside
        What was counted.
    layout : Layout, optional
        Once the pages are laid out.
    """
    told = (
        _form(inside, layout),
        _names(inside),
        _photos(inside, layout),
        _pair(inside),
        _sessions(inside),
        _recovery(inside),
        _ratings(inside),
        _rounds(inside),
        _form_to_fill_in(inside),
        _files(inside),
        _lock(inside),
    )
    return InsideWords(tuple(filter(None, told)), tuple(filter(None, _absent(inside, layout))))


def language_name(language: str) -> str:
    """Return the name of a language of the report."""
    return _LANGUAGES.get(language, language)


def paper_name(paper: Paper) -> Phrase:
    """Return the name of a size of paper."""
    return _PAPERS[paper]


def in_short(inside: ReportInside, layout: Layout | None = None) -> Phrase:
    """Return in one line what matters most."""
    count = inside.photo_count if layout is None else layout.photo_count
    parts = [
        _pages(layout),
        Phrase.counted("{count} photo", "{count} photos", count) if count else Phrase("no photos"),
        Phrase("eyes covered") if _are_eyes_covered(inside) else None,
        Phrase("code instead of names") if inside.code is not None else Phrase("with names"),
        Phrase("locked") if inside.has_password else None,
        _size(layout),
    ]
    return Phrase.joined(" · ", filter(None, parts))


def _form(inside: ReportInside, layout: Layout | None) -> Phrase:
    parts = [
        _pages(layout),
        paper_name(inside.paper),
        language_name(inside.language),
        _size(layout),
    ]
    return Phrase.joined(", ", filter(None, parts))


def _pages(layout: Layout | None) -> Phrase | None:
    if layout is None:
        return None
    return Phrase.counted("{count} page", "{count} pages", layout.page_count)


def _size(layout: Layout | None) -> Phrase | None:
    if layout is None or layout.byte_size is None:
        return None
    size = max(layout.byte_size / _BYTES_PER_MB, _LEAST_MB)
    return Phrase("{size:.1f}\N{NO-BREAK SPACE}MB", size=size)


def _names(inside: ReportInside) -> Phrase:
    if inside.code is not None:
        return Phrase("The code “{code}” instead of names", code=inside.code)
    if inside.person is None:
        return Phrase("The name of the course: “{course}”", course=inside.course_name)
    return Phrase(
        "The names “{person}” and “{course}”", person=inside.person, course=inside.course_name
    )


def _photos(inside: ReportInside, layout: Layout | None) -> Phrase:
    count = inside.photo_count if layout is None else layout.photo_count
    if not count:
        return Phrase("No photos")
    counted = Phrase.counted("{count} photo", "{count} photos", count)
    if count == inside.photo_count:  # of which days the others are is not counted
        counted = Phrase.counted(
            "{photos} on {count} day", "{photos} on {count} days", inside.day_count, photos=counted
        )
    views = Phrase.joined(", ", (view_in_sentence(view) for view in inside.views))
    how = {
        PhotoPrivacy.EYES_COVERED: Phrase("eyes covered"),
        PhotoPrivacy.REGION_ONLY: Phrase("cropped to the skin that is measured"),
    }.get(inside.photos)
    told = Phrase("{photos}: {views}", photos=counted, views=views)
    return told if how is None else Phrase.joined("; ", (told, how))


def _pair(inside: ReportInside) -> Phrase | None:
    return Phrase("The pair of page 1 that you chose") if inside.is_pair_given else None


def _sessions(inside: ReportInside) -> Phrase | None:
    if ReportSection.SESSIONS not in inside.sections or not inside.session_count:
        return None
    count = inside.session_count
    if inside.has_session_notes:
        return Phrase.counted(
            "{count} session with its notes", "{count} sessions with their notes", count
        )
    return Phrase.counted("{count} session", "{count} sessions", count)


def _recovery(inside: ReportInside) -> Phrase | None:
    count = inside.diary_day_count
    if not count:
        return None
    return Phrase.counted(
        "{count} day of the recovery diary", "{count} days of the recovery diary", count
    )


def _ratings(inside: ReportInside) -> Phrase | None:
    if not inside.rating_count:
        return None
    return Phrase.counted(
        "{count} rating of the skin", "{count} ratings of the skin", inside.rating_count
    )


def _rounds(inside: ReportInside) -> Phrase | None:
    if not inside.round_count:
        return None
    return Phrase.counted(
        "{count} answer of blinded comparisons",
        "{count} answers of blinded comparisons",
        inside.round_count,
    )


def _form_to_fill_in(inside: ReportInside) -> Phrase | None:
    if ReportSection.PRACTITIONER not in inside.sections:
        return None
    return Phrase("A page for the practitioner to fill in")


def _files(inside: ReportInside) -> Phrase | None:
    if not (inside.has_data or inside.has_fhir):
        return None
    if not inside.has_data:
        return Phrase("Attached: the numbers as FHIR")
    # Sessions that are left out of the pages are not in the files either.
    if ReportSection.SESSIONS in inside.sections and inside.session_count:
        if inside.has_fhir:
            return Phrase("Attached: all numbers and sessions as JSON, CSV and FHIR")
        return Phrase("Attached: all numbers and sessions as JSON and CSV")
    if inside.has_fhir:
        return Phrase("Attached: all numbers as JSON, CSV and FHIR")
    return Phrase("Attached: all numbers as JSON and CSV")


def _lock(inside: ReportInside) -> Phrase | None:
    return Phrase("A password to open it") if inside.has_password else None


def _absent(inside: ReportInside, layout: Layout | None) -> list[Phrase | None]:
    missing = [_SECTIONS[each] for each in ReportSection if each not in inside.sections]
    out = inside.left_out_count
    views = Phrase.joined(", ", (view_in_sentence(view) for view in inside.hidden_views))
    return [
        _letters(layout),
        _refused(inside, layout),
        Phrase.counted(
            "{count} photo that you took out; the numbers still count it",
            "{count} photos that you took out; the numbers still count them",
            out,
        )
        if out and inside.photos is not PhotoPrivacy.NONE
        else None,
        Phrase("Photos of other views: {views}", views=views)
        if inside.hidden_views and inside.photos is not PhotoPrivacy.NONE
        else None,
        _outside(inside),
        _undated(inside),
        Phrase("Left out: {parts}", parts=Phrase.joined(", ", missing)) if missing else None,
        Phrase("The names of person and course") if inside.code is not None else None,
        Phrase("Other courses, the original files, and where photos were taken"),
    ]


def _letters(layout: Layout | None) -> Phrase | None:
    note = "" if layout is None else layout.letters_note
    return note if isinstance(note, Phrase) else None


def _refused(inside: ReportInside, layout: Layout | None) -> Phrase | None:
    """Say how many photos cannot be shown as they were asked for, or whose file is lost."""
    count = 0 if layout is None else inside.photo_count - layout.photo_count
    if count <= 0:
        return None
    if inside.photos is PhotoPrivacy.EYES_COVERED:
        return Phrase.counted(
            "{count} photo whose eyes cannot be covered safely",
            "{count} photos whose eyes cannot be covered safely",
            count,
        )
    if inside.photos is PhotoPrivacy.REGION_ONLY:
        return Phrase.counted(
            "{count} photo whose skin cannot be told from the rest",
            "{count} photos whose skin cannot be told from the rest",
            count,
        )
    return Phrase.counted(
        "{count} photo that cannot be read", "{count} photos that cannot be read", count
    )


def _outside(inside: ReportInside) -> Phrase | None:
    if not inside.outside_count:
        return None
    return Phrase.counted(
        "{count} photo outside the period",
        "{count} photos outside the period",
        inside.outside_count,
    )


def _undated(inside: ReportInside) -> Phrase | None:
    if not inside.undated_count:
        return None
    return Phrase.counted(
        "{count} photo without a date", "{count} photos without a date", inside.undated_count
    )


def _are_eyes_covered(inside: ReportInside) -> bool:
    return inside.photos is PhotoPrivacy.EYES_COVERED and inside.photo_count > 0
