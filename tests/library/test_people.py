"""Several people share one library."""

from dataclasses import replace
from pathlib import Path

import pytest

from skintrack.errors import InputError, LibraryError
from skintrack.library import Library
from skintrack.model import PersonId


def test_people_are_listed_by_name_and_found_again(folder: Path) -> None:
    with Library.create(folder, "Course") as library:
        assert library.people.all() == ()
        mia = library.people.named("  Mia   Example ")
        anna = library.people.named("anna")
        assert [person.name for person in library.people.all()] == ["anna", "Mia Example"]
        assert library.people.named("MIA EXAMPLE") == mia
        assert library.people.get(anna.id) == anna


def test_a_course_belongs_to_a_person_and_can_be_given_back(folder: Path) -> None:
    with Library.create(folder, "Course") as library:
        course = library.courses.all()[0]
        mia = library.people.named("Mia")
        assert library.courses.update(replace(course, person_id=mia.id)).person_id == mia.id
        assert library.courses.update(course).person_id is None
    with Library.open(folder) as library:
        assert library.people.all() == (mia,)


def test_a_person_needs_a_name_and_an_unknown_one_is_said(folder: Path) -> None:
    with Library.create(folder, "Course") as library:
        with pytest.raises(InputError, match="needs a name"):
            library.people.named("  ")
        with pytest.raises(LibraryError, match="not in the library"):
            library.people.get(PersonId(7))
