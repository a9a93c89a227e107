"""What stands on the first page besides the numbers: who, what for, the pair, what people say."""

import dataclasses
from datetime import UTC, date, datetime, timedelta

import pytest

from skintrack.model import (
    BlindedResult,
    Change,
    Comparison,
    Metric,
    NoiseSource,
    PhotoPrivacy,
    Rater,
    Rating,
    RegionName,
    ReportChoices,
    ReportSection,
    Scale,
    Verdict,
    View,
)
from skintrack.model.rating import RatingId
from skintrack.reports import ReportMaterial, build_content
from tests.helpers.model_objects import make_session
from tests.reports.test_build import DAY, LATER, MATERIAL, PHOTO, VISITS, make_series


def with_course(**parts) -> ReportMaterial:
    return dataclasses.replace(MATERIAL, course=dataclasses.replace(MATERIAL.course, **parts))


def facts(material: ReportMaterial) -> dict[str, str]:
    return {str(block.heading): str(block.text) for block in build_content(material).facts}


def rating(day: date, scale: Scale, value: int, rater=Rater.PATIENT, number=1) -> Rating:
    moment = datetime(2026, 11, 1, tzinfo=UTC) + timedelta(minutes=number)
    return Rating(RatingId(number), MATERIAL.course.id, day, scale, value, rater, None, moment)


def test_only_what_is_known_of_the_course_is_said():
    assert list(facts(MATERIAL)) == [
        "Period",
        "Sessions",
        "Photos",
        "Date of this report",
        "Method",
    ]
    assert facts(MATERIAL)["Sessions"] == "1, on 10 Mar 2026"


def test_the_plan_stands_beside_what_was_done():
    material = with_course(area="Both cheeks", planned_sessions=4)
    days = (7, 42, 84)
    sessions = tuple(make_session(DAY + timedelta(days=day), day) for day in days)
    known = facts(dataclasses.replace(material, sessions=sessions, person="Ada"))
    assert known["Patient"] == "Ada"
    assert known["Treated area"] == "Both cheeks"
    assert known["Sessions"] == "3 of 4 planned, the last on 26 May 2026"
    assert known["Between sessions"] == "5 weeks to 6 weeks"


@pytest.mark.parametrize(
    ("planned", "done", "words"),
    [
        (None, 0, "None recorded"),
        (4, 0, "None of 4 planned"),
        (1, 2, "2, the last on 11 Mar 2026"),
    ],
)
def test_sessions_that_do_not_fit_the_plan(planned, done, words):
    sessions = tuple(make_session(DAY + timedelta(days=7 + n), n) for n in range(done))
    material = dataclasses.replace(with_course(planned_sessions=planned), sessions=sessions)
    assert facts(material)["Sessions"] == words


def test_a_code_stands_for_the_names_of_person_and_course():
    choices = ReportChoices(code=" P-17 ")
    material = dataclasses.replace(MATERIAL, person="Ada", choices=choices, concern="Acne scars")
    content = build_content(material)
    assert facts(material)["Patient's code"] == "P-17"
    assert (content.heading, content.title) == ("Acne scars", "Progress report: P-17")
    assert "Ada" not in repr(content)


def test_the_concern_stands_in_the_patients_own_words():
    content = build_content(dataclasses.replace(MATERIAL, concern="Acne scars"))
    assert (content.concern, content.concern_label) == ("Acne scars", "")
    material = dataclasses.replace(with_course(concern_words="My deep scars"), concern="Acne scars")
    content = build_content(material)
    assert content.concern == "“My deep scars”"
    assert content.concern_label == "Acne scars, in the patient's own words"


def test_the_first_and_the_latest_rating_of_each_person_stand_with_their_days():
    last = DAY + timedelta(days=60)
    material = dataclasses.replace(
        MATERIAL,
        ratings=(
            rating(last, Scale.PATIENT, 7, number=3),
            rating(DAY, Scale.PATIENT, 4),
            rating(DAY + timedelta(days=9), Scale.PATIENT, 1, number=2),
            rating(DAY, Scale.GAIS, 3),
            rating(last, Scale.GAIS, 2, number=5),
            rating(last, Scale.GAIS, 4, Rater.PRACTITIONER, number=6),
        ),
    )
    people = build_content(material).people
    content, change = people.said
    assert [(each.answer, each.who, each.days) for each in content.answers] == [
        ("4 → 7 of 10", "the patient", ("3 Mar 2026", "2 May 2026"))
    ]
    assert [(each.answer, each.who, each.days) for each in change.answers] == [
        ("2 · Much improved", "the patient", ("2 May 2026",)),
        ("4 · No change", "the practitioner", ("2 May 2026",)),
    ]
    assert people.missing == "Not rated: the practitioner's grade."


def test_a_grade_says_what_it_means_and_a_round_how_often_the_later_photo_was_chosen():
    moment = datetime(2026, 6, 1, 12, tzinfo=UTC)
    rounds = (
        BlindedResult(moment, Rater.OTHER, later=1, earlier=7, undecided=0),
        BlindedResult(moment + timedelta(days=1), Rater.OTHER, later=6, earlier=1, undecided=1),
    )
    graded = rating(DAY, Scale.GOODMAN_BARON, 3, Rater.PRACTITIONER)
    material = dataclasses.replace(MATERIAL, ratings=(graded,), blinded=rounds)
    grade, blinded = build_content(material).people.said
    assert grade.answers[0].answer == "Grade 3 of 4"
    assert grade.answers[0].detail == "3 · clear from 50 cm, make-up does not hide them"
    (answer,) = blinded.answers
    assert answer.answer == "Later photo: 6 of 8"
    assert answer.detail == "The earlier photo was chosen in 1; 1 could not be told apart."
    assert answer.who == "somebody else, latest of 2 rounds"


