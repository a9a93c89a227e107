import io
import zlib

import numpy as np
import pytest
from PIL import Image, ImageCms

from skintrack.errors import PhotoError
from skintrack.imaging.decode import decode_bytes
from skintrack.imaging.linear_light import LinearLight
from skintrack.imaging.profiles import ColorSpace, colorants, profile_of
from tests.helpers.corner_photos import encoded
from tests.helpers.photo_makers import png_chunk

COLORS = np.array([(200, 120, 100), (128, 128, 128), (255, 255, 255), (90, 60, 50), (10, 20, 30)])


def flat_picture(mode="RGB") -> Image.Image:
    return Image.fromarray(COLORS.astype(np.uint8)[None]).resize((80, 8), 0).convert(mode)


def colors_of(data):
    image = decode_bytes(data, "a").image
    return image[4, 8::16].astype(int)


def linear(values):
    share = values / 255
    return np.where(share <= 0.04045, share / 12.92, ((share + 0.055) / 1.055) ** 2.4)


def srgb(share):
    share = np.clip(share, 0, 1)
    return 255 * np.where(share <= 0.0031308, share * 12.92, 1.055 * share ** (1 / 2.4) - 0.055)


# sRGB of a linear colour, from the chromaticities of both spaces; both have the white D65.
SRGB_TO_XYZ = np.array(
    [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750],
     [0.0193339, 0.1191920, 0.9503041]]
)  # fmt: skip
P3_TO_XYZ = np.array(
    [[0.4865709, 0.2656677, 0.1982173], [0.2289746, 0.6917385, 0.0792869],
     [0.0000000, 0.0451134, 1.0439444]]
)  # fmt: skip
ADOBE_TO_XYZ = np.array(
    [[0.5767309, 0.1855540, 0.1881852], [0.2973769, 0.6273491, 0.0752741],
     [0.0270343, 0.0706872, 0.9911085]]
)  # fmt: skip
EXPECTED_P3 = srgb((np.linalg.solve(SRGB_TO_XYZ, P3_TO_XYZ) @ linear(COLORS).T).T)
EXPECTED_ADOBE = srgb(
    (np.linalg.solve(SRGB_TO_XYZ, ADOBE_TO_XYZ) @ ((COLORS / 255) ** (563 / 256)).T).T
)


@pytest.mark.parametrize("format_name", ["PNG", "TIFF"])
@pytest.mark.parametrize(
    ("space", "expected"),
    [(ColorSpace.DISPLAY_P3, EXPECTED_P3), (ColorSpace.ADOBE_RGB, EXPECTED_ADOBE)],
)
def test_wide_profiles_become_srgb(format_name, space, expected):
    data = encoded(flat_picture(), format_name, icc_profile=profile_of(space))
    assert np.abs(colors_of(data) - expected).max() <= 1.5
    assert np.abs(COLORS - expected).max() > 4  # the profile does matter


@pytest.mark.parametrize("format_name", ["JPEG", "WEBP", "AVIF"])
def test_wide_profile_in_lossy_formats(format_name):
    options = {"quality": 98, "icc_profile": profile_of(ColorSpace.DISPLAY_P3)}
    data = encoded(flat_picture(), format_name, **options)
    assert np.abs(colors_of(data) - EXPECTED_P3).max() <= 6


def test_colorants_are_those_of_the_published_profiles():
    # As in the "Display P3" profile of Apple and the "Adobe RGB (1998)" profile of Adobe.
    p3 = [[0.51512, 0.29198, 0.15710], [0.24120, 0.69225, 0.06657], [-0.00105, 0.04189, 0.78407]]
    adobe = [[0.60974, 0.20528, 0.14919], [0.31111, 0.62567, 0.06322], [0.01947, 0.06087, 0.74457]]
    assert colorants(ColorSpace.DISPLAY_P3.value[0]) == pytest.approx(np.array(p3), abs=2e-5)
    assert colorants(ColorSpace.ADOBE_RGB.value[0]) == pytest.approx(np.array(adobe), abs=2e-5)


