"""The words of the window; names and numbers come from ``model.display``, as in the report."""

from __future__ import annotations

from datetime import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale

from skintrack.model import CapturedAtSource, Metric, Phase, Verdict, display
from skintrack.model.phrase import Phrase, translated
from skintrack.ui.language import spoken

if TYPE_CHECKING:
    from datetime import date, datetime

    from skintrack.model import (
        Photo,
        Provider,
        RegionName,
        SkinState,
        TreatmentSession,
        View,
        VisitPhase,
    )

DASH = "\N{EN DASH}"
_MINUS = "\N{MINUS SIGN}"
_SAY_WEEKS_FROM_DAY = 14
# What a photo gets whose day alone is known.
_NOON = time(12)


def tr(text: str, context: str | None = None) -> str:
    """Say a text of the window, or a phrase from below it, in the language of the window.

    Parameters
    ----------
    text : str
        English, written here as a literal; or a ``Phrase``, with its values already in it.
    context : str, optional
        Tells equal English texts apart that another language says differently.
    """
    if isinstance(text, Phrase):
        return translated(text, spoken())
    return spoken().text(text, context)


def said(text: str) -> str:
    """Say a phrase or a figure from below; any other text (a name, a note) stays as it is."""
    return translated(text, spoken())


def beginning(text: str) -> str:
    """Return words as they stand at the beginning of a line."""
    return text[:1].upper() + text[1:]


def plural(one: str, many: str, count: int, **values: str) -> str:
    """Say a sentence about a number of things: ``plural("{count} day", "{count} days", 3)``.

    Parameters
    ----------
    one, many : str
        English templates, written as literals; ``{count}`` stands for the number.
    count : int
        Decides.
    **values : str
        For other places in the templates.
    """
    return spoken().counted(one, many, count).format(count=number(count), **values)


def number(value: float, decimals: int = 0) -> str:
    """Return a number as people of this language write it: "1,204", "0.5"."""
    return spoken().with_marks(f"{value:,.{decimals}f}")


def day_words(day: date) -> str:
    """Return "3 March 2026"."""
    return said(display.day_text(day))


def short_day(day: date, *, with_year: bool = False) -> str:
    """Return "3 Mar", or "3 Mar 2026"."""
    return said(display.short_day_text(day, with_year=with_year))


def month_words(day: date, *, with_year: bool = False) -> str:
    """Return "Mar", or "Mar 2026"."""
    return said(display.month_text(day, with_year=with_year))


def weekday_words(day: date) -> str:
    """Return "Thursday"."""
    return QLocale().standaloneDayName(day.isoweekday(), QLocale.FormatType.LongFormat)


def clock_words(moment: datetime) -> str:
    """Return "10:22"."""
    return f"{moment:%H:%M}"


def photo_clock(photo: Photo) -> str:
    """Return when in the day a photo was taken; nothing where only its day was given."""
    moment = photo.captured_at
    is_day_only = photo.captured_at_source is CapturedAtSource.GIVEN and (
        moment is not None and moment.time() == _NOON
    )
    return "" if moment is None or is_day_only else clock_words(moment)


def photo_day(photo: Photo) -> str:
    """Return the day of a photo in words, or that nobody knows it."""
    return day_words(photo.captured_at.date()) if photo.captured_at else tr("No date yet")


def view_name(view: View) -> str:
    """Return the name of a view, by the patient's side."""
    return tr(display.view_name(view))


def region_name(region: RegionName) -> str:
    """Return the name of a region, by the patient's side."""
    return tr(display.region_name(region))


def skin_state_name(state: SkinState | None) -> str:
    """Return the state of the skin, or that nothing was noted."""
    return tr(display.skin_state_name(state))


def skin_state_in_sentence(state: SkinState | None) -> str:
    """Return the state of the skin within a sentence, or that nothing was noted."""
    return tr("not noted") if state is None else tr(display.skin_state_in_sentence(state))


def metric_name(metric: Metric) -> str:
    """Return the name of a metric."""
    return tr(display.metric_name(metric))


def metric_in_sentence(metric: Metric) -> str:
    """Return the name of a metric as it stands within a sentence."""
    return tr(display.metric_in_sentence(metric))


