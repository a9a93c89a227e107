"""What the first two pages of a report say, as plain data: texts, pictures and rows."""

from dataclasses import dataclass

from skintrack.reports.pictures import Chart, Picture


@dataclass(frozen=True)
class AnswerLine:
    """One sentence of the answer; ``symbol`` is the shape of its verdict, or empty."""

    symbol: str
    text: str


@dataclass(frozen=True)
class PairSide:
    """One photo of the pair: its day, what it is, when in the course, how comparable."""

    picture: Picture
    role: str
    day: str
    lines: tuple[str, ...]
    grade: str


@dataclass(frozen=True)
class Pair:
    """The two photos of the first page; ``notes`` say for what they are comparable."""

    before: PairSide
    after: PairSide
    notes: tuple[str, ...]


@dataclass(frozen=True)
class PersonAnswer:
    """What somebody said, how to read it, who it was, and on which days."""

    answer: str
    detail: str
    who: str
    days: tuple[str, ...]


@dataclass(frozen=True)
class Said:
    """What people said on one scale."""

    scale: str
    answers: tuple[PersonAnswer, ...]


@dataclass(frozen=True)
class People:
    """What people say, beside the numbers; ``missing`` names what nobody said."""

    heading: str
    said: tuple[Said, ...]
    missing: str


@dataclass(frozen=True)
class SummaryRow:
    """One metric in one region, in two lines: the numbers, and what each of them is."""

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


@dataclass(frozen=True)
class ChartPanel:
    """A chart with the numbers of photos behind it."""

    chart: Chart
    caption: str


@dataclass(frozen=True)
class RegionCell:
    """One metric of a region: its change, the values that this comes from, and the verdict."""

    symbol: str
    change: str
    values: str
    verdict: str


@dataclass(frozen=True)
class RegionRow:
    """All metrics of one region; None where it is not measured there."""

    region: str
    cells: tuple[RegionCell | None, ...]


@dataclass(frozen=True)
class RegionTable:
    """All regions of the view, metrics side by side."""

    columns: tuple[str, ...]
    rows: tuple[RegionRow, ...]
