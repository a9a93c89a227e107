"""Backup, rehearsal, repair, export and its import from the command line."""

import json
import stat
from pathlib import Path

import pytest

from skintrack.library import Library
from tests.helpers import photo_makers
from tests.helpers.libraries import files_of

pytestmark = pytest.mark.slow

WORDS = "seven calm words in a row"


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    file = tmp_path / "passphrase.txt"
    file.write_text(WORDS, encoding="utf-8")
    return file


@pytest.fixture(params=["plain", "encrypted"])
def filled(request: pytest.FixtureRequest, run, secret: Path, tmp_path: Path) -> tuple[str, ...]:
    """Return the arguments that open a library with two photos."""
    opens: tuple[str | Path, ...] = ("--library", tmp_path / "lib")
    if request.param == "encrypted":
        opens = (*opens, "--passphrase-file", secret)
    assert run("init", *opens, "--course", "Scars").code == 0
    for number, day in enumerate(("2026-03-01", "2026-05-01")):
        photo = photo_makers.save_photo(tmp_path / f"{number}.jpg", 60 + 100 * number)
        assert run("import", photo, *opens, "--view", "front", "--captured-at", day).code == 0
    return tuple(map(str, opens))


def test_a_backup_is_rehearsed_and_mends_what_is_damaged(run, filled, tmp_path):
    file = tmp_path / "b.skintrack"
    assert run("backup", *filled, "--output", file).code == 0
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    opens = filled[2:]
    before = files_of(tmp_path)
    result = run("rehearse", file, *opens, "--json")
    assert (result.code, result.document["ok"], result.document["whole"]) == (0, True, 2)
    assert result.document["is_encrypted"] == bool(opens)
    assert files_of(tmp_path) == before
    assert "2 of 2 photos" in run("rehearse", file, *opens).out
    first, second = sorted((tmp_path / "lib" / "originals").rglob("*.*")) or sorted(
        path for path in (tmp_path / "lib" / "originals").rglob("*") if path.is_file()
    )
    whole = files_of(tmp_path / "lib" / "originals")
    first.unlink()
    second.write_bytes(second.read_bytes()[:-1] + b"!")
    assert run("verify", *filled, "--json").document["ok"] is False
    result = run("repair", file, *filled, "--json")
    assert (result.code, len(result.document["mended"])) == (0, 2)
    assert run("verify", *filled, "--json").document["ok"] is True
    if not opens:
        assert files_of(tmp_path / "lib" / "originals") == whole
    assert "No photo is damaged" in run("repair", file, *filled).out


def test_a_damaged_library_does_not_overwrite_a_better_backup(run, filled, tmp_path):
    file = tmp_path / "b.skintrack"
    assert run("backup", *filled, "--output", file).code == 0
    better = file.read_bytes()
    next(p for p in (tmp_path / "lib" / "originals").rglob("*") if p.is_file()).unlink()
    result = run("backup", *filled, "--output", file)
    assert (result.code, "another name" in result.err) == (1, True)
    assert file.read_bytes() == better
    other = run("backup", *filled, "--output", tmp_path / "c.skintrack")
    assert (other.code, "missing" in other.err) == (1, True)
    poorer = run("rehearse", tmp_path / "c.skintrack", *filled[2:], "--json")
    assert (poorer.code, poorer.document["ok"], poorer.document["whole"]) == (1, False, 1)
    assert run("repair", tmp_path / "c.skintrack", *filled).code == 1


def test_rehearsal_refuses_in_words(run, filled, tmp_path, secret):
    file = tmp_path / "b.skintrack"
    run("backup", *filled, "--output", file)
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 1
    file.write_bytes(data)
    result = run("rehearse", file, *filled[2:], "--json")
    assert (result.code, result.document["errors"][0]["code"]) == (1, "backup_damaged")
    assert run("rehearse", tmp_path / "none", "--json").document["errors"][0]["code"] == "missing"
    if filled[2:]:
        run("backup", *filled, "--output", tmp_path / "c")
        secret.write_text("another passphrase", encoding="utf-8")
        result = run("rehearse", tmp_path / "c", *filled[2:], "--json")
        assert result.document["errors"][0]["code"] == "wrong_passphrase"


def test_an_export_is_imported_into_a_new_library_and_an_old_one(run, filled, tmp_path, secret):
    out = tmp_path / "out"
    result = run("export", *filled, "--output", out, "--originals")
    assert result.code == 0
    assert ("not encrypted" in result.err) == bool(filled[2:])
    for path in (out, *out.rglob("*")):
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600)
    new = ("--library", tmp_path / "new", "--passphrase-file", secret)
    result = run("import-export", out, *new, "--json")
    assert (result.code, result.document["added"]) == (0, 2)
    assert len(result.document["recovery_key"]) > 40
    assert run("import-export", out, *new, "--json").document["known"] == 2
    assert Library.is_locked(tmp_path / "new")
    plain = ("--library", tmp_path / "plain")
    assert "2 photos added" in run("import-export", out, *plain).out
    with Library.open(tmp_path / "plain") as library:
        assert [course.name for course in library.courses.all()] == ["Scars"]


def test_an_import_that_is_refused_leaves_no_library(run, tmp_path):
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "library.json").write_text(json.dumps({"format": "other"}))
    result = run("import-export", tmp_path / "out", "--library", tmp_path / "new", "--json")
    assert (result.code, result.document["errors"][0]["code"]) == (1, "not_an_export")
    assert not (tmp_path / "new").exists()
    assert run("import-export", tmp_path / "none", "--library", tmp_path / "new").code == 1
