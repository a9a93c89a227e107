"""What decoders keep quiet about: damage that is found here, and odd photos that are right."""

import io
import struct
import time
import zlib
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageCms, TiffImagePlugin

from skintrack.errors import PhotoError
from skintrack.imaging import bmff
from skintrack.imaging.coarse import decode_for_previews
from skintrack.imaging.decode import decode_bytes
from skintrack.imaging.exif import read_capture_time
from skintrack.imaging.glance import small_picture
from skintrack.imaging.profiles import ColorSpace, profile_of
from skintrack.imaging.scaled import decode_no_smaller
from skintrack.imaging.tiff_tags import read_directory
from tests.helpers.corner_photos import (
    CORNERS,
    corner_picture,
    corners_of,
    encoded,
    exif_bytes,
    turned,
)
from tests.helpers.photo_makers import png_chunk

DATA = Path(__file__).parent / "data"
XMP = (
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF '
    'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" '
    'xmlns:exif="http://ns.adobe.com/exif/1.0/" xmlns:tiff="http://ns.adobe.com/tiff/1.0/"'
    "{attributes}>{elements}</rdf:Description></rdf:RDF></x:xmpmeta>"
)


def grain(mode="RGB", size=(320, 240)):
    noise = np.random.default_rng(3).integers(90, 160, (size[1], size[0], 3), dtype=np.uint8)
    return Image.fromarray(noise).convert(mode)


def zeroed(data, share, count=64):
    at = round(len(data) * share)
    return data[:at] + bytes(count) + data[at + count :]


def code_of(data):
    with pytest.raises(PhotoError) as caught:
        decode_bytes(data, "a.jpg")
    assert "a.jpg" in caught.value.message
    return caught.value.code


@pytest.mark.parametrize(
    ("mode", "is_progressive"),
    [("RGB", False), ("RGB", True), ("L", False), ("CMYK", False), ("CMYK", True)],
)
def test_zeros_in_the_scan_of_a_jpeg_are_seen(mode, is_progressive):
    whole = encoded(grain(mode), "JPEG", quality=92, progressive=is_progressive)
    decode_bytes(whole, "a")
    assert code_of(zeroed(whole, 0.6, 2000)) == "undecodable"


def test_what_is_left_of_a_damaged_scan_is_no_padding():
    whole = encoded(grain(), "JPEG", quality=92)
    for filler in (b"\0" * 9, b"\xff" * 4):
        decode_bytes(whole[:-2] + filler + whole[-2:], "a")
    assert code_of(whole[:-2] + b"\x3c\x82\x1d\xb9\x55" + whole[-2:]) == "undecodable"


