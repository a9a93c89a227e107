"""Backups made to do harm: all are refused in words, at once, and write nothing anywhere."""

import hashlib
import json
import resource
import stat
import struct
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from skintrack.errors import EnvironmentalError
from skintrack.library import Library
from skintrack.library.archive import SEAL_PREFIX
from skintrack.workflows import backup_library, rehearse_backup, repair_library, restore_library
from tests.helpers.libraries import add_photo, files_of

MARCH = "2026-03-01T10:22:00+01:00"
LONGEST_S = 5.0
MOST_GROWTH_KB = 1_000_000
Parts = dict[str, bytes]
PREVIEW = "previews/256/" + "0" * 16 + ".jpg"


@pytest.fixture
def parts(tmp_path: Path) -> Parts:
    """Return what a whole backup holds."""
    with Library.create(tmp_path / "library", "Scars") as library:
        add_photo(library, b"first" * 100, taken=MARCH)
        file = backup_library.run(library, tmp_path / "whole.skintrack").path
    with zipfile.ZipFile(file) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def fitting(parts: Parts, **changes: Any) -> bytes:
    """Return a manifest that tells the truth about parts."""
    files = {
        name: {"size": len(data), "sha256": hashlib.sha256(data).hexdigest()}
        for name, data in parts.items()
        if name != "manifest.json"
    }
    return json.dumps(json.loads(parts["manifest.json"]) | {"files": files} | changes).encode()


def seal(path: Path, content: bytes) -> Path:
    """Write bytes that end in a ZIP comment, with the right seal in it."""
    body = content[:-64]
    path.write_bytes(body + hashlib.sha256(body).hexdigest().encode())
    return path


Alter = Callable[[zipfile.ZipInfo], None]


def archived(path: Path, parts: Parts, alter: Alter | None = None) -> bytes:
    """Write an archive with a comment as ours; return its bytes."""
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in parts.items():
            info = zipfile.ZipInfo(name)
            if alter is not None:
                alter(info)
            archive.writestr(info, data)
        archive.comment = SEAL_PREFIX + b"0" * 64
    return path.read_bytes()


def refused(file: Path, tmp_path: Path) -> str:
    """Let every way into the program meet a file; return the code that all of them say."""
    (tmp_path / "deep").mkdir(exist_ok=True)
    around = files_of(tmp_path)
    codes = set()
    deep = tmp_path / "deep" / "again"
    for action in (
        lambda: restore_library.run(file, deep),
        lambda: rehearse_backup.run(file),
        lambda: _repair(file, tmp_path),
    ):
        began, before = time.monotonic(), _peak_kb()
        with pytest.raises(EnvironmentalError) as caught:
            action()
        assert time.monotonic() - began < LONGEST_S
        assert _peak_kb() - before < MOST_GROWTH_KB
        assert caught.value.message.endswith(".")
        codes.add(caught.value.code)
    assert not list((tmp_path / "deep").iterdir())
    assert files_of(tmp_path).keys() - around.keys() <= {
        "library/skintrack.db-wal",
        "library/skintrack.db-shm",
    }
    assert codes <= {"backup_damaged", "not_a_backup", "newer", "unreadable", "locked"}
    return min(codes)


def _peak_kb() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def _repair(file: Path, tmp_path: Path) -> None:
    with Library.open(tmp_path / "library") as library:
        for path in (tmp_path / "library" / "originals").rglob("*.jpg"):
            path.unlink()
        repair_library.run(library, file)


NAMES = [
    "../evil.jpg",
    "originals/2026/../../../evil.jpg",
    "/evil.jpg",
    "//server/share/evil.jpg",
    "C:evil.jpg",
    "C:/evil.jpg",
    "\\\\?\\C:\\evil.jpg",
    "originals/2026/CON.jpg",
    "originals/2026/nul.jpg ",
    "originals/NUL/a.jpg",
    "originals/2026/a.jpg:stream",
    "originals/2026/A.JPG",
    "originals/2026/a.jpg.",
    "originals/2026/ä.jpg",
    "originals/2026/a\u202egpj.exe",
    "originals/2026/" + "a" * 300 + ".jpg",
    "originals/2026/a/b.jpg",
    "skintrack.keys",
    "skintrack.db.new",
    "incoming/restoring",
    "library.lock",
    ".",
    "",
    "originals/2026/",
]


@pytest.mark.parametrize("name", NAMES, ids=ascii)
def test_names(parts: Parts, tmp_path: Path, name: str) -> None:
    parts[name] = b"evil"
    parts["manifest.json"] = fitting(parts)
    assert refused(seal(tmp_path / "e", archived(tmp_path / "e", parts)), tmp_path) == (
        "backup_damaged"
    )


