"""What the first two pages of a report say, as plain data: texts, pictures and rows."""

from dataclasses import dataclass
from typing import NamedTuple

from skintrack.reports.pictures import Chart, Picture


class AnswerLine(NamedTuple):
    """One sentence of the answer; ``symbol`` is the shape of its verdict, or empty."""

    symbol: str
    text: str


class PairSide(NamedTuple):
    """One photo of the pair: its day, what it is, when in the course, how comparable."""

    picture: Picture
    role: str
    day: str
    lines: tuple[str, ...]
    grade: str


class Pair(NamedTuple):
    """The two photos of the first page; ``notes`` say for what they are comparable."""

    before: PairSide
    after: PairSide
    notes: tuple[str, ...]


class PersonAnswer(NamedTuple):
    """What somebody said, how to read it, who it was, and on which days."""

    answer: str
    detail: str
    who: str
    days: tuple[str, ...]


class Said(NamedTuple):
    """What people said on one scale."""

    scale: str
    answers: tuple[PersonAnswer, ...]


class People(NamedTuple):
    """What people say, beside the numbers; ``missing`` names what nobody said."""

    heading: str
    said: tuple[Said, ...]
    missing: str


@dataclass(frozen=True)
class SummaryRow:
    """One metric in one region, in two lines: the numbers, and what each of them is.

    No tuple, which has something else by the name of ``index``.
    """

    metric: str
    region: str
    baseline: str
    baseline_day: str
    latest: str
    latest_day: str
    change: str
    index: str
    symbol: str
    verdict: str
    direction: str


class ChartPanel(NamedTuple):
    """A chart with the numbers of photos behind it."""

    chart: Chart
    caption: str


class RegionCell(NamedTuple):
    """One metric of a region: its change, the values that this comes from, and the verdict."""

    symbol: str
    change: str
    values: str
    verdict: str


class RegionRow(NamedTuple):
    """All metrics of one region; None where it is not measured there."""

    region: str
    cells: tuple[RegionCell | None, ...]


class RegionTable(NamedTuple):
    """All regions of the view, metrics side by side."""

    columns: tuple[str, ...]
    rows: tuple[RegionRow, ...]
