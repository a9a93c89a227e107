"""The skin of a photo in coarse cells: what a later photo is compared with, without its pixels."""

from dataclasses import dataclass


@dataclass(frozen=True)
class SkinPrint:
    """Colour and light of the skin in the cells of a small grid over the canonical frame.

    ``packed`` is written and read by ``analysis.skin_grid``; a stranger sees a face in 64 x 76
    cells, so it is kept as safe as the photo.
    """

    packed: bytes


NOT_READ = SkinPrint(b"")
"""Stands where a photo has one that was left in the library; who needs it asks for it."""
