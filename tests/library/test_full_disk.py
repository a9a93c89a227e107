"""A disk that is full, at any size: said in words, nothing half, nothing lost."""

import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from skintrack.errors import StorageError
from skintrack.imaging.export import encode_jpeg
from skintrack.library import Library
from skintrack.model import Photo
from skintrack.workflows import backup_library, import_photos, verify_library
from tests.helpers.libraries import add_photo

MARCH = "2026-03-01T10:00:00+01:00"


def run(*command: str) -> bool:
    return subprocess.run(command, check=False, capture_output=True).returncode == 0


@pytest.fixture
def small_disk(tmp_path):
    """A file system of its own, of 1 MB; only root can make one."""
    mount = tmp_path / "disk"
    mount.mkdir()
    mount_command, unmount_command = Path("/bin/mount"), Path("/bin/umount")
    options = ("-t", "tmpfs", "-o", "size=1m,mode=0700", "tmpfs", str(mount))
    if sys.platform != "linux" or not run(str(mount_command), *options):
        pytest.skip("a small disk cannot be mounted here")
    yield mount
    run(str(unmount_command), "-l", str(mount))


def fill(path: Path, leave: int) -> None:
    """Take up the disk but for so many bytes."""
    with path.open("wb", buffering=0) as file:
        while (free := shutil.disk_usage(path.parent).free) > leave:
            file.write(b"x" * min(free - leave, 65536))


def photo_bytes(number: int) -> bytes:
    return (b"%06d" % number) * 5000


def add_until_refused(library) -> tuple[set[Photo], StorageError]:
    """Store photos until the library says no; return them and what it said."""
    stored: set[Photo] = set()
    while True:
        try:
            stored.add(add_photo(library, photo_bytes(len(stored)), taken=MARCH))
        except StorageError as error:
            return stored, error


def test_a_full_disk_is_said_so_and_everything_stored_stays(small_disk):
    with Library.create(small_disk / "library", "Course") as library:
        stored, error = add_until_refused(library)
        assert error.code == "disk_full"
        assert "full" in error.message
        assert len(stored) > 3
        assert set(library.photos.all()) == stored
        assert verify_library.run(library).is_ok
    with Library.open(small_disk / "library") as library:
        assert set(library.photos.all()) == stored
        assert verify_library.run(library).is_ok


def test_whatever_is_left_free(small_disk):
    with Library.create(small_disk / "library", "Course") as library:
        stored = {add_photo(library, photo_bytes(0), taken=MARCH)}
    filler, said = small_disk / "filler", []
    for leave in range(0, 220_000, 12_288):
        fill(filler, leave)
        with Library.open(small_disk / "library") as library:
            try:
                stored.add(add_photo(library, photo_bytes(leave + 1), taken=MARCH))
            except StorageError as error:
                said.append(error.code)
            assert set(library.photos.all()) == stored
        filler.unlink()
        with Library.open(small_disk / "library") as library:
            assert set(library.photos.all()) == stored
            result = verify_library.run(library)
            assert result.is_ok, result.problems
    assert set(said) == {"disk_full"}
    assert len(stored) > 1


def test_no_half_backup_on_a_full_disk(small_disk, tmp_path):
    with Library.create(tmp_path / "library", "Course") as library:
        for number in range(40):
            add_photo(library, photo_bytes(number), taken=MARCH)
        with pytest.raises(StorageError) as caught:
            backup_library.run(library, small_disk / "backup.zip")
        assert caught.value.code == "disk_full"
        assert list(small_disk.iterdir()) == []
        assert verify_library.run(library).is_ok


def test_import_onto_a_full_disk(small_disk, tmp_path):
    card = tmp_path / "card"
    card.mkdir()
    noise = np.random.default_rng(6)
    for number in range(12):
        image = noise.integers(0, 256, (300, 300, 3), dtype=np.uint8)
        (card / f"{number:02d}.jpg").write_bytes(encode_jpeg(image))
    with Library.create(small_disk / "library", "Course") as library:
        result = import_photos.run(library, [card], jobs=2)
        came_in = [Path(entry.file).name for entry in result.needs_date]
        assert 0 < len(came_in) < 12
        assert [Path(error.file).name for error in result.errors] == [
            f"{number:02d}.jpg" for number in range(len(came_in), 12)
        ]
        assert {error.code for error in result.errors} == {"disk_full"}
        assert verify_library.run(library).is_ok
    with Library.open(small_disk / "library") as library:
        assert len(library.photos.all()) == len(came_in)
        assert verify_library.run(library).is_ok
