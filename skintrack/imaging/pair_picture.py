"""Two photos side by side in one picture, each with its label on a neutral band under it."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageDraw, ImageFont

from skintrack.imaging.map_picture import SURROUND, as_png, with_legend
from skintrack.model.skin_map import MapLegend
from skintrack.resources import asset

_TEXT = (27, 27, 26)
_GAP_PX = 16
_BAND_PX = 64
_FONT_PX = 28


def draw_pair(
    pictures: Sequence[npt.NDArray[np.uint8]],
    labels: Sequence[str],
    height_px: int,
    legend: MapLegend | None = None,
) -> bytes:
    """Return pictures side by side as PNG without metadata.

    Parameters
    ----------
    pictures : sequence of ndarray of uint8, shape (H, W, 3)
        sRGB. Each is scaled to ``height_px``.
    labels : sequence of str
        One for each picture; cut with an ellipsis where it is wider than its picture.
    height_px : int
        Height of the photos, without the band.
    legend : MapLegend, optional
        Of a map over one of the pictures; written under them.
    """
    scaled = [_at_height(Image.fromarray(picture), height_px) for picture in pictures]
    width = sum(picture.width for picture in scaled) + _GAP_PX * (len(scaled) - 1)
    sheet = Image.new("RGB", (width, height_px + _BAND_PX), SURROUND)
    draw = ImageDraw.Draw(sheet)
    font = ImageFont.truetype(asset("fonts/Inter-Medium.otf"), _FONT_PX)
    left = 0
    for picture, label in zip(scaled, labels, strict=True):
        sheet.paste(picture, (left, 0))
        shown = _shortened(label, font, picture.width - 2 * _GAP_PX)
        middle = (left + picture.width / 2, height_px + _BAND_PX / 2)
        draw.text(middle, shown, _TEXT, font, anchor="mm")
        left += picture.width + _GAP_PX
    return as_png(sheet if legend is None else with_legend(sheet, legend))


def _at_height(picture: Image.Image, height_px: int) -> Image.Image:
    if picture.height == height_px:
        return picture
    width = max(round(picture.width * height_px / picture.height), 1)
    return picture.resize((width, height_px), Image.Resampling.LANCZOS)


def _shortened(label: str, font: ImageFont.FreeTypeFont, width_px: float) -> str:
    if font.getlength(label) <= width_px:
        return label
    shown = label
    while shown and font.getlength(shown + "…") > width_px:
        shown = shown[:-1]
    return shown + "…"
