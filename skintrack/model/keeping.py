"""How well a library is kept: what was verified when, and what is damaged."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from skintrack.model.measurement import Metric, QualityIssue
from skintrack.model.photo import PhotoId
from skintrack.model.phrase import Phrase

LATELY_DAYS = 45
"""A photo counts as verified if its file was read and found whole within so many days.

The rolling part reads everything once in 30 days; the rest is for days without the program.
"""


class DamageKind(StrEnum):
    """What is wrong with the file of a photo."""

    MISSING = "missing"
    CHANGED = "changed"
    UNREADABLE = "unreadable"


_WHAT_IS_SO = {
    DamageKind.MISSING: Phrase("The file of this photo is missing from the library."),
    DamageKind.CHANGED: Phrase("The file of this photo is damaged."),
    DamageKind.UNREADABLE: Phrase("The file of this photo cannot be read."),
}
RESTORE_ADVICE = Phrase("Restore it from a backup.")
FILE_DAMAGED = "file_damaged"
"""Code of the issue that a damaged photo has."""


@dataclass(frozen=True)
class KeepingState:
    """How well the photos of a library are kept, those in the bin too.

    ``verified`` were read and found as imported within ``LATELY_DAYS``. ``oldest`` is when the
    photo that was verified longest ago was; None where there is none. ``damaged`` says what is
    wrong with which photo until that is mended.
    """

    photos: int
    verified: int
    oldest: datetime | None
    damaged: Mapping[PhotoId, DamageKind] = field(default_factory=dict)


def damage_issue(kind: DamageKind) -> QualityIssue:
    """Return what withholds every value of a photo whose file is damaged."""
    return QualityIssue(FILE_DAMAGED, _WHAT_IS_SO[kind], frozenset(Metric), advice=RESTORE_ADVICE)
