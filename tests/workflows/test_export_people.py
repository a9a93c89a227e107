"""An export says whose course is whose."""

import csv
import json
from dataclasses import replace
from pathlib import Path

from skintrack.library import Library
from skintrack.workflows import export_library


def test_the_person_of_a_course_is_exported(tmp_path: Path) -> None:
    with Library.create(tmp_path / "library", "Mine") as library:
        other = library.courses.add("Theirs")
        person = library.people.named("Mia")
        library.courses.update(replace(other, person_id=person.id))
        export_library.run(library, tmp_path / "out")
    with (tmp_path / "out" / "courses.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert [(row["course"], row["person"]) for row in rows] == [("Mine", ""), ("Theirs", "Mia")]
    document = json.loads((tmp_path / "out" / "library.json").read_text(encoding="utf-8"))
    assert [course["person"] for course in document["courses"]] == [None, "Mia"]
