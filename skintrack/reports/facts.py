"""Who a report is about, what for, and how far the course has come."""

from itertools import pairwise

from skintrack.model import TreatmentSession
from skintrack.model.display import day_text, short_day_text, span_text
from skintrack.model.phrase import Phrase
from skintrack.reports import wording
from skintrack.reports.content import ReportMaterial, TextBlock


def facts_of(material: ReportMaterial) -> tuple[TextBlock, ...]:
    """Return the facts at the top of the first page; what is not known is not there."""
    course = material.course
    area = (course.area or "").strip()
    who = patient_label(material)
    heading = Phrase("Patient's code") if has_code(material) else Phrase("Patient")
    blocks = (
        TextBlock(heading, who or ""),
        TextBlock(Phrase("Treated area"), area),
        TextBlock(Phrase("Period"), _period(material)),
        TextBlock(Phrase("Sessions"), _sessions_text(material)),
        TextBlock(Phrase("Between sessions"), _interval_text(material.sessions)),
        TextBlock(Phrase("Photos"), _photos_text(material)),
        TextBlock(Phrase("Date of this report"), day_text(material.report_day)),
        TextBlock(
            Phrase("Method"),
            Phrase(
                "Version {algorithm}, SkinTrack {version}",
                algorithm=material.algorithm,
                version=material.app_version,
            ),
        ),
    )
    return tuple(block for block in blocks if block.text)


def has_code(material: ReportMaterial) -> bool:
    """Whether a code stands for every name."""
    return bool((material.choices.code or "").strip())


def patient_label(material: ReportMaterial) -> str | None:
    """Return the code, else the person's name; None where the course names nobody."""
    return (material.choices.code or "").strip() or material.person


def heading_of(material: ReportMaterial) -> str:
    """Return the title on the page: the course's name, which a code hides as it may name somebody.

    The user's own words are taken as they are; without any it is the concern or the kind.
    """
    name = "" if has_code(material) else material.course.name.strip()
    return name or material.concern or wording.TITLE


def document_title(material: ReportMaterial) -> Phrase:
    """Return the title of the file as readers show it."""
    subject = material.course.name
    if has_code(material):
        subject = patient_label(material) or ""
    return Phrase("{kind}: {course}", kind=wording.TITLE, course=subject)


def concern_lines(material: ReportMaterial) -> tuple[str, str]:
    """Return what the course is for: the patient's words, and what stands above them.

    Without own words the concern of the list says it alone; it is not said twice.
    """
    words = (material.course.concern_words or "").strip()
    named = material.concern or ""
    if not words:
        return ("", "") if named == heading_of(material) else (named, "")
    if not named or named == heading_of(material):
        return Phrase("“{words}”", words=words), Phrase("In the patient's own words")
    return (
        Phrase("“{words}”", words=words),
        Phrase("{concern}, in the patient's own words", concern=named),
    )


def _period(material: ReportMaterial) -> str:
    days = {visit.visit.day for visit in material.visits}
    # Photos that are not shown count all the same.
    days |= {point.captured_at.date() for one in material.series for point in one.points}
    if not days:
        return Phrase("No dated photos")
    first, last = short_day_text(min(days)), short_day_text(max(days))
    return first if first == last else Phrase("{first} to {last}", first=first, last=last)


def _sessions_text(material: ReportMaterial) -> str:
    done, planned = material.sessions, material.course.planned_sessions
    if not done:
        if planned is None:
            return Phrase("None recorded")
        return Phrase("None of {planned} planned", planned=planned)
    count: str = str(len(done))
    if planned is not None and planned >= len(done):
        count = Phrase("{count} of {planned} planned", count=len(done), planned=planned)
    day = short_day_text(done[-1].date)
    if len(done) == 1:
        return Phrase("{count}, on {day}", count=count, day=day)
    return Phrase("{count}, the last on {day}", count=count, day=day)


def _interval_text(sessions: tuple[TreatmentSession, ...]) -> str:
    gaps = [(later.date - earlier.date).days for earlier, later in pairwise(sessions)]
    if not gaps:
        return ""
    least, most = span_text(min(gaps)), span_text(max(gaps))
    return least if least == most else Phrase("{least} to {most}", least=least, most=most)


def _photos_text(material: ReportMaterial) -> Phrase:
    count = sum(len(visit.visit.photos) for visit in material.visits)
    days = len({visit.visit.day for visit in material.visits})
    if not days and not material.hidden_count:
        return Phrase("No photos")
    shown = Phrase.counted(
        "{photos} on {count} day", "{photos} on {count} days", days, photos=count
    )
    if not material.hidden_count:
        return shown
    return Phrase("{shown}, {hidden} not shown", shown=shown, hidden=material.hidden_count)
