"""Results are taken once, and again only where something that matters has changed."""

from dataclasses import replace

import pytest

from validation import kept
from validation.kept import KeptResults, version_of_code
from validation.photo_source import PhotoMaker
from validation.runs import Workers
from validation.shots import PHOTOS


@pytest.fixture
def results(tmp_path):
    return KeptResults(tmp_path / "kept")


def test_what_was_kept_is_found_by_another_run(results, tmp_path):
    assert results.find(abs, (-3,)) == []
    results.keep(abs, (-3,), 3)
    again = KeptResults(tmp_path / "kept")
    assert again.find(abs, (-3,)) == [3]
    assert again.find(abs, (-4,)) == []
    assert again.find(round, (-3,)) == []


def test_nothing_found_is_a_result_too(results):
    results.keep(abs, (1,), None)
    assert results.find(abs, (1,)) == [None]


def test_a_photo_counts_by_its_bytes(results, tmp_path):
    photo = tmp_path / "a.jpg"
    photo.write_bytes(b"one")
    call = PhotoMaker("a", photo), PHOTOS
    results.keep(abs, call, "first")
    assert results.find(abs, call) == ["first"]
    assert results.find(abs, (call[0], replace(PHOTOS, levels=9))) == []
    photo.write_bytes(b"two")
    assert results.find(abs, call) == []


def test_results_of_other_code_are_thrown_away(results, tmp_path, monkeypatch):
    results.keep(abs, (1,), 1)
    monkeypatch.setattr(kept, "version_of_code", lambda: "newer")
    assert KeptResults(tmp_path / "kept").find(abs, (1,)) == []
    assert [path.name for path in (tmp_path / "kept").iterdir()] == ["newer"]


def test_the_version_follows_what_measures_and_not_what_judges(monkeypatch, tmp_path):
    for name in ("validation/shots.py", "skintrack/analysis/noise.py", "skintrack/analysis/a.py"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("")
    monkeypatch.setattr(kept, "ROOT", tmp_path)
    before = version_of_code()
    (tmp_path / "skintrack/analysis/noise.py").write_text("more = 1")
    assert version_of_code() == before
    (tmp_path / "skintrack/analysis/a.py").write_text("more = 1")
    assert version_of_code() != before


def test_only_what_is_missing_is_worked_out(results):
    results.keep(abs, (-1,), "kept")
    with Workers(1, results) as workers:
        assert workers.each("test", abs, [(-1,), (-2,)]) == ["kept", 2]
    assert results.find(abs, (-2,)) == [2]
