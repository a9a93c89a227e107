"""Where programs of one user meet."""

import pytest
from platformdirs import user_state_path

from skintrack.ui.instance.hold import state_folder


@pytest.mark.parametrize("named", [None, "", "/somewhere/else", "beside"])
def test_what_lasts_is_kept_where_the_system_keeps_it(monkeypatch, tmp_path, named):
    monkeypatch.setenv("HOME", str(tmp_path))
    if named is None:
        monkeypatch.delenv("XDG_STATE_HOME", raising=False)
    else:
        monkeypatch.setenv("XDG_STATE_HOME", named)
    assert state_folder() == user_state_path("SkinTrack")
