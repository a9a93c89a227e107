"""Photos that enter no number, each with its reason, without saying anything twice."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from skintrack.model import Metric, PhotoId, Series
from skintrack.model.display import metric_name, short_day_text
from skintrack.model.phrase import Phrase
from skintrack.reports.content import LeftOut, ReportVisit

_HEALING_REASON = Phrase("Redness and swelling of the treatment itself are expected on these days.")
_ALL = Phrase("All")


def left_out_rows(series: Iterable[Series], visits: Iterable[ReportVisit]) -> tuple[LeftOut, ...]:
    """Return one row for each photo and reason; healing days share one row."""
    series = list(series)
    all_metrics = list(dict.fromkeys(one.metric for one in series))
    points = [(one.metric, point) for one in series for point in one.points]
    healing = {point.photo_id for _, point in points if point.phase.is_healing}
    metrics: dict[tuple[datetime, PhotoId, str], list[Metric]] = {}
    for metric, point in points:
        if point.excluded_reason is not None and point.photo_id not in healing:
            key = (point.captured_at, point.photo_id, finding_of(point.excluded_reason))
            metrics.setdefault(key, []).append(metric)
    rows = _healing_row(len(healing))
    labels = {photo.id: visit.phase_label for visit in visits for photo in visit.visit.photos}
    last: PhotoId | None = None
    for (moment, photo_id, reason), found in sorted(metrics.items(), key=lambda item: item[0]):
        # The photo is named once, its further reasons stand below.
        photo = "" if photo_id == last else _photo_text(moment, photo_id, labels)
        rows.append(LeftOut(photo, _metric_text(found, all_metrics), reason))
        last = photo_id
    return tuple(rows)


def _healing_row(count: int) -> list[LeftOut]:
    if not count:
        return []
    photos = Phrase.counted(
        "{count} photo of healing days", "{count} photos of healing days", count
    )
    return [LeftOut(photos, _ALL, _HEALING_REASON)]


def finding_of(message: str) -> str:
    """Return what was found, without the advice for the next photo that follows it."""
    if isinstance(message, Phrase):
        return _first_part(message)
    finding, dot, _advice = message.partition(". ")
    return f"{finding}." if dot else message


def _first_part(message: Phrase) -> str:
    """Return the first of joined phrases; a phrase alone says nothing but the finding."""
    first = message.values.get("part0")
    return first if isinstance(first, str) else message


def _photo_text(moment: datetime, photo_id: PhotoId, labels: Mapping[PhotoId, str]) -> str:
    day = short_day_text(moment.date())
    label = labels.get(photo_id)
    return day if label is None else Phrase("{day}, {phase}", day=day, phase=label)


def _metric_text(found: list[Metric], all_metrics: list[Metric]) -> str:
    named = [metric for metric in all_metrics if metric in found]
    if named == all_metrics:
        return _ALL
    return Phrase.joined(", ", (metric_name(metric) for metric in named))
