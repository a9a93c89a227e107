import json
import os
import signal
import subprocess
import sys
import threading

import pytest
from platformdirs import user_config_path, user_data_path

from skintrack.errors import StorageError
from skintrack.settings import (
    Settings,
    SettingsStore,
    default_library_folder,
    default_settings_file,
)


def test_begins_with_defaults_and_writes_nothing(tmp_path):
    file = tmp_path / "settings.json"
    assert SettingsStore(file).current == Settings()
    assert not file.exists()


@pytest.mark.parametrize("named", [None, "", "/somewhere/else", "/with/end/", "beside"])
def test_is_where_the_system_keeps_settings(monkeypatch, tmp_path, named):
    monkeypatch.setenv("HOME", str(tmp_path))
    for variable in ("XDG_CONFIG_HOME", "XDG_DATA_HOME"):
        if named is None:
            monkeypatch.delenv(variable, raising=False)
        else:
            monkeypatch.setenv(variable, named)
    settings = user_config_path("SkinTrack", appauthor=False)
    assert default_settings_file() == settings / "settings.json"
    data = user_data_path("SkinTrack", appauthor=False)
    assert default_library_folder() == data / "library"


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


def never(error: StorageError) -> None:
    raise AssertionError(error)


def test_a_thread_writes_what_changes_often_together(tmp_path, monkeypatch):
    writers = []

    def fsync(number):
        writers.append(threading.current_thread())
        write_through(number)

    write_through = os.fsync
    monkeypatch.setattr(os, "fsync", fsync)
    file = tmp_path / "settings.json"
    store = SettingsStore(file)
    store.write_apart(never)
    for percent in range(1, 100):
        store.change(map_opacity=percent)
    assert store.current.map_opacity == 99
    store.flush()
    assert SettingsStore(file).current.map_opacity == 99
    # The first at once, the others together.
    assert 1 <= len(writers) <= 3
    assert threading.current_thread() not in writers
    store.close()


def test_nothing_is_lost_when_it_is_closed_and_later_changes_are_written_at_once(tmp_path):
    file = tmp_path / "settings.json"
    store = SettingsStore(file)
    store.write_apart(never)
    store.change(theme="dark")
    store.change(last_view="trends")
    store.close()
    assert SettingsStore(file).current == store.current
    store.change(theme="light")
    assert SettingsStore(file).current.theme == "light"
    store.close()


def test_a_thread_says_what_it_could_not_write(tmp_path):
    (tmp_path / "file").write_text("")
    errors: list[StorageError] = []
    store = SettingsStore(tmp_path / "file" / "settings.json")
    store.write_apart(errors.append)
    store.change(theme="dark")
    store.close()
    assert [type(each) for each in errors] == [StorageError]
    assert store.current.theme == "dark"


BEGIN = """
import os, signal, sys
from pathlib import Path
from skintrack.settings import SettingsStore
store = SettingsStore(Path(sys.argv[1]))
store.write_apart(print)
for percent in range(1, 60):
    store.change(map_opacity=percent)
store.change(theme="dark")
"""


@pytest.mark.parametrize(
    ("end", "code"),
    [
        ("store.flush(); os.kill(os.getpid(), signal.SIGKILL)", -signal.SIGKILL),
        ("sys.exit(3)", 3),
        ("raise KeyboardInterrupt", -signal.SIGINT),
    ],
    ids=["killed after a flush", "left without closing", "interrupted"],
)
@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_what_was_changed_is_there_after_the_end(tmp_path, end, code):
    file = tmp_path / "settings.json"
    command = [sys.executable, "-c", BEGIN + end, str(file)]
    run = subprocess.run(command, check=False, capture_output=True, text=True, timeout=60)
    assert run.returncode == code
    assert "could not" not in run.stdout
    kept = SettingsStore(file).current
    assert (kept.theme, kept.map_opacity) == ("dark", 59)
    assert [path.name for path in tmp_path.iterdir()] == ["settings.json"]
