"""Photos with a marker in every place of a file that is not a pixel."""

import io
import struct
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image, ImageCms, PngImagePlugin, TiffImagePlugin

MARK = "GEHEIM"
LATITUDE_NUMERATOR = 73_519_462

_HEIC = Path(__file__).parents[1] / "imaging" / "data" / "turned_1.heic"
_EXIF_POINTER, _GPS_POINTER = 0x8769, 0x8825
_ASCII_TAGS = (0x010D, 0x010E, 0x010F, 0x0110, 0x0131, 0x013B, 0x013C, 0x8298)
_EXIF_ASCII_TAGS = (0x8824, 0xA420, 0xA430, 0xA431, 0xA433, 0xA434, 0xA435)
_WINDOWS_TAGS = (0x9C9B, 0x9C9C, 0x9C9D, 0x9C9E, 0x9C9F)  # title, comment, author, ...
_GPS_ASCII_TAGS = (0x0008, 0x0012, 0x001D)


def _picture(number: int) -> Image.Image:
    ramp = np.linspace(60, 200, 320, dtype=np.float64)[:, None, None] + np.zeros((320, 240, 3))
    ramp[40 : 60 + number, 40:200, 0] = 30 + 20 * number
    return Image.fromarray(ramp.astype(np.uint8))


def _exif(where: str) -> Image.Exif:
    exif = Image.Exif()
    for tag in _ASCII_TAGS:
        exif[tag] = f"{MARK}{where}{tag:x}"
    for tag in _WINDOWS_TAGS:
        exif[tag] = f"{MARK}{where}{tag:x}\0".encode("utf-16-le")
    details = exif.get_ifd(_EXIF_POINTER)
    details[0x9003] = "2026:03:03 10:11:12"
    details[0x9011] = "+01:00"
    for tag in _EXIF_ASCII_TAGS:
        details[tag] = f"{MARK}{where}{tag:x}"
    details[0x9286] = b"ASCII\0\0\0" + f"{MARK}{where}comment".encode()
    details[0x927C] = f"{MARK}{where}makernote".encode()
    place = exif.get_ifd(_GPS_POINTER)
    place[0x0001], place[0x0003] = "N", "E"
    seconds = TiffImagePlugin.IFDRational(LATITUDE_NUMERATOR, 1_000_000)
    place[0x0002] = place[0x0004] = (48.0, 8.0, seconds)
    for tag in _GPS_ASCII_TAGS:
        place[tag] = f"{MARK}{where}gps{tag:x}"
    place[0x001B] = b"ASCII\0\0\0" + f"{MARK}{where}method".encode()
    return exif


def _xmp(where: str) -> bytes:
    return (
        '<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/" dc:creator="{MARK}{where}xmp"/></rdf:RDF>'
        '</x:xmpmeta><?xpacket end="w"?>'
    ).encode()


