"""Where the program's own files are: in a checkout, in an installed wheel and in a bundle."""

from functools import cache
from pathlib import Path

from skintrack.errors import InternalError
from skintrack.model.catalogue import Catalogue, read_catalogue

FACE_MODELS = ("face_detection_short_range.tflite", "face_landmark.tflite")


@cache
def assets_folder() -> Path:
    """Return the folder of fonts, icons, templates and face models.

    A wheel carries it inside the package as ``skintrack/assets``; in a checkout it stands beside
    the package.

    Raises
    ------
    InternalError
        If the program was packed without it.
    """
    package = Path(__file__).resolve().parent
    for folder in (package / "assets", package.parent / "assets"):
        if folder.is_dir():
            return folder
    raise InternalError("The program was installed without its assets folder.")


def asset(name: str) -> Path:
    """Return the path of one asset, such as ``fonts/Inter-Regular.otf``."""
    return assets_folder() / name


def catalogue(language: str) -> Catalogue | None:
    """Return the texts of a language such as ``de``, or None where it has none, as English."""
    path = asset("translations") / f"{language}.po"
    return read_catalogue(path.read_text(encoding="utf-8")) if path.is_file() else None


def face_model(name: str) -> Path | None:
    """Return the path of a face model, or None where it is not installed."""
    path = asset("models") / name
    return path if path.is_file() else None
