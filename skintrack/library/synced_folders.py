"""Folders that a program copies to other computers all the time.

A library in such a folder is copied while it is written: an old database may come back, a second
one may appear beside it, and photos leave this computer. What the known programs leave in and above
their folders tells of them: names of folders, small files, and what they say in the environment and
in their own settings.
"""

import json
import os
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path


@dataclass(frozen=True)
class _Service:
    """Marks of one program.

    ``names`` are patterns of folders that are its own wherever they lie, ``home_names`` of those
    that are so only in the home folder: other folders are called so too. ``files`` are patterns of
    what lies in its folder. ``variables`` of the environment hold that folder.
    """

    name: str
    names: tuple[str, ...] = ()
    home_names: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    variables: tuple[str, ...] = ()


_SERVICES = (
    _Service(
        "Dropbox",
        ("dropbox", "dropbox (*)", "dropbox-*", "dropbox - *"),
        files=(".dropbox", ".dropbox.cache", ".dropbox.device"),
    ),
    _Service(
        "OneDrive",
        ("onedrive", "onedrive - *", "onedrive-*"),
        files=(
            ".849c9593-d756-4e56-8d6e-42412f2a707b",
            ".onedrive-root",
            ".xdg-volume-info-onedrive",
        ),
        variables=("OneDrive", "OneDriveConsumer", "OneDriveCommercial"),
    ),
    _Service(
        "iCloud Drive",
        ("iclouddrive", "icloud drive", "icloud photos", "com~apple~clouddocs", "mobile documents"),
        files=(".com.apple.icloud.desktop", "*.icloud"),
    ),
    _Service(
        "Google Drive",
        ("google drive", "googledrive", "google drive (*)", "googledrive-*", "google-drive:*"),
        ("my drive",),
        files=(".tmp.driveupload", ".tmp.drivedownload", ".shortcut-targets-by-id", ".gd"),
    ),
    _Service(
        "Nextcloud",
        ("nextcloud", "nextcloud-*", "nextcloud[0-9]"),
        files=("._sync_*.db", ".sync_*.db", ".nextcloudsync.log", ".sync-exclude.lst"),
    ),
    _Service(
        "ownCloud",
        ("owncloud", "owncloud-*", "owncloud[0-9]"),
        files=(".owncloudsync.log*", ".csync_journal.db*"),
    ),
    _Service(
        "Syncthing",
        ("syncthing",),
        files=(".stfolder", ".stfolder*", ".stignore", ".stversions", ".syncthing.*.tmp"),
    ),
    _Service("Seafile", ("seafile", "seadrive"), files=("seafile-ignore.txt", ".seafile-data")),
    _Service("pCloud", ("pclouddrive", "pcloud drive", "pcloud sync"), files=(".pcloud",)),
    _Service("MEGA", ("megasync", "mega-*"), ("mega",), (".megaignore", ".debris", ".getxfer.*")),
    _Service("Box", ("box sync", "box-box", "box-*"), ("box",), (".boxsync", ".box-metadata")),
    _Service("Resilio Sync", ("resilio sync", "btsync"), files=(".sync/id", "*.bts", "*.!sync")),
    _Service("Proton Drive", ("proton drive", "protondrive", "protondrive-*")),
    _Service(
        "Synology Drive",
        ("synologydrive", "synology drive", "cloudstation"),
        files=(".synologyworkingdirectory",),
    ),
    _Service("Tresorit", ("tresorit", "tresorit drive", "tresors"), files=(".tresorit",)),
    _Service("Yandex Disk", ("yandex.disk", "yandexdisk"), files=(".yandex.disk",)),
    _Service("kDrive", ("kdrive", "kdrive[0-9]")),
)


def synced_by(
    folder: Path, home: Path | None = None, environment: Mapping[str, str] | None = None
) -> str | None:
    """Return the name of the program that copies a folder elsewhere, or None.

    Parameters
    ----------
    folder : Path
        It need not exist yet; then its parents tell.
    home, environment : optional
        In place of those of the user.
    """
    home = Path.home() if home is None else home
    environment = os.environ if environment is None else environment
    told = list(_told_folders(home, environment))
    for place in _places(folder):
        for service, own in told:
            if _is_same(place, own):
                return service
        found = _by_marks(place, home)
        if found is not None:
            return found
    return None


def _places(folder: Path) -> list[Path]:
    """Return a folder and those above it, also where links lead; the nearest first."""
    try:
        real = folder.resolve()
    except (OSError, RuntimeError):
        real = folder
    given = folder.absolute()
    return list(dict.fromkeys((given, real, *given.parents, *real.parents)))


def _by_marks(place: Path, home: Path) -> str | None:
    name, there = place.name.casefold(), _names_in(place)
    is_home_child = place.parent in (home, place.parent.parent)
    for service in _SERVICES:
        patterns = (*service.names, *(service.home_names if is_home_child else ()))
        if any(fnmatch(name, pattern) for pattern in patterns):
            return service.name
        if any(fnmatch(each, pattern) for pattern in service.files for each in there):
            return service.name
    return None


def _names_in(place: Path) -> frozenset[str]:
    """Return what lies in a folder; of ``.sync`` also what lies in that."""
    names = set[str]()
    with suppress(OSError):
        for path in place.iterdir():
            name = path.name.casefold()
            if name.startswith(_STARTS) or name.endswith(_ENDINGS):
                names.add(name)
        # In the home folder, Dropbox keeps its own state in a folder of that name.
        if _STATE in names and (place / _STATE).is_dir():
            names.discard(_STATE)
        if ".sync" in names:
            names |= {f".sync/{path.name.casefold()}" for path in (place / ".sync").iterdir()}
    return frozenset(names)


_STATE = ".dropbox"
_STARTS = (".", "seafile-ignore.txt")
_ENDINGS = (".bts", ".!sync")


def _told_folders(home: Path, environment: Mapping[str, str]) -> Iterator[tuple[str, Path]]:
    """Yield the folders that the programs themselves name."""
    for service in _SERVICES:
        for variable in service.variables:
            if environment.get(variable):
                yield service.name, Path(environment[variable])
    folders = [environment.get(variable) for variable in ("APPDATA", "LOCALAPPDATA")]
    settings = [Path(folder) / "Dropbox" / "info.json" for folder in folders if folder]
    for file in (home / ".dropbox" / "info.json", *settings):
        yield from (("Dropbox", path) for path in _dropbox_paths(file))
    for value in _values(home / ".config" / "onedrive" / "config", "sync_dir"):
        yield "OneDrive", home / value.strip("\"'").removeprefix("~/")
    for product in ("Nextcloud", "ownCloud"):
        file = home / ".config" / product / f"{product.lower()}.cfg"
        yield from ((product, Path(value)) for value in _values(file, "localPath"))


def _dropbox_paths(file: Path) -> list[Path]:
    try:
        accounts = json.loads(file.read_text(encoding="utf-8"))
        return [Path(account["path"]) for account in accounts.values()]
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return []


def _values(file: Path, name: str) -> list[str]:
    """Return the values of lines like ``name = value``, whatever stands before the name."""
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except (OSError, ValueError):
        return []
    pairs = (line.partition("=") for line in lines)
    return [value.strip() for key, _, value in pairs if key.strip().endswith(name)]


def _is_same(one: Path, other: Path) -> bool:
    try:
        return one == other or one.samefile(other)
    except OSError:
        return False