def test_ratings_outside_the_period_are_not_said():
    choices = ReportChoices(date_from=DAY + timedelta(days=1))
    material = dataclasses.replace(
        MATERIAL, ratings=(rating(DAY, Scale.PATIENT, 4),), choices=choices
    )
    people = build_content(material).people
    assert people.said == ()
    assert people.missing == "Nobody has rated the skin in this period."


def test_the_pair_is_described_for_those_who_do_not_see_it():
    pictures = {
        photo.id: MATERIAL.pair_pictures[photo.id]._replace(alt=f"Photo {place}.")
        for place, photo in enumerate((PHOTO, LATER))
    }
    pair = build_content(dataclasses.replace(MATERIAL, pair_pictures=pictures)).pair
    assert pair is not None
    assert pair.before.picture.alt == "Photo 0."
    assert pair.after.picture.alt == (
        "Photo 1. Comparable for 2 of 3 metrics. Better, beyond noise: redness (left cheek)."
    )


def by_hand(**parts) -> ReportMaterial:
    assert MATERIAL.pair is not None
    change = Change(
        Metric.REDNESS,
        RegionName.LEFT_CHEEK,
        before=5.0,
        after=5.2,
        change=0.2,
        noise=1.0,
        noise_source=NoiseSource.ASSUMED,
        verdict=Verdict.WITHIN_NOISE,
    )
    comparison = Comparison("1", {Metric.REDNESS: True}, (), (change,))
    pair = dataclasses.replace(MATERIAL.pair, comparison=comparison, is_by_hand=True)
    return dataclasses.replace(MATERIAL, pair=pair, **parts)


def test_a_pair_chosen_by_hand_says_so_and_what_it_shows_by_itself():
    pair = build_content(by_hand()).pair
    assert pair is not None
    said = "No change that these photos can show: redness (left cheek)."
    assert pair.notes[-2:] == ("The two photos were chosen by hand.", said)
    assert pair.after.picture.alt.endswith(f"Comparable for the only metric. {said}")


def test_a_pair_that_is_not_the_baseline_is_not_called_so():
    elsewhere = dataclasses.replace(make_series(), baseline_photo_id=LATER.id)
    pair = build_content(by_hand(series=(elsewhere,))).pair
    assert pair is not None
    assert pair.before.role == "Earlier"
    assert "9 weeks after the other photo" in pair.after.lines


def test_the_latest_photo_is_called_so_only_on_the_last_day_that_counts():
    series = make_series()
    later = series.points[-1]._replace(captured_at=datetime(2026, 9, 1, 12, tzinfo=UTC))
    material = dataclasses.replace(
        MATERIAL, series=(dataclasses.replace(series, points=(*series.points, later)),)
    )
    pair = build_content(material).pair
    assert pair is not None
    assert pair.after.role == "Later"


def test_without_photos_a_plain_sentence_stands_for_the_pair():
    choices = ReportChoices(photos=PhotoPrivacy.NONE)
    content = build_content(dataclasses.replace(MATERIAL, choices=choices))
    assert content.pair is None
    assert content.pair_sentences[:2] == (
        "This report has no photos, by choice. The numbers come from them all the same.",
        "Compared: Front view, 3 March 2026 (Baseline) and 2 May 2026 (8 weeks after session 1).",
    )


def test_what_is_hidden_by_choice_is_said_and_counted():
    material = dataclasses.replace(MATERIAL, hidden_count=3, hidden_views=(View.LEFT_PROFILE,))
    content = build_content(material)
    assert content.pair is not None
    assert content.pair.notes[-2:] == (
        "3 photos are not shown, by choice; they count in the numbers.",
        "Views not shown, by choice: left profile.",
    )
    assert facts(material)["Photos"] == "2 on 2 days, 3 not shown"
    alone = build_content(dataclasses.replace(material, pair=None))
    assert alone.pair_sentences == content.pair.notes[-2:]


def test_all_photos_hidden_is_not_the_same_as_no_photos():
    material = dataclasses.replace(MATERIAL, visits=(), pair=None, photos=(PHOTO, LATER))
    content = build_content(material)
    assert [line.text for line in content.answer] == ["Better, beyond noise: redness (left cheek)."]
    assert facts(material)["Period"] == "3 Mar 2026 to 2 May 2026"


def test_the_trends_can_be_left_out():
    choices = ReportChoices(sections=frozenset({ReportSection.SESSIONS}))
    content = build_content(dataclasses.replace(MATERIAL, choices=choices))
    assert content.regions is None
    assert (content.charts, content.left_out) == ((), ())
    assert content.summary


def test_regions_are_listed_only_where_one_can_be_compared():
    waiting = dataclasses.replace(MATERIAL, series=(make_series(change=None),))
    assert build_content(waiting).regions is None
    some = dataclasses.replace(
        MATERIAL, series=(make_series(), make_series(region=RegionName.CHIN, change=None))
    )
    table = build_content(some).regions
    assert table is not None
    cell = table.rows[1].cells[0]
    assert cell is not None
    assert (cell.symbol, cell.values, cell.verdict) == ("○", "5.00", "nothing to compare yet")


def test_no_photo_is_said_as_none():
    material = dataclasses.replace(MATERIAL, visits=(), pair=None, series=())
    assert (facts(material)["Photos"], facts(material)["Period"]) == (
        "No photos",
        "No dated photos",
    )


def test_the_id_follows_from_ratings_too():
    first = build_content(MATERIAL).report_id
    rated = dataclasses.replace(MATERIAL, ratings=(rating(DAY, Scale.PATIENT, 4),))
    assert build_content(rated).report_id != first
    assert build_content(dataclasses.replace(MATERIAL, visits=VISITS)).report_id == first
