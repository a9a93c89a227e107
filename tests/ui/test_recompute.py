"""A library measured by an earlier version: all of it is measured again behind the views."""

import json
import time

import pytest
from PySide6.QtCore import QTimer

from skintrack.analysis import ALGORITHM
from skintrack.imaging.export import encode_jpeg
from skintrack.library import Library
from skintrack.model import Metric, ProgressStep, RegionName, View
from skintrack.ui import operations
from skintrack.ui.answer import series_sentence
from skintrack.ui.course_answer import course_answer
from tests.helpers.held_work import at_step
from tests.helpers.importing import add_photos
from tests.helpers.libraries import sql
from tests.helpers.measured_library import draw
from tests.helpers.ui_actions import button_of, press

pytestmark = pytest.mark.gui

NOTICE = "SkinTrack measures photos in a new way. Measuring your 9 photos again; nothing is lost."
# A drawn region is measured without searching for a face, so that the tests are quick.
SKIN = [[30, 20], [90, 20], [90, 60], [30, 60]]


@pytest.fixture
def old_library(course_copy):
    """A course of nine photos, all measured by version 1."""
    sql(course_copy, "UPDATE analysis SET algorithm = '1'")
    sql(course_copy, "UPDATE measurement SET algorithm = '1'")
    for (photo_id,) in sql(course_copy, "SELECT id FROM photo"):
        statement = "INSERT INTO drawn_region (photo_id, outline) VALUES (?, ?)"
        sql(course_copy, statement, photo_id, json.dumps(SKIN))
    return course_copy


@pytest.fixture
def close(program):
    """Return a function that closes the library and waits until its file is free."""

    def close_library(qtbot):
        program.services.desk.close()
        done: list[object] = []
        program.library_tasks.run(lambda: None, done=done.append, failed=done.append)
        qtbot.waitUntil(lambda: bool(done))

    return close_library


def versions(folder):
    counts = "SELECT algorithm, count(*) FROM analysis GROUP BY algorithm ORDER BY algorithm"
    return {row[0]: row[1] for row in sql(folder, counts)}


def measured_steps(program):
    steps: list[ProgressStep] = []
    program.services.desk.progressed.connect(steps.append)
    return steps


def test_all_photos_are_measured_again_by_themselves(program, old_library, qtbot, settled, close):
    steps = measured_steps(program)
    window = program.window
    window.libraries.open_folder(old_library)
    qtbot.waitUntil(lambda: window.banner.text == NOTICE, timeout=20_000)
    settled()
    assert [(step.done, step.total) for step in steps] == [(n, 9) for n in range(1, 10)]
    assert steps[3].label == "Measuring photos: 4 / 9"
    assert window.banner.text == ""
    close(qtbot)
    assert versions(old_library) == {ALGORITHM: 9}
    assert sql(old_library, "SELECT DISTINCT algorithm FROM measurement") == [(ALGORITHM,)]


def test_meanwhile_no_chart_shows_an_old_number(program, old_library, qtbot):
    course = program.services.course
    program.window.libraries.open_folder(old_library)
    qtbot.waitUntil(lambda: course.is_measured, timeout=20_000)
    series = course.measurements.trends[View.FRONT].find(Metric.REDNESS, RegionName.LEFT_CHEEK)
    assert series.included == ()
    assert series.verdict is None
    assert {point.value for point in series.points} == {None}
    assert all(point.is_outdated for point in series.points)
    timeline = course_answer(course.state, course.measurements, is_measured=True)
    assert timeline.headline == "Your photos wait to be measured in a new way."
    assert series_sentence(series).text == "Your photos wait to be measured in a new way."
    reasons = [point.excluded_reason or "" for point in series.points if not point.phase.is_healing]
    assert all(reason.startswith("Measured with another version") for reason in reasons)
    qtbot.waitUntil(lambda: not program.services.desk.is_working, timeout=20_000)


def test_meanwhile_two_photos_are_shown_without_a_change(program, old_library, qtbot, settled):
    window, desk = program.window, program.services.desk
    said: list[object] = []

    at_step(desk, lambda _step: True, desk.cancel)
    window.libraries.open_folder(old_library)
    settled()
    window.show_view("compare")
    first, *_, last = program.services.course.state.dated_photos(View.FRONT)
    desk.run(operations.compare_photos(first.id, last.id), said.append, said.append)
    qtbot.waitUntil(lambda: bool(said))
    assert "waits to be measured in a new way" in str(said[0])
    settled()


