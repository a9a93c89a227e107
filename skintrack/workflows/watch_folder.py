"""Which photos in a folder that a phone syncs into are new, and which were offered already."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from skintrack.workflows.photo_files import photo_files
from skintrack.workflows.safe_file import write_safely

_KEY_LENGTH = 16


@dataclass(frozen=True)
class WatchedFile:
    """A file as it was at one look; one that grows or is replaced is another one."""

    path: Path
    byte_size: int
    changed_ns: int

    @property
    def key(self) -> str:
        """What is remembered of it: nothing that tells what it is."""
        text = f"{self.path}|{self.byte_size}|{self.changed_ns}"
        return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:_KEY_LENGTH]


def look_into(folder: Path, seen: frozenset[str]) -> tuple[WatchedFile, ...]:
    """Return the photos in a folder that were not seen yet, in order of names.

    A folder that is not there, such as one on a disk that is not connected, has none.
    """
    found = []
    if not folder.is_dir():
        return ()
    for path in photo_files([folder])[0]:
        try:
            state = path.stat()
        except OSError:
            continue
        file = WatchedFile(path, state.st_size, state.st_mtime_ns)
        if file.byte_size and file.key not in seen:
            found.append(file)
    return tuple(found)


def read_seen(file: Path) -> frozenset[str]:
    """Return what was remembered; nothing where the file is missing or damaged."""
    try:
        stored = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return frozenset()
    keys = stored if isinstance(stored, list) else []
    return frozenset(key for key in keys if isinstance(key, str))


def save_seen(file: Path, keys: Iterable[str]) -> None:
    """Remember what was offered.

    Raises
    ------
    StorageError
        If the disk refuses.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    write_safely(file, json.dumps(sorted(keys)).encode())
