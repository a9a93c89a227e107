"""What the pages after the trends say, as plain data: sessions, recovery, method, a form.

All values are texts, so that the template only lays them out.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from skintrack.model import Point, RegionName
from skintrack.reports.pictures import Chart


@dataclass(frozen=True)
class TreatmentWords:
    """What codes of the diary and of the safety check mean, in the order to show them."""

    noticed: Mapping[str, str] = field(default_factory=dict)
    safety: Mapping[str, str] = field(default_factory=dict)


class FaceOutline(NamedTuple):
    """An average face that nobody has, to draw the measured regions on; any unit, y down.

    ``cores`` are the parts of regions where texture and relief are read, where these are smaller.
    ``lines`` are eyes, brows, nose and mouth; ``oval`` is the outline of the face.
    """

    oval: tuple[Point, ...]
    lines: tuple[tuple[Point, ...], ...]
    regions: Mapping[RegionName, tuple[Point, ...]]
    cores: Mapping[RegionName, tuple[Point, ...]]


class Named(NamedTuple):
    """A text with its name before it."""

    name: str
    text: str


class SessionRow(NamedTuple):
    """One session: the cells of its line, and what stands below them over the whole width.

    ``interval`` is the time since the last session and stands below the day. ``length`` is ``long``
    where a page may not be enough for it.
    """

    cells: tuple[str, ...]
    details: tuple[Named, ...]
    interval: str = ""
    length: str = ""


class SessionLog(NamedTuple):
    """The sessions; without rows the notes say so."""

    heading: str
    notes: tuple[str, ...]
    columns: tuple[str, ...]
    rows: tuple[SessionRow, ...]


class Mark(NamedTuple):
    """What was noted of a sign on one day.

    ``level`` is 0 to 3 and drawn, with ``text`` for those who do not see it; where it is empty the
    text is printed as it is, nothing where nothing was noted.
    """

    level: str
    text: str


class RecoveryRow(NamedTuple):
    """One sign over the days of the diary."""

    name: str
    marks: tuple[Mark, ...]


class RecoveryWeek(NamedTuple):
    """The days after one session, what follows from them, and the patient's words."""

    heading: str
    days: tuple[str, ...]
    rows: tuple[RecoveryRow, ...]
    facts: tuple[Named, ...]
    words: tuple[Named, ...] = ()
    length: str = ""


class Recovery(NamedTuple):
    """Recovery and safety; parts that say nothing are empty.

    ``safety`` has a row for each question that ever applied.
    """

    heading: str
    notes: tuple[str, ...]
    corner: str
    legend: tuple[Mark, ...]
    weeks: tuple[RecoveryWeek, ...]
    safety_heading: str
    safety_notes: tuple[str, ...]
    safety_columns: tuple[str, ...]
    safety: tuple[Named, ...]
    instruction: tuple[Named, ...] = ()


class Sketch(NamedTuple):
    """A drawing, and what its numbers mean."""

    drawing: Chart
    caption: str


class Method(NamedTuple):
    """How the numbers are made and what they cannot show; ``here`` is what holds in this report."""

    heading: str
    blocks: tuple[Named, ...]
    here_heading: str
    here: tuple[Named, ...]
    sketch: Sketch | None


class FormScale(NamedTuple):
    """A scale to tick on paper: each answer with its number and what it means."""

    heading: str
    note: str
    answers: tuple[Named, ...]


class Practitioner(NamedTuple):
    """The page that a practitioner fills in by hand."""

    heading: str
    intro: str
    scales: tuple[FormScale, ...]
    region_columns: tuple[str, ...]
    regions: tuple[tuple[str, ...], ...]
    plan_heading: str
    plan_fields: tuple[str, ...]
    depth_label: str
    depth_fields: tuple[str, ...]
    remarks: str
    signature_fields: tuple[str, ...]
    back: str
