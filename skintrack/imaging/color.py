"""Any Pillow picture as 8-bit sRGB, with its colour profile applied and laid on white."""

import io

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageCms

from skintrack.imaging.profiles import ColorSpace, profile_of

_INTENT = ImageCms.Intent.RELATIVE_COLORIMETRIC
_FLAGS = ImageCms.Flags.BLACKPOINTCOMPENSATION

# What a profile says it describes, and the mode it can be applied to.
_SPACES = {"RGB ": "RGB", "GRAY": "L", "CMYK": "CMYK", "Lab ": "LAB"}
_STRIP_ROWS = 256
_DEEP_GRAY = frozenset({"I;16", "I;16L", "I;16B", "I;16N"})
_READABLE = frozenset({"1", "L", "LA", "La", "P", "PA", "RGB", "RGBA", "RGBa", "RGBX", "CMYK"})


# ITU-T H.273, tables 2 and 3: wide primaries, and transfers of high dynamic range or linear light.
_PRIMARIES = {9: ColorSpace.BT_2020, 11: ColorSpace.DISPLAY_P3, 12: ColorSpace.DISPLAY_P3}
_UNREADABLE_TRANSFERS = frozenset({8, 16, 18})


class UnreadableColorsError(ValueError):
    """The picture stores colours in a way that has no one meaning as sRGB."""


def named_profile(code: tuple[int, int] | None, *, is_adobe_rgb: bool) -> bytes | None:
    """Return the profile of a colour space that a file only names; None for sRGB or no name.

    Raises
    ------
    UnreadableColorsError
        For high dynamic range, which has no one meaning as 8-bit sRGB.
    """
    if code is not None and code[1] in _UNREADABLE_TRANSFERS:
        raise UnreadableColorsError("high dynamic range")
    if code is not None and code[0] in _PRIMARIES:
        return profile_of(_PRIMARIES[code[0]])
    return profile_of(ColorSpace.ADOBE_RGB) if is_adobe_rgb else None


def srgb_array(picture: Image.Image, profile: bytes | None) -> npt.NDArray[np.uint8]:
    """Return a picture as uint8 RGB, (height, width, 3), in sRGB and laid on white.

    It is converted in strips: a third of the time and half of the memory of one piece. A profile
    that is damaged or made for another kind of picture is left out of account, as every viewer
    does. Without a profile RGB is taken as sRGB.

    Raises
    ------
    UnreadableColorsError
        If the values have no defined white, as in floating-point pictures.
    """
    width, height = picture.size
    mode = _split_alpha(picture.crop((0, 0, 1, 1)))[0].mode
    transform = _transform(profile, mode) if profile else None
    image = np.empty((height, width, 3), np.uint8)
    for top in range(0, height, _STRIP_ROWS):
        bottom = min(top + _STRIP_ROWS, height)
        image[top:bottom] = _converted(picture.crop((0, top, width, bottom)), transform)
    return image


def _converted(
    picture: Image.Image, transform: ImageCms.ImageCmsTransform | None
) -> npt.NDArray[np.uint8]:
    colors, alpha = _split_alpha(picture)
    converted = ImageCms.applyTransform(colors, transform) if transform is not None else None
    if converted is None:
        converted = colors if colors.mode == "RGB" else colors.convert("RGB")
    if alpha is not None:
        paper = Image.new("RGB", converted.size, "white")
        paper.paste(converted, mask=alpha)
        converted = paper
    return np.asarray(converted)


def _split_alpha(picture: Image.Image) -> tuple[Image.Image, Image.Image | None]:
    """Return colours in a mode without transparency, and how opaque each pixel is."""
    if picture.mode in _DEEP_GRAY:
        return _eight_bit(picture), None
    if picture.mode not in _READABLE | {"YCbCr", "LAB"}:
        raise UnreadableColorsError(picture.mode)
    if picture.has_transparency_data:
        see_through = picture.convert("RGBA")
        return see_through.convert("RGB"), see_through.getchannel("A")
    plain = {"1": "L", "P": "RGB", "PA": "RGB", "RGBX": "RGB", "YCbCr": "RGB"}.get(picture.mode)
    return (picture if plain is None else picture.convert(plain)), None


def _eight_bit(picture: Image.Image) -> Image.Image:
    """Scale 16-bit grey to 8 bits; Pillow's own conversion would clip it."""
    deep = np.asarray(picture).astype(np.uint32)
    return Image.fromarray(((deep * 255 + 32767) // 65535).astype(np.uint8))


def _transform(profile: bytes, mode: str) -> ImageCms.ImageCmsTransform | None:
    """Return the way to sRGB, or None if the profile is sRGB or cannot be applied to the mode."""
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        if _SPACES.get(source.profile.xcolor_space) != mode:
            return None
        transform = ImageCms.buildTransform(
            source, ImageCms.createProfile("sRGB"), mode, "RGB", _INTENT, _FLAGS
        )
    except (ImageCms.PyCMSError, OSError, ValueError):
        return None
    return None if mode == "RGB" and _changes_nothing(transform) else transform


def _changes_nothing(transform: ImageCms.ImageCmsTransform) -> bool:
    """Tell whether a transform moves no colour by more than one step: the profile is sRGB."""
    steps = np.linspace(0, 255, 9).round().astype(np.uint8)
    lattice = np.stack(np.meshgrid(steps, steps, steps), axis=-1).reshape(9, 81, 3)
    moved = np.asarray(ImageCms.applyTransform(Image.fromarray(lattice), transform))
    return bool(np.abs(moved.astype(int) - lattice).max() <= 1)
