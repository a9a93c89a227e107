"""The calendar file is read by another program's parser, and keeps its identity and its secrets."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import icalendar
import pytest
from hypothesis import given, strategies

from skintrack.model import Course, CourseId
from skintrack.treatment.calendar import CalendarEntry, calendar_entries, calendar_text
from skintrack.treatment.schedule import schedule
from tests.helpers.model_objects import make_session

TODAY = date(2026, 3, 20)
NOW = datetime(2026, 3, 20, 9, 30, tzinfo=UTC)
COURSE = Course(
    CourseId(1),
    "Frida Example, cheeks",
    "acne_scars",
    datetime(2026, 1, 1, tzinfo=UTC),
    concern_words="The deep ones",
    planned_sessions=4,
    spacing_weeks=(4, 6),
)
SESSIONS = (make_session(date(2026, 3, 10), 1),)


def entries(course: Course = COURSE, today: date = TODAY) -> tuple[CalendarEntry, ...]:
    return calendar_entries(course, schedule(course, SESSIONS, (), today), today)


def events(text: str) -> dict[str, icalendar.Event]:
    calendar = icalendar.Calendar.from_ical(text)
    assert calendar["VERSION"] == "2.0"
    assert "PRODID" in calendar
    assert not calendar.errors
    found = [each for each in calendar.walk("VEVENT") if isinstance(each, icalendar.Event)]
    for event in found:
        assert not event.errors
        assert {"UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY"} <= set(event)
    return {str(event["SUMMARY"]): event for event in found}


def test_windows_photos_and_reminders_are_read_back() -> None:
    found = events(calendar_text(entries(), NOW))
    window = found["Session 2 of 4: time for an appointment"]
    assert window.decoded("DTSTART") == date(2026, 4, 7)
    assert window.decoded("DTEND") == date(2026, 4, 22)  # exclusive
    photos = found["Photos before session 2"]
    assert photos.decoded("DTSTART") == date(2026, 4, 7)
    (alarm,) = photos.walk("VALARM")
    assert alarm.decoded("TRIGGER") == timedelta(hours=9)
    assert "Photos, 6 months after session 4" in found
    assert len(found) == len(entries())


def test_an_appointment_has_its_time_and_reminds_the_day_before() -> None:
    agreed = replace(COURSE, appointment=date(2026, 4, 14), appointment_clock=time(14, 30))
    event = events(calendar_text(entries(agreed), NOW))["Session 2 of 4"]
    assert event.decoded("DTSTART") == datetime(2026, 4, 14, 14, 30).astimezone()
    assert event.decoded("DTEND") - event.decoded("DTSTART") == timedelta(hours=1)
    (alarm,) = event.walk("VALARM")
    assert alarm.decoded("TRIGGER") == timedelta(days=-1)


def test_what_still_serves_begins_today() -> None:
    late = date(2026, 4, 15)
    found = events(calendar_text(entries(today=late), NOW))
    window = found["Session 2 of 4: time for an appointment"]
    assert (window.decoded("DTSTART"), window.decoded("DTEND")) == (late, date(2026, 4, 22))
    done = replace(COURSE, planned_sessions=1)
    much_later = events(calendar_text(entries(done, date(2027, 3, 1)), NOW))
    photos = much_later["Photos, 6 months after session 1"]
    assert photos.decoded("DTSTART") == date(2027, 3, 1)


def test_an_appointment_without_a_time_is_a_day() -> None:
    agreed = replace(COURSE, appointment=date(2026, 4, 14))
    event = events(calendar_text(entries(agreed), NOW))["Session 2 of 4"]
    assert event.decoded("DTSTART") == date(2026, 4, 14)
    (alarm,) = event.walk("VALARM")
    assert alarm.decoded("TRIGGER") == timedelta(hours=-15)


def test_an_entry_keeps_its_identity_when_the_plan_changes() -> None:
    agreed = replace(COURSE, name="Other", appointment=date(2026, 4, 14), appointment_clock=time(9))
    before = events(calendar_text(entries(), NOW))
    after = events(calendar_text(entries(agreed), NOW + timedelta(hours=1)))
    window = before["Session 2 of 4: time for an appointment"]
    assert window["UID"] == after["Session 2 of 4"]["UID"]
    assert int(str(after["Session 2 of 4"]["SEQUENCE"])) > int(str(window["SEQUENCE"]))
    uids = [str(event["UID"]) for event in after.values()]
    assert len(uids) == len(set(uids))
    other = entries(replace(COURSE, id=CourseId(2)))
    assert not {entry.uid for entry in other} & {entry.uid for entry in entries()}


def test_no_name_is_in_it_unless_it_was_chosen() -> None:
    text = calendar_text(entries(), NOW)
    for secret in ("Frida", "Example", "acne", "deep ones"):
        assert secret not in text
    named = events(calendar_text(entries(), NOW, label=COURSE.name))
    assert "Frida Example, cheeks: Photos before session 2" in named


def test_without_reminders_nothing_reminds() -> None:
    assert "VALARM" not in calendar_text(entries(), NOW, with_reminders=False)


@pytest.mark.parametrize(
    "label",
    [
        "a;b,c\\d",
        "two\nlines",
        "ä" * 60,
        "🙂" * 40,
        "line\r\nEND:VEVENT\r\nBEGIN:VEVENT",
        "\x07bell",
    ],
)
def test_any_label_is_escaped_and_folded(label: str) -> None:
    text = calendar_text(entries(), NOW, label=label)
    assert text.endswith("END:VCALENDAR\r\n")
    for line in text.split("\r\n"):
        assert len(line.encode()) <= 75
        assert "\n" not in line
        assert "\r" not in line
    expected = label.replace("\r\n", "\n").replace("\x07", "")
    found = events(text)
    assert len(found) == len(entries())
    assert all(title.startswith(f"{expected}: ") for title in found)


@given(label=strategies.text(min_size=1, max_size=300))
def test_whatever_a_course_is_called_the_file_can_be_read(label: str) -> None:
    text = calendar_text(entries(), NOW, label=label)
    assert max(len(line.encode("utf-8", "replace")) for line in text.split("\r\n")) <= 75
    assert len(icalendar.Calendar.from_ical(text).walk("VEVENT")) == len(entries())


def test_a_session_that_is_only_usual_is_in_no_calendar() -> None:
    unplanned = replace(COURSE, planned_sessions=None)
    assert not any("Session" in entry.title for entry in entries(unplanned))


def test_it_speaks_the_language_of_the_reader() -> None:
    text = calendar_text(entries(), NOW, say=str.upper)
    assert "SESSION 2 OF 4: TIME FOR AN APPOINTMENT" in events(text)
