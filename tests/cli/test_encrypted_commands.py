"""Every command on an encrypted library: what opens it, and what is said where nothing does."""

import os
import shutil
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

from skintrack.__main__ import main
from skintrack.library import Library
from skintrack.library.vault.credentials import Passphrase
from tests.helpers.keys import WORDS
from tests.helpers.libraries import files_of
from tests.helpers.sealed import make_keys_cheap

DAYS = ("2026-01-05", "2026-02-20", "2026-04-01", "2026-06-01")


@pytest.fixture(autouse=True)
def _cheap_keys(monkeypatch):
    make_keys_cheap(monkeypatch)


@pytest.fixture
def words(tmp_path):
    """A file with the passphrase, as an editor writes it."""
    path = tmp_path / "words"
    path.write_text(f"{WORDS}\n", encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def course(faces, tmp_path_factory):
    """An encrypted library with photos of four days and two sessions."""
    place = tmp_path_factory.mktemp("course")
    folder, words = place / "library", place / "words"
    words.write_text(WORDS, encoding="utf-8")
    opening = ["--library", str(folder), "--passphrase-file", str(words)]
    with pytest.MonkeyPatch.context() as patch:
        make_keys_cheap(patch)
        assert main(["init", *opening, "--course", "Scars"]) == 0
        for day, face in zip(DAYS, faces, strict=True):
            assert main(["import", *opening, str(face), "--captured-at", day]) == 0
    for day in ("2026-01-12", "2026-02-16"):
        assert main(["session", "add", *opening, "--date", day]) == 0
    return folder


@pytest.fixture
def library(course, tmp_path):
    return Path(shutil.copytree(course, tmp_path / "library"))


def test_init_says_the_recovery_key_once(run, tmp_path, words):
    folder = tmp_path / "new"
    made = run("init", "--library", folder, "--passphrase-file", words, "--json")
    assert made.code == 0
    key = made.document["recovery_key"]
    assert made.document["library"] == str(folder)
    assert len(key.replace(" ", "")) == 48
    again = run("verify", "--library", folder, "--passphrase-file", words)
    assert (again.code, key in again.out + again.err) == (0, False)
    (tmp_path / "key").write_text(key.lower().replace(" ", "\n"), encoding="utf-8")
    assert run("verify", "--library", folder, "--recovery-key-file", tmp_path / "key").code == 0
    told = run("init", "--library", tmp_path / "other", "--passphrase-file", words)
    assert "Recovery key: " in told.out
    assert WORDS not in told.out + told.err
    plain = run("init", "--library", tmp_path / "plain", "--json")
    assert plain.document["recovery_key"] is None
    assert not Library.is_locked(tmp_path / "plain")


@pytest.mark.slow
def test_every_command_works(run, library, tmp_path, faces, monkeypatch):
    monkeypatch.setenv("SKINTRACK_PASSPHRASE", WORDS)
    opening = ["--library", library]
    assert len(run("import", *opening, *faces, "--json").document["duplicates"]) == 4
    assert run("session", "add", *opening, "--date", "2026-03-20").code == 0
    assert run("trend", *opening, "--json").document["course"] == "Scars"
    pdf = tmp_path / "report.pdf"
    assert run("report", *opening, "--output", pdf).code == 0
    assert pdf.read_bytes().startswith(b"%PDF")
    assert run("calendar", *opening, "--output", tmp_path / "dates.ics").code == 0
    export = tmp_path / "export"
    assert run("export", *opening, "--output", export, "--originals").code == 0
    names = {path.name for path in (export / "photos").rglob("*.jpg")}
    assert {name[:16] for name in names} == {f"{day}_front" for day in DAYS}
    originals = {path.read_bytes() for path in (export / "photos").rglob("*.jpg")}
    assert originals == {face.read_bytes() for face in faces}
    assert run("verify", *opening, "--json").document["verified"] == 4
    backup = tmp_path / "backup.skintrack"
    assert run("backup", *opening, "--output", backup).code == 0
    assert run("restore", backup, "--library", tmp_path / "again").code == 0
    assert run("verify", "--library", tmp_path / "again", "--json").document["verified"] == 4
    assert Library.is_locked(tmp_path / "again")


def test_without_a_passphrase_each_command_says_what_to_do(run, library, tmp_path):
    before = files_of(library)
    needed = {
        "import": ["a.jpg"],
        "session add": ["--date", "2026-03-01"],
        "report": ["--output", tmp_path / "a.pdf"],
        "export": ["--output", tmp_path / "export"],
        "backup": ["--output", tmp_path / "b"],
    }
    for command in ("verify", "trend", *needed):
        result = run(*command.split(), "--library", library, *needed.get(command, []))
        assert (result.code, result.out) == (1, ""), command
        assert "--passphrase-file" in result.err
        assert "SKINTRACK_PASSPHRASE" in result.err
    assert files_of(library) == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["library"]
    document = run("verify", "--library", library, "--json").document
    assert document["errors"][0]["code"] == "locked"


def test_a_wrong_passphrase_is_refused_in_words_and_in_time(run, monkeypatch, tmp_path, words):
    monkeypatch.undo()  # keys as users have them
    folder = tmp_path / "library"
    run("init", "--library", folder, "--passphrase-file", words)
    monkeypatch.setenv("SKINTRACK_PASSPHRASE", "not these words")
    begin = time.thread_time()
    result = run("verify", "--library", folder)
    assert time.thread_time() - begin < 2
    assert (result.code, result.out) == (1, "")
    assert "does not open the library" in result.err
    assert "not these words" not in result.err


@pytest.mark.parametrize("way", ["file", "environment"])
def test_a_passphrase_for_a_plain_library_is_never_ignored(run, tmp_path, words, monkeypatch, way):
    run("init", "--library", tmp_path / "plain")
    options = ["--passphrase-file", words] if way == "file" else []
    if way == "environment":
        monkeypatch.setenv("SKINTRACK_PASSPHRASE", WORDS)
    result = run("verify", "--library", tmp_path / "plain", *options)
    assert result.code == 1
    assert "not encrypted" in result.err
    assert WORDS not in result.err


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (None, "unreadable"),
        (b"", "no_passphrase"),
        (b"\n", "no_passphrase"),
        (b"two\nlines\n", "no_passphrase"),
        (b"\xff\xfe\x00", "unreadable"),
        (b"x" * 70_000, "too_long"),
    ],
)
def test_files_that_hold_no_passphrase(run, library, tmp_path, content, code):
    if content is not None:
        (tmp_path / "file").write_bytes(content)
    result = run("verify", "--library", library, "--passphrase-file", tmp_path / "file", "--json")
    assert result.code == 1
    assert result.document["errors"][0]["code"] == code


