"""The progress report of a course as PDF."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Self

from skintrack import __version__
from skintrack.analysis import ALGORITHM
from skintrack.errors import CancelledError, InputError
from skintrack.model import (
    Cancelled,
    CourseId,
    HealingWindow,
    Photo,
    PhotoAnalysis,
    PhotoId,
    Progress,
    ProgressStep,
    Series,
    never_cancelled,
    no_progress,
)
from skintrack.model.catalogue import ENGLISH, Catalogue
from skintrack.model.phrase import Phrase, translated
from skintrack.reports import (
    Chart,
    Paper,
    Picture,
    ReportMaterial,
    ReportVisit,
    build_content,
    main_regions,
    render_pages,
    render_pdf,
    spoken_content,
)
from skintrack.resources import catalogue
from skintrack.treatment import (
    concern_name,
    healing_windows,
    phase_label,
    sorted_sessions,
    visits,
)
from skintrack.workflows import build_series
from skintrack.workflows.build_series import Period
from skintrack.workflows.report_pair import choose_pair
from skintrack.workflows.report_photos import print_large, print_small
from skintrack.workflows.safe_file import write_safely

if TYPE_CHECKING:
    from skintrack.library import Library

_PAPERS = {"a4": Paper.A4, "letter": Paper.LETTER}
_SMALL_HEIGHT_PX = 400  # 28 mm wide at 300 dpi
_LARGE_HEIGHT_PX = 1200  # 86 mm wide at 300 dpi
_CHART_IN = (3.29, 2.0)


@dataclass(frozen=True)
class ReportResult:
    """A report that was written."""

    path: Path
    page_count: int
    report_id: str
    photo_count: int


def run(
    library: "Library",
    output: Path,
    *,
    course_id: CourseId | None = None,
    date_from: date | None = None,
    date_to: date | None = None,
    paper: str = "a4",
    report_day: date | None = None,
    language: str = "en",
    progress: Progress = no_progress,
    cancelled: Cancelled = never_cancelled,
) -> ReportResult:
    """Write the progress report of a course.

    The same library, choices and report day give the same bytes.

    Parameters
    ----------
    library : Library
        An open library, analysed.
    output : Path
        The PDF to write; an older one is replaced only when the new one is complete.
    course_id : CourseId, optional
        The course; without it the library's newest.
    date_from, date_to : date, optional
        Only photos of these days, both included.
    paper : str
        ``a4`` or ``letter``.
    report_day : date, optional
        The date of the report; without it today.
    language : str
        ``en``, or a language that has a catalogue.
    progress, cancelled : callable
        Where it is, and whether to stop.

    Raises
    ------
    InputError
        If the library has no course, the paper is unknown or the period ends before it begins.
    StorageError
        If the file cannot be written.
    CancelledError
        If the user asked to stop; nothing is written then.
    """
    choices = _Choices.checked(course_id, date_from, date_to, paper, report_day)
    texts = catalogue(language) or ENGLISH
    material = _gather(library, choices, texts, (progress, cancelled))
    content = spoken_content(build_content(material, choices.paper), language, texts)
    report = render_pdf(content)
    if cancelled():
        raise CancelledError("The report was not written.")
    write_safely(output, report.pdf)
    return ReportResult(output, report.page_count, content.report_id, len(material.pictures))


def preview(
    library: "Library",
    *,
    course_id: CourseId | None = None,
    date_from: date | None = None,
    date_to: date | None = None,
    paper: str = "a4",
    report_day: date | None = None,
    language: str = "en",
    dpi: float = 110.0,
    progress: Progress = no_progress,
    cancelled: Cancelled = never_cancelled,
) -> tuple[bytes, ...]:
    """Return the pages of the report as PNG, with ``dpi`` pixels per inch; nothing is written.

    Parameters and errors as in `run`.
    """
    choices = _Choices.checked(course_id, date_from, date_to, paper, report_day)
    texts = catalogue(language) or ENGLISH
    material = _gather(library, choices, texts, (progress, cancelled))
    content = spoken_content(build_content(material, choices.paper), language, texts)
    return render_pages(content, dpi)


@dataclass(frozen=True)
class _Choices:
    course_id: CourseId | None
    period: Period
    paper: Paper
    report_day: date

    @classmethod
    def checked(
        cls,
        course_id: CourseId | None,
        date_from: date | None,
        date_to: date | None,
        paper: str,
        report_day: date | None,
    ) -> Self:
        """Return the choices, or raise ``InputError``."""
        if paper not in _PAPERS:
            raise InputError(
                Phrase("Paper “{paper}” is not known. Choose a4 or letter.", paper=paper)
            )
        if date_from and date_to and date_from > date_to:
            raise InputError("The period ends before it begins. Swap the two dates.")
        day = report_day or datetime.now(UTC).astimezone().date()
        return cls(course_id, Period(date_from, date_to), _PAPERS[paper], day)


def _gather(
    library: "Library",
    choices: _Choices,
    texts: Catalogue,
    control: tuple[Progress, Cancelled],
) -> ReportMaterial:
    period = choices.period
    course = build_series.course_of(library, choices.course_id)
    sessions = sorted_sessions(library.sessions.of_course(course.id))
    course_photos = library.photos.of_course(course.id)
    photos = [photo for photo in course_photos if photo in period]
    analyses = library.analyses.of_course(course.id)
    report_visits = tuple(
        ReportVisit(visit, phase_label(visit.phase)) for visit in visits(photos, sessions)
    )
    trend = build_series.run(library, course_id=course.id, period=period)
    pair = choose_pair(report_visits, analyses, trend)
    labels = {
        photo.id: visit.phase_label for visit in report_visits for photo in visit.visit.photos
    }
    # An appointment is not a session that was done.
    last_day = min(period.last or choices.report_day, choices.report_day)
    shown = [session for session in sessions if session.date <= last_day]
    chosen = [photo_id for photo_id in (pair.before, pair.after) if photo_id] if pair else []
    by_id = {photo.id: photo for photo in photos}
    return ReportMaterial(
        course=course,
        concern=concern_name(course.concern),
        sessions=tuple(shown),
        visits=report_visits,
        undated_count=sum(photo.captured_at is None for photo in course_photos),
        main_view=trend.view,
        series=trend.series,
        charts=_charts(trend.series, healing_windows(shown), partial(translated, catalogue=texts)),
        pair=pair,
        pictures=_small_prints(library, photos, analyses, labels, control),
        pair_pictures={
            photo_id: print_large(
                library,
                by_id[photo_id],
                analyses.get(photo_id),
                _LARGE_HEIGHT_PX,
                labels[photo_id],
            )
            for photo_id in chosen
        },
        report_day=choices.report_day,
        app_version=__version__,
        algorithm=ALGORITHM,
    )


def _charts(
    series: Sequence[Series], windows: Sequence[HealingWindow], say: Callable[[str], str]
) -> tuple[Chart, ...]:
    """Return the charts of the main regions; none while there is nothing to compare."""
    # matplotlib takes a second to import.
    from skintrack.charts import (
        PRINT,
        describe_series,
        draw_series,
        figure_svg,
        shared_range,
        shares_axis,
    )

    regions = main_regions(series)
    main = [one for one in series if one.region in regions]
    if all(one.change is None for one in main):
        return ()  # an axis without a change to show would only look broken
    charts = []
    for one in main:
        figure = draw_series(
            one,
            windows,
            theme=PRINT,
            size_in=_CHART_IN,
            values=shared_range(other for other in main if shares_axis(one, other)),
            has_legend=False,
            say=say,
        )
        charts.append(
            Chart(figure_svg(figure, has_outlined_text=False), describe_series(one, windows))
        )
    return tuple(charts)


def _small_prints(
    library: "Library",
    photos: Sequence[Photo],
    analyses: dict[PhotoId, PhotoAnalysis],
    labels: dict[PhotoId, str],
    control: tuple[Progress, Cancelled],
) -> dict[PhotoId, Picture]:
    progress, cancelled = control
    prints = {}
    for number, photo in enumerate(photos):
        if cancelled():
            raise CancelledError("The report was not written.")
        progress(ProgressStep(number, len(photos) + 1, Phrase("Preparing photos")))
        prints[photo.id] = print_small(
            library, photo, analyses.get(photo.id), _SMALL_HEIGHT_PX, labels[photo.id]
        )
    progress(ProgressStep(len(photos), len(photos) + 1, Phrase("Laying out pages")))
    return prints
