"""A report brought into a course: what is missing is added, nothing is overwritten."""

import json
from datetime import date

import pytest

from skintrack.errors import InputError, StorageError
from skintrack.library import Library
from skintrack.model import DiaryEntry, Rater, Scale, SessionId, TreatmentSession
from skintrack.workflows import import_report, read_report, report_additions, report_data
from tests.helpers.noted_library import noted_library
from tests.helpers.report_files import report_files

TODAY = date(2026, 11, 21)


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A library with the data file of its report."""
    folder = tmp_path_factory.mktemp("noted")
    with noted_library(folder) as library:
        data = report_files(library).files[report_data.DOCUMENT_NAME].data
    (folder / "data.json").write_bytes(data)
    return folder


@pytest.fixture(scope="module")
def report(made):
    return read_report.run(made / "data.json")


@pytest.fixture
def empty(tmp_path):
    with Library.create(tmp_path / "mine", "Mine") as library:
        yield library


def only_course(library):
    return library.courses.all()[0].id


def everything_of(library):
    course = only_course(library)
    return (
        library.courses.get(course),
        library.sessions.of_course(course),
        library.diary.of_course(course),
        library.ratings.of_course(course),
    )


def changed(made, change):
    document = json.loads((made / "data.json").read_bytes())
    change(document)
    return json.dumps(document).encode()


def test_an_empty_course_takes_everything(report, empty):
    course = only_course(empty)
    imported = import_report.run(empty, report, course, TODAY)
    assert [
        (each.date, each.notes, each.depth_mm, dict(each.zone_depths), dict(each.safety_answers))
        for each in empty.sessions.of_course(course)
    ] == [
        (each.date, each.notes, each.depth_mm, dict(each.zone_depths), dict(each.safety_answers))
        for each in report.sessions
    ]
    assert len(empty.diary.of_course(course)) == len(report.diary) == 4
    said = [(each.day, each.scale, each.value, each.rater) for each in report.ratings]
    assert [
        (each.day, each.scale, each.value, each.rater) for each in empty.ratings.of_course(course)
    ] == said
    plan = empty.courses.get(course)
    assert plan.name == "Mine"
    assert (plan.planned_sessions, plan.spacing_weeks) == (4, (4, 6))
    assert plan.appointment == date(2027, 1, 8)
    assert plan.practitioner_instruction == "Cool packs\nfor one evening."
    assert imported.changes.sessions == frozenset(imported.sessions)


def test_the_same_report_again_adds_nothing(report, empty):
    course = only_course(empty)
    import_report.run(empty, report, course, TODAY)
    before = everything_of(empty)
    wanted = report_additions.additions_of(empty, report, course, TODAY)
    assert wanted.is_empty
    assert wanted.kept == 0
    # Sessions, days, ratings, and seven facts of the plan.
    assert wanted.same == 2 + 4 + 4 + 7
    import_report.run(empty, report, course, TODAY)
    assert everything_of(empty) == before


def test_taking_back_and_again_keep_the_records(report, empty):
    before = everything_of(empty)
    imported = import_report.run(empty, report, only_course(empty), TODAY)
    after = everything_of(empty)
    import_report.take_back(empty, imported)
    assert everything_of(empty) == before
    import_report.add_again(empty, imported)
    assert everything_of(empty) == after


def test_what_the_course_says_is_never_overwritten(report, empty):
    course = only_course(empty)
    own = TreatmentSession(SessionId(0), course, report.sessions[0].date, depth_mm=0.5)
    own = empty.sessions.record(own)
    noted = DiaryEntry(own.id, own.date, notes="My own words")
    empty.diary.save(noted)
    empty.ratings.add(course, report.ratings[0].day, [(Scale.PATIENT, 9, Rater.PATIENT)])
    wanted = report_additions.additions_of(empty, report, course, TODAY)
    assert wanted.kept == 3
    import_report.run(empty, report, course, TODAY)
    assert empty.sessions.get(own.id) == own
    assert empty.diary.get(own.id, own.date) == noted
    assert empty.ratings.of_course(course)[0].value == 9
    # The other day that was noted after this session comes to it, not to a second one.
    assert len(empty.sessions.of_course(course)) == 2
    assert len(empty.diary.of_session(own.id)) == 2


def test_two_sessions_on_one_day_stay_two(made, empty):
    def change(document):
        document["sessions"].append({**document["sessions"][0], "number": 3, "notes": "Later"})

    report = read_report.from_bytes(changed(made, change), "x")
    course = only_course(empty)
    import_report.run(empty, report, course, TODAY)
    assert len(empty.sessions.of_course(course)) == 3
    assert report_additions.additions_of(empty, report, course, TODAY).is_empty


def test_an_appointment_that_has_passed_is_not_taken(report, empty):
    wanted = report_additions.additions_of(empty, report, only_course(empty), date(2027, 2, 1))
    assert "appointment" not in wanted.plan
    assert "planned_sessions" in wanted.plan


def test_what_cannot_be_stored_leaves_nothing_behind(made, empty):
    def change(document):
        document["course"]["spacing_weeks_least"] = 40
        document["course"]["spacing_weeks_most"] = 4

    report = read_report.from_bytes(changed(made, change), "x")
    before = everything_of(empty)
    with pytest.raises(InputError):
        import_report.run(empty, report, only_course(empty), TODAY)
    assert everything_of(empty) == before


def test_a_disk_that_fails_midway_leaves_nothing_behind(report, empty, monkeypatch):
    before = everything_of(empty)

    def fail(*_values):
        raise StorageError("The disk is full.")

    monkeypatch.setattr(empty.ratings, "add", fail)
    with pytest.raises(StorageError):
        import_report.run(empty, report, only_course(empty), TODAY)
    assert everything_of(empty) == before


def test_a_report_finds_its_course_by_its_photos(made, report, empty):
    assert report_additions.matching_course(empty, report) is None
    with Library.open(made / "library") as library:
        own = only_course(library)
        library.courses.add("Newer")
        library.courses.rename(own, "Renamed")
        found = report_additions.matching_course(library, report)
        assert found is not None
        assert found.id == own
        wanted = report_additions.additions_of(library, report, own, TODAY)
        assert wanted.is_empty
        assert wanted.photos == wanted.photos_here == 10


def test_photos_and_numbers_are_never_taken(report, empty):
    import_report.run(empty, report, only_course(empty), TODAY)
    assert empty.photos.all() == ()
    assert report.series
