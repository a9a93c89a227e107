import hashlib
import json
import os
import stat
import zipfile
from datetime import date

import pytest

from skintrack.errors import CancelledError, EnvironmentalError
from skintrack.library import Library
from skintrack.library.archive import SEAL_PREFIX
from skintrack.workflows import backup_library, restore_library, verify_library
from tests.helpers.libraries import add_front, add_photo, files_of, no_steps
from tests.helpers.sealed import PASSPHRASE, plain_only, seal_all_libraries

MARCH = "2026-03-01T10:22:00+01:00"


@pytest.fixture(params=["plain", "sealed"])
def form(request, monkeypatch):
    """Run a test twice: with a plain library, then with an encrypted one."""
    if request.param == "sealed":
        seal_all_libraries(monkeypatch)
        restore = restore_library.run

        def restore_sealed(file, folder, **choices):
            return restore(file, folder, **{"credential": PASSPHRASE} | choices)

        monkeypatch.setattr(restore_library, "run", restore_sealed)
    return request.param


@pytest.fixture
def library(form, tmp_path):
    with Library.create(tmp_path / "library", "Acne scars", "acne_scars") as made:
        add_front(made, b"first" * 100, MARCH)
        add_photo(made, b"second" * 100)
        binned = add_photo(made, b"third" * 100, taken=MARCH)
        made.photos.move_to_bin(binned.id)
        made.sessions.add(made.courses.all()[0].id, date(2026, 3, 1), depth_mm=1.5)
        yield made


@pytest.fixture
def backup(library, tmp_path):
    return backup_library.run(library, tmp_path / "backup.zip").path


def code_of(action):
    with pytest.raises(EnvironmentalError) as caught:
        action()
    return caught.value.code


def refused(backup, folder, code="backup_damaged"):
    """Check that a backup is refused and nothing is left, in the folder or around it."""
    around = set(folder.parent.iterdir())
    assert code_of(lambda: restore_library.run(backup, folder)) == code
    assert set(folder.parent.iterdir()) == around


def sealed(path, parts):
    """Write a backup with any content and the right seal, as an attacker can."""
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in parts:
            archive.writestr(name, data)
        archive.comment = SEAL_PREFIX + b"0" * 64
    data = path.read_bytes()[:-64]
    path.write_bytes(data + hashlib.sha256(data).hexdigest().encode())
    return path


def parts_of(backup):
    with zipfile.ZipFile(backup) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def with_manifest(parts, **changes):
    """Return parts with a manifest that fits them."""
    files = {
        name: {"size": len(data), "sha256": hashlib.sha256(data).hexdigest()}
        for name, data in parts.items()
        if name != "manifest.json"
    }
    manifest = json.loads(parts["manifest.json"]) | {"files": files} | changes
    content = [(name, data) for name, data in parts.items() if name != "manifest.json"]
    return [*content, ("manifest.json", json.dumps(manifest).encode())]


def test_everything_comes_back(library, backup, tmp_path):
    result = restore_library.run(backup, tmp_path / "again")
    assert result.photos == 3
    with Library.open(tmp_path / "again") as again:
        assert again.courses.all() == library.courses.all()
        course = again.courses.all()[0].id
        assert again.sessions.of_course(course) == library.sessions.of_course(course)
        assert again.photos.all() == library.photos.all()
        assert again.photos.in_bin() == library.photos.in_bin()
        for photo in again.photos.all():
            assert again.photos.read_original(photo) == library.photos.read_original(photo)
            assert again.photos.preview(photo, 256) == library.photos.preview(photo, 256)
        assert verify_library.run(again).is_ok
        paths = [again.folder, *again.folder.rglob("*")]
        for path in paths:
            mode = stat.S_IMODE(path.stat().st_mode)
            assert mode == (0o700 if path.is_dir() else 0o600), path
    kept = ("originals/", "previews/")
    before = {k: v for k, v in files_of(library.folder).items() if k.startswith(kept)}
    after = {k: v for k, v in files_of(tmp_path / "again").items() if k.startswith(kept)}
    assert before == after


