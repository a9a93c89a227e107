import pytest
from PySide6.QtCore import Qt

from skintrack import treatment
from skintrack.library import Library
from skintrack.model import Metric, RegionName, View
from skintrack.ui import operations
from skintrack.ui.models.photos_model import PHOTO_ROLE, PhotosModel
from skintrack.ui.models.series_model import POINT_ROLE, SeriesModel
from skintrack.ui.models.sessions_model import SESSION_ROLE, SessionsModel
from skintrack.ui.models.timeline_model import TimelineModel

pytestmark = pytest.mark.gui


@pytest.fixture(scope="module")
def read(course_folder):
    """The course and its measurements, as the views get them."""
    with Library.open(course_folder) as library:
        state = operations.load_course(None).work(library, lambda _step: None, lambda: False)
        assert state is not None
        measured = operations.load_measurements(state)
        yield state, measured.work(library, lambda _step: None, lambda: False)


def test_timeline_model(read, qtmodeltester):
    state, _ = read
    model = TimelineModel()
    model.show(state)
    qtmodeltester.check(model)
    assert model.rowCount() == 2
    assert model.columnCount() == len(treatment.visits(state.photos, state.sessions)) == 7


def test_timeline_model_asks_for_a_view_that_is_missing(read):
    state, _ = read
    model = TimelineModel()
    model.show(state)
    cells = [model.cell(model.index(1, column)) for column in range(model.columnCount())]
    side = [cell for cell in cells if cell is not None]
    assert [bool(cell.photos) for cell in side] == [True, False, False, True, False, False, False]
    # Not on the two healing days.
    assert [cell.is_missing for cell in side] == [False, False, False, False, True, True, True]
    assert "no photo" in model.data(model.index(1, 4))
    assert model.headerData(1, Qt.Orientation.Vertical) == "Left oblique"
    assert model.headerData(0, Qt.Orientation.Horizontal) == "3 March 2026"


def test_timeline_model_finds_a_photo(read):
    state, _ = read
    model = TimelineModel()
    model.show(state)
    photo = state.dated_photos(View.LEFT_OBLIQUE)[1]
    index = model.index_of(photo)
    assert (index.row(), index.column()) == (1, 3)


def test_sessions_model(read, qtmodeltester):
    state, _ = read
    model = SessionsModel()
    model.show(state.sessions)
    qtmodeltester.check(model)
    first = model.index(0)
    assert first.data(SESSION_ROLE) == state.sessions[0]
    assert first.data() == "Session 1, 10 March 2026, 1 mm · At a clinic"


def test_series_model(read, qtmodeltester):
    _, measurements = read
    series = measurements.series(View.FRONT, Metric.REDNESS, RegionName.RIGHT_CHEEK)
    model = SeriesModel()
    model.show(series)
    qtmodeltester.check(model)
    assert model.rowCount() == 7
    rows = [[model.index(row, column).data() for column in range(5)] for row in range(7)]
    assert rows[0][:4] == ["3 Mar 2026", "12.00", "● baseline", "Baseline"]
    assert rows[1][2].startswith("○ ")
    assert rows[-1][2] == "▼ better, beyond noise"
    assert rows[-1][4].startswith("\N{MINUS SIGN}9.00 ± ")
    assert model.index(0, 0).data(POINT_ROLE) == series.points[0].photo_id
    model.show(None)
    assert model.rowCount() == 0


def test_photos_model(program, read, qtmodeltester):
    state, _ = read
    model = PhotosModel(program.services.images)
    model.show(state, state.dated_photos(View.FRONT))
    qtmodeltester.check(model)
    assert model.index(0).data() == "3 March 2026 · Baseline"
    photo = model.index(2).data(PHOTO_ROLE)
    assert model.row_of(photo.id) == 2
