"""Small copies of photos for the screen; ``rebuild_previews`` makes missing ones again."""

import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from skintrack.library.storage import make_private_folder, open_new, storing
from skintrack.model.photo import PhotoId

PREVIEW_EDGES_PX = (256, 2048)

_JPEG_START, _JPEG_END = b"\xff\xd8", b"\xff\xd9"


class Previews:
    """Files of the library's ``previews`` folder, one per photo and size."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder / "previews"

    def path(self, photo_id: PhotoId, longest_edge_px: int) -> Path:
        """Return where a preview is, whether or not it exists."""
        return self._folder / str(longest_edge_px) / f"{photo_id}.jpg"

    def read(self, photo_id: PhotoId, longest_edge_px: int) -> bytes | None:
        """Return a preview as JPEG, or None if it is missing or was cut short by a power cut."""
        try:
            data = self.path(photo_id, longest_edge_px).read_bytes()
        except OSError:
            return None
        is_whole = data.startswith(_JPEG_START) and data.endswith(_JPEG_END)
        return data if is_whole else None

    def whole(self) -> frozenset[PhotoId]:
        """Return the photos of which every size is there, from one look into each folder."""
        found = [self._names(self._folder / str(edge)) for edge in PREVIEW_EDGES_PX]
        return frozenset(
            PhotoId(name.removesuffix(".jpg")) for name in frozenset.intersection(*found)
        )

    @staticmethod
    def _names(folder: Path) -> frozenset[str]:
        try:
            with os.scandir(folder) as entries:
                return frozenset(entry.name for entry in entries if entry.is_file())
        except OSError:
            return frozenset()

    def write(self, photo_id: PhotoId, previews: Mapping[int, bytes]) -> None:
        """Store the previews of a photo; ``previews`` maps the longest edge to JPEG bytes."""
        for edge, data in previews.items():
            path = self.path(photo_id, edge)
            with storing(path.name):
                make_private_folder(path.parent)
                temporary = path.with_suffix(".part")
                temporary.unlink(missing_ok=True)
                try:
                    with open_new(temporary) as file:
                        file.write(data)
                    temporary.replace(path)
                except BaseException:
                    temporary.unlink(missing_ok=True)
                    raise

    def remove(self, photo_id: PhotoId) -> None:
        """Drop the previews of a photo that was not stored after all."""
        for edge in PREVIEW_EDGES_PX:
            with suppress(OSError):
                self.path(photo_id, edge).unlink(missing_ok=True)
