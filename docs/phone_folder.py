"""A folder of photos as a phone would have them, for the pictures of the guide."""

import shutil
from pathlib import Path

from PIL import Image

_PHONE_NAMES = (
    *(f"IMG_20{number}.jpg" for number in (41, 42, 43, 47, 48)),
    *("PXL_20260805_182501.jpg", "Kitchen window.jpg"),
)
_EXIF_POINTER, _TAKEN = 0x8769, 0x9003


def phone_folder(library: Path, folder: Path) -> Path:
    """Return a folder of rendered photos as a phone would have them."""
    folder.mkdir()
    originals = sorted((library / "originals").rglob("*.jpg"))
    for number, original in enumerate(originals[: len(_PHONE_NAMES)]):
        picture, exif = Image.open(original), Image.Exif()
        name = _PHONE_NAMES[number]
        if name.startswith("IMG_20"):
            taken = f"2026:08:{3 + number // 3:02} 18:{20 + number}:00"
            exif.get_ifd(_EXIF_POINTER)[_TAKEN] = taken
        picture.save(folder / name, "JPEG", quality=85, exif=exif)
    shutil.copy(originals[-1], folder / "Selfie from March.jpg")
    whole = originals[0].read_bytes()
    (folder / "IMG_2040.jpg").write_bytes(whole[: len(whole) // 2])
    return folder