def lossless_jpeg(height, width):
    """Return a JPEG of grey pixels that are stored as such, not as frequencies (T.81, annex H)."""
    frame = struct.pack(">BHHB", 8, height, width, 3)
    frame += b"".join(bytes([number, 0x11, 0]) for number in (1, 2, 3))
    table = b"\0" + bytes([1]) + bytes(15) + b"\0"  # one code: as predicted
    scan = bytes([3, 1, 0, 2, 0, 3, 0, 1, 0, 0])
    parts = [(0xC3, frame), (0xC4, table), (0xDA, scan)]
    head = b"".join(struct.pack(">BBH", 255, kind, len(each) + 2) + each for kind, each in parts)
    return b"\xff\xd8" + head + bytes(-(-3 * height * width // 8)) + b"\xff\xd9"


def test_a_lossless_jpeg_is_never_shrunk_by_its_decoder():
    # libjpeg-turbo dies of it: in this process, that would be the end of all the tests.
    data = lossless_jpeg(300, 4000)
    whole = decode_bytes(data, "a").image
    assert whole.shape == (300, 4000, 3)
    assert len(np.unique(whole)) == 1
    assert small_picture(data, "a").shape == (10, 128, 3)
    assert decode_no_smaller(data, "a", 20).shape == whole.shape
    photo = decode_for_previews(data, "a", 256)
    assert (photo.height, photo.width, photo.format) == (300, 4000, "jpg")


@pytest.mark.parametrize("name", ["grey", "see_through"])
def test_grey_and_see_through_heic_are_right(name):
    image = decode_bytes((DATA / f"{name}.heic").read_bytes(), "a").image
    assert image.shape == (64, 96, 3)
    corners = corners_of(image)
    if name == "grey":
        expected = np.asarray(corner_picture().convert("L").convert("RGB"))
        assert np.abs(corners - corners_of(expected)).max() < 8
    else:
        assert np.abs(corners[[0, 2]] - 255).max() < 8
        assert np.abs(corners[[1, 3]] - np.array(CORNERS)[[1, 3]]).max() < 30


@pytest.mark.parametrize("orientation", range(1, 9))
def test_zeros_in_a_heic_are_seen(orientation):
    whole = (DATA / f"turned_{orientation}.heic").read_bytes()
    assert bmff.has_sound_hevc(whole)
    unit = whole.rindex(b"mdat") + 4
    damaged = whole[: unit + 100] + bytes(16) + whole[unit + 116 :]
    assert not bmff.has_sound_hevc(damaged)
    assert code_of(damaged) == "undecodable"


def test_a_length_that_leads_out_of_a_heic_is_seen():
    whole = (DATA / "turned_1.heic").read_bytes()
    start = whole.rindex(b"mdat") + 4
    assert any(
        not bmff.has_sound_hevc(whole[:at] + b"\xff\xff" + whole[at + 2 :])
        for at in range(start, min(start + 400, len(whole) - 2))
    )


@pytest.mark.parametrize(
    ("packing", "name"),
    [("group4", "fax TIFF"), ("group3", "fax TIFF"), ("jpeg", "JPEG-in-TIFF")],
)
def test_packings_whose_damage_nobody_reports_are_refused(packing, name):
    picture = grain("1") if packing.startswith("group") else grain()
    data = encoded(picture, "TIFF", compression=packing)
    with pytest.raises(PhotoError, match=name) as caught:
        decode_bytes(data, "a.tif")
    assert caught.value.code == "unsupported"


@pytest.mark.parametrize("packing", [None, "tiff_lzw", "tiff_adobe_deflate", "packbits"])
@pytest.mark.parametrize("mode", ["RGB", "L", "CMYK", "P"])
def test_packings_that_are_read(packing, mode):
    picture = corner_picture().convert(mode)
    options = {"compression": packing} if packing else {}
    image = decode_bytes(encoded(picture, "TIFF", **options), "a").image
    expected = np.asarray(picture.convert("RGB"))
    assert np.array_equal(image, expected)


@pytest.mark.parametrize("share", [0.2, 0.5, 0.9])
def test_a_flipped_bit_in_a_deflated_tiff_is_seen(share):
    whole = encoded(grain(), "TIFF", compression="tiff_adobe_deflate")
    at = round(len(whole) * share)
    assert code_of(whole[:at] + bytes([whole[at] ^ 4]) + whole[at + 1 :]) == "undecodable"


def altered_tag(data, number, value):
    """Return a little-endian TIFF with another first value of a tag of kind LONG or SHORT."""
    first = struct.unpack_from("<I", data, 4)[0]
    count = struct.unpack_from("<H", data, first)[0]
    for at in range(first + 2, first + 2 + 12 * count, 12):
        if struct.unpack_from("<H", data, at)[0] == number:
            return data[: at + 2] + struct.pack("<HII", 4, 1, value) + data[at + 12 :]
    raise AssertionError(number)


def test_a_tiff_with_fewer_rows_than_it_says_is_seen():
    for packing in (None, "tiff_lzw", "tiff_adobe_deflate"):
        options = {"compression": packing} if packing else {}
        whole = encoded(grain(size=(320, 300)), "TIFF", **options)
        assert code_of(altered_tag(whole, 257, 60_000)) in ("truncated", "undecodable")


def test_a_deflated_tiff_that_swells_is_refused():
    packed = zlib.compress(bytes(300_000_000), 9)
    entries = [(256, 64), (257, 64), (258, 8), (259, 8), (262, 1), (273, 8)]
    entries += [(277, 1), (278, 64), (279, len(packed))]
    table = b"".join(struct.pack("<HHII", number, 4, 1, value) for number, value in entries)
    head = b"II*\0" + struct.pack("<I", 8 + len(packed)) + packed
    data = head + struct.pack("<H", len(entries)) + table + bytes(4)
    assert set(read_directory(data)) == {number for number, _ in entries}
    assert code_of(data) == "undecodable"


def broken_profiles():
    """Return profiles that can be applied and make of grey what nobody took a photo of."""
    sound = profile_of(ColorSpace.DISPLAY_P3)
    at = sound.index(b"XYZ \0\0\0\0", 230) + 8  # of red
    yield sound[:at] + struct.pack(">iii", 1, 400_000, 1) + sound[at + 12 :]
    yield sound[:at] + struct.pack(">iii", -90_000, 2, -70_000) + sound[at + 12 :]


@pytest.mark.parametrize("number", [0, 1])
def test_a_profile_that_turns_grey_green_is_not_believed(number):
    profile = list(broken_profiles())[number]
    ImageCms.ImageCmsProfile(io.BytesIO(profile))
    for format_name in ("JPEG", "PNG", "WEBP"):
        data = encoded(corner_picture(), format_name, icc_profile=profile, quality=95)
        plain = encoded(corner_picture(), format_name, quality=95)
        assert np.array_equal(decode_bytes(data, "a").image, decode_bytes(plain, "a").image)


@pytest.mark.parametrize("space", ColorSpace)
def test_a_sound_profile_is_believed(space):
    data = encoded(corner_picture(), "PNG", icc_profile=profile_of(space))
    assert not np.array_equal(decode_bytes(data, "a").image, np.asarray(corner_picture()))


@pytest.mark.parametrize("name", [b"tIME", b"IDAT"])
def test_a_png_of_endless_chunks_is_left_soon(name):
    plain = encoded(corner_picture(), "PNG")
    data = plain[:33] + png_chunk(name, b"") * 300_000 + plain[33:]
    begun = time.process_time()
    assert code_of(data) == "undecodable"
    assert time.process_time() - begun < 2
    few = plain[:33] + png_chunk(b"tIME", b"") * 3 + plain[33:]
    assert np.array_equal(decode_bytes(few, "a").image, np.asarray(corner_picture()))


# Dates and turns where other programs put them


def with_xmp(format_name, attributes="", elements=""):
    packet = XMP.format(attributes=attributes, elements=elements).encode()
    stored = corner_picture().transpose(Image.Transpose.ROTATE_90)  # upright again by turn 6
    if format_name == "PNG":
        plain = encoded(stored, "PNG")
        chunk = png_chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + packet)
        return plain[:33] + chunk + plain[33:]
    if format_name == "packed PNG":
        plain = encoded(stored, "PNG")
        chunk = png_chunk(b"iTXt", b"XML:com.adobe.xmp\0\1\0\0\0" + zlib.compress(packet))
        return plain[:33] + chunk + plain[33:]
    if format_name == "WEBP":
        return encoded(stored, "WEBP", xmp=packet, lossless=True)
    return encoded(stored, "JPEG", xmp=packet, quality=95)


HOLDERS = ["JPEG", "PNG", "packed PNG", "WEBP"]


@pytest.mark.parametrize("holder", HOLDERS)
@pytest.mark.parametrize(
    "said",
    [
        {"attributes": ' tiff:Orientation="6"'},
        {"elements": "<tiff:Orientation>6</tiff:Orientation>"},
    ],
    ids=["attribute", "element"],
)
def test_a_turn_in_xmp_counts_where_exif_has_none(holder, said):
    data = with_xmp(holder, **said)
    image = decode_bytes(data, "a").image
    assert image.shape == (64, 96, 3)
    assert np.abs(corners_of(image) - CORNERS).max() < 30
    assert np.abs(corners_of(small_picture(data, "a")) - CORNERS).max() < 30


def test_exif_goes_before_xmp():
    data = turned("JPEG", 8)
    packet = XMP.format(attributes=' tiff:Orientation="3"', elements="").encode()
    content = b"http://ns.adobe.com/xap/1.0/\0" + packet
    both = data[:2] + b"\xff\xe1" + struct.pack(">H", len(content) + 2) + content + data[2:]
    assert np.array_equal(decode_bytes(both, "a").image, decode_bytes(data, "a").image)


@pytest.mark.parametrize("holder", HOLDERS)
@pytest.mark.parametrize(
    ("text", "zone", "second"),
    [
        ("2026-03-01T10:22:05+02:00", timezone(timedelta(hours=2)), 5),
        ("2026-03-01T10:22:05.250Z", UTC, 5),
        ("2026-03-01T10:22-03:30", timezone(-timedelta(hours=3, minutes=30)), 0),
    ],
)
def test_a_time_in_xmp_counts_where_exif_has_none(holder, text, zone, second):
    said = read_capture_time(with_xmp(holder, f' exif:DateTimeOriginal="{text}"'))
    assert said is not None
    assert not said.is_zone_assumed
    assert said.captured_at.replace(microsecond=0) == datetime(
        2026, 3, 1, 10, 22, second, tzinfo=zone
    )
    assert said.captured_at.microsecond == (250_000 if ".250" in text else 0)


@pytest.mark.parametrize(
    "text", ["", "2026-03-01", "0000-00-00T00:00:00", "2026-13-01T10:00:00", "soon", "x" * 500]
)
def test_no_time_in_xmp_is_no_time(text):
    assert read_capture_time(with_xmp("JPEG", f' exif:DateTimeOriginal="{text}"')) is None
    assert read_capture_time(with_xmp("JPEG", ' xmp:CreateDate="2026-03-01T10:00:00Z"')) is None


def test_a_time_among_the_tags_of_the_picture_counts():
    # As paint programs write it into TIFF: without a directory of its own.
    exif = Image.Exif()
    exif[0x9003] = "2026:03:01 10:22:00"
    data = encoded(corner_picture(), "JPEG", exif=exif)
    said = read_capture_time(data)
    assert said is not None
    assert said.captured_at.replace(tzinfo=UTC) == datetime(2026, 3, 1, 10, 22, tzinfo=UTC)


def test_a_pointer_of_the_kind_made_for_it_is_followed():
    block = bytearray(exif_bytes(original="2026:03:01 10:22:00").removeprefix(b"Exif\0\0"))
    at = block.index(struct.pack("<HH" if block[:2] == b"II" else ">HH", 0x8769, 4))
    block[at + 2 : at + 4] = struct.pack("<H" if block[:2] == b"II" else ">H", 13)
    said = read_capture_time(encoded(corner_picture(), "JPEG", exif=b"Exif\0\0" + bytes(block)))
    assert said is not None


@pytest.mark.parametrize("is_packed", [False, True])
def test_what_imagemagick_writes_into_a_png_is_read(is_packed):
    stored = corner_picture().transpose(Image.Transpose.ROTATE_180)
    block = exif_bytes(3, original="2026:03:01 10:22:00")
    text = b"\nexif\n%8d\n" % len(block) + block.hex().encode()
    name, text = (b"zTXt", b"\0" + zlib.compress(text)) if is_packed else (b"tEXt", text)
    plain = encoded(stored, "PNG")
    chunk = png_chunk(name, b"Raw profile type exif\0" + text)
    data = plain[:33] + chunk + plain[33:]
    assert np.array_equal(decode_bytes(data, "a").image, np.asarray(corner_picture()))
    assert read_capture_time(data) is not None
    broken = plain[:33] + png_chunk(name, b"Raw profile type exif\0\nexif\n 4\nzz") + plain[33:]
    assert np.array_equal(decode_bytes(broken, "a").image, np.asarray(stored))


def grey_profile(gamma):
    """Return a profile of one channel with a plain exponent, as scanners and editors write it."""
    white = b"XYZ \0\0\0\0" + struct.pack(">3i", 63190, 65536, 54061)
    curve = b"curv\0\0\0\0\0\0\0\1" + struct.pack(">HH", round(gamma * 256), 0)
    table = struct.pack(">I4sII4sII", 2, b"wtpt", 156, 20, b"kTRC", 176, 16)
    head = struct.pack(">I4xI4s4s4s12x4s", 192, 0x02100000, b"mntr", b"GRAY", b"XYZ ", b"acsp")
    head += bytes(28) + struct.pack(">3i", 63190, 65536, 54061)
    return head.ljust(128, b"\0") + table + white + curve


@pytest.mark.parametrize("is_progressive", [False, True])
def test_the_profile_of_a_grey_jpeg_counts(is_progressive):
    picture, profile = grain("L", (4000, 600)), grey_profile(1.0)
    options = {"quality": 100, "icc_profile": profile}
    data = encoded(picture, "JPEG", progressive=is_progressive, **options)
    whole = decode_bytes(data, "a").image
    expected = decode_bytes(encoded(picture, "PNG", icc_profile=profile), "a").image
    assert np.abs(whole.astype(int) - expected).max() <= 3
    assert whole.mean() > np.asarray(picture).mean() + 40
    for shrunk in (small_picture(data, "a"), decode_for_previews(data, "a", 256).image):
        assert abs(shrunk.mean() - whole.mean()) < 2
    colors = encoded(corner_picture(), "JPEG", quality=95, icc_profile=profile)
    plain = encoded(corner_picture(), "JPEG", quality=95)
    assert np.array_equal(decode_bytes(colors, "a").image, decode_bytes(plain, "a").image)


def test_the_stamp_in_a_raw_photo_is_not_taken_for_it():
    stamp = TiffImagePlugin.ImageFileDirectory_v2()
    stamp[254] = 1  # a smaller copy of another picture in this file
    data = encoded(corner_picture(), "TIFF", tiffinfo=stamp)
    assert read_directory(data)[254].number == 1
    assert code_of(data) == "unsupported"
    stamp[254] = 0
    decode_bytes(encoded(corner_picture(), "TIFF", tiffinfo=stamp), "a")
