"""Reading the photos of an export: only plain files inside it, and only as the document says."""

import hashlib
import re
from collections.abc import Collection
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from skintrack.errors import PhotoError
from skintrack.imaging.files import read_file
from skintrack.library.arrivals import NewPhoto
from skintrack.library.previews import PREVIEW_EDGES_PX
from skintrack.model.course import CourseId
from skintrack.model.photo import PhotoId
from skintrack.model.phrase import Phrase
from skintrack.model.text import file_label
from skintrack.workflows.export_document import ExportedPhoto
from skintrack.workflows.sandbox.photos import read_photo

# The names that ``export_library`` gives; nothing else is opened.
_NAME = re.compile(
    r"photos/(\d{4}|undated)/(\d{4}-\d\d-\d\d|undated)_[a-z_]{1,20}_[0-9a-f]{8,64}\.[a-z]{3,4}"
)


@dataclass(frozen=True)
class ReadPhoto:
    """A photo of an export; ``new`` is None where the library has these bytes already."""

    id: PhotoId
    data: bytes
    new: NewPhoto | None

    def without_data(self) -> "ReadPhoto":
        """Return it without its bytes, once these are stored."""
        return replace(self, data=b"")


def read_exported(folder: Path, exported: ExportedPhoto, known: Collection[str]) -> ReadPhoto:
    """Read a photo of an export and have it decoded in a process of its own.

    Raises
    ------
    PhotoError
        With code ``missing``, ``outside``, ``changed``, or why it cannot be decoded.
    """
    if exported.sha256 in known:
        return ReadPhoto(PhotoId(exported.sha256[:16]), b"", None)
    data = read_file(_inside(folder, exported))
    sha256 = hashlib.sha256(data).hexdigest()
    if exported.file_sha256 not in (None, sha256):
        raise PhotoError(
            Phrase(
                "The file of “{file}” has changed since the export, so it was left out.",
                file=file_label(exported.original_name),
            ),
            "changed",
        )
    photo_id = PhotoId(sha256[:16])
    if sha256 in known:
        return ReadPhoto(photo_id, b"", None)
    photo = read_photo(data, exported.original_name, PREVIEW_EDGES_PX)
    new = NewPhoto(
        course_id=CourseId(0),
        sha256=sha256,
        original_name=exported.original_name,
        extension=photo.format,
        width=photo.width,
        height=photo.height,
        captured_at=exported.captured_at,
        captured_at_source=exported.captured_at_source,
        view=exported.view,
        previews=photo.previews,
    )
    return ReadPhoto(photo_id, data, new)


def _inside(folder: Path, exported: ExportedPhoto) -> Path:
    """Return the path of a file that lies in the export itself, by no link."""
    name = file_label(exported.original_name)
    if exported.file is None:
        raise PhotoError(
            Phrase(
                "The export has no file of “{file}”: it was damaged when it was exported.",
                file=name,
            ),
            "missing",
        )
    path = folder
    is_inside = _NAME.fullmatch(exported.file) is not None
    if is_inside:
        for part in PurePosixPath(exported.file).parts:
            path = path / part
            is_inside = is_inside and not path.is_symlink()
    if not is_inside:
        raise PhotoError(
            Phrase(
                "The file of “{file}” does not lie in the export itself, so it was left out.",
                file=name,
            ),
            "outside",
        )
    return path
