"""The timeline comes to rest: heights that are shared are not shared anew without end."""

import pytest

from skintrack.model import View
from tests.helpers.measured_library import Shot, make_library
from tests.ui.conftest import settle

pytestmark = pytest.mark.gui

VIEWS = (View.FRONT, View.LEFT_OBLIQUE, View.RIGHT_OBLIQUE, View.LEFT_PROFILE)
WATCHED_MS, LOOKS = 40, 50


@pytest.fixture(params=[1, 2, 3, 4], ids="{} views".format)
def timeline(request, program, qtbot, tmp_path):
    """The timeline of many visits, so that heights and not widths say how large photos are."""
    views = VIEWS[: request.param]
    shots = tuple(Shot(day, view, redness=9.0) for day in range(0, 140, 7) for view in views)
    make_library(tmp_path, shots).close()
    program.window.libraries.open_folder(tmp_path / "library")
    settle(qtbot, program)
    return program.window.view("timeline")


def test_nothing_is_laid_out_any_more_once_the_window_has_its_height(timeline, window, qtbot):
    restless = {}
    for height in range(800, 812):
        window.resize(1280, height)
        told: list[int] = []
        timeline.grid.height_changed.connect(told.append)
        # On a busy computer it takes longer to come to rest; what is shared without end never does.
        for _ in range(LOOKS):
            told.clear()
            qtbot.wait(WATCHED_MS)
            if not told:
                break
        timeline.grid.height_changed.disconnect(told.append)
        if told:
            restless[height] = told
    assert not restless
