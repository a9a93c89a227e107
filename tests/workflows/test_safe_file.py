"""What new work may replace, and what it never touches."""

import os

import pytest

from skintrack.errors import InputError, StorageError
from skintrack.library import Library
from skintrack.workflows.safe_file import refuse_harmful_output, write_safely
from tests.helpers.libraries import add_front, files_of


@pytest.fixture
def library(tmp_path):
    with Library.create(tmp_path / "library", "Course") as made:
        yield made


def test_an_older_work_of_that_name_is_replaced(tmp_path):
    path = tmp_path / "report.pdf"
    path.write_bytes(b"old")
    write_safely(path, b"new")
    assert files_of(tmp_path) == {"report.pdf": b"new"}


def test_nothing_in_a_library_is_replaced_by_whatever_way(library, tmp_path):
    photo = add_front(library, b"a photo", "2026-03-01T10:22:00+01:00")
    original = library.photos.original_path(photo)
    (tmp_path / "shortcut").symlink_to(original.parent)
    before = files_of(library.folder)
    for path in (
        original,
        library.folder / "skintrack.db",
        library.folder / "new folder" / "report.pdf",
        tmp_path / "shortcut" / original.name,
        tmp_path / "other" / ".." / "library" / "report.pdf",
    ):
        with pytest.raises(InputError) as caught:
            write_safely(path, b"new")
        assert caught.value.code == "inside_library"
        assert path.name in caught.value.message
        assert "library" in caught.value.message
    assert files_of(library.folder) == before


def test_a_photo_it_is_made_from_is_refused_under_any_name(tmp_path):
    photo = tmp_path / "photo.png"
    photo.write_bytes(b"a photo")
    other_name = tmp_path / "link.png"
    os.link(photo, other_name)
    for path in (photo, other_name, tmp_path / "." / "photo.png"):
        with pytest.raises(InputError) as caught:
            refuse_harmful_output(path, [tmp_path / "gone.png", photo])
        assert caught.value.code == "same_file"
    refuse_harmful_output(tmp_path / "new.png", [photo])


def test_a_folder_that_is_not_there_is_said(tmp_path):
    with pytest.raises(StorageError):
        write_safely(tmp_path / "nowhere" / "report.pdf", b"new")
