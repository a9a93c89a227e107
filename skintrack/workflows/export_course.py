"""Plan and sessions of a course as rows of an export; ``README`` explains their columns."""

from skintrack.model.course import Course, NeedleZone, TreatmentSession

COURSE_COLUMNS = (
    *("course", "person", "concern", "concern_words", "area", "created_at"),
    *("planned_sessions", "spacing_weeks_least", "spacing_weeks_most"),
    *("appointment", "appointment_clock", "practitioner_instruction", "hides_scores"),
)
_ZONE_COLUMNS = {zone: f"depth_mm_{zone.value}" for zone in NeedleZone}
SESSION_COLUMNS = (
    *("course", "date", "clock", "concern", "area", "provider", "practitioner", "device"),
    *("depth_mm", *_ZONE_COLUMNS.values(), "passes", "products", "numbing", "pain", "notes"),
    *("safety_yes", "safety_no"),
)

README = """\
person                whose course it is; empty for whoever the library belongs to
concern               a code such as acne_scars, or the patient's own words
concern_words         the concern in the patient's own words
planned_sessions      how many sessions were planned; spacing_weeks_least and spacing_weeks_most
                      say how many weeks were meant to lie between them
appointment           day of the next session where one was agreed on; appointment_clock its time
practitioner_instruction
                      what the practitioner said to do after a session, as the patient noted it
hides_scores          True: the patient asked not to see scores before the next milestone photo
clock                 local time of the session
provider              clinic or home; practitioner is the name that was noted
depth_mm              needle depth in millimetres; depth_mm_forehead and so on where another one
                      was noted for that part of the face
passes                how often each part was gone over
pain                  as the patient felt it, 0 none to 10
safety_yes, safety_no which questions asked before the session applied and which did not, as
                      codes; both empty where they were not gone through
"""


def course_row(course: Course, person: str | None = None) -> dict[str, object]:
    """Return a course without its sessions and photos; ``person`` is the name of whose it is."""
    least, most = course.spacing_weeks or (None, None)
    clock = course.appointment_clock
    return {
        "course": course.name,
        "person": person,
        "concern": course.concern,
        "concern_words": course.concern_words,
        "area": course.area,
        "created_at": course.created_at.isoformat(),
        "planned_sessions": course.planned_sessions,
        "spacing_weeks_least": least,
        "spacing_weeks_most": most,
        "appointment": None if course.appointment is None else course.appointment.isoformat(),
        "appointment_clock": None if clock is None else clock.isoformat("minutes"),
        "practitioner_instruction": course.practitioner_instruction,
        "hides_scores": course.hides_scores,
    }


def session_row(session: TreatmentSession) -> dict[str, object]:
    """Return a session as flat columns."""
    return {
        **_facts(session),
        **{column: session.zone_depths.get(zone) for zone, column in _ZONE_COLUMNS.items()},
        "safety_yes": _codes(session, applies=True),
        "safety_no": _codes(session, applies=False),
    }


def session_document(session: TreatmentSession) -> dict[str, object]:
    """Return a session as JSON can hold it."""
    return {
        **_facts(session),
        "zone_depths_mm": {zone.value: depth for zone, depth in session.zone_depths.items()},
        "safety_answers": dict(session.safety_answers),
    }


def _facts(session: TreatmentSession) -> dict[str, object]:
    return {
        "date": session.date.isoformat(),
        "clock": None if session.clock is None else session.clock.isoformat("minutes"),
        "concern": session.concern,
        "area": session.area,
        "provider": session.provider,
        "practitioner": session.practitioner,
        "device": session.device,
        "depth_mm": session.depth_mm,
        "passes": session.passes,
        "products": session.products,
        "numbing": session.numbing,
        "pain": session.pain,
        "notes": session.notes,
    }


def _codes(session: TreatmentSession, *, applies: bool) -> str:
    return " ".join(code for code, applied in session.safety_answers.items() if applied is applies)
