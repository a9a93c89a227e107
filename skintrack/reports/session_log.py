"""The session log: what was noted of each session, a line of short facts and one of longer ones."""

from collections.abc import Iterable, Sequence

from skintrack.model import Course, DiaryEntry, ReportSection, Sign, Step, TreatmentSession
from skintrack.model.diary_text import sign_name, step_name
from skintrack.model.display import short_day_text, span_text
from skintrack.model.phrase import Phrase
from skintrack.model.session_text import depths_text, provider_name
from skintrack.reports.content import ReportMaterial
from skintrack.reports.parts import Named, SessionLog, SessionRow

HEADING = Phrase("Sessions")
NO_SESSION = Phrase("No session has been recorded.")
COLUMNS = (
    Phrase("No."),
    Phrase("Date"),
    Phrase("Where"),
    Phrase("Device"),
    Phrase("Needle depth in mm"),
    Phrase("Passes"),
    Phrase("Pain, 0 to 10"),
)
_LONG = 2_000  # letters; with more a session may go over the end of a page


def session_log(material: ReportMaterial) -> SessionLog | None:
    """Return the session log, or None where it was left out."""
    if ReportSection.SESSIONS not in material.choices.sections:
        return None
    if not material.sessions:
        return SessionLog(HEADING, (NO_SESSION,), (), ())
    return SessionLog(
        heading=HEADING,
        notes=_plan_notes(material.course),
        columns=COLUMNS,
        rows=session_rows(material.sessions, material.diary, material.course.area),
    )


def session_rows(
    sessions: Sequence[TreatmentSession],
    diary: Iterable[DiaryEntry] = (),
    course_area: str | None = None,
) -> tuple[SessionRow, ...]:
    """Return a row for each session; what was not recorded stays empty or is not there."""
    entries = tuple(diary)
    previous = [None, *sessions[:-1]]
    return tuple(
        _row(
            number,
            session,
            before,
            [entry for entry in entries if entry.session_id == session.id],
            course_area,
        )
        for number, (session, before) in enumerate(zip(sessions, previous, strict=True), start=1)
    )


def _row(
    number: int,
    session: TreatmentSession,
    before: TreatmentSession | None,
    diary: Sequence[DiaryEntry],
    course_area: str | None,
) -> SessionRow:
    details = tuple(_details(session, diary, course_area))
    is_long = sum(len(detail.text) for detail in details) > _LONG
    return SessionRow(
        cells=(
            str(number),
            short_day_text(session.date),
            _where_text(session),
            session.device or "",
            depths_text(session),
            "" if session.passes is None else str(session.passes),
            "" if session.pain is None else str(session.pain),
        ),
        interval="" if before is None else _interval(session, before),
        details=details,
        length="long" if is_long else "",
    )


def _interval(session: TreatmentSession, before: TreatmentSession) -> Phrase:
    days = (session.date - before.date).days
    return Phrase("after {span}", span=span_text(days)) if days else Phrase("the same day")


def _where_text(session: TreatmentSession) -> str:
    place = () if session.provider is None else (provider_name(session.provider),)
    who = (session.practitioner,) if session.practitioner else ()
    return Phrase.joined(", ", (*place, *who))


def _details(
    session: TreatmentSession, diary: Sequence[DiaryEntry], course_area: str | None
) -> Iterable[Named]:
    """Yield what needs the whole width; notes last, because they may be long."""
    if session.area and session.area != course_area:
        yield Named(Phrase("Area"), session.area)
    if session.numbing:
        yield Named(Phrase("Numbing"), session.numbing)
    if session.products:
        yield Named(Phrase("Products"), session.products)
    yield from _reactions(diary)
    if session.notes:
        yield Named(Phrase("Notes"), session.notes)


def _reactions(diary: Sequence[DiaryEntry]) -> Iterable[Named]:
    """Yield the most that the diary says of each sign, and on how many days it was plain."""
    noted = [entry for entry in diary if entry.signs]
    if not noted:
        return
    most = {
        sign: max((entry.signs[sign] for entry in noted if sign in entry.signs), default=Step.NONE)
        for sign in Sign
    }
    worst_first = sorted((sign for sign in Sign if most[sign]), key=lambda each: -most[each])
    said = [
        Phrase("{sign}: {step}", sign=sign_name(sign), step=step_name(most[sign]))
        for sign in worst_first
    ]
    yield Named(Phrase("Reactions at most"), Phrase.joined(", ", said) if said else _NO_REACTION)
    plain = sum(max(entry.signs.values()) >= Step.CLEARLY for entry in noted)
    yield Named(
        Phrase("Downtime"),
        Phrase.counted(
            "{count} day with clear or strong signs, of {days} in the diary",
            "{count} days with clear or strong signs, of {days} in the diary",
            plain,
            days=len(noted),
        ),
    )


_NO_REACTION = Phrase("none in the diary")


def _plan_notes(course: Course) -> tuple[Phrase, ...]:
    """Return what was planned, where it was."""
    notes = []
    if course.planned_sessions is not None:
        notes.append(
            Phrase.counted(
                "Planned: {count} session.", "Planned: {count} sessions.", course.planned_sessions
            )
        )
    if course.spacing_weeks is not None:
        least, most = course.spacing_weeks
        notes.append(
            Phrase("Planned spacing: {least} to {most} weeks.", least=least, most=most)
            if least != most
            else Phrase.counted(
                "Planned spacing: {count} week.", "Planned spacing: {count} weeks.", most
            )
        )
    return tuple(notes)