@pytest.mark.parametrize("first", ["nul", "con", "aux", "com1", "lpt9", "prn"])
def test_names_of_devices(parts: Parts, tmp_path: Path, first: str) -> None:
    parts[f"originals/2026/{first}.jpg"] = b"evil"
    parts["manifest.json"] = fitting(parts)
    refused(seal(tmp_path / "e", archived(tmp_path / "e", parts)), tmp_path)


@pytest.mark.parametrize(
    "kind", [stat.S_IFLNK, stat.S_IFDIR, stat.S_IFIFO, stat.S_IFCHR, stat.S_IFBLK, stat.S_IFSOCK]
)
def test_entries_that_are_no_files(parts: Parts, tmp_path: Path, kind: int) -> None:
    def alter(info: zipfile.ZipInfo) -> None:
        if info.filename.startswith("originals"):
            info.external_attr = (kind | 0o777) << 16

    refused(seal(tmp_path / "e", archived(tmp_path / "e", parts, alter)), tmp_path)


@pytest.mark.parametrize("method", [zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
@pytest.mark.parametrize("start", ["originals", "skintrack.db", "manifest.json", "previews"])
def test_packed_entries(parts: Parts, tmp_path: Path, method: int, start: str) -> None:
    def alter(info: zipfile.ZipInfo) -> None:
        if info.filename.startswith(start):
            info.compress_type = method

    refused(seal(tmp_path / "e", archived(tmp_path / "e", parts, alter)), tmp_path)


def test_a_bomb_in_a_manifest(parts: Parts, tmp_path: Path) -> None:
    parts["manifest.json"] = bytes(300_000_000)

    def alter(info: zipfile.ZipInfo) -> None:
        info.compress_type = zipfile.ZIP_DEFLATED

    refused(seal(tmp_path / "e", archived(tmp_path / "e", parts, alter)), tmp_path)


def central(content: bytes | bytearray, name: bytes) -> int:
    """Return where the central directory describes a file."""
    place = content.rindex(b"PK\x01\x02", 0, content.rindex(name))
    assert content[place + 46 :].startswith(name)
    return place


@pytest.mark.parametrize("size", [0, 1, 499, 501, 1 << 30, 0xFFFFFFFE])
@pytest.mark.parametrize("field", [20, 24])
def test_declared_sizes_that_lie(parts: Parts, tmp_path: Path, size: int, field: int) -> None:
    name = next(each for each in parts if each.startswith("originals"))
    content = bytearray(archived(tmp_path / "e", parts))
    struct.pack_into("<I", content, central(content, name.encode()) + field, size)
    refused(seal(tmp_path / "e", bytes(content)), tmp_path)


@pytest.mark.parametrize("size", [1 << 40, (1 << 63) - 1, (1 << 64) - 1])
def test_sizes_of_zip64_that_lie(parts: Parts, tmp_path: Path, size: int) -> None:
    name = next(each for each in parts if each.startswith("originals"))

    def alter(info: zipfile.ZipInfo) -> None:
        if info.filename == name:
            info.extra = struct.pack("<HHQQ", 1, 16, size, size)

    with zipfile.ZipFile(tmp_path / "e", "w") as archive:
        for each, data in parts.items():
            info = zipfile.ZipInfo(each)
            with archive.open(info, "w") as target:
                target.write(data)
            alter(info)
        archive.comment = SEAL_PREFIX + b"0" * 64
    content = bytearray((tmp_path / "e").read_bytes())
    place = central(content, name.encode())
    struct.pack_into("<II", content, place + 20, 0xFFFFFFFF, 0xFFFFFFFF)
    refused(seal(tmp_path / "e", bytes(content)), tmp_path)


def test_entries_that_share_their_bytes(parts: Parts, tmp_path: Path) -> None:
    """Many names for the bytes of one entry: each is what the manifest says, all are too much."""
    data = bytes(10_000)
    for number in range(300):
        parts[f"previews/256/{number:016x}.jpg"] = data
    parts["manifest.json"] = fitting(parts)
    content = bytearray(archived(tmp_path / "e", parts))
    first = content.index(b"previews/256/" + b"0" * 16) - 30
    start = content.index(b"PK\x01\x02")
    place = start
    while content[place : place + 4] == b"PK\x01\x02":
        length = struct.unpack_from("<HHH", content, place + 28)
        if content[place + 46 :].startswith(b"previews/256/"):
            struct.pack_into("<I", content, place + 42, first)
        place += 46 + sum(length)
    refused(seal(tmp_path / "e", bytes(content)), tmp_path)


def test_names_twice_and_names_that_differ_in_case(parts: Parts, tmp_path: Path) -> None:
    name = next(each for each in parts if each.startswith("originals"))
    with zipfile.ZipFile(tmp_path / "e", "w") as archive:
        for each, data in parts.items():
            archive.writestr(each, data)
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr(name, b"another")
        archive.comment = SEAL_PREFIX + b"0" * 64
    refused(seal(tmp_path / "e", (tmp_path / "e").read_bytes()), tmp_path)
    parts[name.upper()] = parts[name]
    parts["manifest.json"] = fitting(parts)
    refused(seal(tmp_path / "f", archived(tmp_path / "f", parts)), tmp_path)


def test_more_and_fewer_files_than_the_manifest_says(parts: Parts, tmp_path: Path) -> None:
    more = {**parts, PREVIEW: b"more"}
    refused(seal(tmp_path / "e", archived(tmp_path / "e", more)), tmp_path)
    fewer = {name: data for name, data in parts.items() if not name.startswith("previews/256")}
    refused(seal(tmp_path / "f", archived(tmp_path / "f", fewer)), tmp_path)


@pytest.mark.parametrize("junk", [b"\x7fELF junk", b"#!/bin/sh\nrm -rf ~\n", b"\0" * 100_000])
def test_what_stands_before_the_archive(parts: Parts, tmp_path: Path, junk: bytes) -> None:
    content = archived(tmp_path / "e", parts)
    assert refused(seal(tmp_path / "e", junk + content), tmp_path) == "backup_damaged"


def test_what_stands_between_two_entries(parts: Parts, tmp_path: Path) -> None:
    content = archived(tmp_path / "e", parts)
    place = content.index(b"PK\x01\x02")
    longer = bytearray(content[:place] + b"hidden" * 50 + content[place:])
    end = longer.rindex(b"PK\x05\x06")
    struct.pack_into("<I", longer, end + 16, place + 300)
    refused(seal(tmp_path / "e", bytes(longer)), tmp_path)


@pytest.mark.parametrize(
    "manifest",
    [
        b"",
        b"[]",
        b"[" * 200_000,
        b'{"format": "skintrack-backup", "version": 1' + b", " * 10,
        b'{"a":' * 100_000 + b"1" + b"}" * 100_000,
        b'{"version": ' + b"9" * 5000 + b"}",
        b'{"format": "skintrack-backup", "version": 1, "files": 7}',
    ],
    ids=range(7),
)
def test_manifests_that_make_no_sense(parts: Parts, tmp_path: Path, manifest: bytes) -> None:
    parts["manifest.json"] = manifest
    refused(seal(tmp_path / "e", archived(tmp_path / "e", parts)), tmp_path)


@pytest.mark.parametrize(
    "changes",
    [
        {"photos": 10**9},
        {"photos": -1},
        {"version": -1},
        {"version": 10**30},
        {"created_at": None},
        {"damaged": 7},
        {"files": {"skintrack.db": {"size": -5, "sha256": "x"}}},
    ],
    ids=str,
)
def test_manifests_that_lie(parts: Parts, tmp_path: Path, changes: dict[str, Any]) -> None:
    parts["manifest.json"] = fitting(parts, **changes)
    code = refused(seal(tmp_path / "e", archived(tmp_path / "e", parts)), tmp_path)
    assert code in {"backup_damaged", "newer"}


@pytest.mark.parametrize("content", [b"", b"no database", b"SQLite format 3\0" + bytes(4000)])
def test_databases_that_are_none(parts: Parts, tmp_path: Path, content: bytes) -> None:
    parts["skintrack.db"] = content
    parts["manifest.json"] = fitting(parts)
    assert refused(seal(tmp_path / "e", archived(tmp_path / "e", parts)), tmp_path) == (
        "backup_damaged"
    )


def test_records_that_lead_elsewhere(parts: Parts, tmp_path: Path) -> None:
    """A database may name any file; only those within the backup are looked at."""
    import sqlite3

    path = tmp_path / "evil.db"
    path.write_bytes(parts["skintrack.db"])
    (tmp_path / "secret.jpg").write_bytes(b"secret")
    secret = hashlib.sha256(b"secret").hexdigest()
    connection = sqlite3.connect(path)
    connection.execute("UPDATE photo SET file_name = '../secret.jpg', sha256 = ?", (secret,))
    connection.commit()
    connection.close()
    parts["skintrack.db"] = path.read_bytes()
    path.unlink()
    parts["manifest.json"] = fitting(parts)
    file = seal(tmp_path / "e", archived(tmp_path / "e", parts))
    with pytest.raises(EnvironmentalError):
        restore_library.run(file, tmp_path / "again")
    assert not (tmp_path / "again").exists()
    found = rehearse_backup.run(file)
    assert (found.whole, found.errors[0].code) == (0, "missing")


def test_files_that_are_no_backups(tmp_path: Path, parts: Parts) -> None:
    (tmp_path / "empty").touch()
    (tmp_path / "folder").mkdir()
    (tmp_path / "text").write_bytes(SEAL_PREFIX * 3)
    for name in ("empty", "text"):
        assert refused(tmp_path / name, tmp_path) in {"not_a_backup", "backup_damaged"}
    assert refused(tmp_path / "folder", tmp_path) == "unreadable"
