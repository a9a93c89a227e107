"""Any Pillow picture as 8-bit sRGB, with its colour profile applied and laid on white."""

import io
from collections.abc import Callable, Iterable, Iterator

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageCms

from skintrack.imaging.linear_light import LinearLight
from skintrack.imaging.profiles import ColorSpace, profile_of

_INTENT = ImageCms.Intent.RELATIVE_COLORIMETRIC
_FLAGS = ImageCms.Flags.BLACKPOINTCOMPENSATION

# What a profile says it describes, and the mode it can be applied to.
_SPACES = {"RGB ": "RGB", "GRAY": "L", "CMYK": "CMYK", "Lab ": "LAB"}
STRIP_PIXELS = 1 << 18
"""Small enough for the processor's cache."""

_DARKEST, _LIGHTEST, _MOST_TINT = 96, 200, 64  # of black, white and grey under a sound profile
_SAME = 1  # colours that differ by no more than one step of 255 are the same

Conversion = Callable[[Image.Image], npt.NDArray[np.uint8]]

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


def srgb_strips(
    bands: Iterable[Image.Image], profile: bytes | None
) -> Iterator[npt.NDArray[np.uint8]]:
    """Yield a picture as strips of uint8 RGB, (rows, width, 3), in sRGB and laid on white.

    It is converted in strips: a third of the time and a fraction of the memory of one piece. A
    profile that is damaged or made for another kind of picture is left out of account, as every
    viewer does. Without a profile RGB is taken as sRGB.

    Parameters
    ----------
    bands : iterable of Image
        The picture from above, in as many pieces as it comes in.
    profile : bytes or None
        ICC profile of its values.

    Raises
    ------
    UnreadableColorsError
        If the values have no defined white, as in floating-point pictures.
    """
    to_srgb: Conversion | None = None
    is_first = True
    for band in bands:
        if is_first and profile:
            mode = _split_alpha(band.crop((0, 0, 1, 1)))[0].mode
            to_srgb = _conversion(profile, mode)
        is_first = False
        width, height = band.size
        rows = max(1, STRIP_PIXELS // width)
        for top in range(0, height, rows):
            bottom = min(top + rows, height)
            strip = band if rows >= height else band.crop((0, top, width, bottom))
            yield _converted(strip, to_srgb)


def srgb_from_rgb(
    image: npt.NDArray[np.uint8], profile: bytes | None, *, is_grey: bool = False
) -> npt.NDArray[np.uint8]:
    """Return an RGB picture in sRGB, as ``srgb_strips`` does.

    Parameters
    ----------
    image : ndarray of uint8, shape (height, width, 3)
        Converted in place where a profile asks for it.
    profile : bytes or None
        ICC profile of the values; None for sRGB.
    is_grey : bool
        The file has one channel, given here three times: its profile is one of grey.
    """
    to_srgb = _conversion(profile, "L" if is_grey else "RGB") if profile else None
    if to_srgb is not None:
        rows = max(1, STRIP_PIXELS // image.shape[1])
        for top in range(0, image.shape[0], rows):
            strip = image[top : top + rows]
            values = np.ascontiguousarray(strip[..., 0]) if is_grey else strip
            strip[:] = to_srgb(Image.fromarray(values))
    return image


def _converted(picture: Image.Image, to_srgb: Conversion | None) -> npt.NDArray[np.uint8]:
    colors, alpha = _split_alpha(picture)
    if to_srgb is not None:
        image = to_srgb(colors)
    else:
        image = np.asarray(colors if colors.mode == "RGB" else colors.convert("RGB"))
    if alpha is None:
        return image
    paper = Image.new("RGB", colors.size, "white")
    paper.paste(Image.fromarray(image), mask=alpha)
    return np.asarray(paper)


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


def _conversion(profile: bytes, mode: str) -> Conversion | None:
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

    def by_profile(picture: Image.Image) -> npt.NDArray[np.uint8]:
        return np.asarray(ImageCms.applyTransform(picture, transform))

    if not _is_believable(by_profile, mode):
        return None
    return _shortcut(by_profile) if mode == "RGB" else by_profile


def _is_believable(by_profile: Conversion, mode: str) -> bool:
    """Tell whether a profile keeps white light, black dark, and grey grey in between.

    A damaged one may still be applied, and turns skin green.
    """
    steps = np.linspace(0, 255, 33).round().astype(np.uint8)
    if mode == "LAB":
        return True
    if mode == "CMYK":
        ramp = Image.merge(
            "CMYK", [*[Image.new("L", (33, 1))] * 3, Image.fromarray(255 - steps[None])]
        )
    else:
        ramp = Image.fromarray(steps[None]).convert(mode)
    shown = by_profile(ramp)[0].astype(int)
    light = shown.mean(axis=1)
    return bool(
        light[0] < _DARKEST
        and light[-1] > _LIGHTEST
        and np.diff(light).min() > -_SAME
        and np.ptp(shown, axis=1).max() < _MOST_TINT
    )


def _shortcut(by_profile: Conversion) -> Conversion | None:
    """Return a faster way that agrees with a profile, None if the profile is sRGB itself.

    Agreement is tried on 9 x 9 x 9 colours: it counts what a profile does, not how it is called.
    """
    steps = np.linspace(0, 255, 9).round().astype(np.uint8)
    lattice = np.stack(np.meshgrid(steps, steps, steps), axis=-1).reshape(9, 81, 3)
    wanted = by_profile(Image.fromarray(lattice)).astype(int)
    if np.abs(wanted - lattice).max() <= _SAME:
        return None
    for space in (ColorSpace.DISPLAY_P3, ColorSpace.ADOBE_RGB):
        fast = LinearLight.to_srgb(space)
        if np.abs(wanted - fast.convert(lattice)).max() <= _SAME:
            return lambda picture: fast.convert(np.asarray(picture))
    return by_profile
