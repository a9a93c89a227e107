"""What is said under a chart: how its numbers are made, in words."""

from skintrack.model import Metric, Series, Shown, display
from skintrack.model.index import has_index
from skintrack.model.index_text import SCORE_METRICS, a_star_text, formula_words, score_name
from skintrack.ui.words import metric_name, said, tr


def metric_choice(metric: Metric) -> str:
    """Return what a metric is called here: the simple scores have simple names."""
    return tr(score_name(metric)) if metric in SCORE_METRICS else metric_name(metric)


def metric_line(metric: Metric) -> str:
    """Return what a simple score looks at, in a few words."""
    return {
        Metric.REDNESS_SPOTS: tr("Red marks that stand out"),
        Metric.TEXTURE: tr("Pores and fine lines"),
    }[metric]


def explain(series: Series, shown: Shown, *, has_earlier: bool = False) -> str:
    """Say how the numbers of a chart are made, and what is grey in it."""
    if has_earlier:
        return tr(
            "Grey: measured by an earlier version, until each photo is measured anew. Nothing is "
            "compared with these values."
        )
    if not has_index(series.metric):
        return _explain_redness(series)
    words = formula_words(series.metric)
    if shown is Shown.INDEX and words is not None:
        return tr(words)
    return tr(
        "The value behind the index, in {unit}. Only its change against your own baseline counts."
    ).format(unit=display.raw_unit(series.metric))


def _explain_redness(series: Series) -> str:
    text = tr(
        "Redder or paler than the rest of the face, in EI units. A difference has no true zero, so "
        "it has no index. 1.67 EI are about 1 a*."
    )
    if series.change is None:
        return text
    latest = tr("Latest change: {change}.").format(change=said(a_star_text(series.change)))
    return f"{text} {latest}"
