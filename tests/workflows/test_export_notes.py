"""Diary, ratings and blinded trials leave with everything else."""

import csv
import json
from datetime import date, datetime

from skintrack.library import Library
from skintrack.model import BlindedTrial, Choice, DiaryEntry, Rater, Scale, Sign, Step, TrialId
from skintrack.workflows import export_library, export_notes
from tests.helpers.libraries import add_photo
from tests.helpers.photo_makers import jpeg_bytes

DAY = date(2026, 3, 10)
MOMENT = datetime.fromisoformat("2026-05-01T10:00:00+02:00")


def table(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def filled_library(tmp_path):
    library = Library.create(tmp_path / "library", "Acne scars")
    course = library.courses.all()[0].id
    session = library.sessions.add(course, DAY)
    library.diary.save(
        DiaryEntry(
            session.id,
            date(2026, 3, 12),
            {Sign.REDNESS: Step.STRONGLY, Sign.PEELING: Step.NONE},
            asked_about=frozenset({"fever"}),
            notes="tired",
        )
    )
    library.ratings.add(course, DAY, [(Scale.GAIS, 2, Rater.PRACTITIONER)], "ok")
    first, second = (add_photo(library, jpeg_bytes(shade)).id for shade in (100, 120))
    trial = BlindedTrial(
        TrialId(0), course, MOMENT, first, second, True, Choice.LATER, Rater.OTHER, MOMENT
    )
    library.blinded_trials.add_round([trial])
    return library


def test_every_note_is_exported(tmp_path):
    with filled_library(tmp_path) as library:
        export_library.run(library, tmp_path / "out")
    (day,) = table(tmp_path / "out" / "diary.csv")
    assert (day["session_number"], day["days_since"], day["redness"]) == ("1", "2", "3")
    assert (day["peeling"], day["swelling"], day["pain"]) == ("0", "", "")
    assert (day["asked_about"], day["notes"]) == ("fever", "tired")
    (rating,) = table(tmp_path / "out" / "ratings.csv")
    assert (rating["scale"], rating["value"], rating["rater"]) == ("gais", "2", "practitioner")
    (trial,) = table(tmp_path / "out" / "blinded_trials.csv")
    assert (trial["choice"], trial["was_later_left"]) == ("later", "True")
    (course,) = json.loads((tmp_path / "out" / "library.json").read_text(encoding="utf-8"))[
        "courses"
    ]
    assert course["diary"][0]["pain"] is None
    assert course["ratings"][0]["notes"] == "ok"
    assert course["blinded_trials"][0]["round_started_at"] == MOMENT.isoformat()


def test_what_needs_explaining_is_explained(tmp_path):
    with filled_library(tmp_path) as library:
        export_library.run(library, tmp_path / "out")
    explained = (tmp_path / "out" / "README.txt").read_text(encoding="utf-8")
    for name in ("diary.csv", "ratings.csv", "blinded_trials.csv", "days_since", "choice", "rater"):
        assert name in explained


def test_the_columns_are_those_of_the_rows(tmp_path):
    with filled_library(tmp_path) as library:
        (course,) = library.courses.all()
        notes = export_notes.notes_of(library, course)
        sessions = library.sessions.of_course(course.id)
    for columns, rows in (
        (export_notes.DIARY_COLUMNS, export_notes.diary_rows(notes, sessions)),
        (export_notes.RATING_COLUMNS, export_notes.rating_rows(notes)),
        (export_notes.TRIAL_COLUMNS, export_notes.trial_rows(notes)),
    ):
        assert all(("course", *row) == columns for row in rows)
