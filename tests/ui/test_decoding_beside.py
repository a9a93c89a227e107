"""Pictures are decoded beside the window without what could make both stand still."""

import subprocess
import sys
from io import BytesIO

import pytest
from PIL import Image

_PROGRAM = """
import sys
from pathlib import Path
from PySide6.QtGui import QGuiApplication
from skintrack.ui.qimage import image_from_bytes

app = QGuiApplication(["-platform", "offscreen"])
image = image_from_bytes(sys.stdin.buffer.read())
loaded = Path("/proc/self/maps").read_text()
print("no picture" if image is None else f"{image.width()} x {image.height()}")
print("SVG" if "qsvg" in loaded else "no SVG")
"""


def _picture(kind: str) -> bytes:
    file = BytesIO()
    Image.new("RGB", (40, 30), (200, 150, 120)).save(file, kind)
    return file.getvalue()


@pytest.mark.skipif(sys.platform != "linux", reason="reads what is loaded from /proc")
@pytest.mark.parametrize(
    ("data", "said"),
    [
        (_picture("JPEG"), "40 x 30"),
        (_picture("PNG"), "40 x 30"),
        (_picture("JPEG")[:200], "no picture"),
        (b"\xff\xd8\xff" + bytes(300), "no picture"),
        (b"<svg xmlns='http://www.w3.org/2000/svg' width='40' height='30'/>", "no picture"),
        (b"", "no picture"),
    ],
)
def test_qt_never_asks_its_other_formats(data: bytes, said: str) -> None:
    """Finding out the format connects objects with Python's lock held; see ADR 0042."""
    done = subprocess.run(
        [sys.executable, "-c", _PROGRAM], input=data, capture_output=True, check=True
    )
    assert done.stdout.decode().split("\n")[:2] == [said, "no SVG"]
