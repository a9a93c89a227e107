"""A ``Series`` becomes a chart: one plan, drawn by the window, for paper, and for pictures.

``plan`` says where everything stands, in days and values, without any drawing. The window paints
it, ``paper`` writes it as SVG for the report, and the rest draws it into a matplotlib ``Figure``
for pictures.
Imports only ``model``, ``resources`` and ``errors``; no Qt, no pyplot, no global settings changed.
matplotlib takes about a second to import, so what needs it is imported at its first use.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from skintrack.charts.describe import describe_series
from skintrack.charts.paper import chart_svg
from skintrack.charts.plan import ChartPlan, EarlierValues, Meaning, PlannedPoint, plan_chart
from skintrack.charts.scale import ValueRange, shared_range, shares_axis
from skintrack.charts.theme import DARK, LIGHT, PRINT, ChartTheme

if TYPE_CHECKING:
    from skintrack.charts.export import figure_png, figure_rgba, figure_svg
    from skintrack.charts.series_chart import draw_all_series, draw_series

_NEEDS_MATPLOTLIB = {
    "draw_all_series": "series_chart",
    "draw_series": "series_chart",
    "figure_png": "export",
    "figure_rgba": "export",
    "figure_svg": "export",
}

__all__ = [
    "DARK",
    "LIGHT",
    "PRINT",
    "ChartPlan",
    "ChartTheme",
    "EarlierValues",
    "Meaning",
    "PlannedPoint",
    "ValueRange",
    "chart_svg",
    "describe_series",
    "draw_all_series",
    "draw_series",
    "figure_png",
    "figure_rgba",
    "figure_svg",
    "plan_chart",
    "shared_range",
    "shares_axis",
]


def __getattr__(name: str) -> object:
    """Import what matplotlib draws when it is first asked for."""
    if name not in _NEEDS_MATPLOTLIB:
        raise AttributeError(name)
    return getattr(import_module(f"skintrack.charts.{_NEEDS_MATPLOTLIB[name]}"), name)
