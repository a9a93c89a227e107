"""``bin list``, ``bin restore`` and ``bin empty``; and what ``init`` says of a synced folder."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from skintrack.library import Library
from tests.helpers.command import Result
from tests.helpers.libraries import add_photo, files_of

Run = Callable[..., Result]


@pytest.fixture
def deleted(library: Path) -> str:
    """Delete a photo and a session and return the key of the photo."""
    with Library.open(library) as opened:
        photo = add_photo(opened, b"deleted", taken="2026-03-01T10:00:00+01:00")
        session = opened.sessions.add(opened.courses.all()[0].id, date(2026, 3, 2))
        opened.sessions.remove(session.id)
        opened.photos.move_to_bin(photo.id)
    return f"photo:{photo.id}"


def test_what_was_deleted_is_listed(run: Run, library: Path, deleted: str) -> None:
    assert run("bin", "list", "--library", library).out.count("\n") == 2
    items = run("bin", "list", "--library", library, "--json").document["items"]
    assert isinstance(items, list)
    assert {item["kind"] for item in items} == {"photo", "session"}
    (photo,) = (item for item in items if item["kind"] == "photo")
    assert (photo["key"], photo["date"], photo["name"]) == (deleted, "2026-03-01", "IMG_0001.JPG")


def test_it_comes_back(run: Run, library: Path, deleted: str) -> None:
    result = run("bin", "restore", "--library", library, deleted, "--json")
    assert (result.code, result.document["restored"]) == (0, [deleted])
    with Library.open(library) as opened:
        assert len(opened.photos.all()) == 1
    again = run("bin", "restore", "--library", library, deleted)
    assert again.code == 1
    assert "does not lie in the bin" in again.err


def test_nothing_goes_for_good_without_a_yes(run: Run, library: Path, deleted: str) -> None:
    before = {name for name in files_of(library) if name.startswith("originals/")}
    refused = run("bin", "empty", "--library", library)
    assert refused.code == 1
    assert "--yes" in refused.err
    assert {name for name in files_of(library) if name.startswith("originals/")} == before
    result = run("bin", "empty", "--library", library, deleted, "--yes", "--json")
    assert (result.code, result.document["removed"]) == (0, [deleted])
    assert not any(name.startswith("originals/") for name in files_of(library))
    assert run("bin", "empty", "--library", library, "--yes").code == 0
    assert run("bin", "list", "--library", library).out == "The bin is empty.\n"
    assert run("bin", "empty", "--library", library).out == "The bin is empty.\n"


def test_a_library_in_a_synced_folder_is_made_with_a_warning(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "Dropbox" / "library"
    result = run("init", "--library", folder, "--json")
    assert (result.code, result.document["synced_by"]) == (0, "Dropbox")
    assert "Dropbox copies" in result.err
    quiet = run("init", "--library", tmp_path / "other", "--json")
    assert quiet.document["synced_by"] is None
    assert quiet.err == ""
