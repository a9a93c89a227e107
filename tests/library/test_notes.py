"""Diary, ratings and blinded trials come back as they went in, and a removed one can come back."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from skintrack.errors import InputError
from skintrack.library import Library
from skintrack.model import (
    BlindedTrial,
    Choice,
    DiaryEntry,
    Rater,
    Scale,
    Sign,
    Step,
    TrialId,
)
from skintrack.model.blinded import OpenPair, OpenRound
from tests.helpers.libraries import add_photo

DAY = date(2026, 3, 10)


@pytest.fixture
def session(library):
    return library.sessions.add(library.courses.all()[0].id, DAY)


def test_a_day_is_kept_with_its_gaps(library, folder, session):
    entry = DiaryEntry(
        session.id,
        DAY,
        {Sign.REDNESS: Step.STRONGLY, Sign.PEELING: Step.NONE},
        pain=0,
        asked_about=frozenset({"fever", "blisters"}),
        notes="Slept badly 🙂",
    )
    library.diary.save(entry)
    library.close()
    with Library.open(folder) as again:
        assert again.diary.of_session(session.id) == (entry,)
        assert again.diary.get(session.id, DAY) == entry
        assert Sign.SWELLING not in again.diary.of_session(session.id)[0].signs
        assert again.diary.get(session.id, date(2026, 3, 11)) is None


def test_a_day_is_replaced_and_an_empty_one_is_no_entry(library, session):
    entry = DiaryEntry(session.id, DAY, {Sign.REDNESS: Step.CLEARLY})
    library.diary.save(entry)
    library.diary.save(entry.with_step(Sign.REDNESS, Step.NONE))
    (kept,) = library.diary.of_session(session.id)
    assert kept.signs == {Sign.REDNESS: Step.NONE}
    library.diary.save(entry.with_step(Sign.REDNESS, None))
    assert library.diary.of_session(session.id) == ()


@pytest.mark.parametrize("pain", [-1, 11])
def test_pain_has_a_scale(library, session, pain):
    with pytest.raises(InputError) as refused:
        library.diary.save(DiaryEntry(session.id, DAY, pain=pain))
    assert refused.value.code == "pain"
    assert library.diary.of_session(session.id) == ()


def test_the_diary_of_a_removed_session_is_kept_with_it(library, session):
    library.diary.save(DiaryEntry(session.id, DAY, pain=3))
    course = session.course_id
    assert len(library.diary.of_course(course)) == 1
    library.sessions.remove(session.id)
    assert library.diary.of_course(course) == ()


def test_ratings_are_removed_and_taken_back(library):
    course = library.courses.all()[0].id
    ids = library.ratings.add(
        course,
        DAY,
        [(Scale.PATIENT, 0, Rater.PATIENT), (Scale.GAIS, 2, Rater.PRACTITIONER)],
        "After session 2",
    )
    before = library.ratings.of_course(course)
    assert [(each.scale, each.value, each.rater, each.notes) for each in before] == [
        (Scale.PATIENT, 0, Rater.PATIENT, "After session 2"),
        (Scale.GAIS, 2, Rater.PRACTITIONER, "After session 2"),
    ]
    library.ratings.remove(ids[:1])
    assert library.ratings.of_course(course) == before[1:]
    library.ratings.take_back(ids)
    assert library.ratings.of_course(course) == before


@pytest.mark.parametrize(
    ("scale", "value"), [(Scale.PATIENT, 11), (Scale.GAIS, 0), (Scale.GOODMAN_BARON, 5)]
)
def test_a_rating_outside_its_scale_is_refused_with_all_of_its_sitting(library, scale, value):
    course = library.courses.all()[0].id
    with pytest.raises(InputError):
        library.ratings.add(
            course, DAY, [(Scale.PATIENT, 5, Rater.PATIENT), (scale, value, Rater.PATIENT)]
        )
    assert library.ratings.of_course(course) == ()


def test_a_round_of_trials(library):
    course = library.courses.all()[0].id
    first, second = (add_photo(library, data).id for data in (b"one", b"two"))
    moment = datetime.fromisoformat("2026-05-01T10:00:00+02:00")
    trials = [
        BlindedTrial(
            TrialId(0), course, moment, first, second, was_left, choice, Rater.OTHER, moment
        )
        for was_left, choice in ((True, Choice.LATER), (False, None))
    ]
    ids = library.blinded_trials.add_round(trials)
    kept = library.blinded_trials.of_course(course)
    assert [(each.was_later_left, each.choice, each.rater) for each in kept] == [
        (True, Choice.LATER, Rater.OTHER),
        (False, None, Rater.OTHER),
    ]
    library.blinded_trials.remove(ids)
    assert library.blinded_trials.of_course(course) == ()


def test_a_round_that_is_not_finished_waits_until_its_last_answer(library):
    course = library.courses.all()[0].id
    first, second = (add_photo(library, data).id for data in (b"one", b"two"))
    moment = datetime.fromisoformat("2026-05-01T10:00:00+02:00")
    answered = OpenPair(first, second, True, Choice.EARLIER, moment)
    undecided = OpenPair(first, second, False, None, moment)
    waiting = OpenRound(
        course, Rater.OTHER, moment, (answered, undecided, OpenPair(second, first, True))
    )
    trials = library.blinded_trials
    assert trials.open_round(course) is None
    trials.keep_open(replace(waiting, pairs=waiting.pairs[:1]))
    trials.keep_open(waiting)
    assert trials.open_round(course) == waiting
    assert trials.open_round(course).answered == 2
    assert trials.of_course(course) == ()
    trials.add_round(
        [BlindedTrial(TrialId(0), course, moment, first, second, True, None, Rater.OTHER, moment)]
    )
    assert trials.open_round(course) is None
    trials.keep_open(waiting)
    trials.drop_open(course)
    assert trials.open_round(course) is None
