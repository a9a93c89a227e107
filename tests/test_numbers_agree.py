"""The same numbers in the PDF, the tables, the JSON, the window and ``trend --json``.

Raw values are compared as they stand, to the last digit. Where people read a number, it is said by
the same function from the very values that the JSON has.
"""

import csv
import io
import json
import math
import subprocess
import sys
from dataclasses import dataclass, replace
from typing import Any

import pytest
from PySide6.QtCore import Qt

from skintrack.model import NoiseSource, ReportChoices, Series, Shown
from skintrack.model.display import change_text, value_text, verdict_label
from skintrack.model.index_text import index_text
from skintrack.reports import main_regions
from skintrack.ui.models.series_model import SeriesModel
from skintrack.workflows import build_series, make_report, read_report
from skintrack.workflows.read_series import read_series
from skintrack.workflows.report_digest import digest_of
from skintrack.workflows.report_fields import Fields
from tests.helpers.noted_library import DAY, REPEATS, SHOTS, noted_library
from tests.helpers.pdf_text import page_texts
from tests.helpers.report_files import attached

SERIES_KEYS = (
    *("metric", "region", "view", "algorithm", "baseline", "baseline_photo_id", "change"),
    *("noise", "noise_source", "verdict", "index", "index_low", "index_high", "formula", "line"),
)
POINT_KEYS = (
    *("captured_at", "value", "noise", "index", "index_low", "index_high", "phase"),
    *("session_number", "days_since", "is_included", "excluded_reason"),
)
CSV_NUMBERS = ("value", "change", "index", "index_low", "index_high", "valid_fraction")


@dataclass(frozen=True)
class Places:
    """Everywhere that the numbers of one library stand.

    ``window`` are the series that the window shows, ``command`` what ``trend --json`` says.
    """

    pdf: str
    table: tuple[dict[str, str], ...]
    document: dict[str, Any]
    command: tuple[dict[str, Any], ...]
    window: tuple[Series, ...]
    dialog: str


@pytest.fixture(scope="module", params=[SHOTS, REPEATS], ids=["two views", "own noise"])
def places(request, tmp_path_factory):
    folder = tmp_path_factory.mktemp("places")
    with noted_library(folder, request.param) as library:
        result = make_report.run(library, folder / "report.pdf", ReportChoices(report_day=DAY))
        views = {photo.view for photo in library.photos.all()}
        window = [
            series for view in views for series in build_series.run(library, view=view).series
        ]
    inside = attached(result.path)
    text = inside["measurements.csv"].decode("utf-8-sig")
    shown = digest_of(read_report.run(result.path)).rows
    return Places(
        " ".join(page_texts(result.path)),
        tuple(csv.DictReader(io.StringIO(text, newline=""))),
        json.loads(inside["skintrack-report.json"]),
        tuple(series for view in views for series in trend_json(folder / "library", view)),
        tuple(window),
        "\n".join(f"{row.place} {row.change} {row.index} {row.verdict}" for row in shown),
    )


def trend_json(library, view):
    """Return what the command says, as a script would read it."""
    arguments = ("trend", "--library", str(library), "--view", view.value, "--json")
    said = subprocess.run(
        [sys.executable, "-m", "skintrack", *arguments], check=True, capture_output=True
    )
    return json.loads(said.stdout)["series"]


def name_of(series):
    return series["view"], series["metric"], series["region"]


def by_name(documents):
    return {name_of(document): document for document in documents}


def main_series(places):
    """Return the series of the first page, made from nothing but the JSON."""
    series = [read_series(Fields(each)) for each in places.document["series"]]
    view = places.document["report"]["main_view"]
    seen = [each for each in series if each.view == view]
    regions = main_regions(seen)
    return [each for each in seen if each.region in regions and each.change is not None]


# What differs between two places


def json_and_command(places):
    ours, theirs = by_name(places.document["series"]), by_name(places.command)
    yield from ours.keys() ^ theirs.keys()
    for name in ours:
        for key in SERIES_KEYS:
            if ours[name][key] != theirs[name][key]:
                yield name, key
        points = zip(ours[name]["points"], theirs[name]["points"], strict=True)
        for own, other in points:
            yield from ((name, key) for key in POINT_KEYS if own[key] != other[key])


def json_and_table(places):
    points = {
        (*name_of(series), point["photo_id"]): (series, point)
        for series in places.document["series"]
        for point in series["points"]
    }
    rows = {
        (row["view"], row["metric"], row["region"], row["photo_id"]): row for row in places.table
    }
    yield from points.keys() ^ rows.keys()
    for name, (series, point) in points.items():
        yield from ((name, key) for key in differing(rows[name], series, point))