def region_in_sentence(region: RegionName) -> str:
    """Return the name of a region as it stands within a sentence."""
    return tr(display.region_in_sentence(region))


def change_unit(metric: Metric) -> str:
    """Return the unit that a change is shown in."""
    return said(display.change_unit(metric))


def metric_hint(metric: Metric) -> str:
    """Return what a metric looks at, in one line."""
    return {
        Metric.REDNESS: tr("How red the skin is as a whole"),
        Metric.REDNESS_SPOTS: tr("How strongly local red marks stand out"),
        Metric.TEXTURE: tr("Pores and fine lines"),
        Metric.RELIEF: tr("Dents and bumps that cast soft shadows"),
    }[metric]


def verdict_words(verdict: Verdict | None) -> str:
    """Return a verdict with its shape and its words; None where there is none yet."""
    if verdict is None:
        return tr("○ no verdict yet")
    return {
        Verdict.IMPROVED: tr("▼ better, beyond noise"),
        Verdict.WORSE: tr("▲ worse, beyond noise"),
        Verdict.WITHIN_NOISE: tr("● no change that these photos can show"),
        Verdict.NOT_COMPARABLE: tr("○ not comparable"),
    }[verdict]


def verdict_role(verdict: Verdict | None) -> str:
    """Return the style role of a verdict's text."""
    if verdict is None:
        return "unknown"
    return {Verdict.IMPROVED: "improved", Verdict.WORSE: "worse"}.get(verdict, "unknown")


def value_words(metric: Metric, value: float | None) -> str:
    """Return a value with its decimals; a dash where it could not be measured."""
    return said(display.value_text(metric, value))


def change_words(
    metric: Metric,
    change: float | None,
    noise: float | None,
    baseline: float | None,
    decimals: int | None = None,
) -> str:
    """Return a change with its noise and unit; a dash where there is no change to speak of.

    Parameters
    ----------
    metric : Metric
        Decides the unit: EI units, or per cent of the baseline.
    change, noise, baseline : float or None
        In stored units.
    decimals : int, optional
        Those of others of its metric that stand beside it; without them as it needs.
    """
    if change is None or baseline is None:
        return DASH
    unit = " %" if display.change_unit(metric) == "%" else ""
    # "+6 % ± 6 %, beyond noise" would contradict itself.
    needed = display.change_decimals(metric, change, noise, baseline)
    figures = needed if decimals is None else decimals
    text = _signed(display.shown_change(metric, change, baseline), figures) + unit
    if noise is None:
        return spoken().with_marks(text)
    band = display.shown_noise(metric, change, noise, baseline)
    return spoken().with_marks(f"{text} ± {band:.{figures}f}{unit}")


def _signed(value: float, figures: int) -> str:
    """Return a number with its sign; none where it rounds to nothing."""
    shown = f"{value:+.{figures}f}"
    return (shown if shown.strip("+-0.") else shown[1:]).replace("-", _MINUS)


def provider_name(provider: Provider) -> str:
    """Return who did the needling."""
    # Not at the top: the window opens sooner.
    from skintrack.model import session_text

    return said(session_text.provider_name(provider))


def session_details(session: TreatmentSession) -> str:
    """Return depth and place of a session, as far as they are known."""
    depth = display.depth_text(session)
    parts = [] if depth is None else [said(depth)]
    if session.provider is not None:
        parts.append(provider_name(session.provider))
    return " · ".join(parts)


def count_words(count: int, one: str, many: str) -> str:
    """Return "1 photo" or "1,204 photos"; new texts use ``plural``."""
    return f"{number(count)} {one if count == 1 else many}"


def phase_short(phase: VisitPhase, *, is_first: bool = True) -> str:
    """Return a phase for a narrow place: "Baseline", "Day 3", "5 weeks".

    Of several visits before all sessions, only the first is the baseline.
    """
    days = phase.days_since
    if phase.phase is Phase.BASELINE or days is None:
        return tr("Baseline") if is_first else tr("Before")
    if phase.phase is Phase.BEFORE:
        return tr("Before")
    if phase.phase is Phase.AFTER:
        return tr("After")
    if days < _SAY_WEEKS_FROM_DAY:
        return tr("Day {days}").format(days=days)
    return said(display.span_text(days))
