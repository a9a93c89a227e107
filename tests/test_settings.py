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


def test_what_was_chosen_for_a_report_is_kept_for_each_course(tmp_path):
    file, library = tmp_path / "settings.json", tmp_path / "library"
    store = SettingsStore(file)
    store.remember_report(library, 1, {"paper": "letter"})
    store.remember_report(library, 2, {"paper": "a4"})
    again = SettingsStore(file)
    assert again.report_of(library, 1) == {"paper": "letter"}
    assert again.report_of(tmp_path / "other", 1) == {}
    for course in range(3, 60):
        again.remember_report(library, course, {"paper": "a4"})
    assert again.report_of(library, 1) == {}
    assert again.report_of(library, 59) == {"paper": "a4"}


def test_choices_of_a_report_of_another_type_are_left_out(tmp_path):
    file = tmp_path / "settings.json"
    stored = {"report_choices": {f"1 {tmp_path}": {"paper": "a4", "views": 3}, "2 x": "no"}}
    file.write_text(json.dumps(stored))
    store = SettingsStore(file)
    assert store.current.report_choices == {f"1 {tmp_path}": {"paper": "a4"}}


def test_an_unknown_theme_follows_the_system(tmp_path):
    file = tmp_path / "settings.json"
    file.write_text(json.dumps({"theme": "pink"}))
    assert SettingsStore(file).current.theme == "system"


def test_a_place_that_cannot_be_written_is_said(tmp_path):
    (tmp_path / "file").write_text("")
    store = SettingsStore(tmp_path / "file" / "settings.json")
    with pytest.raises(StorageError, match=r"settings\.json"):
        store.change(theme="dark")