@pytest.mark.parametrize("ending", ["", "\r\n", "\n\n"])
def test_how_the_file_ends_does_not_matter(run, library, tmp_path, ending):
    (tmp_path / "file").write_bytes(b"\xef\xbb\xbf" + f"{WORDS}{ending}".encode())
    assert run("verify", "--library", library, "--passphrase-file", tmp_path / "file").code == 0


def test_both_at_once_and_a_key_for_nothing_are_wrong_usage(run, library, words):
    both = ["--passphrase-file", words, "--recovery-key-file", words]
    assert run("verify", "--library", library, *both).code == 2
    assert run("read-report", "a.pdf", "--passphrase-file", words).code == 2
    assert run("verify", "--library", library, "--passphrase", "x").code == 2


def test_damaged_keys_are_a_problem_that_verify_names(run, library, words):
    (library / "skintrack.keys").write_bytes(b"{")
    result = run("verify", "--library", library, "--passphrase-file", words, "--json")
    assert result.code == 1
    assert result.document["problems"][0]["code"] == "database"
    assert "skintrack.keys" in result.document["problems"][0]["message"]


def test_the_sample_library_stays_plain_and_says_so(run, tmp_path, monkeypatch):
    monkeypatch.setattr("skintrack.cli.demo.ensure_sample", lambda _folder, _host: None)
    monkeypatch.setattr("skintrack.cli.demo.write_report", lambda *_: None)
    monkeypatch.setenv("SKINTRACK_PASSPHRASE", WORDS)
    result = run("demo", "--library", tmp_path / "demo", "--headless")
    assert result.code == 0
    assert "not encrypted" in result.err


