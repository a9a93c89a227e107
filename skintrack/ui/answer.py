"""The answer to "is it working?": one sentence, and one line per metric that proves it."""

from dataclasses import dataclass

from skintrack.model import Metric, RegionName, Series, Verdict, View
from skintrack.ui.course_state import CourseMeasurements, CourseState
from skintrack.ui.words import (
    change_words,
    day_words,
    metric_name,
    tr,
    verdict_role,
    verdict_words,
)

_TREND_NEEDS = 4


@dataclass(frozen=True)
class AnswerLine:
    """One sentence with the style role of its verdict."""

    text: str
    role: str


@dataclass(frozen=True)
class Answer:
    """What the timeline opens with."""

    headline: str
    lines: tuple[AnswerLine, ...] = ()


def course_answer(
    state: CourseState, measurements: CourseMeasurements, *, is_measured: bool
) -> Answer:
    """Say in words how the whole face in the front view stands against its baseline."""
    if not state.photos:
        return Answer(tr("Your course begins with a photo."))
    view = View.FRONT if View.FRONT in state.views or not state.views else state.views[0]
    found = [measurements.series(view, metric, RegionName.FACE) for metric in Metric]
    series = [each for each in found if each is not None]
    if not series:
        return Answer(_waiting(state, is_measured=is_measured))
    counted = max(len(each.included) for each in series)
    lines = tuple(_line(each) for each in series if each.verdict is not None)
    return Answer(_headline(series, counted), lines)


def series_sentence(series: Series | None) -> AnswerLine:
    """Say one series in a sentence: what changed since the baseline, and how sure that is."""
    if series is None:
        return AnswerLine(tr("Nothing was measured here yet."), "unknown")
    if series.verdict is None:
        return AnswerLine(_too_few(len(series.included)), "unknown")
    return _line(series)


def _waiting(state: CourseState, *, is_measured: bool) -> str:
    if not state.visits:
        return tr("Your photos wait for their dates.")
    if not is_measured:
        return tr("Looking at your photos.")
    return tr("Your photos are here; they are not measured yet.")


def _headline(series: list[Series], counted: int) -> str:
    verdicts = {each.verdict for each in series}
    if counted < _TREND_NEEDS:
        return _too_few(counted)
    if Verdict.IMPROVED in verdicts:
        return tr("Your skin is changing.")
    if Verdict.WORSE in verdicts:
        return tr("Some values are higher than at the start.")
    if Verdict.WITHIN_NOISE in verdicts:
        return tr("No change that these photos can show, so far.")
    return tr("These photos cannot be compared yet.")


def _too_few(counted: int) -> str:
    return {
        0: tr("There is no baseline yet: no photo could be measured."),
        1: tr("Your baseline is set. The next photos will be compared with it."),
        2: tr("Two photos are a comparison. A trend needs four."),
    }.get(counted, tr("Three photos so far. A trend needs four."))


def _line(series: Series) -> AnswerLine:
    verdict = series.verdict or Verdict.NOT_COMPARABLE
    shape, words = verdict_words(verdict).split(" ", 1)
    name = metric_name(series.metric)
    if verdict in (Verdict.WITHIN_NOISE, Verdict.NOT_COMPARABLE):
        return AnswerLine(f"{shape}  {name}: {words}", verdict_role(verdict))
    change = change_words(series.metric, series.change, series.noise, series.baseline)
    first = next(
        (point for point in series.points if point.photo_id == series.baseline_photo_id), None
    )
    text = f"{shape}  {name} {change}"
    if first is not None:
        since = tr("since {day}").format(day=day_words(first.captured_at.date()))
        text = f"{text} {since}"
    return AnswerLine(f"{text}: {words}", verdict_role(verdict))
