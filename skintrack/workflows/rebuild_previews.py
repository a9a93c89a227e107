"""Make previews again where they are missing."""

from skintrack.errors import PhotoError
from skintrack.imaging.decode import decode_bytes
from skintrack.imaging.thumbnails import make_previews
from skintrack.library import Library
from skintrack.library.previews import PREVIEW_EDGES_PX
from skintrack.model.changes import Changes
from skintrack.model.progress import (
    Cancelled,
    Progress,
    ProgressStep,
    never_cancelled,
    no_progress,
)
from skintrack.model.text import file_label


def run(
    library: Library,
    *,
    progress: Progress = no_progress,
    cancelled: Cancelled = never_cancelled,
) -> Changes:
    """Decode each photo without previews and store new ones; damaged originals are passed over."""
    photos = library.photos.without_preview()
    rebuilt = set()
    for number, photo in enumerate(photos):
        if cancelled():
            break
        progress(ProgressStep(number, len(photos), file_label(photo.original_name)))
        try:
            image = decode_bytes(library.photos.read_original(photo), photo.original_name).image
        except PhotoError:
            continue
        library.photos.save_previews(photo.id, make_previews(image, PREVIEW_EDGES_PX))
        rebuilt.add(photo.id)
    return Changes(photos=frozenset(rebuilt))