def test_srgb_profile_changes_no_pixel():
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    picture = Image.fromarray(
        np.random.default_rng(3).integers(0, 256, (50, 60, 3), dtype=np.uint8)
    )
    assert np.array_equal(
        decode_bytes(encoded(picture, "PNG", icc_profile=profile), "a").image, np.asarray(picture)
    )


def test_damaged_profile_is_left_out_of_account():
    for profile in (b"no profile at all", profile_of(ColorSpace.DISPLAY_P3)[:150]):
        assert np.array_equal(
            colors_of(encoded(flat_picture(), "PNG", icc_profile=profile)), COLORS
        )


def test_profile_for_another_kind_of_picture_is_left_out_of_account():
    data = encoded(flat_picture("L"), "PNG", icc_profile=profile_of(ColorSpace.DISPLAY_P3))
    gray = np.asarray(flat_picture("L"))[4, 8::16].astype(int)
    assert np.array_equal(colors_of(data), np.stack([gray] * 3, axis=1))


def test_adobe_rgb_that_is_only_marked():
    exif = Image.Exif()
    exif.get_ifd(0x8769)[0xA001] = 65535
    exif.get_ifd(0x8769)[0xA005] = {1: "R03"}
    data = encoded(flat_picture(), "TIFF")
    marked = encoded(flat_picture(), "JPEG", quality=98, subsampling=0, exif=exif.tobytes())
    assert np.array_equal(colors_of(data), COLORS)
    assert np.abs(colors_of(marked) - EXPECTED_ADOBE).max() <= 4


def with_color_code(code):
    """Put a cICP chunk behind the header of a PNG."""
    data = encoded(flat_picture(), "PNG")
    return data[:33] + png_chunk(b"cICP", bytes(code)) + data[33:]


def test_display_p3_that_is_only_named_in_png():
    assert np.abs(colors_of(with_color_code((12, 13, 0, 1))) - EXPECTED_P3).max() <= 1.5
    assert np.array_equal(colors_of(with_color_code((1, 13, 0, 1))), COLORS)


def test_high_dynamic_range_is_refused_in_words():
    with pytest.raises(PhotoError) as caught:
        decode_bytes(with_color_code((9, 16, 0, 1)), "hdr.png")
    assert caught.value.code == "unsupported"


def test_display_p3_that_is_only_named_in_avif():
    data = encoded(flat_picture(), "AVIF", quality=100, subsampling="4:4:4")
    place = data.index(b"nclx") + 4
    assert data[place : place + 2] == b"\0\1"
    named = data[:place] + b"\0\x0c" + data[place + 2 :]
    assert np.abs(colors_of(data) - COLORS).max() <= 3
    assert np.abs(colors_of(named) - EXPECTED_P3).max() <= 4


def test_gray_16_bit_is_scaled():
    deep = np.array([[0, 256, 257, 32768, 65534, 65535]], np.uint16).repeat(4, axis=0)
    for format_name in ("PNG", "TIFF"):
        image = decode_bytes(encoded(Image.fromarray(deep), format_name), "a").image
        assert image[0, :, 0].tolist() == [0, 1, 1, 128, 255, 255]
        assert np.array_equal(image[..., 0], image[..., 2])


def test_color_16_bit_png_is_scaled():
    # Pillow writes no such file: red 65535, green 32896, blue 257.
    row = b"\0" + bytes([255, 255, 128, 128, 1, 1]) * 4
    header = (4).to_bytes(4, "big") * 2 + bytes([16, 2, 0, 0, 0])
    data = b"\x89PNG\r\n\x1a\n" + png_chunk(b"IHDR", header)
    data += png_chunk(b"IDAT", zlib.compress(row * 4)) + png_chunk(b"IEND", b"")
    image = decode_bytes(data, "a").image
    assert image.shape == (4, 4, 3)
    assert image[2, 2].tolist() == [255, 128, 1]


def test_transparency_is_laid_on_white():
    picture = Image.new("RGBA", (8, 8), (200, 0, 0, 0))
    picture.putpixel((1, 1), (200, 0, 0, 255))
    picture.putpixel((2, 2), (0, 0, 0, 128))
    for options in (
        {"format_name": "PNG"},
        {"format_name": "WEBP", "lossless": True, "exact": True},
    ):
        image = decode_bytes(encoded(picture, **options), "a").image
        assert image[0, 0].tolist() == [255, 255, 255]
        assert image[1, 1].tolist() == [200, 0, 0]
        assert image[2, 2].tolist() == [127, 127, 127]