def test_a_cancel_keeps_what_is_done_and_the_next_start_goes_on(
    program, old_library, qtbot, settled, close
):
    window, desk = program.window, program.services.desk
    begun = measured_steps(program)
    at_step(desk, lambda step: step.done == 2, desk.cancel)
    window.libraries.open_folder(old_library)
    settled()
    assert window.banner.text == ""
    left = 9 - len(begun)
    assert 0 < left < 8
    assert button_of(window.status, f"Measure {left} photos")
    close(qtbot)
    assert versions(old_library) == {"1": left, ALGORITHM: 9 - left}
    desk.progressed.disconnect()
    begun.clear()
    steps = measured_steps(program)
    window.libraries.open_folder(old_library)
    settled()
    assert steps[-1].total == left
    close(qtbot)
    assert versions(old_library) == {ALGORITHM: 9}


def test_an_import_goes_first_and_the_measuring_goes_on_behind_it(
    program, old_library, qtbot, settled, tmp_path
):
    window, order = program.window, []
    photo = tmp_path / "new.jpg"
    photo.write_bytes(encode_jpeg(draw(77)))

    desk = program.services.desk
    desk.progressed.connect(lambda step: order.append(step.label))
    is_second = "Measuring photos: 2 / 9".__eq__
    at_step(desk, lambda step: is_second(step.label), lambda: window.view("import").confirm())
    window.libraries.open_folder(old_library)
    window.imports.import_paths([photo])
    qtbot.waitUntil(lambda: window.imports.review.result is not None, timeout=20_000)
    settled()
    is_import = [not label.startswith("Measuring photos") for label in order]
    first, last = is_import.index(True), len(order) - is_import[::-1].index(True)
    assert any(not each for each in is_import[:first])
    assert any(not each for each in is_import[last:])
    measured = [label for label in order if label.startswith("Measuring photos")]
    assert measured.count("Measuring photos: 5 / 10") == 1
    assert measured[-1] == "Measuring photos: 10 / 10"


def test_a_photo_that_cannot_be_measured_is_tried_once(program, old_library, qtbot, settled, close):
    window = program.window
    (lost,) = sorted((old_library / "originals").rglob("*.jpg"))[:1]
    lost.unlink()
    steps = measured_steps(program)
    window.libraries.open_folder(old_library)
    settled()
    assert window.banner.text == "1 photo could not be measured."
    assert len(steps) == 9
    window.imports.measuring.measure_pending()
    settled()
    assert len(steps) == 9
    new = old_library.parent / "new.jpg"
    new.write_bytes(encode_jpeg(draw(78)))
    add_photos(window, qtbot, [new])
    settled()
    assert [step.label for step in steps[9:]][-1] == "Measuring photos: 1 / 1"
    steps.clear()
    press(qtbot, window.status, "Measure 1 photo")
    qtbot.waitUntil(lambda: len(steps) == 1)
    settled()
    close(qtbot)
    assert versions(old_library) == {"1": 1, ALGORITHM: 9}


def test_the_window_goes_on_while_photos_are_measured(program, old_library, qtbot, settled):
    ticks, during = [], []
    timer = QTimer()
    timer.timeout.connect(lambda: ticks.append(time.perf_counter()))
    program.services.desk.progressed.connect(lambda _: during.append(time.perf_counter()))
    timer.start(5)
    program.window.libraries.open_folder(old_library)
    settled()
    timer.stop()
    heard = [tick for tick in ticks if during[0] <= tick <= during[-1]]
    # A blocked window would hear nothing between the photos; between 9 it hears at least 9 times.
    assert len(heard) >= len(during)


def test_nothing_is_said_where_nothing_is_outdated(program, course_copy, settled):
    program.window.libraries.open_folder(course_copy)
    settled()
    assert program.window.banner.text == ""


def test_a_changed_region_is_measured_without_talk_of_a_new_way(
    program, course_copy, settled, qtbot, close
):
    (row,) = sql(course_copy, "SELECT id FROM photo LIMIT 1")
    outline = json.dumps(SKIN)
    sql(course_copy, "INSERT INTO region (photo_id, skin) VALUES (?, ?)", row[0], outline)
    said = []
    program.services.desk.began.connect(lambda _: said.append(program.window.banner.text))
    program.window.libraries.open_folder(course_copy)
    settled()
    assert said == [""]
    close(qtbot)
    with Library.open(course_copy) as library:
        assert library.analyses.pending(ALGORITHM) == ()
