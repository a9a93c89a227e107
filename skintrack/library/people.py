"""The people whose courses one library holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from skintrack.errors import InputError, LibraryError
from skintrack.library.records import now
from skintrack.model.course import PersonId
from skintrack.model.text import storable_text

if TYPE_CHECKING:
    from skintrack.library.database import Database, Row
    from skintrack.model.person import Person


class People:
    """The people of a library; whoever it belongs to is not among them."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> tuple[Person, ...]:
        """Return everybody, in the order of their names."""
        rows = self._database.rows("SELECT id, name FROM person")
        people = map(_person_of, rows)
        return tuple(sorted(people, key=lambda person: (person.name.casefold(), person.id)))

    def get(self, person_id: PersonId) -> Person:
        """Return one person; ``LibraryError`` code ``no_such_person`` if there is none."""
        row = self._database.row("SELECT id, name FROM person WHERE id = ?", (person_id,))
        if row is None:
            raise LibraryError("This person is not in the library.", "no_such_person")
        return _person_of(row)

    def named(self, name: str) -> Person:
        """Return the person of a name, written in capitals or not; a new one if there is none.

        Raises
        ------
        InputError
            With code ``no_name`` if the name is blank.
        """
        wanted = _checked(name)
        for person in self.all():
            if person.name.casefold() == wanted.casefold():
                return person
        with self._database.transaction():
            number = self._database.insert(
                "person", {"name": wanted, "created_at": now().isoformat()}
            )
        return self.get(PersonId(number))


def _person_of(row: Row) -> Person:
    # Not at the top: most libraries have the courses of one person, and open sooner.
    from skintrack.model.person import Person

    return Person(PersonId(row["id"]), row["name"])


def _checked(name: str) -> str:
    text = " ".join(name.split())
    if not text:
        raise InputError("A person needs a name.", "no_name")
    return storable_text(text)
