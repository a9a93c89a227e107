"""Photos that enter no number, each with its reason, without saying anything twice."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from skintrack.model import Metric, PhotoId, Series
from skintrack.model.display import metric_name, short_day_text
from skintrack.reports.content import LeftOut, ReportVisit

_HEALING_REASON = "Redness and swelling of the treatment itself are expected on these days."


def left_out_rows(series: Iterable[Series], visits: Iterable[ReportVisit]) -> tuple[LeftOut, ...]:
    """Return one row for each photo and reason; healing days share one row."""
    labels = {photo.id: visit.phase_label for visit in visits for photo in visit.visit.photos}
    healing: set[PhotoId] = set()
    metrics: dict[tuple[datetime, PhotoId, str], list[Metric]] = {}
    all_metrics: list[Metric] = []
    for one in series:
        if one.metric not in all_metrics:
            all_metrics.append(one.metric)
        for point in one.points:
            if point.phase.is_healing:
                healing.add(point.photo_id)
            elif point.excluded_reason is not None:
                key = (point.captured_at, point.photo_id, point.excluded_reason)
                found = metrics.setdefault(key, [])
                if one.metric not in found:
                    found.append(one.metric)
    rows = [
        LeftOut(_photo_text(moment, photo_id, labels), _metric_text(found, all_metrics), reason)
        for (moment, photo_id, reason), found in sorted(metrics.items(), key=lambda item: item[0])
    ]
    if healing:
        count = "1 photo" if len(healing) == 1 else f"{len(healing)} photos"
        rows.insert(0, LeftOut(f"{count} of healing days", "All", _HEALING_REASON))
    return tuple(rows)


def _photo_text(moment: datetime, photo_id: PhotoId, labels: Mapping[PhotoId, str]) -> str:
    day = short_day_text(moment.date())
    label = labels.get(photo_id)
    return day if label is None else f"{day}, {label[0].lower()}{label[1:]}"


def _metric_text(found: list[Metric], all_metrics: list[Metric]) -> str:
    if len(found) == len(all_metrics):
        return "All"
    return ", ".join(metric_name(metric) for metric in found)
