"""The licences of the program and of what it is made of, as they are installed on this computer."""

import re
from collections.abc import Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from typing import NamedTuple

from skintrack.resources import asset, assets_folder

_OURS = "skintrack"
_NAME = re.compile(r"[A-Za-z0-9._-]+")
_LONGEST_NAME = 60
_BETWEEN = f"\n\n{'-' * 72}\n\n"
# Their wheels bring no text of it.
_QT = ("pyside6_essentials", "shiboken6")


class Part(NamedTuple):
    """A library that is installed with the program, and its licence in a few words."""

    name: str
    version: str
    licence: str


def own_text(name: str) -> str:
    """Return ``LICENSE`` or ``NOTICE``: beside the package in a checkout, else as installed."""
    path = assets_folder().parent / name
    if path.is_file():
        return path.read_text(encoding="utf-8")
    return distribution(_OURS).read_text(f"licenses/{name}") or ""


def model_text() -> str:
    """Return the licence of the face models."""
    return asset("models/Apache-2.0.txt").read_text(encoding="utf-8")


def typeface_text() -> str:
    """Return the licence of the typeface."""
    return asset("fonts/OFL.txt").read_text(encoding="utf-8")


def libraries() -> tuple[Part, ...]:
    """Return every library that the program needs and that is here, by name."""
    found: dict[str, Part] = {}
    waiting = list(_needs(_distribution(_OURS)))
    while waiting:
        name = waiting.pop()
        installed = _distribution(name)
        if installed is None or name in found:
            continue
        found[name] = Part(installed.metadata["Name"], installed.version, _licence(installed))
        waiting += _needs(installed)
    return tuple(sorted(found.values(), key=lambda part: part.name.lower()))


def library_text(name: str) -> str:
    """Return the licence texts that a library was installed with."""
    if _plain(name) in _QT:
        return _BETWEEN.join(
            asset(f"licences/{each}.txt").read_text(encoding="utf-8")
            for each in ("LGPL-3.0", "GPL-3.0")
        )
    installed = distribution(name)
    files = installed.metadata.get_all("License-File") or []
    texts = [installed.read_text(f"licenses/{file}") or installed.read_text(file) for file in files]
    read = [text.strip() for text in texts if text]
    return _BETWEEN.join(read) or _field(installed, "License")


def _distribution(name: str) -> Distribution | None:
    try:
        return distribution(name)
    except PackageNotFoundError:
        return None


def _needs(installed: Distribution | None) -> Iterator[str]:
    """Yield what a library needs; what is only for its own makers has a mark."""
    for wanted in (installed.requires or ()) if installed is not None else ():
        match = _NAME.match(wanted)
        if match is not None and "extra ==" not in wanted:
            yield _plain(match.group())


def _field(installed: Distribution, name: str) -> str:
    """Return a field of what a library says of itself; nothing where it does not say."""
    metadata = installed.metadata
    return str(metadata[name]).strip() if name in metadata else ""


def _plain(name: str) -> str:
    """Return a name as every spelling of it is compared."""
    return re.sub(r"[-_.]+", "_", name).lower()


def _licence(installed: Distribution) -> str:
    """Return how a library calls its licence; nothing where it has only the text."""
    said = _field(installed, "License-Expression") or _field(installed, "License")
    if said and "\n" not in said and len(said) <= _LONGEST_NAME:
        return said
    for line in installed.metadata.get_all("Classifier") or []:
        if line.startswith("License :: OSI Approved :: "):
            return str(line).rpartition(" :: ")[2]
    return ""
