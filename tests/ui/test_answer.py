from dataclasses import replace
from datetime import timedelta

import pytest

from skintrack.errors import CancelledError
from skintrack.library import Library
from skintrack.model import Metric, RegionName, Shown, Verdict, View
from skintrack.ui import operations
from skintrack.ui.answer import series_sentence
from skintrack.ui.course_answer import course_answer
from skintrack.ui.course_state import CourseMeasurements
from skintrack.ui.findings import finding_lines, point_finding
from skintrack.ui.photo_values import photo_lines
from tests.helpers.measured_library import START, Shot, course_shots, make_library

MINUS = "\N{MINUS SIGN}"


def read(library):
    state = operations.load_course(None).work(library, lambda _step: None, lambda: False)
    assert state is not None
    work = operations.load_measurements(state).work
    return state, work(library, lambda _step: None, lambda: False)


@pytest.fixture
def read_shots(tmp_path):
    def make(*shots):
        with make_library(tmp_path, shots) as library:
            return read(library)

    return make


def test_a_whole_course_is_answered_with_numbers_and_their_noise(read_shots):
    state, measurements = read_shots(*course_shots())
    answer = course_answer(state, measurements, is_measured=True)
    assert answer.headline == "Some values are better than at the start."
    first = answer.lines[0]
    assert first.role == "improved"
    assert first.text.startswith(f"▼  Redness better: {MINUS}9.00 ± ")
    assert "EI units (right cheek), " in first.text
    assert answer.since.startswith("Each since 3 March 2026.")


def test_the_two_scores_come_first_a_sentence_each(read_shots):
    state, measurements = read_shots(Shot(0, redness=4.0), Shot(30, redness=1.95))
    answer = course_answer(state, measurements, is_measured=True)
    assert [(line.text, line.role) for line in answer.scores] == [
        ("Redness spots down 41 since baseline, beyond noise.", "improved"),
        ("Texture: within noise.", "unknown"),
    ]
    assert answer.where == (
        "Whole face, since 3 March 2026. Less is better. "
        "Two visits are a comparison. A trend needs four."
    )
    texts = [line.text for line in photo_lines(state.visits[-1].photos[0], measurements)]
    assert texts[0] == "Redness spots 59 (19 to 99), Texture 81 (66 to 101). Baseline 100."
    assert not any("100" in line.text for line in photo_lines(state.photos[0], measurements))


def test_one_visit_has_no_score_yet(read_shots):
    state, measurements = read_shots(Shot(0))
    answer = course_answer(state, measurements, is_measured=True)
    assert (answer.scores, answer.where) == ((), "")


def test_hidden_scores_say_when_they_come_back(read_shots):
    state, measurements = read_shots(*course_shots())
    hidden = replace(state.course, hides_scores=True)
    early = tuple(visit for visit in state.visits if visit.day < START + timedelta(days=60))
    waiting = replace(state, course=hidden, visits=early[:-1])
    answer = course_answer(
        waiting, measurements, is_measured=True, today=START + timedelta(days=30)
    )
    assert answer.headline == "Scores rest until your next milestone photos."
    assert answer.where.startswith("You asked not to see them before then: about ")
    assert (answer.scores, answer.lines) == ((), ())


@pytest.mark.parametrize(("first", "last", "is_asked"), [(2, 20, True), (20, 2, False)])
def test_a_change_for_the_worse_is_followed_by_whom_to_ask(read_shots, first, last, is_asked):
    state, measurements = read_shots(Shot(0, redness=first), Shot(30, redness=last))
    since = course_answer(state, measurements, is_measured=True).since
    assert since.endswith("If a change worries you, show it to your practitioner.") is is_asked


