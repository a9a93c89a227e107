"""The library folder: originals, previews and the database. The only place for SQL.

May import ``model`` and ``errors``; never Qt, Pillow or another sibling. It hands out ``model``
objects, never rows. One ``Library`` at a time opens a folder; its callers take turns (the window
uses one library worker).

Folder layout (folders 0700, files 0600)::

    skintrack.db          courses, sessions, photos, measurements
    library.lock          held while a program has the library open
    reading               hashes of photos whose decoding takes long (``being_read``)
    earlier/              the database as it was before an update, for a month
    originals/2026/       2026-03-01_front_1a2b3c4d.jpg: the bytes as imported, never altered
    originals/undated/    photos that still wait for a date
    previews/256|2048/    made from the originals, may be lost and made again
    incoming/             half-written files; emptied when the library is opened

An encrypted library (``vault``) has in addition its key file; all else is sealed and says nothing::

    skintrack.keys        the library keys, under passphrase and recovery key
    skintrack.db          encrypted by SQLCipher, its log and every copy too
    originals/ab/         abcd…, 32 signs: sealed, under a name that only the key makes
    previews/256|2048/    sealed, named likewise

What becomes a library gets its keys first and its database last: keys alone are a left-over of a
creation that was cut short.
"""

from typing import TYPE_CHECKING

from skintrack.library.library import Library
from skintrack.library.photos import KnownPhoto

if TYPE_CHECKING:
    from skintrack.library.arrivals import NewPhoto

__all__ = ["KnownPhoto", "Library", "NewPhoto"]

if not TYPE_CHECKING:  # or mypy would believe in any name

    def __getattr__(name: str) -> object:
        """Import what arriving photos need with the first of them: the window opens sooner."""
        if name != "NewPhoto":
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from skintrack.library.arrivals import NewPhoto

        return NewPhoto
