"""Relating two photos by their numbers, without numpy and OpenCV until it has to be done."""

from skintrack.model import PhotoAnalysis
from skintrack.workflows.pair_relation import RelatedPhoto


def relate_anew(
    before: PhotoAnalysis, after: PhotoAnalysis, *, same_view: bool | None = None
) -> RelatedPhoto:
    """Relate two photos by their numbers, whatever is kept."""
    # Not at the top: this loads numpy and OpenCV, and most pairs of a library are kept.
    from skintrack.workflows.related_photos import relate_photos

    return relate_photos(before, after, same_view=same_view)
