"""A ``Series`` becomes a matplotlib ``Figure``: the same one for the window and for the report.

Imports only ``model``, ``resources`` and ``errors``; no Qt, no pyplot, no global settings changed.
matplotlib takes about a second to import, so import this package where a chart is first needed.
"""

from skintrack.charts.describe import describe_series
from skintrack.charts.export import figure_png, figure_rgba, figure_svg
from skintrack.charts.scale import ValueRange, shared_range, shares_axis
from skintrack.charts.series_chart import draw_all_series, draw_series
from skintrack.charts.theme import DARK, LIGHT, PRINT, ChartTheme

__all__ = [
    "DARK",
    "LIGHT",
    "PRINT",
    "ChartTheme",
    "ValueRange",
    "describe_series",
    "draw_all_series",
    "draw_series",
    "figure_png",
    "figure_rgba",
    "figure_svg",
    "shared_range",
    "shares_axis",
]
