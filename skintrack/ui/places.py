"""Where dialogs that ask for files begin: never where the program happened to be started."""

from pathlib import Path

# Qt's part is imported with the first dialog: the commands of the window import this module.


def pictures_folder(last: str = "") -> str:
    """Return the folder where photos were found last, else where the system keeps pictures."""
    from PySide6.QtCore import QStandardPaths

    place = QStandardPaths.StandardLocation.PicturesLocation
    return _first_there(last, QStandardPaths.writableLocation(place))


def documents_folder(last: str = "") -> str:
    """Return the folder where documents went last, else where the system keeps them."""
    from PySide6.QtCore import QStandardPaths

    place = QStandardPaths.StandardLocation.DocumentsLocation
    return _first_there(last, QStandardPaths.writableLocation(place))


def _first_there(*folders: str) -> str:
    from PySide6.QtCore import QDir

    there = (each for each in folders if each and Path(each).is_dir())
    return next(there, QDir.homePath())
