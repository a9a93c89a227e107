"""From model objects to the words and rows of a report."""

from collections.abc import Sequence
from hashlib import sha256

from skintrack.errors import InternalError
from skintrack.model import PhotoId, Provider, TreatmentSession, Visit
from skintrack.model.display import (
    day_text,
    metric_name,
    short_day_text,
    skin_state_name,
    span_text,
    view_name,
)
from skintrack.reports import wording
from skintrack.reports.content import (
    ChosenPair,
    Pair,
    PairSide,
    Paper,
    Picture,
    RecordGroup,
    ReportContent,
    ReportMaterial,
    ReportVisit,
    SessionRow,
    TextBlock,
)
from skintrack.reports.left_out import finding_of, left_out_rows
from skintrack.reports.record import never_taken, record_blocks
from skintrack.reports.summary import (
    answer_sentences,
    main_regions,
    noise_notes,
    score_sentences,
    summary_row,
)

_LANGUAGE = "en"
_PROVIDERS = {Provider.CLINIC: "Clinic", Provider.HOME: "Home"}
_ID_LENGTH = 8


def build_content(material: ReportMaterial, paper: Paper) -> ReportContent:
    """Return the report in words, rows and pictures.

    Parameters
    ----------
    material : ReportMaterial
        The course, its numbers and its finished pictures.
    paper : Paper
        The paper size.
    """
    regions = main_regions(material.series)
    main = [one for one in material.series if one.region in regions]
    measured = main if any(one.baseline is not None for one in main) else []
    others = [one for one in material.series if one.region not in regions]
    report_id = report_id_of(material)
    return ReportContent(
        language=_LANGUAGE,
        paper=paper,
        report_day=material.report_day,
        report_id=report_id,
        title=f"{wording.TITLE}: {material.course.name}",
        course=material.course.name,
        concern=material.concern or "",
        facts=_facts(material),
        answer=(
            *score_sentences(material.series),
            *answer_sentences(main, has_photos=bool(material.visits)),
        ),
        pair=_pair(material),
        summary=tuple(summary_row(one) for one in measured),
        summary_notes=noise_notes(measured) if measured else (),
        charts=material.charts,
        chart_notes=(wording.CHART_NOTE,),
        other_regions=tuple(summary_row(one) for one in others if one.baseline is not None),
        left_out=left_out_rows(main, material.visits),
        record=_record(material),
        sessions=session_rows(material.sessions),
        method=wording.METHOD,
        footer=f"Report {report_id}, {day_text(material.report_day)}. {wording.NOT_A_DIAGNOSIS}",
    )


def report_id_of(material: ReportMaterial) -> str:
    """Return a short id that is the same for the same photos, numbers, sessions and day."""
    told = repr(
        (
            material.course.id,
            material.course.name,
            material.concern,
            material.sessions,
            [
                (v.visit.day, [(photo.sha256, photo.skin_state) for photo in v.visit.photos])
                for v in material.visits
            ],
            material.series,
            material.report_day,
            material.app_version,
        )
    )
    digest = sha256(told.encode("utf-8", "backslashreplace")).hexdigest().upper()
    return f"ST-{digest[: _ID_LENGTH // 2]}-{digest[_ID_LENGTH // 2 : _ID_LENGTH]}"


def session_rows(sessions: Sequence[TreatmentSession]) -> tuple[SessionRow, ...]:
    """Return the session log; what was not recorded stays empty."""
    previous_days = [None, *(session.date for session in sessions)]
    return tuple(
        SessionRow(
            number=str(number),
            day=short_day_text(session.date),
            interval="" if previous is None else span_text((session.date - previous).days),
            depth="" if session.depth_mm is None else f"{session.depth_mm:g} mm",
            device=session.device or "",
            provider="" if session.provider is None else _PROVIDERS[session.provider],
            notes=session.notes or "",
        )
        for number, (session, previous) in enumerate(
            zip(sessions, previous_days, strict=False), start=1
        )
    )


def _facts(material: ReportMaterial) -> tuple[TextBlock, ...]:
    photos = [photo for visit in material.visits for photo in visit.visit.photos]
    return (
        TextBlock("Period", _period([visit.visit for visit in material.visits])),
        TextBlock("Sessions done", _sessions_text(material.sessions)),
        TextBlock("Photos", f"{len(photos)} on {_days_text(material)}"),
        TextBlock("Method", f"Version {material.algorithm}, SkinTrack {material.app_version}"),
    )


def _period(visits: Sequence[Visit]) -> str:
    if not visits:
        return "No dated photos"
    first, last = short_day_text(visits[0].day), short_day_text(visits[-1].day)
    return first if first == last else f"{first} to {last}"


