"""From model objects to the words and rows of a report."""

from collections.abc import Sequence
from hashlib import sha256

from skintrack.errors import InternalError
from skintrack.model import PhotoId, TreatmentSession, Visit
from skintrack.model.display import (
    day_text,
    metric_in_sentence,
    short_day_text,
    skin_state_in_sentence,
    span_text,
    view_name,
)
from skintrack.model.phrase import Phrase
from skintrack.reports import wording
from skintrack.reports.content import (
    ChosenPair,
    Pair,
    PairSide,
    Picture,
    ReportContent,
    ReportMaterial,
    TextBlock,
)
from skintrack.reports.left_out import finding_of, left_out_rows
from skintrack.reports.listing import listed
from skintrack.reports.method import method_of
from skintrack.reports.record import record_groups
from skintrack.reports.session_log import session_log
from skintrack.reports.summary import (
    answer_sentences,
    main_regions,
    noise_notes,
    score_sentences,
    summary_row,
)

_LANGUAGE = "en"
_ID_LENGTH = 8


def build_content(material: ReportMaterial) -> ReportContent:
    """Return the report in words, rows and pictures.

    Parameters
    ----------
    material : ReportMaterial
        The course, its numbers, its finished pictures and what the user chose.
    """
    regions = main_regions(material.series)
    main = [one for one in material.series if one.region in regions]
    measured = main if any(one.baseline is not None for one in main) else []
    others = [one for one in material.series if one.region not in regions]
    report_id = report_id_of(material)
    return ReportContent(
        language=_LANGUAGE,
        paper=material.choices.paper,
        report_day=material.report_day,
        report_id=report_id,
        title=Phrase("{kind}: {course}", kind=wording.TITLE, course=material.course.name),
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
        record=record_groups(material),
        sessions=session_log(material),
        recovery=None,
        method=method_of(material),
        practitioner=None,
        footer=Phrase(
            "Report {report}, {day}. {note}",
            report=report_id,
            day=day_text(material.report_day),
            note=wording.NOT_A_DIAGNOSIS,
        ),
        labels=wording.LABELS,
        letters_note=wording.MISSING_LETTERS,
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


def _facts(material: ReportMaterial) -> tuple[TextBlock, ...]:
    photos = [photo for visit in material.visits for photo in visit.visit.photos]
    return (
        TextBlock(Phrase("Period"), _period([visit.visit for visit in material.visits])),
        TextBlock(Phrase("Sessions done"), _sessions_text(material.sessions)),
        TextBlock(Phrase("Photos"), _photos_text(len(photos), material)),
        TextBlock(
            Phrase("Method"),
            Phrase(
                "Version {algorithm}, SkinTrack {version}",
                algorithm=material.algorithm,
                version=material.app_version,
            ),
        ),
    )


def _period(visits: Sequence[Visit]) -> str:
    if not visits:
        return Phrase("No dated photos")
    first, last = short_day_text(visits[0].day), short_day_text(visits[-1].day)
    return first if first == last else Phrase("{first} to {last}", first=first, last=last)


def _sessions_text(sessions: Sequence[TreatmentSession]) -> str:
    if not sessions:
        return Phrase("None recorded")
    if len(sessions) == 1:
        return Phrase("1, on {day}", day=short_day_text(sessions[0].date))
    last = short_day_text(sessions[-1].date)
    return Phrase("{count}, the last on {day}", count=len(sessions), day=last)


def _photos_text(count: int, material: ReportMaterial) -> Phrase:
    days = len({visit.visit.day for visit in material.visits})
    return Phrase.counted("{photos} on {count} day", "{photos} on {count} days", days, photos=count)


def _pair(material: ReportMaterial) -> Pair | None:
    pair = material.pair
    if pair is None:
        return None
    visit, label = _find(material, pair.before)
    phase = "" if label == "Baseline" else label
    return Pair(
        PairSide(
            material.pair_pictures[pair.before],
            Phrase("Baseline"),
            day_text(visit.day),
            Phrase.joined(", ", filter(None, (phase, _skin_of(visit, pair.before)))),
        ),
        _after_side(material, pair, visit),
        _pair_notes(pair),
    )


def _after_side(material: ReportMaterial, pair: ChosenPair, first: Visit) -> PairSide:
    if pair.after is None:
        return PairSide(Picture(None, "", wording.NO_LATER_PHOTO), "", "", "")
    visit, label = _find(material, pair.after)
    gap = (visit.day - first.day).days
    since = Phrase("the same day")
    if gap:
        since = Phrase("{span} after the baseline photo", span=span_text(gap))
    phase = Phrase.joined(", ", filter(None, (label, since, _skin_of(visit, pair.after))))
    picture = material.pair_pictures[pair.after]
    return PairSide(picture, Phrase("Latest"), day_text(visit.day), phase)


def _skin_of(visit: Visit, photo_id: PhotoId) -> str:
    """Return what was noted of the skin in a photo, for a caption; empty where nothing was."""
    states = {photo.id: photo.skin_state for photo in visit.photos}
    state = states.get(photo_id)
    return "" if state is None else skin_state_in_sentence(state)


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
        return (Phrase("{view} view.", view=view),)
    if comparison is None:
        return (Phrase("{view} view.", view=view), wording.PAIR_NOT_MEASURED)
    fit = [metric_in_sentence(m) for m, is_fit in comparison.comparable.items() if is_fit]
    unfit = [metric for metric, is_fit in comparison.comparable.items() if not is_fit]
    how = wording.ALIGNED if pair.is_aligned else wording.NOT_ALIGNED
    notes: list[str] = [how.filled(view=view)]
    if fit:
        notes.append(Phrase("Comparable for {metrics}.", metrics=listed(fit)))
    if unfit:
        names = listed([metric_in_sentence(metric) for metric in unfit])
        issues = [issue for issue in comparison.issues if issue.metrics & set(unfit)]
        reasons = dict.fromkeys(finding_of(issue.message) for issue in issues)
        not_comparable = Phrase("Not comparable for {metrics}.", metrics=names)
        notes.append(Phrase.joined(" ", (not_comparable, *reasons)))
        # There is room for one piece of advice.
        notes += [issue.advice for issue in issues if issue.advice][:1]
    return tuple(notes)
