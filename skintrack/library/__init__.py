"""The library folder: originals, previews and the database. The only place for SQL.

May import ``model`` and ``errors``; never Qt, Pillow or another sibling. It hands out ``model``
objects, never rows. One ``Library`` at a time opens a folder; its callers take turns (the window
uses one library worker).

Folder layout (folders 0700, files 0600)::

    skintrack.db          courses, sessions, photos, measurements
    library.lock          held while a program has the library open
    reading               hashes of photos whose decoding takes long (``being_read``)
    originals/2026/       2026-03-01_front_1a2b3c4d.jpg: the bytes as imported, never altered
    originals/undated/    photos that still wait for a date
    previews/256|2048/    made from the originals, may be lost and made again
    incoming/             half-written files; emptied when the library is opened
"""

from skintrack.library.library import Library
from skintrack.library.photos import KnownPhoto, NewPhoto

__all__ = ["KnownPhoto", "Library", "NewPhoto"]
