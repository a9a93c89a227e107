"""A report that was read, in the words of its own pages, and what it would add."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from skintrack.model import CourseId, Series
from skintrack.model.display import (
    change_text,
    even_decimals,
    metric_name,
    region_in_sentence,
    short_day_text,
    value_text,
    verdict_label,
)
from skintrack.model.index_text import index_text
from skintrack.model.phrase import Phrase
from skintrack.reports import main_regions
from skintrack.treatment import concern_name
from skintrack.workflows.read_report import ReadReport
from skintrack.workflows.report_additions import Additions, additions_of, matching_course

if TYPE_CHECKING:
    from skintrack.library import Library


@dataclass(frozen=True)
class DigestRow:
    """One metric in one region as the first page has it."""

    place: str
    baseline: str
    latest: str
    change: str
    index: str
    verdict: str
    series: Series


@dataclass(frozen=True)
class Digest:
    """What a dialog shows of a report."""

    course: str
    concern: str
    period: str
    rows: tuple[DigestRow, ...]


@dataclass(frozen=True)
class Offer:
    """The course that a report would be added to, and what would be added.

    ``is_match`` says that the report was made of this course.
    """

    course_name: str
    is_match: bool
    additions: Additions


def digest_of(report: ReadReport) -> Digest:
    """Return a report as it is shown."""
    main = report.main_series
    regions = main_regions(main)
    shown = [series for series in main if series.region in regions and series.baseline is not None]
    concern = report.course.concern_words or concern_name(report.course.concern) or ""
    decimals = even_decimals(shown)
    rows = tuple(_row(series, decimals[series.metric]) for series in shown)
    return Digest(report.course.name, concern, _period(report), rows)


def offer_of(library: "Library", report: ReadReport, shown_course: CourseId, today: date) -> Offer:
    """Return what a report would add to its own course, else to the one that is shown."""
    match = matching_course(library, report)
    course = library.courses.get(shown_course) if match is None else match
    wanted = additions_of(library, report, course.id, today)
    return Offer(course.name, match is not None, wanted)


def _period(report: ReadReport) -> str:
    days = [photo.captured_at.date() for photo in report.photos if photo.captured_at is not None]
    if not days:
        return Phrase("No dated photos")
    first, last = short_day_text(min(days)), short_day_text(max(days))
    return first if first == last else Phrase("{first} to {last}", first=first, last=last)


def _row(series: Series, decimals: int) -> DigestRow:
    latest = None
    if series.baseline is not None and series.change is not None:
        latest = series.baseline + series.change
    return DigestRow(
        Phrase(
            "{metric}, {region}",
            metric=metric_name(series.metric),
            region=region_in_sentence(series.region),
        ),
        value_text(series.metric, series.baseline),
        value_text(series.metric, latest),
        change_text(series, decimals),
        index_text(series.index),
        verdict_label(series.verdict),
        series,
    )
