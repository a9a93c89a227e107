"""Two photos side by side as one picture to keep, with several lines under each."""

import io
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageDraw, ImageFont

from skintrack.imaging.map_picture import SURROUND, with_legend
from skintrack.model.skin_map import MapLegend
from skintrack.resources import asset

_TEXT = (27, 27, 26)
_GAP_SHARE, _MARGIN_SHARE = 0.012, 0.016
_TITLE_SHARE, _TEXT_SHARE, _LINE = 0.023, 0.0195, 1.45
_JPEG_QUALITY = 92

Pixels = npt.NDArray[np.uint8]


def draw_labelled_pair(
    pictures: Sequence[Pixels],
    labels: Sequence[Sequence[str]],
    legend: MapLegend | None = None,
    *,
    is_jpeg: bool,
) -> bytes:
    """Return pictures side by side on neutral ground as PNG or JPEG without metadata.

    Parameters
    ----------
    pictures : sequence of ndarray of uint8, shape (H, W, 3)
        sRGB, all of one height.
    labels : sequence of sequence of str
        The lines under each picture; the first one is the title. Long ones are broken.
    legend : MapLegend, optional
        Of a map over one of the pictures; written under them.
    is_jpeg : bool
        JPEG, colour at full resolution; else PNG.
    """
    height = pictures[0].shape[0]
    gap, margin = round(height * _GAP_SHARE), round(height * _MARGIN_SHARE)
    title = ImageFont.truetype(asset("fonts/Inter-SemiBold.otf"), round(height * _TITLE_SHARE))
    text = ImageFont.truetype(asset("fonts/Inter-Regular.otf"), round(height * _TEXT_SHARE))
    broken = [
        [
            (part, title if number == 0 else text)
            for number, line in enumerate(lines)
            for part in _broken(line, title if number == 0 else text, picture.shape[1] - 2 * margin)
        ]
        for picture, lines in zip(pictures, labels, strict=True)
    ]
    line_px = round(title.size * _LINE)
    band = 2 * margin + line_px * max(len(lines) for lines in broken)
    width = sum(picture.shape[1] for picture in pictures) + gap * (len(pictures) - 1)
    sheet = Image.new("RGB", (width, height + band), SURROUND)
    draw = ImageDraw.Draw(sheet)
    left = 0
    for picture, lines in zip(pictures, broken, strict=True):
        sheet.paste(Image.fromarray(picture), (left, 0))
        for number, (part, font) in enumerate(lines):
            middle = height + margin + line_px * number + line_px / 2
            draw.text((left + margin, middle), part, _TEXT, font, anchor="lm")
        left += picture.shape[1] + gap
    return _encoded(sheet if legend is None else with_legend(sheet, legend), is_jpeg=is_jpeg)


def _broken(line: str, font: ImageFont.FreeTypeFont, width_px: float) -> list[str]:
    """Return a line in parts that are no wider than this, broken at spaces."""
    parts = [""]
    for word in line.split():
        longer = f"{parts[-1]} {word}".strip()
        if parts[-1] and font.getlength(longer) > width_px:
            parts.append(word)
        else:
            parts[-1] = longer
    return parts


def _encoded(sheet: Image.Image, *, is_jpeg: bool) -> bytes:
    output = io.BytesIO()
    if is_jpeg:
        sheet.save(output, "JPEG", quality=_JPEG_QUALITY, subsampling=0)
    else:
        sheet.save(output, "PNG")
    return output.getvalue()
