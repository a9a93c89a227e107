"""Where dialogs that ask for files begin: never where the program happened to be started."""

from pathlib import Path

from PySide6.QtCore import QDir, QStandardPaths

_Location = QStandardPaths.StandardLocation


def pictures_folder(last: str = "") -> str:
    """Return the folder where photos were found last, else where the system keeps pictures."""
    return _first_there(last, QStandardPaths.writableLocation(_Location.PicturesLocation))


def documents_folder(last: str = "") -> str:
    """Return the folder where documents went last, else where the system keeps them."""
    return _first_there(last, QStandardPaths.writableLocation(_Location.DocumentsLocation))


def _first_there(*folders: str) -> str:
    there = (each for each in folders if each and Path(each).is_dir())
    return next(there, QDir.homePath())
