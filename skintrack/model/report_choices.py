"""What the user chose for a progress report, before it is made."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from skintrack.model.course import CourseId
from skintrack.model.photo import PhotoId, View


class Paper(StrEnum):
    """Paper sizes."""

    A4 = "a4"
    LETTER = "letter"


class ReportSection(StrEnum):
    """Parts that can be left out; the summary, the method and its limits are always there."""

    TRENDS = "trends"
    PHOTO_RECORD = "photo_record"
    SESSIONS = "sessions"
    RECOVERY = "recovery"
    PRACTITIONER = "practitioner"


class PhotoPrivacy(StrEnum):
    """How much of the person the photos show."""

    SHOWN = "shown"
    EYES_COVERED = "eyes_covered"
    REGION_ONLY = "region_only"
    NONE = "none"


ALL_SECTIONS = frozenset(ReportSection)


@dataclass(frozen=True)
class ReportChoices:
    """Choices of a report; the defaults are the whole newest course with everything shown.

    ``date_from`` and ``date_to`` belong to the period; None leaves that side open. ``views`` is
    empty for all views. ``left_out_photos`` were taken out by hand: they are not shown, but they
    count in the numbers, which nobody can choose. ``pair`` names baseline and later photo of the
    first page; without it the program chooses. ``code`` stands for every name where it is given.
    ``password`` locks the PDF. ``has_data`` attaches numbers and sessions as files, ``has_fhir``
    the numbers as FHIR too. ``report_day`` is today where it is None.
    """

    course_id: CourseId | None = None
    date_from: date | None = None
    date_to: date | None = None
    views: frozenset[View] = frozenset()
    left_out_photos: frozenset[PhotoId] = frozenset()
    pair: tuple[PhotoId, PhotoId] | None = None
    sections: frozenset[ReportSection] = ALL_SECTIONS
    paper: Paper = Paper.A4
    language: str = "en"
    photos: PhotoPrivacy = PhotoPrivacy.SHOWN
    code: str | None = None
    password: str | None = field(default=None, repr=False)
    has_data: bool = True
    has_fhir: bool = False
    report_day: date | None = None
