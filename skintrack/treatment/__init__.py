"""What is known about courses of treatment: concerns, phases of healing, usual numbers.

The facts are data in ``assets/treatment.toml``, with their sources; the functions here place a day
within a course. Nothing here advises, diagnoses or promises. Imports only ``model``, ``resources``
and ``errors``.
"""

from skintrack.treatment.facts import (
    HEALING_DAYS,
    Concern,
    CourseFacts,
    concern_name,
    concerns,
    course_facts,
)
from skintrack.treatment.phases import (
    healing_windows,
    held_sessions,
    phase_label,
    phase_of,
    photo_phase,
    sorted_sessions,
    visits,
)

__all__ = [
    "HEALING_DAYS",
    "Concern",
    "CourseFacts",
    "concern_name",
    "concerns",
    "course_facts",
    "healing_windows",
    "held_sessions",
    "phase_label",
    "phase_of",
    "photo_phase",
    "sorted_sessions",
    "visits",
]
