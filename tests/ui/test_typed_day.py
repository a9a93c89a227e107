"""A day is taken as people type it, and never becomes another one without a word."""

from datetime import date

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QDateEdit

from skintrack.ui.language import speak
from skintrack.ui.widgets.date_field import DateField

SHOWN = date(2026, 11, 21)


@pytest.fixture
def field(qtbot):
    made = DateField("Day", SHOWN)
    made.setLocale(QLocale(QLocale.Language.English))
    made.set_latest(SHOWN)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    made.setFocus()
    made.setSelectedSection(QDateEdit.Section.DaySection)
    return made


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("15 mar 2026", date(2026, 3, 15)),
        ("15mar", date(2026, 3, 15)),
        ("3.5.2025", date(2025, 5, 3)),
        ("3/5/26", date(2026, 5, 3)),
        ("31 jan 2026", date(2026, 1, 31)),
        ("2026-07-15", date(2026, 7, 15)),
        ("3", date(2026, 11, 3)),
        ("24.12.", date(2025, 12, 24)),
    ],
)
def test_day_as_people_type_it(field, qtbot, typed, meant):
    qtbot.keyClicks(field, typed)
    qtbot.keyClick(field, Qt.Key.Key_Return)

    assert field.day == meant


@pytest.mark.parametrize("section", [QDateEdit.Section.MonthSection, QDateEdit.Section.YearSection])
@pytest.mark.parametrize("typed", ["3.5.2025", "3/5/25", "3 may 2025", "2025-05-03"])
def test_a_whole_day_is_one_wherever_the_field_was_clicked(field, qtbot, section, typed):
    field.setSelectedSection(section)

    qtbot.keyClicks(field, typed)

    assert field.day == date(2025, 5, 3)


def test_month_in_another_language(field, qtbot):
    field.setLocale(QLocale(QLocale.Language.German))

    qtbot.keyClicks(field, "8 okt 2025")

    assert field.day == date(2025, 10, 8)


def test_number_at_the_year_is_a_year(field, qtbot):
    field.setSelectedSection(QDateEdit.Section.YearSection)

    qtbot.keyClicks(field, "2024")

    assert field.day == date(2024, 11, 21)


def test_backspace_takes_back_what_was_typed(field, qtbot):
    qtbot.keyClicks(field, "15 mar")
    for _ in range(len("15 mar")):
        qtbot.keyClick(field, Qt.Key.Key_Backspace)

    assert field.day == SHOWN


def test_a_day_to_come_is_kept_as_typed_and_said(field, qtbot):
    qtbot.keyClicks(field, "3.5.2027")
    assert field.note == ""  # somebody may still be typing
    assert not field.check()
    assert field.day == date(2027, 5, 3)
    assert field.note == "3 May 2027 is still to come. Choose 21 November 2026 or an earlier day."
    assert field.accessibleDescription() == field.note
    for _ in range(2):
        qtbot.keyClick(field, Qt.Key.Key_Backspace)
    qtbot.keyClicks(field, "25")
    assert field.day == date(2025, 5, 3)
    assert field.check()
    assert field.note == ""


def test_after_a_moment_it_is_said_by_itself(field, qtbot):
    qtbot.keyClicks(field, "30")
    qtbot.waitUntil(lambda: "is still to come" in field.note)


def test_the_calendar_offers_no_day_to_come(field):
    assert field.calendarWidget().maximumDate().toPython() == SHOWN
    field.set_day(date(2026, 11, 1))
    assert field.calendarWidget().maximumDate().toPython() == SHOWN


def test_a_day_that_its_month_does_not_have_is_said_once(field, qtbot):
    qtbot.keyClicks(field, "31.2.2026")
    assert field.day == date(2026, 2, 28)
    assert not field.check()
    assert field.note == "Feb 2026 has only 28 days."
    assert field.check()


def test_arrows_still_step(field, qtbot):
    qtbot.keyClicks(field, "15")
    qtbot.keyClick(field, Qt.Key.Key_Down)

    assert field.day == date(2026, 11, 14)


def test_german_days_have_their_point(qapp, field):
    speak(qapp, "de")
    try:
        assert DateField("Tag", SHOWN).displayFormat() == "d. MMMM yyyy"
    finally:
        speak(qapp, "en")
    assert field.displayFormat() == "d MMMM yyyy"
