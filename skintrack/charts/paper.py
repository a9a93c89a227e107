"""A chart as SVG for paper, straight from its plan: a few milliseconds, without matplotlib.

Text stays text, in the program's own font. Everything has the shape that it has in the other
drawings (``panel``, ``values``, ``sessions``).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from textwrap import wrap

from skintrack.charts import sizes
from skintrack.charts.chart_text import axis_text, heading_text
from skintrack.charts.plan import ChartPlan, Meaning, PlannedPoint, PlannedSession
from skintrack.charts.scale import Say, time_ticks
from skintrack.charts.theme import PRINT, ChartTheme
from skintrack.model.session_pins import SessionPin, shared_pins

_POINTS_PER_INCH = 72.0
_HATCH_STEP_PT = 2.6
_MIDDLE = 0.36  # from the middle of capital letters down to their foot, in text sizes
_TICK_PT = 3.0
_ROUND, _POINTED = 0.31, 0.39  # radius of marks, in text sizes
_EMPTY_LINE = 1.5
_SMALL, _HEADING, _PIN_TEXT = 0.95, 1.1, 0.8
_DASHES = "6.5 3.9"


def chart_svg(
    plan: ChartPlan, size_in: tuple[float, float], *, theme: ChartTheme = PRINT, say: Say = str
) -> bytes:
    """Return a planned chart as SVG, the same bytes every time.

    Parameters
    ----------
    plan : ChartPlan
        From ``plan_chart``.
    size_in : tuple of float
        Width and height in inches.
    theme : ChartTheme
        Colours and text size.
    say : callable
        Says every text of the chart in another language.
    """
    width, height = (side * _POINTS_PER_INCH for side in size_in)
    parts = _Drawing(plan, _Box.inside(width, height, theme.size_pt), theme, say).parts()
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{_n(width)}pt" height="{_n(height)}pt"'
        f' viewBox="0 0 {_n(width)} {_n(height)}" font-family="Inter" fill="none">'
        f"{''.join(parts)}</svg>"
    ).encode()


@dataclass(frozen=True)
class _Box:
    """Where the values stand, in points from the upper left."""

    left: float
    top: float
    right: float
    bottom: float

    @classmethod
    def inside(cls, width: float, height: float, line: float) -> "_Box":
        return cls(
            sizes.LINES_LEFT * line,
            sizes.LINES_ABOVE * line,
            width - sizes.LINES_RIGHT * line,
            height - sizes.LINES_BELOW * line,
        )


@dataclass(frozen=True)
class _Drawing:
    plan: ChartPlan
    box: _Box
    theme: ChartTheme
    say: Say

    def parts(self) -> Iterable[str]:
        """Yield everything, the lowest first."""
        if self.plan.level is not None:
            yield from self._band()
        for session in self.plan.sessions:
            yield from self._healing_days(session)
        yield from self._axes()
        if self.plan.level is None:
            yield from self._why_empty()
        else:
            yield self._line(self.box.left, self.box.right, self._y(self.plan.level))
            yield from self._trend()
            marks = sorted(
                self.plan.points, key=lambda point: point.meaning is not Meaning.LEFT_OUT
            )
            yield from map(self._mark, marks)
        yield from self._pins()
        yield from self._headings()

    def _x(self, day: float) -> float:
        low, high = self.plan.days
        return self.box.left + (day - low) / (high - low) * (self.box.right - self.box.left)

    def _y(self, height: float) -> float:
        low, high = self.plan.values.low, self.plan.values.high
        return self.box.bottom - (height - low) / (high - low) * (self.box.bottom - self.box.top)

    def _headings(self) -> Iterable[str]:
        line, left = self.theme.size_pt, sizes.HEADING_LEFT * self.theme.size_pt
        heading, axis = self.say(heading_text(self.plan.series)), self.say(axis_text(self.plan))
        yield self._text(left, 1.3 * line, heading, scale=_HEADING, is_bold=True)
        yield self._text(left, 2.8 * line, axis, scale=_SMALL, color=self.theme.text_soft)

    def _axes(self) -> Iterable[str]:
        line, soft = self.theme.size_pt, self.theme.text_soft
        for height, figure in self.plan.levels:
            y = self._y(height)
            yield self._stroke(f"M{_n(self.box.left)} {_n(y)}H{_n(self.box.right)}", 0.6)
            place = self.box.left - 0.45 * line, y + _MIDDLE * line
            yield self._text(*place, self.say(figure), scale=_SMALL, color=soft, anchor="end")
        bottom = self.box.bottom
        yield self._stroke(f"M{_n(self.box.left)} {_n(bottom)}H{_n(self.box.right)}", 0.8)
        width_in = (self.box.right + sizes.LINES_RIGHT * line) / _POINTS_PER_INCH
        most = max(2, int(width_in / sizes.TICK_WIDTH_IN))
        for day, label in time_ticks(*self.plan.days, most, say=self.say):
            x = self._x(day)
            yield self._stroke(f"M{_n(x)} {_n(bottom)}v{_n(_TICK_PT)}", 0.8)
            for number, text in enumerate(label.split("\n")):
                foot = bottom + _TICK_PT + (1.15 + 1.25 * number) * line
                yield self._text(x, foot, text, scale=_SMALL, color=soft, anchor="middle")

    def _band(self) -> Iterable[str]:
        if not self.plan.band:
            return
        first, last = self.plan.band[0][1], self.plan.band[-1][1]
        ranges = [(self.plan.days[0], first), *self.plan.band, (self.plan.days[1], last)]
        upper = [(self._x(day), self._y(band.high)) for day, band in ranges]
        lower = [(self._x(day), self._y(band.low)) for day, band in reversed(ranges)]
        yield f'<path d="{_path([*upper, *lower])}z" fill="{self.theme.band}"/>'

    def _healing_days(self, session: PlannedSession) -> Iterable[str]:
        left, right = self._x(session.start), min(self._x(session.end), self.box.right)
        strokes = []
        top, bottom, width = self.box.top, self.box.bottom, right - left
        foot = bottom + width
        while foot > top:  # each rises to the right by as much as it goes there
            start, end = min(foot, bottom), max(foot - width, top)
            if start > end:
                strokes.append(
                    f"M{_n(left + foot - start)} {_n(start)}L{_n(left + foot - end)} {_n(end)}"
                )
            foot -= _HATCH_STEP_PT
        yield self._stroke("".join(strokes), 0.5, self.theme.hatch)
        foot_of_pin = top - (sizes.PIN_RISE - sizes.PIN_RADIUS) * self.theme.size_pt
        yield self._stroke(f"M{_n(left)} {_n(foot_of_pin)}V{_n(bottom)}", 0.8, self.theme.pin)

    def _trend(self) -> Iterable[str]:
        if self.plan.line:
            path = _path([(self._x(day), self._y(height)) for day, height in self.plan.line])
            yield (
                f'<path d="{path}" stroke="{self.theme.trend}" stroke-width="1.3"'
                f' stroke-dasharray="{_DASHES}"/>'
            )

    def _mark(self, point: PlannedPoint) -> str:
        x, y, theme = self._x(point.day), self._y(point.height), self.theme
        color = {
            Meaning.BETTER: theme.improved,
            Meaning.WORSE: theme.worse,
            Meaning.LEFT_OUT: theme.unknown,
            Meaning.EARLIER: theme.hatch,
        }.get(point.meaning, theme.text)
        is_hollow = point.meaning is Meaning.LEFT_OUT
        fill, edge, width = (theme.ground, color, 0.9) if is_hollow else (color, theme.ground, 0.5)
        look = f'fill="{fill}" stroke="{edge}" stroke-width="{width}"'
        way = {Meaning.BETTER: 1, Meaning.WORSE: -1}.get(point.meaning, -point.beyond)
        if not way:
            radius = _n(_ROUND * theme.size_pt)
            return f'<circle cx="{_n(x)}" cy="{_n(y)}" r="{radius}" {look}/>'
        r = _POINTED * theme.size_pt  # points down for better, and at the lower edge of the axis
        corners = [(x - r, y - way * r), (x + r, y - way * r), (x, y + way * r)]
        return f'<path d="{_path(corners)}z" {look}/>'

    def _pins(self) -> Iterable[str]:
        size = self.theme.size_pt
        per_day = self._x(1.0) - self._x(0.0)
        y, radius = self.box.top - sizes.PIN_RISE * size, sizes.PIN_RADIUS * size

        def width(pin: SessionPin) -> float:
            return (2 * sizes.PIN_RADIUS + sizes.LETTER * (len(pin.text) - 1)) * size / per_day

        places = [(session.number, session.start) for session in self.plan.sessions]
        for pin in shared_pins(places, width, sizes.PIN_GAP * size / per_day):
            x = self._x(pin.place)
            wide = width(pin) * per_day
            yield (
                f'<rect x="{_n(x - wide / 2)}" y="{_n(y - radius)}" width="{_n(wide)}"'
                f' height="{_n(2 * radius)}" rx="{_n(radius)}" fill="{self.theme.ground}"'
                f' stroke="{self.theme.text_soft}" stroke-width="0.8"/>'
            )
            foot = y + _MIDDLE * _PIN_TEXT * size
            yield self._text(x, foot, pin.text, scale=_PIN_TEXT, is_bold=True, anchor="middle")

    def _why_empty(self) -> Iterable[str]:
        lines = wrap(self.say(self.plan.why_empty), sizes.EMPTY_TEXT_WIDTH)
        size = self.theme.size_pt
        x = (self.box.left + self.box.right) / 2
        y = (self.box.top + self.box.bottom - (len(lines) - 1) * _EMPTY_LINE * size) / 2
        for number, text in enumerate(lines):
            foot = y + (number * _EMPTY_LINE + _MIDDLE) * size
            yield self._text(x, foot, text, color=self.theme.text_soft, anchor="middle")

    def _line(self, left: float, right: float, y: float) -> str:
        return self._stroke(f"M{_n(left)} {_n(y)}H{_n(right)}", 0.8, self.theme.text_soft)

    def _stroke(self, path: str, width: float, color: str = "") -> str:
        return f'<path d="{path}" stroke="{color or self.theme.line}" stroke-width="{width}"/>'

    def _text(
        self,
        x: float,
        y: float,
        text: str,
        *,
        scale: float = 1.0,
        is_bold: bool = False,
        color: str = "",
        anchor: str = "start",
    ) -> str:
        weight = 600 if is_bold else 400
        return (
            f'<text x="{_n(x)}" y="{_n(y)}" font-size="{_n(self.theme.size_pt * scale)}"'
            f' font-weight="{weight}" fill="{color or self.theme.text}" text-anchor="{anchor}">'
            f"{escape(text, quote=False)}</text>"
        )


def _path(points: Iterable[tuple[float, float]]) -> str:
    return "M" + "L".join(f"{_n(x)} {_n(y)}" for x, y in points)


def _n(value: float) -> str:
    """Write a number with two decimals at most."""
    return f"{value:.2f}".rstrip("0").rstrip(".")
