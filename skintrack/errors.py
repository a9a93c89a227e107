"""Every error that SkinTrack raises on purpose, as one tree.

::

    SkinTrackError
    ├── EnvironmentalError       your file, disk, permission or input: said in one plain sentence
    │   ├── PhotoError           one photo cannot be used; names the file
    │   ├── LibraryError         the library folder cannot be opened, read or written
    │   ├── StorageError         the disk is full, read-only or fails
    │   ├── InputError           a value typed or given is not usable
    │   ├── ModelsMissingError   the face models are not installed
    │   ├── CameraError          no camera, or it gives no picture
    │   └── CancelledError       the user asked to stop
    └── InternalError            our bug: shown with a way to report it, never hidden

An ``EnvironmentalError`` carries a ``code`` for scripts and a sentence for people. The sentence
names the file where there is one and says what to do.
"""

from typing import ClassVar


class SkinTrackError(Exception):
    """Root of all errors raised on purpose."""


class EnvironmentalError(SkinTrackError):
    """Something outside the program is the cause; the user can act on it.

    Parameters
    ----------
    message : str
        One plain sentence for people: what happened, to which file, what to do.
    code : str, optional
        Stable word for scripts, such as ``truncated``.
    """

    default_code: ClassVar[str] = "environment"

    def __init__(self, message: str, code: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.code = code if code is not None else self.default_code


class PhotoError(EnvironmentalError):
    """One photo cannot be used."""

    default_code = "unreadable"


class LibraryError(EnvironmentalError):
    """The library cannot be opened, read or written."""

    default_code = "library"


class StorageError(EnvironmentalError):
    """The disk is full, read-only or failing.

    ``reason`` is the part of the sentence that says why, for use in another sentence.
    """

    default_code = "storage"

    def __init__(self, message: str, code: str | None = None, *, reason: str | None = None) -> None:
        super().__init__(message, code)
        self.reason = reason if reason is not None else message


class InputError(EnvironmentalError):
    """A given value is not usable."""

    default_code = "input"


class ModelsMissingError(EnvironmentalError):
    """The face models are not installed; regions can still be drawn by hand."""

    default_code = "models_missing"


class CameraError(EnvironmentalError):
    """There is no camera, or it gives no picture."""

    default_code = "camera"


class CancelledError(EnvironmentalError):
    """The user asked to stop; everything finished so far is kept."""

    default_code = "cancelled"


class InternalError(SkinTrackError):
    """A state that our own code should have made impossible."""