def _profile(where: str) -> bytes:
    """Return the sRGB profile under a name of its own."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    name = f"{MARK}{where}icc"
    for spelling in ("ascii", "utf-16-be"):
        old = "sRGB built-in".encode(spelling)
        profile = profile.replace(old, name[:13].ljust(13).encode(spelling))
    return profile


def _segment(marker: int, content: bytes) -> bytes:
    return bytes((0xFF, marker)) + (len(content) + 2).to_bytes(2, "big") + content


def marked_jpeg(number: int) -> bytes:
    """Return a JPEG with EXIF, a thumbnail, XMP, IPTC, a profile, comments and a tail."""
    plain = io.BytesIO()
    exif = _exif("jpg")
    _picture(number).save(plain, "JPEG", quality=92, icc_profile=_profile("jpg"))
    thumbnail = io.BytesIO()
    _picture(number).resize((120, 160)).save(thumbnail, "JPEG", comment=f"{MARK}thumbcomment")
    blocks = b"Exif\0\0" + _with_thumbnail(exif, thumbnail.getvalue())
    records = b"\x1c\x02\x50" + len(f"{MARK}iptc").to_bytes(2, "big") + f"{MARK}iptc".encode()
    irb = b"Photoshop 3.0\x008BIM\x04\x04\0\0" + len(records).to_bytes(4, "big") + records
    data = plain.getvalue()
    segments = (
        _segment(0xE1, blocks)
        + _segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + _xmp("jpg"))
        + _segment(0xED, irb + b"\0" * (len(irb) % 2))
        + _segment(0xEC, f"Ducky{MARK}app12".encode())
        + _segment(0xEF, f"{MARK}app15".encode())
        + _segment(0xFE, f"{MARK}comment".encode())
    )
    return data[:2] + segments + data[2:] + f"{MARK}tail".encode()


def _with_thumbnail(exif: Image.Exif, thumbnail: bytes) -> bytes:
    """Return an EXIF block whose second directory points to a thumbnail."""
    block = exif.tobytes().removeprefix(b"Exif\0\0")
    order = "<" if block[:2] == b"II" else ">"
    (first,) = struct.unpack_from(f"{order}I", block, 4)
    (count,) = struct.unpack_from(f"{order}H", block, first)
    link, start = first + 2 + 12 * count, len(block)
    place = start + 2 + 2 * 12 + 4
    directory = struct.pack(
        f"{order}HHHIIHHIII", 2, 0x0201, 4, 1, place, 0x0202, 4, 1, len(thumbnail), 0
    )
    linked = block[:link] + struct.pack(f"{order}I", start) + block[link + 4 :]
    return linked + directory + thumbnail


def marked_png(number: int) -> bytes:
    """Return a PNG with every kind of text chunk, EXIF, XMP and a named profile."""
    texts = PngImagePlugin.PngInfo()
    texts.add_text("Comment", f"{MARK}text")
    texts.add_text("Author", f"{MARK}compressed", zip=True)
    texts.add_itxt("Title", f"{MARK}international", "en", f"{MARK}translated")
    texts.add_itxt("XML:com.adobe.xmp", _xmp("png").decode())
    texts.add(b"prVt", f"{MARK}private".encode())
    return _saved(number, "PNG", pnginfo=texts, exif=_exif("png"), icc_profile=_profile("png"))


def marked_webp(number: int) -> bytes:
    """Return a WebP with EXIF, XMP and a profile."""
    where = {"exif": _exif("webp"), "xmp": _xmp("webp"), "icc_profile": _profile("webp")}
    return _saved(number, "WEBP", quality=90, **where)


def marked_avif(number: int) -> bytes:
    """Return an AVIF with EXIF, XMP and a profile."""
    where = {"exif": _exif("avif"), "xmp": _xmp("avif"), "icc_profile": _profile("avif")}
    return _saved(number, "AVIF", quality=90, **where)


def marked_tiff(number: int) -> bytes:
    """Return a TIFF with text tags, EXIF, IPTC and a profile."""
    tags = TiffImagePlugin.ImageFileDirectory_v2()
    for tag in (0x010D, 0x010E, 0x010F, 0x0110, 0x0131, 0x013B, 0x013C, 0x8298):
        tags[tag] = f"{MARK}tiff{tag:x}"
    tags[0x02BC] = _xmp("tiff")
    return _saved(number, "TIFF", tiffinfo=tags, icc_profile=_profile("tiff"))


def marked_heic(number: int) -> bytes:
    """Return a HEIC with EXIF and a tail: a stored picture that gets other EXIF.

    Nothing here can write HEIC, so the EXIF is put behind the file and the table of its items
    (ISO/IEC 14496-12, 8.11.3) made to point there.
    """
    exif = b"\0\0\0\6Exif\0\0" + _exif(f"heic{number}").tobytes().removeprefix(b"Exif\0\0")
    data = _HEIC.read_bytes()
    table = data.index(b"iloc")
    # The second item: its number, the file that it is in, where it begins.
    entry = data.index(b"\0\2\0\0", table + 16)
    place = len(data) + 8
    data = data[: entry + 4] + struct.pack(">IHII", place, 1, 0, len(exif)) + data[entry + 18 :]
    data += struct.pack(">I", 8 + len(exif)) + b"mdat" + exif
    tail = f"{MARK}tail".encode()
    return data + struct.pack(">I", 8 + len(tail)) + b"free" + tail


def _saved(number: int, kind: str, **options: Any) -> bytes:
    buffer = io.BytesIO()
    _picture(number).save(buffer, kind, **options)
    return buffer.getvalue()


MAKERS: dict[str, Callable[[int], bytes]] = {
    "jpg": marked_jpeg,
    "png": marked_png,
    "webp": marked_webp,
    "avif": marked_avif,
    "tif": marked_tiff,
    "heic": marked_heic,
}
