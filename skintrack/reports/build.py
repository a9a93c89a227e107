"""From model objects to the words and rows of a report."""

from hashlib import sha256

from skintrack.model import ReportSection
from skintrack.model.display import day_text
from skintrack.model.phrase import Phrase
from skintrack.reports import wording
from skintrack.reports.answer import answer_lines, main_regions, score_lines
from skintrack.reports.chart_words import chart_notes, chart_panels
from skintrack.reports.content import ReportContent, ReportMaterial
from skintrack.reports.facts import (
    concern_lines,
    document_title,
    facts_of,
    heading_of,
    patient_label,
)
from skintrack.reports.left_out import left_out_rows
from skintrack.reports.method import method_of
from skintrack.reports.pair_words import pair_of, pair_sentences
from skintrack.reports.people import people_of
from skintrack.reports.practitioner import practitioner_page
from skintrack.reports.record import record_groups
from skintrack.reports.recovery import recovery
from skintrack.reports.regions import region_table
from skintrack.reports.session_log import session_log
from skintrack.reports.summary import noise_notes, summary_rows

_LANGUAGE = "en"
_ID_LENGTH = 8


def build_content(material: ReportMaterial) -> ReportContent:
    """Return the report in words, rows and pictures.

    Parameters
    ----------
    material : ReportMaterial
        The course, its numbers, its finished pictures and what the user chose.
    """
    regions = main_regions(material.series)
    main = [one for one in material.series if one.region in regions]
    measured = main if any(one.baseline is not None for one in main) else []
    answer = answer_lines(main, has_photos=bool(material.visits or material.photos))
    has_trends = ReportSection.TRENDS in material.choices.sections
    concern, concern_label = concern_lines(material)
    report_id = report_id_of(material)
    return ReportContent(
        language=_LANGUAGE,
        paper=material.choices.paper,
        report_day=material.report_day,
        report_id=report_id,
        title=document_title(material),
        heading=heading_of(material),
        concern=concern,
        concern_label=concern_label,
        facts=facts_of(material),
        answer=answer,
        scores=score_lines(material.series),
        pair=pair_of(material, answer),
        pair_sentences=pair_sentences(material),
        people=people_of(material),
        summary=summary_rows(measured),
        summary_notes=noise_notes(measured) if measured else (),
        charts=chart_panels(material.charts, main) if has_trends else (),
        chart_notes=chart_notes(material.charts),
        regions=region_table(material.series) if has_trends else None,
        regions_note=wording.REGIONS_NOTE,
        left_out=left_out_rows(main, material.visits) if has_trends else (),
        record=record_groups(material),
        sessions=session_log(material),
        recovery=recovery(material),
        method=method_of(material),
        practitioner=practitioner_page(material),
        footer=Phrase(
            "Report {report}, {day}. {note}",
            report=report_id,
            day=day_text(material.report_day),
            note=wording.NOT_A_DIAGNOSIS,
        ),
        labels=wording.LABELS,
        letters_note=wording.MISSING_LETTERS,
    )


def report_id_of(material: ReportMaterial) -> str:
    """Return a short id that is the same for the same photos, numbers, sessions and day."""
    told = repr(
        (
            material.course.id,
            material.course.name,
            material.concern,
            material.sessions,
            [
                (v.visit.day, [(photo.sha256, photo.skin_state) for photo in v.visit.photos])
                for v in material.visits
            ],
            material.series,
            patient_label(material),
            material.ratings,
            # Sets have no order of their own.
            [
                (each.day, each.signs, each.pain, sorted(each.asked_about), each.notes)
                for each in material.diary
            ],
            material.blinded,
            material.report_day,
            material.app_version,
        )
    )
    digest = sha256(told.encode("utf-8", "backslashreplace")).hexdigest().upper()
    return f"ST-{digest[: _ID_LENGTH // 2]}-{digest[_ID_LENGTH // 2 : _ID_LENGTH]}"
