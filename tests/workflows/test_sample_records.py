"""What the sample's people noted: every feature has something to show, and nothing contradicts."""

from itertools import pairwise

import pytest

from skintrack.model import Choice, Rater, Scale, Sign
from skintrack.model.blinded import results_of
from skintrack.model.diary import LAST_DAY
from skintrack.phantom.course import SESSIONS
from skintrack.resources import catalogue
from skintrack.treatment import plan, recovery
from skintrack.treatment.safety import safety_questions
from skintrack.workflows import sample_records
from tests.helpers.measured_library import course_shots, make_library


@pytest.fixture
def recorded(tmp_path):
    with make_library(tmp_path, course_shots(), session_days=()) as library:
        (course,) = library.courses.all()
        sample_records.add_plan_and_sessions(library, course)
        sample_records.add_words(library, course, 1)
        yield library, library.courses.get(course.id)


def test_its_people_write_the_language_of_whoever_looks(tmp_path):
    words = catalogue("de")
    assert words is not None
    with make_library(tmp_path, course_shots(), session_days=()) as library:
        (course,) = library.courses.all()
        sample_records.add_plan_and_sessions(library, course, words)
        sample_records.add_words(library, course, 1, words)
        course = library.courses.get(course.id)
        sessions = library.sessions.of_course(course.id)
        assert (course.area, sessions[0].device) == ("Gesicht", "Pen, 36 Nadeln")
        said = [course.concern_words, course.practitioner_instruction]
        for session in sessions:
            entries = library.diary.of_session(session.id)
            said += [session.notes, session.products, session.numbing, session.practitioner]
            said += [entry.notes for entry in entries]
        said += [rating.notes for rating in library.ratings.of_course(course.id)]
    english = {text for _, text in words.entries}
    assert [text for text in said if text in english] == []


def test_the_plan_is_kept_by_its_sessions(recorded):
    library, course = recorded
    sessions = library.sessions.of_course(course.id)
    assert course.planned_sessions == len(sessions) == len(SESSIONS)
    least, most = course.spacing_weeks
    for earlier, later in pairwise(sessions):
        assert least * 7 <= (later.date - earlier.date).days <= most * 7
    usual = plan.propose(course.concern).usual_sessions
    assert usual[0] <= course.planned_sessions <= usual[1]
    assert course.practitioner_instruction


def test_every_session_says_everything(recorded):
    library, course = recorded
    for session in library.sessions.of_course(course.id):
        said = (session.clock, session.products, session.numbing, session.practitioner)
        assert all(said)
        assert session.passes
        assert session.pain is not None
        assert session.zone_depths
        assert set(session.safety_answers) == {each.code for each in safety_questions()}


def test_two_recoveries_are_told_with_a_gap_and_without_alarm(recorded):
    library, course = recorded
    told = {}
    for session in library.sessions.of_course(course.id):
        entries = library.diary.of_session(session.id)
        if entries:
            told[session] = entries
            assert recovery.advice(session.date, entries) is None
    assert len(told) == 2
    for session, entries in told.items():
        days = [(entry.day - session.date).days for entry in entries]
        assert days[0] == 0
        assert days[-1] == LAST_DAY
        assert len(days) < LAST_DAY + 1
        redness = [entry.signs[Sign.REDNESS] for entry in entries]
        assert redness == sorted(redness, reverse=True)


def test_people_have_rated_and_looked_without_dates(recorded):
    library, course = recorded
    ratings = library.ratings.of_course(course.id)
    raters = {(rating.scale, rating.rater) for rating in ratings}
    assert raters == {
        (Scale.PATIENT, Rater.PATIENT),
        (Scale.GAIS, Rater.PATIENT),
        (Scale.GOODMAN_BARON, Rater.PRACTITIONER),
    }
    trials = library.blinded_trials.of_course(course.id)
    (result,) = results_of(trials)
    assert result.trials == len(trials) > 3
    assert (result.earlier, result.undecided) == (1, 1)
    for trial in trials:
        assert trial.choice in (None, *Choice)
        assert trial.earlier_photo_id != trial.later_photo_id


def test_without_pairs_there_is_no_round(tmp_path):
    with make_library(tmp_path, course_shots()[:1], session_days=()) as library:
        (course,) = library.courses.all()
        sample_records.add_plan_and_sessions(library, course)
        sample_records.add_words(library, course, 1)
        assert library.blinded_trials.of_course(course.id) == ()
        assert library.ratings.of_course(course.id)
