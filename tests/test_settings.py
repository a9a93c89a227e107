import json

import pytest

from skintrack.errors import StorageError
from skintrack.settings import Settings, SettingsStore


def test_begins_with_defaults_and_writes_nothing(tmp_path):
    file = tmp_path / "settings.json"
    assert SettingsStore(file).current == Settings()
    assert not file.exists()


def test_remembers_what_was_changed(tmp_path):
    file = tmp_path / "deep" / "settings.json"
    SettingsStore(file).change(theme="dark", last_view="trends")
    again = SettingsStore(file).current
    assert (again.theme, again.last_view) == ("dark", "trends")


def test_leaves_no_temporary_file(tmp_path):
    SettingsStore(tmp_path / "settings.json").change(theme="dark")
    assert [path.name for path in tmp_path.iterdir()] == ["settings.json"]


def test_lists_the_latest_library_first_and_once(tmp_path):
    store = SettingsStore(tmp_path / "settings.json")
    for name in ("a", "b", "a"):
        store.remember_library(tmp_path / name)
    assert store.current.recent_libraries == (str(tmp_path / "a"), str(tmp_path / "b"))
    assert store.current.last_library == str(tmp_path / "a")


@pytest.mark.parametrize("text", ["{", "[]", '"x"', "\x00"])
def test_a_damaged_file_is_kept_aside(tmp_path, text):
    file = tmp_path / "settings.json"
    file.write_text(text)
    store = SettingsStore(file)
    assert store.was_damaged
    assert store.current == Settings()
    assert file.with_suffix(".damaged").read_text() == text


def test_values_of_another_type_are_left_out(tmp_path):
    file = tmp_path / "settings.json"
    stored = {"theme": 3, "last_view": "report", "shows_regions": "yes", "unknown": 1}
    file.write_text(json.dumps(stored))
    current = SettingsStore(file).current
    assert (current.theme, current.last_view, current.shows_regions) == ("system", "report", True)


def test_an_unknown_theme_follows_the_system(tmp_path):
    file = tmp_path / "settings.json"
    file.write_text(json.dumps({"theme": "pink"}))
    assert SettingsStore(file).current.theme == "system"


def test_a_place_that_cannot_be_written_is_said(tmp_path):
    (tmp_path / "file").write_text("")
    store = SettingsStore(tmp_path / "file" / "settings.json")
    with pytest.raises(StorageError, match=r"settings\.json"):
        store.change(theme="dark")