def test_backup_is_private_and_alone(library, backup, tmp_path):
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600
    assert sorted(path.name for path in tmp_path.iterdir()) == ["backup.zip", "library"]
    assert not list((library.folder / "incoming").iterdir())
    with zipfile.ZipFile(backup) as archive:
        assert archive.testzip() is None


def test_an_earlier_backup_is_replaced_and_nothing_else_is(library, backup, tmp_path):
    before = backup.read_bytes()
    add_photo(library, b"fourth")
    result = backup_library.run(library, backup)
    assert (result.photos, result.errors) == (4, ())
    assert backup.read_bytes() != before
    diary = tmp_path / "diary.txt"
    diary.write_text("mine")
    assert code_of(lambda: backup_library.run(library, diary)) == "exists"
    assert code_of(lambda: backup_library.run(library, tmp_path)) == "exists"
    assert diary.read_text() == "mine"
    inside = library.folder / "backup.zip"
    assert code_of(lambda: backup_library.run(library, inside)) == "inside_library"
    Library.create(tmp_path / "other library", "Course").close()
    inside_other = tmp_path / "other library" / "originals" / "backup.zip"
    assert code_of(lambda: backup_library.run(library, inside_other)) == "inside_library"
    assert code_of(lambda: backup_library.run(library, tmp_path / "no" / "b.zip")) == "missing"


