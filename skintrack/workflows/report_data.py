"""The files inside a report: the same material as its pages, as JSON and tables.

Everything here is made from the ``ReportMaterial`` that the pages are made from, so that a number
cannot differ between them. What the user left out of the pages is not in the files either, and with
a code no name is. ``docs/report-format.md`` explains the form.
"""

import json
from collections.abc import Mapping

from skintrack.model import (
    Photo,
    PhotoId,
    PhotoPrivacy,
    ReportSection,
    Series,
    TreatmentSession,
)
from skintrack.model.phrase import Phrase
from skintrack.reports import Attachment, ReportMaterial
from skintrack.treatment import sorted_sessions
from skintrack.workflows import export_course, export_notes, report_numbers
from skintrack.workflows.csv_text import csv_text

FORMAT, VERSION = "skintrack-report", 1
SCHEMA_ID = "urn:uuid:5b0a6a52-0c1e-4d5e-9a0d-7d8f2f5c9e31"
DOCUMENT_NAME = "skintrack-report.json"
MEASUREMENTS_NAME = "measurements.csv"
SESSIONS_NAME = "sessions.csv"
FHIR_NAME = "skintrack-fhir-r4.json"

_SESSION_COLUMNS = ("number", *export_course.SESSION_COLUMNS)
_NOT_OF_A_REPORT = ("course", "hides_scores")


def attachments_of(material: ReportMaterial, report_id: str) -> tuple[Attachment, ...]:
    """Return the files to put into a report, as far as its choices want them.

    Parameters
    ----------
    material : ReportMaterial
        What the pages are made from.
    report_id : str
        The id that stands on every page.
    """
    return (
        *(_data_files(material, report_id) if material.choices.has_data else ()),
        *(_fhir_file(material, report_id) if material.choices.has_fhir else ()),
    )


def _data_files(material: ReportMaterial, report_id: str) -> tuple[Attachment, ...]:
    numbers = report_numbers.numbers_of(material)
    values = csv_text(report_numbers.COLUMNS, numbers.rows)
    files = [
        Attachment(
            DOCUMENT_NAME,
            json_bytes(_document(material, report_id, numbers)),
            "application/json",
            Phrase("Numbers, sessions and notes of this report, for SkinTrack and other programs"),
        ),
        # Spreadsheets take a file without this mark for one of another alphabet.
        Attachment(
            MEASUREMENTS_NAME,
            values.encode("utf-8-sig"),
            "text/csv",
            Phrase("Every measured value of this report, as a table"),
        ),
    ]
    if _sessions(material):
        table = csv_text(_SESSION_COLUMNS, _session_rows(material))
        files.append(
            Attachment(
                SESSIONS_NAME,
                table.encode("utf-8-sig"),
                "text/csv",
                Phrase("The treatment sessions of this report, as a table"),
            )
        )
    return tuple(files)


def _fhir_file(material: ReportMaterial, report_id: str) -> tuple[Attachment, ...]:
    # Not at the top: few reports carry it.
    from skintrack.workflows import report_fhir

    bundle = report_fhir.bundle(material, report_id)
    about = Phrase("The values of this report as FHIR R4 observations, for clinical programs")
    return (Attachment(FHIR_NAME, json_bytes(bundle), "application/fhir+json", about),)


def json_bytes(document: Mapping[str, object]) -> bytes:
    """Write a document as JSON, one line for each entry of its lists.

    A number is read back as exactly the same number.
    """
    parts = (f"{_compact(name)}: {_listed(value)}" for name, value in document.items())
    return ("{\n" + ",\n".join(parts) + "\n}\n").encode()


def _listed(value: object) -> str:
    if not isinstance(value, list) or not value:
        return _compact(value)
    return "[\n" + ",\n".join(_compact(each) for each in value) + "\n]"


def _compact(value: object) -> str:
    # Without indentation the library writes JSON ten times as fast.
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def document(material: ReportMaterial, report_id: str) -> dict[str, object]:
    """Return everything that a report says as one JSON document."""
    return _document(material, report_id, report_numbers.numbers_of(material))


def _document(
    material: ReportMaterial, report_id: str, numbers: report_numbers.Numbers
) -> dict[str, object]:
    return {
        "$schema": SCHEMA_ID,
        "format": FORMAT,
        "version": VERSION,
        "report": _report(material, report_id),
        "course": _course(material),
        "sessions": [_session(number, each, material) for number, each in _sessions(material)],
        **_words(material),
        "photos": _photos(material),
        "series": numbers.series,
    }


