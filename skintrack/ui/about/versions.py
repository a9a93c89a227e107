"""The versions that tell one installed program from another, to be read or copied."""

import platform
from importlib.metadata import PackageNotFoundError, version

from PySide6 import __version__ as pyside_version
from PySide6.QtCore import qVersion

from skintrack import __version__
from skintrack.analysis import ALGORITHM
from skintrack.ui.words import tr

_OPENCV = "opencv-python-headless"


def version_lines() -> tuple[tuple[str, str], ...]:
    """Return what each is called and which it is; nothing of the user, no folder and no name."""
    return (
        ("SkinTrack", __version__),
        (tr("Way of measuring"), ALGORITHM),
        ("Qt", f"{qVersion()} (PySide6 {pyside_version})"),
        ("Python", platform.python_version()),
        ("OpenCV", _installed(_OPENCV)),
        ("NumPy", _installed("numpy")),
        (tr("System"), f"{platform.system()} {platform.release()} {platform.machine()}".strip()),
    )


def version_text() -> str:
    """Return the same as lines of text."""
    return "\n".join(f"{name}: {said}" for name, said in version_lines())


def _installed(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return tr("not known")
