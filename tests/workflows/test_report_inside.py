"""What is said to be inside a report is what it is made from."""

from datetime import date, timedelta
from typing import Any

import pytest

from skintrack.model import (
    PhotoPrivacy,
    ReportChoices,
    ReportSection,
    View,
    never_cancelled,
    no_progress,
)
from skintrack.model.catalogue import ENGLISH
from skintrack.workflows import gather_report, report_inside, report_preview
from skintrack.workflows.report_inside import Layout, inside_document, list_inside, stock_of
from skintrack.workflows.report_inside_words import in_short, inside_words
from tests.helpers.measured_library import START, Shot, course_shots, make_library

TODAY = date(2026, 11, 21)


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    folder = tmp_path_factory.mktemp("inside")
    with make_library(folder, course_shots(), notes="Numbing cream") as made:
        yield made


@pytest.fixture(scope="module")
def stock(library):
    return stock_of(library, library.courses.all()[0].id)


def ids(library, view=View.FRONT):
    photos = library.photos.of_course(library.courses.all()[0].id)
    return [photo.id for photo in photos if photo.view is view]


CHOICES: dict[str, dict[str, Any]] = {
    "everything": {},
    "since a session": {"date_from": START + timedelta(days=42)},
    "until a day": {"date_to": START + timedelta(days=50)},
    "one view": {"views": frozenset({View.LEFT_OBLIQUE})},
    "no photos in the period": {"date_from": date(2030, 1, 1)},
    "few parts": {"sections": frozenset({ReportSection.SESSIONS})},
}


@pytest.mark.parametrize("name", CHOICES)
def test_it_counts_what_the_report_is_made_from(library, stock, name):
    choices = ReportChoices(report_day=TODAY, **CHOICES[name])
    inside = list_inside(stock, choices, TODAY)
    material = gather_report.run(
        library, choices, ENGLISH, progress=no_progress, cancelled=never_cancelled
    )
    shown = [photo for visit in material.visits for photo in visit.visit.photos]
    assert inside.photo_count == len(shown) == len(material.pictures)
    assert inside.day_count == len({visit.visit.day for visit in material.visits})
    assert set(inside.views) == {photo.view for photo in shown}
    assert inside.counted_count == len(material.photos)
    assert inside.session_count == len(material.sessions)
    assert inside.rating_count == len(material.ratings)


def test_photos_taken_out_are_counted_apart(library, stock):
    left_out = frozenset(ids(library)[:2])
    choices = ReportChoices(report_day=TODAY, left_out_photos=left_out)
    inside = list_inside(stock, choices, TODAY)
    material = gather_report.run(
        library, choices, ENGLISH, progress=no_progress, cancelled=never_cancelled
    )
    assert inside.left_out_count == material.hidden_count == 2
    assert inside.photo_count == inside.counted_count - 2 == len(material.pictures)


def test_with_a_code_no_name_is_told(stock):
    inside = list_inside(stock, ReportChoices(code="MN-1"), TODAY)
    words = inside_words(inside)
    told = " ".join((*words.inside, *words.not_inside, in_short(inside)))
    assert "MN-1" in told
    assert stock.course.name not in told
    assert stock.course.name not in str(inside_document(inside, Layout(1, 1)))


@pytest.mark.parametrize(
    ("privacy", "said"),
    [
        (PhotoPrivacy.EYES_COVERED, "2 photos whose eyes cannot be covered safely"),
        (PhotoPrivacy.REGION_ONLY, "2 photos whose skin cannot be told from the rest"),
    ],
)
def test_photos_that_cannot_be_shown_so_are_said(tmp_path, privacy, said):
    shots = (Shot(0, has_face=False), Shot(50, has_face=False))
    with make_library(tmp_path, shots) as library:
        choices = ReportChoices(photos=privacy, report_day=TODAY)
        stock = stock_of(library, library.courses.all()[0].id)
        draft = report_preview.gather(library, choices, never_cancelled)
    assert draft is not None
    inside = list_inside(stock, choices, TODAY)
    layout = Layout(3, draft.photo_count, draft.byte_size)
    assert said in inside_words(inside, layout).not_inside
    assert "no photos" in in_short(inside, layout)


def test_without_photos_nothing_is_said_of_views(stock):
    choices = ReportChoices(photos=PhotoPrivacy.NONE, views=frozenset({View.FRONT}))
    words = inside_words(list_inside(stock, choices, TODAY))
    assert "No photos" in words.inside
    assert not any("views" in line for line in words.not_inside)


def test_notes_are_told_of_only_where_they_are_printed(stock):
    with_notes = list_inside(stock, ReportChoices(), TODAY)
    without = list_inside(stock, ReportChoices(sections=frozenset()), TODAY)
    assert with_notes.has_notes
    assert "4 sessions with their notes" in inside_words(with_notes).inside
    assert not without.has_notes
    assert not any("session" in line for line in inside_words(without).inside)


def test_an_appointment_is_no_session(stock):
    inside = list_inside(stock, ReportChoices(), START + timedelta(days=50))
    assert inside.session_count == 2


def test_a_draft_that_nobody_wants_is_none(library):
    assert report_preview.gather(library, ReportChoices(), lambda: True) is None


def test_a_draft_has_its_pages_at_any_sharpness(library):
    draft = report_preview.gather(library, ReportChoices(report_day=TODAY), never_cancelled)
    assert draft is not None
    small, large = draft.pages(40), draft.pages(80)
    assert len(small) == len(large)
    widths = [int.from_bytes(pages[0][16:20], "big") for pages in (small, large)]
    assert abs(widths[1] - 2 * widths[0]) <= 1
    assert draft.byte_size > 10_000


def test_nothing_is_counted_in_a_course_without_anything(tmp_path):
    with make_library(tmp_path, (), session_days=()) as library:
        stock = report_inside.stock_of(library, library.courses.all()[0].id)
    inside = list_inside(stock, ReportChoices(), TODAY)
    assert (inside.photo_count, inside.session_count, inside.day_count) == (0, 0, 0)
    assert "No photos" in inside_words(inside).inside
