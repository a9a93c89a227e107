"""A backup each week: when it is due, which old ones go, and which never do."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest

from skintrack.errors import InputError
from skintrack.library import Library, archive
from skintrack.library.records import now
from skintrack.model.backup import FoundBackup, to_thin_out
from skintrack.workflows import backup_library, restore_library, weekly_backup
from tests.helpers.libraries import add_photo, files_of

TODAY = date(2026, 11, 21)


def found(*days_ago: int) -> tuple[FoundBackup, ...]:
    noon = datetime(2026, 11, 21, 12, tzinfo=UTC)
    return tuple(
        FoundBackup(Path(f"{number:04d}"), noon - timedelta(days=number)) for number in days_ago
    )


def kept(backups: tuple[FoundBackup, ...]) -> list[int]:
    gone = set(to_thin_out(backups, TODAY))
    return [int(each.path.name) for each in backups if each not in gone]


def test_two_weeks_are_kept_and_then_one_of_each_month() -> None:
    backups = found(*range(0, 371, 7))
    left = kept(backups)
    assert left[:3] == [0, 7, 14]
    months = [
        (backups[number // 7].made_at.year, backups[number // 7].made_at.month) for number in left
    ]
    assert months[3:] == sorted(set(months[3:]), reverse=True)
    assert len(left) == 3 + 12
    # What is left is not thinned further.
    assert kept(tuple(each for each in backups if int(each.path.name) in left)) == left


def test_the_newest_is_kept_however_old_and_what_is_from_the_future() -> None:
    assert kept(found(900)) == [900]
    assert kept(found(900, 901, 902)) == [900, 901]
    assert kept(found(-400, -3, 5)) == [-400, -3, 5]
    assert kept(()) == []


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "disk"
    made.mkdir()
    return made


@pytest.fixture
def library(tmp_path: Path, folder: Path) -> Iterator[Library]:
    with Library.create(tmp_path / "library", "Scars") as made:
        add_photo(made, b"photo" * 100)
        weekly_backup.choose_folder(made, folder)
        yield made


def at(days: int) -> datetime:
    return now() + timedelta(days=days)


def run_for(library: Library, monkeypatch: pytest.MonkeyPatch, days: range) -> None:
    for day in days:
        moment = at(day)
        for module in ("skintrack.library.backup", "skintrack.library.backups"):
            monkeypatch.setattr(f"{module}.now", partial(_same, moment))
        weekly_backup.run(library, at=moment)


def _same(moment: datetime) -> datetime:
    return moment


def test_a_year_of_weeks(
    library: Library, folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    run_for(library, monkeypatch, range(365))
    names = sorted(path.name for path in folder.iterdir())
    assert 13 <= len(names) <= 17
    assert all(library.backups.library_id[:8] in name for name in names)
    remembered = {made.place.name for made in library.backups.all()}
    assert remembered == set(names)
    last = library.backups.last()
    assert last is not None
    assert last.place == folder / names[-1]
    assert restore_library.run(folder / names[0], tmp_path / "again").photos == 1


def test_only_what_proves_to_be_ours_is_removed(
    library: Library, folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    ours = f"{library.backups.library_id[:8]}.skintrack"
    other_file = tmp_path / "other.skintrack"
    with Library.create(tmp_path / "other", "Other") as other:
        add_photo(other, b"other")
        other.write_backup(other_file, is_weekly=True)
    strangers = {
        # Of another library, with our name on it.
        f"SkinTrack weekly 2020-01-01 {ours}": other_file.read_bytes(),
        # Ours by name only, or cut off.
        f"SkinTrack weekly 2020-01-08 {ours}": b"my diary",
        f"SkinTrack weekly 2020-01-15 {ours}": other_file.read_bytes()[:-1],
        "holiday.jpg": b"holiday",
    }
    for name, content in strangers.items():
        (folder / name).write_bytes(content)
    # Made by hand, into the same folder.
    backup_library.run(library, folder / f"SkinTrack weekly 2020-02-01 {ours}")
    by_hand = (folder / f"SkinTrack weekly 2020-02-01 {ours}").read_bytes()
    target = tmp_path / "elsewhere.skintrack"
    library.write_backup(target, is_weekly=True)
    (folder / f"SkinTrack weekly 2020-03-01 {ours}").symlink_to(target)
    run_for(library, monkeypatch, range(7, 200))
    left = files_of(folder)
    for name, content in strangers.items():
        assert left[name] == content
    assert left[f"SkinTrack weekly 2020-02-01 {ours}"] == by_hand
    assert target.is_file()
    assert (folder / f"SkinTrack weekly 2020-03-01 {ours}").is_symlink()


def test_nothing_goes_while_photos_are_damaged(
    library: Library, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run_for(library, monkeypatch, range(0, 8, 7))
    before = files_of(folder)
    assert len(before) == 2
    (photo,) = library.photos.all()
    (library.folder / photo.file_name).unlink()
    run_for(library, monkeypatch, range(60, 75, 7))
    after = files_of(folder)
    assert before.items() <= after.items()
    assert len(after) == 5


def test_a_folder_that_is_not_there_and_one_in_the_library(
    library: Library, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(InputError) as caught:
        weekly_backup.choose_folder(library, library.folder / "originals")
    assert caught.value.code == "inside_library"
    folder.rmdir()
    with pytest.raises(InputError) as caught:
        weekly_backup.run(library)
    assert caught.value.code == "missing"
    assert not folder.exists()
    weekly_backup.choose_folder(library, None)
    assert weekly_backup.run(library) is None


def test_what_a_backup_says_of_itself_is_no_secret(tmp_path: Path) -> None:
    """A picture that somebody has must not be found by its hash in an encrypted backup."""
    data = b"photo" * 100
    with Library.create(tmp_path / "library", "Secret course", None, "seven calm words") as made:
        photo = add_photo(made, data)
        path = made.folder / photo.file_name
        path.write_bytes(path.read_bytes()[:-1])
        file = made.write_backup(tmp_path / "b").path
    content = file.read_bytes()
    for secret in (photo.id, photo.sha256, "Secret course", "IMG_0001"):
        assert secret.encode() not in content
    assert archive.glance(file).damaged == frozenset({photo.file_name})
