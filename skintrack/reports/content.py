"""What a report says, as plain data: strings, pictures and rows, ready to be laid out."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from skintrack.model import (
    BlindedResult,
    Comparison,
    Course,
    DiaryEntry,
    Paper,
    Photo,
    PhotoAnalysis,
    PhotoId,
    Rating,
    ReportChoices,
    Series,
    TreatmentSession,
    View,
    Visit,
)
from skintrack.reports.parts import (
    FaceOutline,
    Method,
    Practitioner,
    Recovery,
    SessionLog,
    TreatmentWords,
)
from skintrack.reports.pictures import Chart, Picture
from skintrack.reports.summary_parts import (
    AnswerLine,
    ChartPanel,
    Pair,
    People,
    RegionTable,
    SummaryRow,
)


@dataclass(frozen=True)
class ReportVisit:
    """A visit with its phase in words."""

    visit: Visit
    phase_label: str


@dataclass(frozen=True)
class ChosenPair:
    """The two photos of the summary; ``comparison`` is None while they are not measured.

    ``after`` is None while there is only one photo. ``is_aligned`` says that both faces were found
    and brought to the common frame, ``is_by_hand`` that the user chose the two.
    """

    view: View
    before: PhotoId
    after: PhotoId | None
    comparison: Comparison | None
    is_aligned: bool
    is_by_hand: bool = False


@dataclass(frozen=True)
class ReportMaterial:
    """Everything a report is made from, as model objects and finished pictures.

    ``person`` is the name of whoever the course is of, None for the owner of the library.
    ``series`` are those of ``main_view``; ``charts`` those to show, in reading order, two in a row.
    ``pictures`` are small prints for the record, ``pair_pictures`` large ones for the summary.
    ``hidden_count`` photos were left out by hand, and ``hidden_views`` with all of theirs.
    ``photos`` are all dated ones of the period, also those that are not shown, and
    ``other_series`` those of its other views: for the files inside the PDF.
    """

    course: Course
    concern: str | None
    sessions: tuple[TreatmentSession, ...]
    visits: tuple[ReportVisit, ...]
    undated_count: int
    main_view: View
    series: tuple[Series, ...]
    charts: tuple[Chart, ...]
    pair: ChosenPair | None
    pictures: dict[PhotoId, Picture]
    pair_pictures: dict[PhotoId, Picture]
    report_day: date
    app_version: str
    algorithm: str
    choices: ReportChoices = field(default_factory=ReportChoices)
    person: str | None = None
    analyses: Mapping[PhotoId, PhotoAnalysis] = field(default_factory=dict)
    diary: tuple[DiaryEntry, ...] = ()
    ratings: tuple[Rating, ...] = ()
    blinded: tuple[BlindedResult, ...] = ()
    hidden_count: int = 0
    hidden_views: tuple[View, ...] = ()
    photos: tuple[Photo, ...] = ()
    other_series: tuple[Series, ...] = ()
    words: TreatmentWords = field(default_factory=TreatmentWords)
    face: FaceOutline | None = None


class Attachment(NamedTuple):
    """A text file inside the PDF; ``description`` says to people what it is."""

    name: str
    data: bytes
    mime_type: str
    description: str


class LeftOut(NamedTuple):
    """A photo that does not count, with the reason and the metrics it concerns."""

    photo: str
    metrics: str
    reason: str


class RecordColumn(NamedTuple):
    """One visit in the photo record; ``skin`` is what was noted of the skin, or empty."""

    day: str
    phase: str
    skin: str = ""


class RecordCell(NamedTuple):
    """A photo of the record with what was found about it, in short words."""

    picture: Picture
    caption: str


class RecordRow(NamedTuple):
    """One view in the photo record, a picture or an empty frame for each visit."""

    view: str
    cells: tuple[RecordCell, ...]


class RecordBlock(NamedTuple):
    """As many visits as fit side by side."""

    columns: tuple[RecordColumn, ...]
    rows: tuple[RecordRow, ...]


class RecordTable(NamedTuple):
    """The photo record without photos: a line for each visit."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


class RecordGroup(NamedTuple):
    """Photos that belong together under a heading; ``table`` where no photo may be shown."""

    heading: str
    notes: tuple[str, ...]
    blocks: tuple[RecordBlock, ...]
    table: RecordTable | None = None


class TextBlock(NamedTuple):
    """A heading with its paragraph."""

    heading: str
    text: str


class Labels(NamedTuple):
    """The words of the template: headings, columns, the foot of a page."""

    kind: str
    disclaimer: str
    page: str
    numbers: str
    number_columns: tuple[str, ...]
    over_time: str
    all_regions: str
    left_out: str
    left_out_columns: tuple[str, ...]
    not_taken: str
    view: str


@dataclass(frozen=True)
class ReportContent:
    """A whole report in words and pictures; the template only lays it out."""

    language: str
    paper: Paper
    report_day: date
    report_id: str
    title: str
    heading: str
    concern: str
    concern_label: str
    facts: tuple[TextBlock, ...]
    answer: tuple[AnswerLine, ...]
    scores: tuple[str, ...]
    pair: Pair | None
    pair_sentences: tuple[str, ...]
    people: People
    summary: tuple[SummaryRow, ...]
    summary_notes: tuple[str, ...]
    charts: tuple[ChartPanel, ...]
    chart_notes: tuple[str, ...]
    regions: RegionTable | None
    regions_note: str
    left_out: tuple[LeftOut, ...]
    record: tuple[RecordGroup, ...]
    sessions: SessionLog | None
    recovery: Recovery | None
    method: Method
    practitioner: Practitioner | None
    footer: str
    labels: Labels
    letters_note: str
    attachments: tuple[Attachment, ...] = ()