@pytest.mark.parametrize(
    ("shots", "headline"),
    [
        ((), "Your course begins with a photo."),
        ((Shot(0),), "Your baseline is set. The next photos will be compared with it."),
        (
            (Shot(0), Shot(30, redness=None)),
            "Your baseline is set. No later photo can be compared with it yet.",
        ),
        ((Shot(0), Shot(30)), "Two visits are a comparison. A trend needs four."),
        (
            (Shot(0), Shot(30), Shot(60, redness=None), Shot(90, redness=None)),
            "Two visits can be compared so far. A trend needs four.",
        ),
        ((Shot(0), Shot(30), Shot(40)), "Three visits can be compared so far. A trend needs four."),
        (
            (Shot(0), Shot(30), Shot(60), Shot(90)),
            "No change that these photos can show, so far.",
        ),
        (
            (Shot(0, redness=1), Shot(30, redness=4), Shot(60, redness=8), Shot(90, redness=12)),
            "Some values are worse than at the start.",
        ),
        (
            (Shot(0), Shot(0, redness=5.1), Shot(30), Shot(30, redness=5.1)),
            "Two visits are a comparison. A trend needs four.",
        ),
        ((Shot(0, redness=None),), "There is no baseline yet: no photo could be measured."),
    ],
)
def test_headlines(read_shots, shots, headline):
    state, measurements = read_shots(*shots)
    assert course_answer(state, measurements, is_measured=True).headline == headline


def test_better_here_and_worse_there_promises_nothing(read_shots):
    state, measurements = read_shots(*course_shots())
    trend = measurements.trends[View.FRONT]
    worse = replace(trend.series[0], verdict=Verdict.WORSE, change=9.0)
    mixed = replace(trend, series=(worse, *trend.series[1:]))
    measurements = CourseMeasurements(measurements.analyses, {View.FRONT: mixed})
    answer = course_answer(state, measurements, is_measured=True)
    assert answer.headline == "Some values are better, some worse."
    assert {line.role for line in answer.lines} >= {"improved", "worse"}


def test_without_known_noise_there_is_no_verdict(read_shots):
    _, measurements = read_shots(*course_shots())
    series = measurements.series(View.FRONT, Metric.REDNESS, RegionName.LEFT_CHEEK)
    unknown = replace(series, noise=None, noise_source=None, verdict=None)
    finding = point_finding(unknown, series.included[-1]._replace(noise=None))
    assert finding is not None
    assert finding.verdict is None
    assert finding_lines([finding])[0].text == "○  No verdict yet: redness"


def test_a_read_that_is_stopped_is_no_half_course(read_shots, tmp_path):
    state, _ = read_shots(*course_shots())
    with Library.open(tmp_path / "library") as library, pytest.raises(CancelledError):
        operations.load_measurements(state).work(library, lambda _step: None, lambda: True)


def test_before_anything_was_measured_it_says_so(read_shots):
    state, _ = read_shots(Shot(0))
    empty = CourseMeasurements()
    assert course_answer(state, empty, is_measured=False).headline == "Looking at your photos."


def test_a_healing_day_is_in_no_trend_and_says_why(read_shots):
    state, measurements = read_shots(*course_shots())
    day_one = state.visits[1].photos[0]
    texts = [line.text for line in photo_lines(day_one, measurements)]
    assert texts[0].startswith("○  Not comparable: redness")
    assert any("expected" in text for text in texts)


def test_the_baseline_says_that_it_is_one(read_shots):
    state, measurements = read_shots(*course_shots())
    texts = [line.text for line in photo_lines(state.visits[0].photos[0], measurements)]
    assert texts[0].startswith("●  Baseline for redness")


def test_from_the_side_only_the_near_cheek_is_spoken_of(read_shots):
    state, measurements = read_shots(*course_shots())
    side = state.dated_photos(View.LEFT_OBLIQUE)[1]
    texts = " ".join(line.text for line in photo_lines(side, measurements))
    assert "right cheek" not in texts


def test_one_series_in_a_sentence(read_shots):
    _, measurements = read_shots(*course_shots())
    series = measurements.series(View.FRONT, Metric.REDNESS, RegionName.LEFT_CHEEK)
    said = series_sentence(series)
    assert said.text.startswith(f"▼  Redness better: {MINUS}9.00 ± ")
    assert said.text.endswith("since 3 March 2026")
    texture = measurements.series(View.FRONT, Metric.TEXTURE, RegionName.FACE)
    told = series_sentence(texture, Shown.INDEX).text
    assert told.startswith("▼  Index 41 (")
    assert told.endswith(": down 59 since 3 March 2026, beyond noise")
    assert series_sentence(None).text == "Nothing was measured here yet."
