"""A map over its photo as a picture to keep, with its legend under it."""

import io
import textwrap
from functools import partial

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageDraw, ImageFont

from skintrack.model.skin_map import MapLegend, Rgba
from skintrack.resources import asset

OPACITY = 0.7
SURROUND = (214, 214, 214)  # neutral: coloured surroundings change how skin is seen
_TEXT = (27, 27, 26)
_LUMA = (0.299, 0.587, 0.114)  # ITU-R BT.601, on encoded values
_WIDTH_PER_LETTER = 0.52
_LEAST_FONT_PX, _MOST_FONT_PX = 13, 28
_FONT_SHARE = 0.027

Pixels = npt.NDArray[np.uint8]


def blend(photo: Pixels, colors: Pixels, opacity: float = OPACITY) -> Pixels:
    """Return the photo in grey with a map over it, so that all colour is the map's.

    Parameters
    ----------
    photo : ndarray of uint8, shape (H, W, 3)
        sRGB.
    colors : ndarray of uint8, shape (H, W, 4)
        RGBA, in the same pixels.
    opacity : float
        0..1: how much an opaque colour covers.
    """
    gray = (photo @ np.array(_LUMA, np.float32))[..., None]
    cover = colors[..., 3:].astype(np.float32) * np.float32(opacity / 255)
    return np.round(gray * (1 - cover) + colors[..., :3] * cover).astype(np.uint8)


def draw_map(picture: Pixels, legend: MapLegend) -> bytes:
    """Return a picture with its legend under it as PNG without metadata.

    Parameters
    ----------
    picture : ndarray of uint8, shape (H, W, 3)
        sRGB.
    legend : MapLegend
    """
    return as_png(with_legend(Image.fromarray(picture), legend))


def as_png(sheet: Image.Image) -> bytes:
    """Return a picture as PNG without metadata."""
    output = io.BytesIO()
    sheet.save(output, "PNG")
    return output.getvalue()


def with_legend(picture: Image.Image, legend: MapLegend) -> Image.Image:
    """Return a picture with its legend on a neutral band under it."""
    band = _legend_band(legend, picture.width)
    sheet = Image.new("RGB", (picture.width, picture.height + band.height), SURROUND)
    sheet.paste(picture, (0, 0))
    sheet.paste(band, (0, picture.height))
    return sheet


def _legend_band(legend: MapLegend, width: int) -> Image.Image:
    size = round(min(max(width * _FONT_SHARE, _LEAST_FONT_PX), _MOST_FONT_PX))
    heading = ImageFont.truetype(asset("fonts/Inter-Medium.otf"), size)
    font = ImageFont.truetype(asset("fonts/Inter-Regular.otf"), round(0.9 * size))
    margin, line = size, round(1.4 * size)
    letters = max(int((width - 2 * margin) / (_WIDTH_PER_LETTER * font.size)), 12)
    note = textwrap.wrap(legend.note, letters)
    key_lines = len(legend.entries) if legend.entries else 2
    height = 2 * margin + line * (1 + key_lines + len(note)) + margin
    band = Image.new("RGB", (width, height), SURROUND)
    draw = ImageDraw.Draw(band)
    write = partial(draw.text, fill=_TEXT, anchor="lm")
    y = margin + line // 2
    write((margin, y), legend.title, font=heading)
    y += line
    for color, words in legend.entries:
        _swatch(draw, color, (margin, y, size))
        write((margin + 2 * size, y), words, font=font)
        y += line
    if legend.colors:
        _color_bar(draw, legend, (margin, y, min(width - 2 * margin, 22 * size)), font)
        y += 2 * line
    y += margin // 2
    for text in note:
        write((margin, y), text, font=font)
        y += line
    return band


def _swatch(draw: ImageDraw.ImageDraw, color: Rgba, place: tuple[int, int, int]) -> None:
    left, middle, size = place
    box = (left, middle - size // 2, left + round(1.5 * size), middle + size // 2)
    draw.rectangle(box, fill=_over_surround(color), outline=_TEXT)


def _color_bar(
    draw: ImageDraw.ImageDraw,
    legend: MapLegend,
    place: tuple[int, int, int],
    font: ImageFont.FreeTypeFont,
) -> None:
    """Draw the colours as a bar with its ticks; ``place`` is left, middle and width."""
    left, middle, width = place
    half = round(0.5 * font.size)
    at = np.linspace(0, 1, len(legend.colors))
    colors = np.array([_over_surround(color) for color in legend.colors], float)
    for x in range(width):
        mixed = [round(np.interp(x / max(width - 1, 1), at, colors[:, c])) for c in range(3)]
        draw.line((left + x, middle - half, left + x, middle + half), fill=tuple(mixed))
    draw.rectangle((left, middle - half, left + width - 1, middle + half), outline=_TEXT)
    for share, words in legend.ticks:
        x = left + round(share * (width - 1))
        draw.line((x, middle + half, x, middle + half + half // 2), fill=_TEXT)
        anchor = "la" if share <= 0 else "ra" if share >= 1 else "ma"
        draw.text((x, middle + half + half // 2 + 2), words, _TEXT, font, anchor=anchor)


def _over_surround(color: Rgba) -> tuple[int, int, int]:
    """Return a colour as it looks over the neutral ground."""
    cover = color.alpha / 255
    red, green, blue = (
        round(part * cover + ground * (1 - cover))
        for part, ground in zip(color[:3], SURROUND, strict=True)
    )
    return red, green, blue
