"""Trials of faults that no system call stands for: some of each with every run of the tests."""

import os

import pytest

from torture.damage import try_damaged_backup, try_damaged_database, try_damaged_photos
from torture.leaks import readable_in
from torture.other_user import try_other_user
from torture.samples import sample_photos
from torture.trials import TRIALS


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "every"),
    [
        ("at-once", 25),
        ("stale-lock", 5),
        ("other-user", 1),
        ("clock", 41),
        ("blobs", 10),
        ("small-disk", 10),
        ("damaged-photos", 7),
        ("damaged-database", 3),
        ("damaged-backup", 40),
    ],
)
def test_nothing_is_lost(tmp_path, name, every):
    tried = TRIALS[name].run(tmp_path, every)
    assert tried.failures == ()
    assert tried.count or tried.obstacle


def test_a_photo_whose_damage_is_overlooked_is_counted(tmp_path, monkeypatch):
    from skintrack.library.inspection import Inspection

    monkeypatch.setattr(Inspection, "check_photo", lambda *_: None)
    assert len(try_damaged_photos(tmp_path, 50).failures) > 1


def test_a_database_whose_damage_is_overlooked_is_counted(tmp_path, monkeypatch):
    monkeypatch.setattr("torture.damage._verified", lambda _: True)
    monkeypatch.setattr("torture.damage._kept", _Counting())
    assert try_damaged_database(tmp_path, 20).failures


class _Counting:
    """Something that never tells the same twice."""

    def __init__(self):
        self.count = 0

    def __call__(self, _place):
        self.count += 1
        return self.count


def test_a_backup_that_restores_in_spite_of_damage_is_counted(tmp_path, monkeypatch):
    monkeypatch.setattr("skintrack.workflows.restore_library.run", lambda *_: None)
    assert try_damaged_backup(tmp_path, 20).failures


@pytest.mark.skipif(os.name == "nt" or os.geteuid() != 0, reason="only root can be another user")
def test_a_library_that_others_can_read_is_counted(tmp_path, monkeypatch):
    monkeypatch.setattr("torture.other_user.make_library", _make_open_library)
    assert try_other_user(tmp_path, 1).failures


def _make_open_library(place):
    from torture.job import library_of

    library_of(place).mkdir(mode=0o755)
    (library_of(place) / "photo.jpg").write_bytes(b"open to all")


def test_what_an_encrypted_library_shows_is_counted(tmp_path):
    (tmp_path / "originals").mkdir()
    photo = next(iter(sample_photos().values()))
    (tmp_path / "originals" / "0a").write_bytes(b"\0" * 50 + photo[len(photo) // 2 :])
    (tmp_path / "skintrack.db").write_bytes(b"SQLite format 3\0")
    (tmp_path / "2026.jpg").write_bytes(b"")
    (tmp_path / "sealed").write_bytes(bytes(range(256)))
    assert list(readable_in(tmp_path)) == [
        "the name 2026.jpg tells something",
        "originals/0a holds a piece of a photo",
        "skintrack.db can be read",
    ]
