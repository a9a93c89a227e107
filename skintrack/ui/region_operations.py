"""What the user does with regions, as operations on the library; see ``operations``."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from skintrack.model import (
    Anchors,
    Cancelled,
    Changes,
    Outline,
    OutlineKind,
    Photo,
    Progress,
    Region,
)
from skintrack.ui.operations import Operation

if TYPE_CHECKING:
    from skintrack.library import Library


@dataclass(frozen=True)
class RegionEdit:
    """An edit of a view's region: what was there before, so that it can be taken back."""

    before: Region | None
    before_photo: Photo | None
    changes: Changes


@dataclass(frozen=True)
class AnchorEdit:
    """An edit of the points that were matched in a photo, and what was there before."""

    before: Anchors | None
    changes: Changes


def save_outline(photo: Photo, kind: OutlineKind, outline: Outline | None) -> Operation[RegionEdit]:
    """Keep an outline for the photo's view; its photos then wait to be measured again."""

    def work(library: "Library", _progress: Progress, _cancelled: Cancelled) -> RegionEdit:
        before = library.regions.of_view(photo.course_id, photo.view)
        library.regions.save_outline(photo, kind, outline)
        return _edit(library, photo, before)

    return Operation("", work)


def restore_region(photo: Photo, region: Region | None) -> Operation[RegionEdit]:
    """Put back what a view had before an edit; ``photo`` is the one it was drawn on."""

    def work(library: "Library", _progress: Progress, _cancelled: Cancelled) -> RegionEdit:
        before = library.regions.of_view(photo.course_id, photo.view)
        skin, untreated = (None, None) if region is None else (region.skin, region.untreated)
        library.regions.save(photo, skin, untreated)
        return _edit(library, photo, before)

    return Operation("", work)


def save_anchors(photo: Photo, anchors: Anchors | None) -> Operation[AnchorEdit]:
    """Keep the points matched in a photo, or forget them; it then waits to be measured again."""

    def work(library: "Library", _progress: Progress, _cancelled: Cancelled) -> AnchorEdit:
        before = library.regions.anchors(photo.id)
        library.regions.save_anchors(photo.id, anchors)
        one = frozenset({photo.id})
        return AnchorEdit(before, Changes(photos=one, analyses=one))

    return Operation("", work)


def _edit(library: "Library", photo: Photo, before: Region | None) -> RegionEdit:
    drawn_on = None if before is None else library.photos.get(before.photo_id)
    one = frozenset({photo.id})
    return RegionEdit(before, drawn_on, Changes(photos=one, analyses=one))