def all_series(material: ReportMaterial) -> tuple[Series, ...]:
    """Return the series of every view of a report, those of its pages first."""
    return (*material.series, *material.other_series)


def _report(material: ReportMaterial, report_id: str) -> dict[str, object]:
    choices = material.choices
    return {
        "id": report_id,
        "day": material.report_day.isoformat(),
        "date_from": choices.date_from and choices.date_from.isoformat(),
        "date_to": choices.date_to and choices.date_to.isoformat(),
        "language": choices.language,
        "app_version": material.app_version,
        "algorithm": material.algorithm,
        "main_view": material.main_view.value,
        "sections": [each.value for each in ReportSection if each in choices.sections],
        "undated_photos": material.undated_count,
    }


def _course(material: ReportMaterial) -> dict[str, object]:
    course, code = material.course, material.choices.code
    row = export_course.course_row(course, material.person)
    if code is not None:
        # When it was begun is as good as a name to whoever has the library.
        row |= {"person": None, "created_at": None}
    plan = {name: value for name, value in row.items() if name not in _NOT_OF_A_REPORT}
    return {"name": course.name if code is None else None, "code": code, **plan}


def _sessions(material: ReportMaterial) -> list[tuple[int, TreatmentSession]]:
    if ReportSection.SESSIONS not in material.choices.sections:
        return []
    return list(enumerate(sorted_sessions(material.sessions), start=1))


def _session(number: int, session: TreatmentSession, material: ReportMaterial) -> dict[str, object]:
    told = {"number": number, **export_course.session_document(session)}
    return told | _withheld(material, "safety_answers", nothing={})


def _session_rows(material: ReportMaterial) -> list[dict[str, object]]:
    course = material.course.name if material.choices.code is None else material.choices.code
    return [
        {"number": number, "course": course, **export_course.session_row(session)}
        | _withheld(material, "safety_yes", "safety_no")
        for number, session in _sessions(material)
    ]


def _withheld(
    material: ReportMaterial, *safety_names: str, nothing: object = None
) -> dict[str, object]:
    """Return what takes the place of facts of a session that are not to be handed over."""
    is_recovery_told = ReportSection.RECOVERY in material.choices.sections
    names = {} if material.choices.code is None else {"practitioner": None}
    return names | ({} if is_recovery_told else dict.fromkeys(safety_names, nothing))


def _words(material: ReportMaterial) -> dict[str, object]:
    """Return what people noted: diary, ratings and the rounds without dates."""
    known = {session.id for session in material.sessions}
    is_recovery_told = ReportSection.RECOVERY in material.choices.sections
    diary = [each for each in material.diary if is_recovery_told and each.session_id in known]
    notes = export_notes.CourseNotes(tuple(diary), material.ratings)
    return {
        "diary": [dict(row) for row in export_notes.diary_rows(notes, material.sessions)],
        "ratings": [
            {name: value for name, value in row.items() if name != "created_at"}
            for row in export_notes.rating_rows(notes)
        ],
        "blinded_results": [
            {
                "started_at": result.started_at.isoformat(),
                "rater": result.rater.value,
                "later": result.later,
                "earlier": result.earlier,
                "undecided": result.undecided,
            }
            for result in material.blinded
        ],
    }


def _photos(material: ReportMaterial) -> list[dict[str, object]]:
    shown = _shown(material)
    return [
        {
            **_photo(photo),
            "is_shown": photo.id in shown,
            "quality": report_numbers.quality_document(material.analyses.get(photo.id)),
        }
        for photo in material.photos
    ]


def _photo(photo: Photo) -> dict[str, object]:
    """Return a photo by the hash of its file; never its name or place."""
    return {
        "photo_id": photo.id,
        "sha256": photo.sha256,
        "captured_at": photo.captured_at and photo.captured_at.isoformat(),
        "captured_at_source": photo.captured_at_source,
        "is_zone_assumed": photo.is_zone_assumed,
        "view": photo.view.value,
        "view_source": photo.view_source,
        "session_day_relation": photo.session_day_relation,
        "skin_state": photo.skin_state,
        "is_calibration": photo.is_calibration,
        "width": photo.width,
        "height": photo.height,
    }


def _shown(material: ReportMaterial) -> set[PhotoId]:
    if material.choices.photos is PhotoPrivacy.NONE:
        return set()
    return {photo.id for visit in material.visits for photo in visit.visit.photos}
