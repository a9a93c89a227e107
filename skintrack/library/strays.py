"""Second copies of the library's own files, as programs that synchronise a folder leave them."""

from collections.abc import Iterator
from pathlib import Path

from skintrack.library.inspection import Damage
from skintrack.model.phrase import Phrase
from skintrack.model.text import file_label

_OURS = ("skintrack.db", "skintrack.keys", "library.lock")
_STEMS = tuple(name.split(".")[0] for name in _OURS)
# What SQLite and SkinTrack put beside them while they write.
_PARTS = ("-wal", "-shm", "-journal", ".new", ".new-wal", ".new-shm", ".new-journal")
_EXPECTED = frozenset(name + part for name in _OURS for part in ("", *_PARTS))


def stray_copies(folder: Path) -> Iterator[Damage]:
    """Find files beside the database that are called nearly like ours; they are left alone."""
    for path in sorted(folder.iterdir()):
        name = path.name.casefold()
        if path.is_dir() or name in _EXPECTED or not name.startswith(_STEMS):
            continue
        sentence = Phrase(
            "“{file}” is a second copy of a file of the library; a program that synchronises the "
            "folder may have made it. SkinTrack does not use it. Keep it until nothing is missing.",
            file=file_label(path),
        )
        yield Damage(file_label(path), "extra", sentence)