def _sessions_text(sessions: Sequence[TreatmentSession]) -> str:
    if not sessions:
        return "None recorded"
    if len(sessions) == 1:
        return f"1, on {short_day_text(sessions[0].date)}"
    return f"{len(sessions)}, the last on {short_day_text(sessions[-1].date)}"


def _days_text(material: ReportMaterial) -> str:
    days = len({visit.visit.day for visit in material.visits})
    return "1 day" if days == 1 else f"{days} days"


def _pair(material: ReportMaterial) -> Pair | None:
    pair = material.pair
    if pair is None:
        return None
    visit, label = _find(material, pair.before)
    phase = "" if label == "Baseline" else label
    return Pair(
        PairSide(
            material.pair_pictures[pair.before],
            "Baseline",
            day_text(visit.day),
            ", ".join(filter(None, (phase, _skin_of(visit, pair.before)))),
        ),
        _after_side(material, pair, visit),
        _pair_notes(pair),
    )


def _after_side(material: ReportMaterial, pair: ChosenPair, first: Visit) -> PairSide:
    if pair.after is None:
        return PairSide(Picture(None, "", wording.NO_LATER_PHOTO), "", "", "")
    visit, label = _find(material, pair.after)
    gap = (visit.day - first.day).days
    since = f"{span_text(gap)} after the baseline photo" if gap else "the same day"
    phase = ", ".join(filter(None, (label, since, _skin_of(visit, pair.after))))
    return PairSide(material.pair_pictures[pair.after], "Latest", day_text(visit.day), phase)


def _skin_of(visit: Visit, photo_id: PhotoId) -> str:
    """Return what was noted of the skin in a photo, for a caption; empty where nothing was."""
    states = {photo.id: photo.skin_state for photo in visit.photos}
    state = states.get(photo_id)
    return "" if state is None else skin_state_name(state).lower()


def _find(material: ReportMaterial, photo_id: PhotoId) -> tuple[Visit, str]:
    for visit in material.visits:
        if any(photo.id == photo_id for photo in visit.visit.photos):
            return visit.visit, visit.phase_label
    raise InternalError("A photo of the report belongs to no visit.")


def _pair_notes(pair: ChosenPair) -> tuple[str, ...]:
    """Say for what the pair is comparable, and why not for the rest."""
    view = view_name(pair.view)
    comparison = pair.comparison
    if pair.after is None:
        return (f"{view} view.",)
    if comparison is None:
        return (f"{view} view. These photos have not been measured, so nothing is compared.",)
    fit = [metric_name(m).lower() for m, is_fit in comparison.comparable.items() if is_fit]
    unfit = [metric for metric, is_fit in comparison.comparable.items() if not is_fit]
    how = "same crop and scale" if pair.is_aligned else "not aligned, because no face was found"
    notes = [f"{view} view, {how}."]
    if fit:
        notes.append(f"Comparable for {_listed(fit)}.")
    if unfit:
        names = _listed([metric_name(metric).lower() for metric in unfit])
        issues = [issue for issue in comparison.issues if issue.metrics & set(unfit)]
        reasons = dict.fromkeys(finding_of(issue.message) for issue in issues)
        notes.append(f"Not comparable for {names}. {' '.join(reasons)}".strip())
        # There is room for one piece of advice.
        notes += [issue.advice for issue in issues if issue.advice][:1]
    return tuple(notes)


def _listed(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def _record(material: ReportMaterial) -> tuple[RecordGroup, ...]:
    """Return the photos of healing days apart from those that can show progress."""
    healing = [visit for visit in material.visits if visit.visit.phase.is_healing]
    others = [visit for visit in material.visits if not visit.visit.phase.is_healing]
    groups = (
        (wording.RECORD, tuple(_record_notes(material, others)), others),
        (wording.HEALING_RECORD, (wording.HEALING_RECORD_NOTE,), healing),
    )
    return tuple(
        RecordGroup(heading, notes, record_blocks(visits, material.pictures))
        for heading, notes, visits in groups
        if visits
    )


def _record_notes(material: ReportMaterial, visits: Sequence[ReportVisit]) -> list[str]:
    notes = [wording.RECORD_NOTE]
    never = [view_name(view).lower() for view in never_taken(visits)]
    if never:
        notes.append(f"Never taken: {_listed(never)} view.")
    if material.undated_count:
        count = material.undated_count
        notes.append(
            "1 photo without a date is not shown."
            if count == 1
            else f"{count} photos without a date are not shown."
        )
    return notes
