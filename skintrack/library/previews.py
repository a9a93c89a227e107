"""Small copies of photos for the screen; ``rebuild_previews`` makes missing ones again."""

import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from skintrack.library.storage import make_private_folder, open_new, storing
from skintrack.library.vault.vault import Place, SealBrokenError, Vault
from skintrack.model.photo import PhotoId

FOLDER = "previews"
_PLACES = {256: Place.SMALL_PREVIEW, 2048: Place.LARGE_PREVIEW}
PREVIEW_EDGES_PX = tuple(_PLACES)

_JPEG_START, _JPEG_END = b"\xff\xd8", b"\xff\xd9"


class Previews:
    """Files of the library's ``previews`` folder, one per photo and size."""

    def __init__(self, folder: Path, vault: Vault) -> None:
        self._folder = folder / FOLDER
        self._vault = vault

    def path(self, photo_id: PhotoId, longest_edge_px: int) -> Path:
        """Return where a preview is to be, whether or not it exists."""
        return self._folder / str(longest_edge_px) / self._names(photo_id, longest_edge_px)[0]

    def files_of(self, photo_id: PhotoId) -> list[Path]:
        """Return where previews of a photo may lie, whether or not they exist."""
        return [
            self._folder / str(edge) / name
            for edge in PREVIEW_EDGES_PX
            for name in self._names(photo_id, edge)
        ]

    def read(self, photo_id: PhotoId, longest_edge_px: int) -> bytes | None:
        """Return a preview as JPEG, or None if it is missing or was cut short by a power cut."""
        for name in self._names(photo_id, longest_edge_px):
            try:
                stored = (self._folder / str(longest_edge_px) / name).read_bytes()
                data = self._vault.unseal(stored, _PLACES[longest_edge_px], photo_id)
            except (OSError, SealBrokenError):
                continue
            if data.startswith(_JPEG_START) and data.endswith(_JPEG_END):
                return data
        return None

    def missing(self, photo_ids: Iterable[PhotoId]) -> frozenset[PhotoId]:
        """Return the photos of which not every size is there, from one look into each folder."""
        found = {edge: _files_in(self._folder / str(edge)) for edge in PREVIEW_EDGES_PX}
        return frozenset(
            photo_id
            for photo_id in photo_ids
            if any(found[edge].isdisjoint(self._names(photo_id, edge)) for edge in found)
        )

    def _names(self, photo_id: PhotoId, longest_edge_px: int) -> list[str]:
        """Return the name that a preview is to have, then those that it may still have."""
        place = _PLACES[longest_edge_px]
        opaque = self._vault.file_name(place, photo_id)
        former = self._vault.former_file_names(place, photo_id)
        return [f"{photo_id}.jpg" if name is None else name for name in (opaque, *former)]

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
                        file.write(self._vault.seal(data, _PLACES[edge], photo_id))
                    temporary.replace(path)
                except BaseException:
                    temporary.unlink(missing_ok=True)
                    raise

    def remove(self, photo_id: PhotoId) -> None:
        """Drop the previews of a photo that was not stored after all."""
        for path in self.files_of(photo_id):
            with suppress(OSError):
                path.unlink(missing_ok=True)


def _files_in(folder: Path) -> frozenset[str]:
    try:
        with os.scandir(folder) as entries:
            return frozenset(entry.name for entry in entries if entry.is_file())
    except OSError:
        return frozenset()