def differing(row, series, point):
    """Return the keys in which a row of the table says something else."""
    noise = series["noise"] if point["noise"] is None else point["noise"]
    told = {key: point[key] for key in CSV_NUMBERS}
    told["noise"] = None if point["change"] is None else noise
    numbers = (key for key in told if (float(row[key]) if row[key] else None) != told[key])
    words = ("verdict", "captured_at", "sha256", "algorithm", "reference")
    texts = (key for key in words if row[key] != (point[key] or ""))
    counted = [] if row["is_counted"] == str(point["is_included"]) else ["is_included"]
    return [*numbers, *texts, *counted]


def json_and_window(places):
    """Compare every cell of the window's table, in both ways of showing it."""
    ours = {name_of(each): read_series(Fields(each)) for each in places.document["series"]}
    for series in places.window:
        name = (series.view, series.metric, series.region)
        for shown in Shown:
            if cells(ours[name], shown) != cells(series, shown):
                yield name, shown


def cells(series, shown):
    model = SeriesModel()
    model.show(series, shown)
    rows, columns = range(model.rowCount()), range(model.columnCount())
    return [
        [model.data(model.index(row, column), Qt.ItemDataRole.DisplayRole) for column in columns]
        for row in rows
    ]


def json_and_pdf(places):
    for series in main_series(places):
        latest = series.baseline + series.change
        for text in (
            change_text(series),
            value_text(series.metric, series.baseline),
            value_text(series.metric, latest),
            *(() if series.index is None else (index_text(series.index),)),
        ):
            if text not in places.pdf:
                yield series.metric, series.region, text


def json_and_dialog(places):
    for series in main_series(places):
        index = index_text(series.index)
        text = f"{change_text(series)} {index} {verdict_label(series.verdict)}"
        if text not in places.dialog:
            yield series.metric, series.region, text


COMPARISONS = (json_and_command, json_and_table, json_and_window, json_and_pdf, json_and_dialog)


@pytest.mark.parametrize("differences", COMPARISONS, ids=lambda each: each.__name__)
def test_they_agree(places, differences):
    assert list(differences(places)) == []


def test_there_is_something_to_compare(places, request):
    assert len(places.document["series"]) == len(places.window) == len(places.command)
    assert main_series(places)
    reasons = [row["why_left_out"] for row in places.table]
    sources = {series["noise_source"] for series in places.document["series"]}
    if "own" in request.node.name:
        assert NoiseSource.REPEATS in sources
    else:
        assert any(reasons)
        assert {row["view"] for row in places.table} == {"front", "left_oblique"}
        assert sources == {NoiseSource.ASSUMED}


# A test of the tests: whatever is changed is found


def changed_document(places, key):
    document = json.loads(json.dumps(places.document))
    for series in document["series"]:
        if series[key] is not None:
            series[key] = math.nextafter(series[key], math.inf)
    return replace(places, document=document)


@pytest.mark.parametrize("key", ["baseline", "change", "noise", "index", "index_low"])
def test_the_last_digit_of_a_series_is_noticed(places, key):
    assert list(json_and_command(changed_document(places, key)))


@pytest.mark.parametrize("key", ["value", "index"])
def test_the_last_digit_of_a_point_is_noticed(places, key):
    document = json.loads(json.dumps(places.document))
    for point in document["series"][0]["points"]:
        if point[key] is not None:
            point[key] = math.nextafter(point[key], math.inf)
    changed = replace(places, document=document)
    assert list(json_and_command(changed))
    assert list(json_and_table(changed))


def test_a_cell_of_the_table_is_noticed(places):
    row = next(row for row in places.table if row["change"])
    other = {**row, "change": repr(math.nextafter(float(row["change"]), math.inf))}
    rows = tuple(other if each is row else each for each in places.table)
    assert list(json_and_table(replace(places, table=rows)))


def test_a_number_on_a_page_is_noticed(places):
    said = change_text(main_series(places)[0])
    changed = places.pdf.replace(said, said.replace("±", "+"))
    assert changed != places.pdf
    assert list(json_and_pdf(replace(places, pdf=changed)))
    changed = places.dialog.replace(said, "")
    assert list(json_and_dialog(replace(places, dialog=changed)))


def test_a_number_in_the_window_is_noticed(places):
    first = places.window[0]
    point = first.points[0]._replace(value=(first.points[0].value or 0.0) + 1.0)
    other = replace(first, points=(point, *first.points[1:]))
    assert list(json_and_window(replace(places, window=(other, *places.window[1:]))))
