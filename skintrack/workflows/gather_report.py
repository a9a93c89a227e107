"""Everything that a progress report is made from: read, chosen and printed, nothing laid out."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING

from skintrack import __version__
from skintrack.analysis import ALGORITHM
from skintrack.errors import InputError
from skintrack.model import (
    Cancelled,
    Course,
    Photo,
    PhotoId,
    Progress,
    ProgressStep,
    ReportChoices,
    ReportSection,
    Series,
    View,
    Visit,
)
from skintrack.model.blinded import results_of
from skintrack.model.catalogue import Catalogue
from skintrack.model.phrase import Phrase, translated
from skintrack.reports import Chart, ChosenPair, Picture, ReportMaterial, ReportVisit, main_regions
from skintrack.reports.parts import TreatmentWords
from skintrack.treatment import concern_name, healing_windows, phase_label, sorted_sessions, visits
from skintrack.treatment.recovery import ask_about
from skintrack.treatment.safety import safety_questions
from skintrack.workflows import build_series
from skintrack.workflows.build_series import CourseRecords, CourseTrend, Period
from skintrack.workflows.concern_order import ordered_for
from skintrack.workflows.kept_relations import KeptRelations
from skintrack.workflows.pair_relation import Relate
from skintrack.workflows.photo_print import LARGE_HEIGHT_PX, SMALL_HEIGHT_PX
from skintrack.workflows.report_charts import charts_of
from skintrack.workflows.report_face import average_face
from skintrack.workflows.report_pair import choose_pair, pair_by_hand
from skintrack.workflows.report_photos import PhotoPrinter, PrintWish
from skintrack.workflows.report_view import hidden_count, hidden_views, view_of_report

if TYPE_CHECKING:
    from skintrack.library import Library


def run(
    library: "Library",
    choices: ReportChoices,
    texts: Catalogue,
    *,
    progress: Progress,
    cancelled: Cancelled,
) -> ReportMaterial:
    """Return the material of a report; its choices name the course and the day.

    Raises
    ------
    InputError
        If the library has no course or the period ends before it begins.
    CancelledError
        If the user asked to stop.
    """
    with KeptRelations(library) as relate:
        return _gathered(library, choices, texts, (progress, cancelled), relate)


def _gathered(
    library: "Library",
    choices: ReportChoices,
    texts: Catalogue,
    control: tuple[Progress, Cancelled],
    relate: Relate,
) -> ReportMaterial:
    period = _period_of(choices)
    course = build_series.course_of(library, choices.course_id)
    report_day = choices.report_day or datetime.now(UTC).astimezone().date()
    choices = replace(choices, course_id=course.id, report_day=report_day)
    records = build_series.read(library, course.id)
    course_photos, analyses = records.photos, records.analyses
    sessions = sorted_sessions(records.sessions)
    photos = [photo for photo in course_photos if photo in period]
    all_visits = tuple(
        ReportVisit(visit, phase_label(visit.phase, is_first=number == 0))
        for number, visit in enumerate(visits(photos, sessions))
    )
    view = view_of_report(photos, analyses, choices)
    trend = _trend(library, records, (view, period), relate)
    series = ordered_for(course.concern, trend.series)
    shown_visits = _shown(all_visits, choices)
    pair = pair_by_hand(course_photos, shown_visits, analyses, trend, choices, relate=relate)
    pair = pair or choose_pair(shown_visits, analyses, trend, relate=relate)
    labels = {photo.id: visit.phase_label for visit in all_visits for photo in visit.visit.photos}
    # An appointment is not a session that was done.
    last_day = min(period.last or report_day, report_day)
    done = [session for session in sessions if session.date <= last_day]
    charts: tuple[Chart, ...] = ()
    if ReportSection.TRENDS in choices.sections:
        charts = library.memory.remembered(
            "charts",
            (course.id, trend.view, period, last_day, choices.paper, choices.language),
            lambda: charts_of(
                series, healing_windows(done), partial(translated, catalogue=texts), choices.paper
            ),
        )
    shown = _photos_of(shown_visits)
    printer = PhotoPrinter(library, shown, analyses, choices.photos, main_regions(series))
    pictures, pair_pictures = _printed(printer, shown, pair, labels, control)
    return ReportMaterial(
        course=_without_name(course, choices),
        concern=concern_name(course.concern),
        sessions=tuple(done),
        visits=shown_visits,
        undated_count=sum(photo.captured_at is None for photo in course_photos),
        main_view=trend.view,
        series=series,
        charts=charts,
        pair=pair,
        pictures=pictures,
        pair_pictures=pair_pictures,
        report_day=report_day,
        app_version=__version__,
        algorithm=ALGORITHM,
        choices=choices,
        person=None if choices.code is not None else _person(library, course),
        analyses=analyses,
        diary=tuple(entry for entry in library.diary.of_course(course.id) if entry.day <= last_day),
        ratings=tuple(
            rating for rating in library.ratings.of_course(course.id) if rating.day <= last_day
        ),
        blinded=results_of(library.blinded_trials.of_course(course.id)),
        words=_treatment_words(),
        face=average_face(),
        photos=tuple(photos),
        hidden_count=hidden_count(photos, choices),
        hidden_views=hidden_views(photos, choices),
        other_series=_other_series(library, records, trend.view, choices, (period, relate)),
    )


def _treatment_words() -> TreatmentWords:
    return TreatmentWords(
        noticed={noticed.code: noticed.name for noticed in ask_about()},
        safety={question.code: question.text for question in safety_questions()},
    )


def _period_of(choices: ReportChoices) -> Period:
    first, last = choices.date_from, choices.date_to
    if first and last and first > last:
        raise InputError("The period ends before it begins. Swap the two dates.")
    return Period(first, last)


def _shown(all_visits: Iterable[ReportVisit], choices: ReportChoices) -> tuple[ReportVisit, ...]:
    """Return the visits with those photos that the user wants to show; numbers keep them all."""
    shown = []
    for visit in all_visits:
        photos = tuple(photo for photo in visit.visit.photos if _is_wanted(photo, choices))
        if photos:
            of_day = Visit(visit.visit.day, visit.visit.phase, photos)
            shown.append(replace(visit, visit=of_day))
    return tuple(shown)


def _is_wanted(photo: Photo, choices: ReportChoices) -> bool:
    is_left_out = photo.id in choices.left_out_photos
    return not is_left_out and (not choices.views or photo.view in choices.views)


def _photos_of(shown: Sequence[ReportVisit]) -> list[Photo]:
    return [photo for visit in shown for photo in visit.visit.photos]


def _trend(
    library: "Library", records: CourseRecords, of: tuple[View | None, Period], relate: Relate
) -> CourseTrend:
    """Return the series of a view, made once for all choices that do not change them."""
    view, period = of
    return library.memory.remembered(
        "trend",
        (records.course.id, view, period),
        lambda: build_series.from_records(records, view=view, period=period, relate=relate),
    )


def _other_series(
    library: "Library",
    records: CourseRecords,
    main_view: View,
    choices: ReportChoices,
    means: tuple[Period, Relate],
) -> tuple[Series, ...]:
    """Return the series of the other wanted views, where numbers are handed over as files."""
    if not (choices.has_data or choices.has_fhir):
        return ()
    period, relate = means
    present = {photo.view for photo in records.photos if photo in period}
    wanted = [
        view
        for view in View
        if view in present
        and view is not main_view
        and (not choices.views or view in choices.views)
    ]
    trends = [_trend(library, records, (view, period), relate) for view in wanted]
    return tuple(series for trend in trends for series in trend.series)


def _without_name(course: Course, choices: ReportChoices) -> Course:
    """Return the course as the report knows it: where a code is wanted, no name goes further.

    People name courses after themselves, so the code stands for that name too.
    """
    if choices.code is None:
        return course
    return replace(course, name=choices.code.strip() or Phrase("Patient"), person_id=None)


def _person(library: "Library", course: Course) -> str | None:
    return None if course.person_id is None else library.people.get(course.person_id).name


def _printed(
    printer: PhotoPrinter,
    photos: Sequence[Photo],
    pair: ChosenPair | None,
    labels: dict[PhotoId, str],
    control: tuple[Progress, Cancelled],
) -> tuple[dict[PhotoId, Picture], dict[PhotoId, Picture]]:
    """Return the small prints of all photos and the large ones of the pair."""
    progress, cancelled = control
    chosen = () if pair is None else (pair.before, pair.after)
    large = [photo for photo in photos if photo.id in chosen]
    wishes = [PrintWish(photo, SMALL_HEIGHT_PX, labels[photo.id]) for photo in photos]
    wishes += [PrintWish(photo, LARGE_HEIGHT_PX, labels[photo.id]) for photo in large]
    prints = printer.prints(wishes, progress, cancelled)
    progress(ProgressStep(len(wishes), len(wishes) + 1, Phrase("Laying out pages")))
    small = {photo.id: one for photo, one in zip(photos, prints, strict=False)}
    return small, {photo.id: one for photo, one in zip(large, prints[len(photos) :], strict=True)}
