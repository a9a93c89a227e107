"""Which photos are damaged, and what is left of an analysis then; looked at with every reading."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from skintrack.model.photo import PhotoId

if TYPE_CHECKING:
    from skintrack.library.database import Database
    from skintrack.model.keeping import DamageKind
    from skintrack.model.measurement import PhotoAnalysis

_DAMAGED = "SELECT photo_id, damage FROM photo_check WHERE damage IS NOT NULL"


def damaged_photos(database: Database) -> dict[PhotoId, DamageKind]:
    """Return what is wrong with which photos of a database."""
    rows = database.rows(_DAMAGED)
    if not rows:
        return {}
    # Not at the top: few libraries have any, and all open sooner.
    from skintrack.model.keeping import DamageKind

    return {PhotoId(row["photo_id"]): DamageKind(row["damage"]) for row in rows}


def withheld(analysis: PhotoAnalysis, damage: DamageKind) -> PhotoAnalysis:
    """Return an analysis without its values, and why."""
    from skintrack.model.keeping import damage_issue

    return replace(
        analysis,
        measurements=tuple(replace(each, value=None) for each in analysis.measurements),
        usable_for=frozenset(),
        issues=(damage_issue(damage), *analysis.issues),
    )
