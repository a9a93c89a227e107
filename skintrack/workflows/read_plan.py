"""Courses and sessions from the document of an export; ``export_course`` writes them."""

from skintrack.model.course import Course, CourseId, NeedleZone, Provider, SessionId
from skintrack.model.course import TreatmentSession as Session
from skintrack.workflows.typed_json import Fields


def course_of(stored: Fields) -> Course:
    """Read a course; it has no id and no person yet."""
    least = stored.integer_or_none("spacing_weeks_least")
    most = stored.integer_or_none("spacing_weeks_most")
    if (least is None) != (most is None):
        raise stored.refuse("spacing_weeks_most")
    name = stored.text("name")
    if not name.strip():
        raise stored.refuse("name")
    return Course(
        id=CourseId(0),
        name=name,
        concern=stored.text_or_none("concern"),
        created_at=stored.moment("created_at"),
        area=stored.text_or_none("area"),
        concern_words=stored.text_or_none("concern_words"),
        practitioner_instruction=stored.text_or_none("practitioner_instruction"),
        planned_sessions=stored.integer_or_none("planned_sessions"),
        spacing_weeks=None if least is None or most is None else (least, most),
        appointment=stored.day_or_none("appointment"),
        appointment_clock=stored.clock_or_none("appointment_clock"),
        hides_scores=stored.flag("hides_scores"),
    )


def session_of(stored: Fields) -> Session:
    """Read a session; it has no id and no course yet."""
    depths = stored.members("zone_depths_mm")
    answers = stored.members("safety_answers")
    zones = {each.value: each for each in NeedleZone}
    if not zones.keys() >= set(depths):
        raise stored.refuse("zone_depths_mm")
    return Session(
        id=SessionId(0),
        course_id=CourseId(0),
        date=stored.day("date"),
        depth_mm=stored.number_or_none("depth_mm"),
        device=stored.text_or_none("device"),
        provider=stored.choice_or_none("provider", Provider),
        notes=stored.text_or_none("notes"),
        clock=stored.clock_or_none("clock"),
        concern=stored.text_or_none("concern"),
        area=stored.text_or_none("area"),
        practitioner=stored.text_or_none("practitioner"),
        zone_depths={zones[name]: depths.number(name) for name in depths},
        passes=stored.integer_or_none("passes"),
        products=stored.text_or_none("products"),
        numbing=stored.text_or_none("numbing"),
        pain=stored.integer_or_none("pain"),
        safety_answers={name: answers.flag(name) for name in answers},
    )
