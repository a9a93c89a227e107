"""A disk that is really full: a file system of a few megabytes in memory."""

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from skintrack.errors import EnvironmentalError
from skintrack.library import Library
from skintrack.workflows import backup_library, import_photos, verify_library
from torture.job import library_of, source_of, write_sources
from torture.samples import PHOTO_COUNT
from torture.trial import Tried

_SIZES_KB = range(100, 2100, 50)


def try_small_disks(place: Path, every: int) -> Tried:
    """Make, fill and back up a library on disks of growing size; enlarge them; go on."""
    write_sources(place)
    disk = place / "disk"
    disk.mkdir()
    failures = []
    sizes = _SIZES_KB[::every]
    for size_kb in sizes:
        with _mounted(disk, size_kb) as is_mounted:
            if not is_mounted:
                return Tried(0, obstacle="needs root, to make a small disk")
            wrong = _fill(disk, source_of(place))
            failures += [f"{size_kb} KB: {each}" for each in wrong]
    return Tried(len(sizes), tuple(failures))


def _fill(disk: Path, sources: Path) -> list[str]:
    """Work until the disk is full, then give it room and see that nothing was lost."""
    folder, said = library_of(disk), set[str]()
    try:
        with Library.create(folder, "Course") as library:
            result = import_photos.run(library, [sources])
            said = {one.photo.sha256 for one in (*result.added, *result.needs_date)}
            backup_library.run(library, disk / "backup.skintrack")
    except EnvironmentalError:
        pass
    _mount(disk, "remount,size=20m")
    if not Library.is_library(folder):
        Library.create(folder, "Course").close()
    with Library.open(folder) as library:
        there = {photo.sha256 for photo in library.photos.all()}
        wrong = [problem.message for problem in verify_library.run(library).problems]
        wrong += [f"photo {sha256} is gone" for sha256 in said - there]
        import_photos.run(library, [sources])
        if len(library.photos.all()) != PHOTO_COUNT:
            wrong.append("with room, the rest cannot be imported")
    return wrong


@contextmanager
def _mounted(folder: Path, size_kb: int) -> Iterator[bool]:
    is_mounted = _mount(folder, f"size={size_kb}k,mode=0700")
    try:
        yield is_mounted
    finally:
        if is_mounted:
            _run("umount", "-l", str(folder))


def _mount(folder: Path, options: str) -> bool:
    return _run("mount", "-t", "tmpfs", "-o", options, "tmpfs", str(folder))


def _run(name: str, *arguments: str) -> bool:
    program = shutil.which(name)
    if program is None:
        return False
    done = subprocess.run([program, *arguments], capture_output=True, check=False)
    return done.returncode == 0