def test_palette_with_and_without_transparency():
    picture = Image.new("P", (8, 8), 1)
    picture.putpalette([9, 9, 9, 200, 120, 100])
    assert decode_bytes(encoded(picture, "PNG"), "a").image[3, 3].tolist() == [200, 120, 100]
    picture.putpixel((0, 0), 0)
    image = decode_bytes(encoded(picture, "PNG", transparency=0), "a").image
    assert image[0, 0].tolist() == [255, 255, 255]
    assert image[3, 3].tolist() == [200, 120, 100]


@pytest.mark.parametrize(("mode", "format_name"), [("1", "PNG"), ("L", "JPEG"), ("LA", "PNG")])
def test_other_modes_become_rgb(mode, format_name):
    image = decode_bytes(encoded(flat_picture(mode), format_name), "a").image
    assert image.shape == (8, 80, 3)
    assert image[4, 40].tolist() == [255, 255, 255]


@pytest.mark.parametrize("format_name", ["JPEG", "TIFF"])
def test_cmyk(format_name):
    image = decode_bytes(encoded(flat_picture("CMYK"), format_name), "a").image
    assert np.abs(image[4, 8::16].astype(int) - COLORS).max() <= 4


def test_lab_is_converted():
    lab = ImageCms.profileToProfile(
        flat_picture(), ImageCms.createProfile("sRGB"), ImageCms.createProfile("LAB"),
        outputMode="LAB",
    )  # fmt: skip
    assert lab is not None
    image = decode_bytes(encoded(lab, "TIFF"), "a").image
    assert np.abs(image[4, 8::16].astype(int) - COLORS).max() <= 4


def test_floating_point_is_refused_in_words():
    picture = Image.fromarray(np.ones((8, 8), np.float32))
    with pytest.raises(PhotoError) as caught:
        decode_bytes(encoded(picture, "TIFF"), "deep.tif")
    assert caught.value.code == "unsupported"


def test_only_the_first_page_counts():
    first, second = Image.new("RGB", (8, 8), "red"), Image.new("RGB", (8, 8), "blue")
    for format_name in ("TIFF", "WEBP", "PNG"):
        buffer = io.BytesIO()
        first.save(buffer, format_name, save_all=True, append_images=[second])
        image = decode_bytes(buffer.getvalue(), "a").image
        assert image[4, 4, 0] > 240
        assert image[4, 4, 2] < 10


@pytest.mark.parametrize("space", [ColorSpace.DISPLAY_P3, ColorSpace.ADOBE_RGB])
def test_the_fast_way_agrees_with_the_profile(space):
    colors = np.random.default_rng(8).integers(0, 256, (100, 100, 3), dtype=np.uint8)
    source = ImageCms.ImageCmsProfile(io.BytesIO(profile_of(space)))
    by_profile = ImageCms.profileToProfile(
        Image.fromarray(colors), source, ImageCms.createProfile("sRGB"), outputMode="RGB"
    )
    assert by_profile is not None
    difference = np.abs(LinearLight.to_srgb(space).convert(colors).astype(int) - by_profile)
    assert difference.max() <= 1
    assert difference.mean() < 0.05


def test_a_profile_that_is_only_near_a_known_one_is_followed_itself():
    # The colorants of Display P3 with the curve of Adobe RGB.
    p3, adobe = profile_of(ColorSpace.DISPLAY_P3), profile_of(ColorSpace.ADOBE_RGB)
    place = p3.index(b"para")
    mixed = p3.replace(p3[place : place + 32], adobe[place : place + 32])
    found = colors_of(encoded(flat_picture(), "PNG", icc_profile=mixed))
    matrix = np.linalg.solve(SRGB_TO_XYZ, P3_TO_XYZ)
    expected = srgb((matrix @ ((COLORS / 255) ** (563 / 256)).T).T)
    assert np.abs(expected - EXPECTED_P3).max() > 3
    assert np.abs(found - expected).max() <= 1.5