_IN_TERMINAL = (
    "import fcntl, os, sys, termios\n"
    "fcntl.ioctl(0, termios.TIOCSCTTY, 0)\n"
    "os.execv(sys.executable, [sys.executable, '-m', 'skintrack', *sys.argv[1:]])\n"
)


def in_terminal(arguments, typed):
    """Run a command in a terminal of its own and type; return code and what was to be seen."""
    import pty

    try:
        ours, theirs = pty.openpty()
    except OSError:
        pytest.skip("there are no terminals here")
    command = [sys.executable, "-c", _IN_TERMINAL, *map(str, arguments)]
    with subprocess.Popen(
        command, stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True
    ) as process:
        os.close(theirs)
        seen = b""
        with suppress(OSError):  # the other end was closed
            for line in typed:
                while not seen.endswith(b": "):
                    seen += os.read(ours, 1024)
                os.write(ours, f"{line}\n".encode())
                seen += b"\n"
            while more := os.read(ours, 1024):
                seen += more
        process.wait()
    os.close(ours)
    return process.returncode, seen.decode()


@pytest.mark.skipif(sys.platform == "win32", reason="terminals of Unix")
def test_on_a_terminal_it_asks_and_shows_nothing(library, tmp_path):
    code, seen = in_terminal(["verify", "--library", library], [WORDS])
    assert code == 0, seen
    assert "4 of 4 photos verified" in seen
    assert WORDS not in seen
    code, seen = in_terminal(["verify", "--library", library], ["wrong"])
    assert code == 1
    assert "does not open the library" in seen
    folder = tmp_path / "typed"
    code, seen = in_terminal(["init", "--library", folder, "--encrypt"], [WORDS, WORDS])
    assert code == 0
    assert "Recovery key: " in seen
    Library.open(folder, Passphrase(WORDS)).close()
    code, seen = in_terminal(["init", "--library", tmp_path / "no", "--encrypt"], [WORDS, "typo"])
    assert code == 1
    assert not (tmp_path / "no").exists()


def test_photos_are_rescued_where_the_database_is_lost(run, library, words, tmp_path, faces):
    (library / "skintrack.db").write_bytes(b"damaged" * 999)
    lost = run("verify", "--library", library, "--passphrase-file", words, "--json")
    assert "rescue" in lost.document["problems"][0]["message"]
    opening = ["--library", library, "--passphrase-file", words]
    result = run("rescue", *opening, "--output", tmp_path / "out", "--json")
    assert (result.code, result.document["photos"]) == (0, 4)
    photos = {path.read_bytes() for path in (tmp_path / "out").iterdir()}
    assert photos == {face.read_bytes() for face in faces}
    assert run("rescue", "--library", library, "--output", tmp_path / "other").code == 1


@pytest.mark.parametrize("is_sealed", [True, False])
def test_children_begin_while_a_library_is_unlocked(run, tmp_path, monkeypatch, words, is_sealed):
    begun: list[int] = []
    monkeypatch.setattr("skintrack.workflows.sandbox.photos.begin", begun.append)
    sealing = ["--passphrase-file", str(words)] if is_sealed else []
    opening = ["--library", str(tmp_path / "other"), *sealing]
    run("init", *opening)
    run("import", *opening, str(tmp_path), "--jobs", "3")
    assert begun == ([3] if is_sealed else [])
