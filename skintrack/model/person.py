"""A person whose skin a course is about."""

from dataclasses import dataclass

from skintrack.model.course import PersonId


@dataclass(frozen=True)
class Person:
    """Somebody other than the owner of the library, whose courses name no person."""

    id: PersonId
    name: str
