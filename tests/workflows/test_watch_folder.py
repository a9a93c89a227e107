"""Which files of a watched folder are new."""

import os
from pathlib import Path

from skintrack.library import Library
from skintrack.workflows import watch_folder
from skintrack.workflows.watch_folder import WatchedFile
from tests.helpers.photo_makers import save_photo


def names(files: tuple[WatchedFile, ...]) -> list[str]:
    return [file.path.name for file in files]


def test_photos_in_the_folder_and_below_it_are_found(tmp_path: Path) -> None:
    save_photo(tmp_path / "b.jpg")
    (tmp_path / "2026").mkdir()
    save_photo(tmp_path / "2026" / "a.jpg")
    (tmp_path / "notes.txt").write_text("words")
    (tmp_path / ".hidden.jpg").write_text("words")
    assert names(watch_folder.look_into(tmp_path, frozenset())) == ["b.jpg", "a.jpg"]


def test_what_was_seen_is_left_out_until_it_changes(tmp_path: Path) -> None:
    path = save_photo(tmp_path / "a.jpg", 10)
    (found,) = watch_folder.look_into(tmp_path, frozenset())
    assert watch_folder.look_into(tmp_path, frozenset({found.key})) == ()
    os.utime(path, ns=(1, 1))
    assert names(watch_folder.look_into(tmp_path, frozenset({found.key}))) == ["a.jpg"]


def test_a_library_inside_is_not_looked_into(tmp_path: Path) -> None:
    Library.create(tmp_path / "library", "Course").close()
    save_photo(tmp_path / "library" / "a.jpg")
    assert watch_folder.look_into(tmp_path, frozenset()) == ()


def test_a_folder_that_is_not_there_has_no_photos(tmp_path: Path) -> None:
    assert watch_folder.look_into(tmp_path / "gone", frozenset()) == ()


def test_what_was_seen_is_kept(tmp_path: Path) -> None:
    file = tmp_path / "config" / "seen.json"
    assert watch_folder.read_seen(file) == frozenset()
    watch_folder.save_seen(file, {"b", "a"})
    assert watch_folder.read_seen(file) == {"a", "b"}
    for damage in ("{", '{"a": 1}', '[1, "c"]'):
        file.write_text(damage)
        assert watch_folder.read_seen(file) <= {"c"}
