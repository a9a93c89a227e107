"""What measured scores answer to "is it working?": a sentence for each, and what proves it."""

from skintrack.model import Metric, Series, Shown, Verdict, View
from skintrack.model.index_text import (
    index_change,
    index_text,
    score_sentence,
    score_series,
)
from skintrack.ui.answer_parts import Answer
from skintrack.ui.course_state import CourseMeasurements, CourseState
from skintrack.ui.findings import Line, finding_lines, main_regions, series_finding
from skintrack.ui.words import day_words, region_name, said, tr, verdict_role, verdict_words

_TREND_NEEDS = 4
_CHANGED = frozenset({Verdict.IMPROVED, Verdict.WORSE})


def measured_answer(state: CourseState, measurements: CourseMeasurements) -> Answer | None:
    """Say how the main view stands against its baseline; None where nothing was measured."""
    view = main_view(state)
    found = [
        measurements.series(view, metric, region)
        for metric in Metric
        for region in main_regions(measurements, view)
    ]
    series = [each for each in found if each is not None]
    if not series:
        return None
    counted = max(_visit_count(each) for each in series)
    compared = [each for each in series if each.verdict is not None]
    scored = _scored(measurements, view)
    headline = _waits_for_new_way(series) or _headline([*series, *scored], counted)
    return Answer(
        headline,
        tuple(map(_score_line, scored)),
        _where(scored, series, counted),
        tuple(finding_lines([series_finding(each) for each in compared])),
        _note(compared, scored),
    )


def _note(compared: list[Series], scored: list[Series]) -> str:
    """Say from when the details count and what ± is; and whom to ask where one got worse."""
    since = _since(compared)
    note = tr("Each {since}.")
    if any(each.verdict in _CHANGED for each in compared):
        note = tr("Each {since}. ± is the smallest change that these photos can show.")
    parts = [note.format(since=since)] if since else []
    if any(each.verdict is Verdict.WORSE for each in (*compared, *scored)):
        parts.append(tr("If a change worries you, show it to your practitioner."))
    return " ".join(parts)


def _where(scored: list[Series], series: list[Series], counted: int) -> str:
    """Say where and from when the scores were read, and how far they can be trusted yet."""
    if not scored:
        return ""
    where = tr("{where}, {since}. Less is better.").format(
        where=region_name(scored[0].region), since=_since(scored[:1])
    )
    return where if counted >= _TREND_NEEDS else f"{where} {_too_few(series, counted)}"


def _score_line(series: Series) -> Line:
    sentence = tr("{sentence}.").format(sentence=said(score_sentence(series)))
    return Line(sentence, verdict_role(series.verdict))


def _scored(measurements: CourseMeasurements, view: View) -> list[Series]:
    """Return the simple scores that can be compared with a baseline, redness first."""
    trend = measurements.trends.get(view)
    found = score_series(() if trend is None else trend.series)
    return [series for series in found if series.index is not None]


def _shape(verdict: Verdict | None) -> str:
    return verdict_words(verdict).split(" ", 1)[0]


def main_view(state: CourseState) -> View:
    """Return the front, or the first view the course uses."""
    if View.FRONT in state.views or not state.views:
        return View.FRONT
    return state.views[0]


def series_sentence(series: Series | None, shown: Shown = Shown.RAW) -> Line:
    """Say one series in a sentence: what changed since the baseline, and how sure that is."""
    if series is None:
        return Line(tr("Nothing was measured here yet."), "unknown")
    if series.outdated:
        return Line(_waits_for_new_way([series]), "unknown")
    if series.verdict is None:
        return Line(_few([series], _visit_count(series)), "unknown")
    if shown is Shown.INDEX and series.index is not None:
        return _index_sentence(series)
    line = finding_lines([series_finding(series)])[0]
    since = _since([series])
    return Line(f"{line.text} {since}" if since else line.text, line.role)


def _index_sentence(series: Series) -> Line:
    index, verdict = series.index, series.verdict
    if index is None or verdict not in _CHANGED:
        pattern = tr("{shape}  Index {index}: within noise, {since}")
    else:
        pattern = tr("{shape}  Index {index}: {change} {since}, beyond noise")
    text = pattern.format(
        shape=_shape(verdict),
        index=said(index_text(index)),
        change="" if index is None else said(index_change(index)),
        since=_since([series]),
    )
    return Line(text, verdict_role(verdict))


def _since(series: list[Series]) -> str:
    """Say which day the answers are counted from."""
    days = {
        point.captured_at.date()
        for each in series
        if each.baseline_photo_id is not None
        and (point := each.point_of(each.baseline_photo_id)) is not None
    }
    return tr("since {day}").format(day=day_words(min(days))) if days else ""


def _headline(series: list[Series], counted: int) -> str:
    verdicts = {each.verdict for each in series}
    if counted < _TREND_NEEDS:
        return _few(series, counted)
    if verdicts >= _CHANGED:
        return tr("Some values are better, some worse.")
    if Verdict.IMPROVED in verdicts:
        return tr("Some values are better than at the start.")
    if Verdict.WORSE in verdicts:
        return tr("Some values are worse than at the start.")
    if Verdict.WITHIN_NOISE in verdicts:
        return tr("No change that these photos can show, so far.")
    return tr("These photos cannot be compared yet.")


def _waits_for_new_way(series: list[Series]) -> str:
    """Say that photos with numbers of another version wait; nothing where there are none."""
    if not any(each.outdated for each in series):
        return ""
    if any(each.included for each in series):
        return tr("Some photos wait to be measured in a new way.")
    return tr("Your photos wait to be measured in a new way.")


def _few(series: list[Series], counted: int) -> str:
    """Say that a trend needs more; and where only the baseline counts, that later photos do not."""
    if counted == 1 and _day_count(series) > 1:
        return tr("Your baseline is set. No later photo can be compared with it yet.")
    return _too_few(series, counted)


def _day_count(series: list[Series]) -> int:
    """Count the days that have photos, also those that cannot be compared."""
    return len({point.captured_at.date() for each in series for point in each.points})


def _visit_count(series: Series) -> int:
    """Count visits as the trend does: two photos of one day are one, unless needled between."""
    return len({(point.captured_at.date(), point.phase) for point in series.included})


def _too_few(series: list[Series], counted: int) -> str:
    """Say how many photo days count, and "so far" where there are more than those."""
    two = tr("Two visits are a comparison. A trend needs four.")
    if counted < _day_count(series):
        two = tr("Two visits can be compared so far. A trend needs four.")
    return {
        0: tr("There is no baseline yet: no photo could be measured."),
        1: tr("Your baseline is set. The next photos will be compared with it."),
        2: two,
    }.get(counted, tr("Three visits can be compared so far. A trend needs four."))
