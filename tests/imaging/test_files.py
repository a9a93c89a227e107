"""Reading files that are not what they seem."""

import os
from pathlib import Path

import pytest

from skintrack.errors import PhotoError
from skintrack.imaging import files
from skintrack.imaging.files import read_file


def test_a_file_is_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "a.jpg"
    path.write_bytes(bytes(range(256)) * 100)

    assert read_file(path) == bytes(range(256)) * 100


def test_a_file_that_calls_itself_empty_is_not_read(tmp_path: Path) -> None:
    """Files of the system do, and reading some of them (``/proc/kmsg``) never ends."""
    system = Path("/proc/self/status")
    if not system.is_file():
        pytest.skip("there is no /proc")
    link = tmp_path / "a.jpg"
    link.symlink_to(system)

    assert system.read_bytes()
    assert read_file(link) == b""


def test_of_a_file_that_grows_no_more_is_read_than_may_be(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.jpg"
    path.write_bytes(b"a" * 10)
    monkeypatch.setattr(files, "_checked_size", _size_then_grow)
    monkeypatch.setattr(files, "MOST_BYTES", 1000)

    with pytest.raises(PhotoError) as refusal:
        read_file(path)

    assert refusal.value.code == "too_large"


def _size_then_grow(path: Path, _name: str) -> int:
    size = path.stat().st_size
    os.truncate(path, 50_000_000)
    return size
