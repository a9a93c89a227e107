"""A report says the same in another language."""

from dataclasses import fields, is_dataclass, replace

import pytest

from skintrack.model.phrase import Phrase, translated
from skintrack.reports import build_content, spoken_content
from skintrack.reports.parts import Named
from skintrack.resources import catalogue
from tests.reports.test_build import MATERIAL


@pytest.fixture(scope="module")
def german():
    texts = catalogue("de")
    assert texts is not None
    return texts


@pytest.fixture(scope="module")
def report(german):
    return spoken_content(build_content(MATERIAL), "de", german)


def phrases_in(value):
    """Yield what was still to be said."""
    if isinstance(value, Phrase):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from phrases_in(each)
    elif is_dataclass(value) and not isinstance(value, type):
        for each in fields(value):
            yield from phrases_in(getattr(value, each.name))


def test_every_phrase_of_the_report_is_said(report):
    assert list(phrases_in(report)) == []


def test_the_report_names_its_language_and_speaks_it(report):
    assert report.language == "de"
    assert report.labels.page == "Seite {number} von {count}"
    assert report.pair.before.day == "3. März 2026"
    assert report.pair.notes[0] == "Ansicht: Vorne, gleicher Ausschnitt und Maßstab."


def test_what_people_wrote_stays(report, german):
    assert report.heading == MATERIAL.course.name
    written = replace(MATERIAL.sessions[0], notes="Notes {stay}.", device="Pen")
    told = build_content(replace(MATERIAL, sessions=(written,)))
    sessions = spoken_content(told, "de", german).sessions
    assert sessions is not None
    assert sessions.rows[0].cells[3] == "Pen"
    assert sessions.rows[0].details[0] == Named("Notizen", "Notes {stay}.")


def test_english_is_the_content_itself():
    from skintrack.model.catalogue import ENGLISH

    content = build_content(MATERIAL)
    assert spoken_content(content, "en", ENGLISH) == content


def test_numbers_have_the_marks_of_the_language(german):
    assert translated(Phrase("{depth:g} mm", depth=1.5), german) == "1,5 mm"
