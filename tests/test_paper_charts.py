"""The chart of a report: drawn from the plan alone, the same shapes as in the other drawings."""

import re
import subprocess
import sys
from datetime import timedelta
from html.parser import HTMLParser

import pytest

from skintrack.charts import chart_svg, plan_chart
from skintrack.charts.theme import PRINT
from skintrack.model import HealingWindow, Metric, Series
from tests.test_charts import FALLING, START, WINDOWS, make_series, point

SIZE = (3.29, 2.1)


class Part(dict[str, str]):
    """An element: its attributes, its name and its text."""

    def __init__(self, name: str, attributes: list[tuple[str, str | None]]) -> None:
        super().__init__({key: value or "" for key, value in attributes})
        self.name = name
        self.text = ""


class Reader(HTMLParser):
    """Reads the parts of a drawing, and that each one ends."""

    def __init__(self, svg: bytes) -> None:
        super().__init__()
        self.parts: list[Part] = []
        self._open: list[str] = []
        self.feed(svg.decode())
        self.close()
        assert self._open == []

    def handle_starttag(self, tag, attrs):
        self.parts.append(Part(tag, attrs))
        self._open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.parts.append(Part(tag, attrs))

    def handle_endtag(self, tag):
        assert self._open.pop() == tag

    def handle_data(self, data):
        self.parts[-1].text += data


def drawn(series: Series = FALLING, windows=WINDOWS, **details) -> list[Part]:
    return Reader(chart_svg(plan_chart(series, windows), SIZE, **details)).parts


def texts(parts: list[Part]) -> list[str]:
    return [part.text for part in parts if part.name == "text"]


def numbers_of(parts: list[Part]) -> list[float]:
    return [float(found) for part in parts for found in re.findall(r"[\d.]+", part.get("d", ""))]


def test_heading_axis_sessions_and_time_are_text():
    said = texts(drawn())
    assert said[-2:] == [
        "Redness, left cheek",
        "Change from baseline, EI units (lower is better)",
    ]
    assert {"1", "2", "3", "4", "Mar", "2026", "0"} <= set(said)


def test_every_text_can_be_said_in_another_language():
    said = texts(drawn(say=lambda text: f"«{text}»"))
    assert all("«" in text or "»" in text or text.isdigit() for text in said)


def test_points_have_the_shapes_of_their_meanings():
    parts = drawn()
    circles = [part["fill"] for part in parts if part.name == "circle"]
    assert circles.count(PRINT.text) == 2  # the baseline, and one within noise
    assert PRINT.ground in circles  # hollow: left out
    better = [part for part in parts if part.get("fill") == PRINT.improved]
    worse = [part for part in parts if part.get("fill") == PRINT.worse]
    assert [tip_of(part) for part in better] == ["down"]
    assert [tip_of(part) for part in worse] == ["up"]


def tip_of(part: Part) -> str:
    (_, first), (_, second), (_, tip) = re.findall(r"(-?[\d.]+) (-?[\d.]+)", part["d"])
    assert first == second
    return "down" if float(tip) > float(first) else "up"


def test_a_far_point_points_out_of_the_axis():
    series = make_series([point(0, 8.0), point(10, 90.0, is_included=False), point(60, 6.0)])
    hollow = [
        part
        for part in drawn(series, ())
        if part.name == "path" and part.get("fill") == PRINT.ground
    ]
    assert [tip_of(part) for part in hollow] == ["up"]


def test_a_pin_hides_no_point_at_the_upper_edge():
    series = make_series([point(0, 8.0), point(10, 90.0, is_included=False), point(60, 6.0)])
    parts = drawn(series)
    (far,) = [
        part
        for part in parts
        if part.name == "path" and part.get("fill") == PRINT.ground and tip_of(part) == "up"
    ]
    tip = min(float(y) for _, y in re.findall(r"([\d.]+) ([\d.]+)", far["d"]))
    pins = [part for part in parts if part.name == "rect"]
    assert pins
    assert all(float(pin["y"]) + float(pin["height"]) <= tip for pin in pins)


def test_everything_lies_on_the_paper():
    parts = drawn()
    width, height = (float(side) for side in parts[0]["viewbox"].split()[2:])
    assert [width, height] == pytest.approx([SIZE[0] * 72, SIZE[1] * 72], abs=0.01)
    for text in (part for part in parts if part.name == "text"):
        assert 0 <= float(text["x"]) <= width
        assert 0 <= float(text["y"]) <= height
    assert max(numbers_of(parts)) <= width


def test_a_series_without_a_baseline_says_why():
    lonely = make_series([point(0, None, is_included=False, reason="Not sharp.")])
    parts = drawn(lonely, ())
    assert "Not sharp." in texts(parts)
    assert not [part for part in parts if part.name == "circle"]


def test_sessions_without_room_share_a_pin():
    windows = tuple(
        HealingWindow(START + timedelta(n), START + timedelta(7 + n), session_number=n + 1)
        for n in range(3)
    )
    assert "1\N{EN DASH}3" in texts(drawn(windows=windows))


def test_typed_text_cannot_break_the_drawing():
    odd = make_series([point(0, None, is_included=False, reason='<b>&"x</b> ]]>')])
    assert '<b>&"x</b> ]]>' in texts(drawn(odd, ()))


def test_an_index_is_drawn_round_one_hundred():
    series = make_series([point(0, 0.8), point(60, 0.4)], metric=Metric.REDNESS_SPOTS, noise=0.1)
    assert "100" in texts(drawn(series, ()))


def test_the_bytes_are_the_same_every_time():
    plan = plan_chart(FALLING, WINDOWS)
    assert chart_svg(plan, SIZE) == chart_svg(plan, SIZE)


def test_paper_needs_no_matplotlib():
    code = (
        "import sys; from skintrack.workflows import make_report, report_charts; "
        "assert 'matplotlib' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
