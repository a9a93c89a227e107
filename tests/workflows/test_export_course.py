"""Everything that was noted of a plan and a session is in an export, and every column explained."""

from dataclasses import fields, replace
from datetime import UTC, date, datetime, time

from skintrack.model import (
    Course,
    CourseId,
    NeedleZone,
    Provider,
    SessionId,
    TreatmentSession,
)
from skintrack.workflows import export_course

SESSION = TreatmentSession(
    SessionId(3),
    CourseId(1),
    date(2026, 3, 10),
    depth_mm=1.0,
    device="Pen",
    provider=Provider.HOME,
    notes="Calm",
    clock=time(9, 5),
    concern="The deep ones",
    area="Cheeks",
    practitioner="M. Example",
    zone_depths={NeedleZone.NOSE: 0.5},
    passes=2,
    products="Serum",
    numbing="Cream",
    pain=0,
    safety_answers={"infection": False, "pregnancy": True},
)
COURSE = Course(
    CourseId(1),
    "Course",
    "acne_scars",
    datetime(2026, 1, 1, tzinfo=UTC),
    area="Cheeks",
    concern_words="The deep ones",
    practitioner_instruction="Cream twice a day",
    planned_sessions=4,
    spacing_weeks=(4, 6),
    appointment=date(2026, 4, 7),
    appointment_clock=time(14, 30),
)


def test_a_session_is_exported_whole() -> None:
    row = export_course.session_row(SESSION)
    assert set(row) | {"course"} == set(export_course.SESSION_COLUMNS)
    assert row["clock"] == "09:05"
    assert row["pain"] == 0
    assert row["depth_mm_nose"] == 0.5
    assert row["depth_mm_chin"] is None
    assert (row["safety_yes"], row["safety_no"]) == ("pregnancy", "infection")
    document = export_course.session_document(SESSION)
    assert document["zone_depths_mm"] == {"nose": 0.5}
    assert document["safety_answers"] == {"infection": False, "pregnancy": True}
    named = {each.name for each in fields(TreatmentSession)} - {"id", "course_id", "zone_depths"}
    assert named <= set(document)


def test_a_plan_is_exported_whole() -> None:
    row = export_course.course_row(COURSE)
    assert tuple(row) == export_course.COURSE_COLUMNS
    assert (row["spacing_weeks_least"], row["spacing_weeks_most"]) == (4, 6)
    assert (row["appointment"], row["appointment_clock"]) == ("2026-04-07", "14:30")
    unplanned = export_course.course_row(replace(COURSE, spacing_weeks=None, appointment=None))
    assert unplanned["spacing_weeks_least"] is unplanned["appointment"] is None


def test_columns_that_do_not_explain_themselves_are_explained() -> None:
    plain = {"course", "area", "created_at", "date", "device", "products", "numbing", "notes"}
    columns = {*export_course.COURSE_COLUMNS, *export_course.SESSION_COLUMNS} - plain
    for name in columns:
        if not name.startswith("depth_mm_"):
            assert name in export_course.README
