"""The facts of ``assets/treatment.toml``: concerns and the usual numbers of a course.

They are read from ``assets/treatment.json``, which says the same: every start of the window reads
them, in a tenth of the time.
"""

import json
from collections.abc import Sequence
from functools import cache
from typing import Any, NamedTuple

from skintrack.errors import InternalError
from skintrack.model.phrase import Phrase
from skintrack.resources import asset

HEALING_DAYS = 7
"""Days after a session on which redness and swelling of the treatment itself are expected."""


class Concern(NamedTuple):
    """What a course is for; ``usual_sessions`` is (fewest, most), or None where no source says."""

    code: str
    name: Phrase
    usual_sessions: tuple[int, int] | None = None


class CourseFacts(NamedTuple):
    """Usual numbers of a course, as defaults that the user may change.

    ``spacing_weeks`` is (shortest, longest) between sessions; ``follow_up_months`` counts from the
    last session.
    """

    spacing_weeks: tuple[int, int]
    maintenance_months: int
    redness_expected_days: int
    follow_up_months: tuple[int, ...]


def concerns() -> tuple[Concern, ...]:
    """Return the pick-list of concerns, in the order to show them."""
    return tuple(
        Concern(entry["code"], Phrase(entry["name"]), _pair(entry.get("sessions")))
        for entry in table()["concern"]
    )


def concern_name(code: str | None) -> str | None:
    """Return the name of a concern; a code that the list does not know is shown as it is."""
    for concern in concerns():
        if concern.code == code:
            return concern.name
    return code


def course_facts() -> CourseFacts:
    """Return the usual numbers of a course."""
    facts = table()
    spacing = _pair(facts["course"]["spacing_weeks"])
    if spacing is None or facts["recovery"]["healing_days"] != HEALING_DAYS:
        raise InternalError("treatment.toml and treatment/facts.py disagree.")
    return CourseFacts(
        spacing_weeks=spacing,
        maintenance_months=facts["course"]["maintenance_months"],
        redness_expected_days=facts["recovery"]["redness_expected_days"],
        follow_up_months=tuple(facts["follow_up"]["months"]),
    )


def _pair(numbers: Sequence[int] | None) -> tuple[int, int] | None:
    if numbers is None:
        return None
    fewest, most = numbers
    return fewest, most


@cache
def table() -> dict[str, Any]:
    """Return ``treatment.toml`` as it is written; not to be changed."""
    facts: dict[str, Any] = json.loads(asset("treatment.json").read_bytes())
    return facts