def test_any_changed_byte_is_refused(backup, tmp_path):
    whole = backup.read_bytes()
    broken = tmp_path / "broken.zip"
    steps = [*range(0, len(whole), max(1, len(whole) // 150)), *range(len(whole) - 90, len(whole))]
    for place in steps:
        broken.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        with pytest.raises(EnvironmentalError) as caught:
            restore_library.run(broken, tmp_path / "again")
        assert caught.value.code in {"backup_damaged", "not_a_backup"}
        assert "broken.zip" in caught.value.message
        assert not (tmp_path / "again").exists()


def test_cut_off_backup_is_refused(backup, tmp_path):
    whole = backup.read_bytes()
    for tenth in range(10):
        backup.write_bytes(whole[: len(whole) * tenth // 10])
        with pytest.raises(EnvironmentalError):
            restore_library.run(backup, tmp_path / "again")
    assert not (tmp_path / "again").exists()


def test_other_files_are_refused(tmp_path):
    text = tmp_path / "text.zip"
    text.write_bytes(b"no archive")
    refused(text, tmp_path / "again", "not_a_backup")
    assert code_of(lambda: restore_library.run(tmp_path / "none.zip", tmp_path / "a")) == "missing"


def test_folder_in_use_is_refused(library, backup, tmp_path):
    assert code_of(lambda: restore_library.run(backup, library.folder)) == "exists"
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "a.txt").touch()
    assert code_of(lambda: restore_library.run(backup, tmp_path / "full")) == "not_empty"
    (tmp_path / "empty").mkdir()
    restore_library.run(backup, tmp_path / "empty")


EVIL_NAMES = [
    "../evil.jpg",
    "originals/../../evil.jpg",
    "/evil.jpg",
    "originals/2026/../../../evil.jpg",
    "C:\\evil.jpg",
    "originals\\..\\..\\evil.jpg",
    "originals/2026/a.jpg/",
    "library.lock",
    "skintrack.db-wal",
    "originals/2026/evil\0.jpg",
    "previews/256/../../evil.jpg",
    "originals/2026/.hidden",
    "skintrack.keys.new",
    "skintrack.keys/a.jpg",
    "./skintrack.keys",
    "originals/ab/../../../evil.jpg",
    f"originals/ab/{'0' * 31}/",
    f"originals/ab/{'0' * 33}",
    f"originals/AB/{'A' * 32}",
    f"originals/ab/cd/{'0' * 32}",
    f"previews/512/{'0' * 32}",
    f"../previews/256/{'0' * 32}",
]


@pytest.mark.parametrize("name", EVIL_NAMES)
def test_names_that_lead_elsewhere_are_refused(backup, tmp_path, name):
    parts = parts_of(backup) | {name: b"evil"}
    (tmp_path / "deep").mkdir()
    refused(sealed(tmp_path / "evil.zip", with_manifest(parts)), tmp_path / "deep" / "again")
    assert not list(tmp_path.rglob("evil.jpg"))


@pytest.mark.parametrize("name", ["originals/2026/link.jpg", f"originals/ab/{'0' * 32}"])
def test_links_are_refused(backup, tmp_path, name):
    link = zipfile.ZipInfo(name)
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    content = with_manifest(parts_of(backup) | {name: b"/etc/passwd"})
    content = [(link if part == name else part, data) for part, data in content]
    refused(sealed(tmp_path / "evil.zip", content), tmp_path / "again")


def test_bombs_are_refused(backup, tmp_path):
    name = "originals/2026/bomb.jpg"
    bomb = zipfile.ZipInfo(name)
    bomb.compress_type = zipfile.ZIP_DEFLATED
    content = with_manifest(parts_of(backup) | {name: bytes(5_000_000)})
    content = [(bomb if part == name else part, data) for part, data in content]
    refused(sealed(tmp_path / "evil.zip", content), tmp_path / "again")


def test_entries_that_share_their_bytes_are_refused(backup, tmp_path):
    parts = parts_of(backup) | {"originals/2026/large.jpg": bytes(500_000)}
    evil = sealed(tmp_path / "evil.zip", with_manifest(parts))
    restore_library.run(evil, tmp_path / "harmless")
    for number in range(9):
        parts[f"originals/2026/large{number}.jpg"] = bytes(500_000)
    refused(shared(sealed(tmp_path / "evil.zip", with_manifest(parts))), tmp_path / "again")


def shared(path):
    """Let every large entry of an archive stand at the place of the first."""
    with zipfile.ZipFile(path) as archive:
        names = archive.namelist()
        kept = {name: archive.read(name) for name in names if "large" not in name}
        large = [name for name in names if "large" in name]
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in kept.items():
            archive.writestr(name, data)
        archive.writestr(large[0], bytes(500_000))
        for name in large[1:]:
            info = zipfile.ZipInfo(name)
            first = archive.getinfo(large[0])
            info.header_offset, info.file_size = first.header_offset, first.file_size
            info.compress_size, info.CRC = first.compress_size, first.CRC
            archive.filelist.append(info)
            archive.NameToInfo[name] = info
        archive.comment = SEAL_PREFIX + b"0" * 64
    data = path.read_bytes()[:-64]
    path.write_bytes(data + hashlib.sha256(data).hexdigest().encode())
    return path


def test_manifests_that_do_not_fit_are_refused(backup, tmp_path):
    parts, again = parts_of(backup), tmp_path / "again"
    original = next(name for name in parts if name.startswith("originals/"))
    without = {name: data for name, data in parts.items() if name != original}
    cases = [
        [*parts.items()][:-1],  # no manifest
        [*without.items()],  # a file too few
        [*parts.items(), ("originals/2026/extra_file.jpg", b"extra")],
        with_manifest(parts, photos=2),
        with_manifest(parts, photos="many"),
        with_manifest(parts, files=[]),
        with_manifest({n: d for n, d in parts.items() if n != "skintrack.db"}),
        with_manifest(parts | {"skintrack.db": b"no database at all"}),
        [*without.items(), (original, b"another photo")],
        [*without.items(), (original, parts[original].upper())],  # of the same size
        [*parts.items(), *list(parts.items())[:1]],  # a name twice
    ]
    for number, case in enumerate(cases):
        if number == len(cases) - 1:
            with pytest.warns(UserWarning, match="Duplicate"):
                evil = sealed(tmp_path / f"{number}.zip", list(case))
        else:
            evil = sealed(tmp_path / f"{number}.zip", list(case))
        refused(evil, again)


def test_newer_backup_is_refused(backup, tmp_path):
    newer = sealed(tmp_path / "newer.zip", with_manifest(parts_of(backup), version=3))
    refused(newer, tmp_path / "again", "newer")


def test_damaged_photos_are_named_and_the_rest_is_saved(library, tmp_path):
    front, undated = library.photos.all()
    library.photos.original_path(front).unlink()
    library.photos.original_path(undated).write_bytes(b"changed since")
    result = backup_library.run(library, tmp_path / "backup.zip")
    assert {error.code for error in result.errors} == {"missing", "changed"}
    restore_library.run(tmp_path / "backup.zip", tmp_path / "again")
    with Library.open(tmp_path / "again") as again:
        problems = verify_library.run(again).problems
        assert {(p.photo, p.code) for p in problems} == {
            (front.id, "missing"),
            (undated.id, "changed"),
        }


def test_stopping_leaves_nothing(library, tmp_path):
    steps = no_steps()
    with pytest.raises(CancelledError):
        backup_library.run(
            library, tmp_path / "b.zip", progress=steps.append, cancelled=lambda: len(steps) > 1
        )
    assert [path.name for path in tmp_path.iterdir()] == ["library"]
    backup_library.run(library, tmp_path / "b.zip")
    steps.clear()
    with pytest.raises(CancelledError):
        restore_library.run(
            tmp_path / "b.zip",
            tmp_path / "again",
            progress=steps.append,
            cancelled=lambda: len(steps) > 2,
        )
    assert not (tmp_path / "again").exists()
    (tmp_path / "again").mkdir()
    steps.clear()
    with pytest.raises(CancelledError):
        restore_library.run(
            tmp_path / "b.zip",
            tmp_path / "again",
            progress=steps.append,
            cancelled=lambda: len(steps) > 2,
        )
    restore_library.run(tmp_path / "b.zip", tmp_path / "again")


def test_a_backup_that_lacks_a_photo_is_refused(library, backup, tmp_path):
    # As an attacker can make one, or a faulty program: the manifest fits what is left.
    parts = parts_of(backup)
    photos = [name for name in parts if name.startswith("originals/")]
    for number, name in enumerate(photos):
        left = {each: data for each, data in parts.items() if each != name}
        refused(sealed(tmp_path / f"{number}.zip", with_manifest(left)), tmp_path / "again")
        swapped = parts | {name: parts[photos[number - 1]]}
        refused(sealed(tmp_path / f"s{number}.zip", with_manifest(swapped)), tmp_path / "again")
    front = library.photos.all()[0]
    left = {each: data for each, data in parts.items() if each != front.file_name}
    known = sealed(tmp_path / "known.zip", with_manifest(left, damaged=[front.file_name]))
    [error] = restore_library.run(known, tmp_path / "again").errors
    assert (error.file, error.code) == (front.original_name, "missing")


@plain_only
def test_a_backup_of_an_early_version_restores_though_it_lists_no_damage(backup, tmp_path):
    parts = parts_of(backup)
    manifest = json.loads(parts["manifest.json"])
    assert manifest["version"] == 1  # an earlier program reads it
    del manifest["damaged"]
    parts["manifest.json"] = json.dumps(manifest).encode()
    assert (
        restore_library.run(sealed(tmp_path / "old.zip", parts.items()), tmp_path / "a").photos == 3
    )


@pytest.mark.slow
@plain_only
def test_many_bytes_need_little_memory(form, tmp_path):
    """Files are copied in pieces: a backup may be larger than the memory."""
    import tracemalloc

    with Library.create(tmp_path / "library", "Course") as library:
        for number in range(3):
            add_photo(library, os.urandom(30_000_000) + bytes([number]), taken=MARCH)
        tracemalloc.start()
        backup_library.run(library, tmp_path / "b.zip")
        restore_library.run(tmp_path / "b.zip", tmp_path / "again")
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    assert peak < 12_000_000
