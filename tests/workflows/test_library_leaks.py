"""Nothing of an encrypted library can be read outside it or in it: searched after real use."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from skintrack.imaging.export import encode_jpeg
from skintrack.phantom.person import person
from skintrack.phantom.pose import Pose
from skintrack.phantom.render import render_photo
from skintrack.phantom.subject import build_subject
from tests.helpers.keys import WORDS

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform == "win32", reason="ends itself by a signal"),
]

MARK = "Quittenmarmelade"
STARTS = (b"\xff\xd8\xff", b"\x89PNG\r\n", b"RIFF", b"SQLite format 3", b"PK\x03\x04", b"%PDF")
PIECE_BYTES = 24

# Uses a library as people do, says pieces of its previews, and ends well or by a kill.
USE = """
import os, signal, sys
from datetime import date
from pathlib import Path
from skintrack.library import Library
from skintrack.workflows import analyse_photos, compare_photos, import_photos, make_report
from skintrack.workflows import rebuild_previews, verify_library

folder, source, out, words, mark, ending = sys.argv[1:]
library = Library.create(Path(folder), f"Course {mark}", "acne_scars", words)
result = import_photos.run(library, [Path(source)])
assert len(result.needs_date) + len(result.added) == 2, result
course = library.courses.all()[0].id
library.sessions.add(course, date(2026, 2, 1), device=mark, notes=f"Note {mark}")
for number, photo in enumerate(library.photos.all()):
    taken = f"2026-0{number + 1}-01T10:00:00+01:00"
    library.photos.set_captured_at(photo.id, __import__("datetime").datetime.fromisoformat(taken))
analyse_photos.analyse_library(library, anew=True)
before, after = library.photos.all()
compare_photos.compare_in_library(library, before.id, after.id)
make_report.run(library, Path(out) / "report.pdf")
for photo in library.photos.all():
    for edge in (256, 2048):
        data = library.photos.preview(photo, edge)
        for tenth in range(10):
            at = len(data) * tenth // 10
            print(data[at : at + 24].hex())
rebuild_previews.run(library)
assert verify_library.run(library).is_ok
library.write_backup(Path(out) / "backup.skintrack")
sys.stdout.flush()
if ending == "killed":
    os.kill(os.getpid(), signal.SIGKILL)
library.close()
"""


@pytest.fixture(scope="module")
def source(tmp_path_factory):
    """Two photos of a face with the mark in a comment and in their names."""
    folder = tmp_path_factory.mktemp("phone") / MARK
    folder.mkdir()
    subject = build_subject(person(0))
    for number in range(2):
        jpeg = encode_jpeg(render_photo(subject, pose=Pose(roll_deg=number), seed=number).image)
        comment = f"{MARK} {number}".encode()
        size = (len(comment) + 2).to_bytes(2, "big")
        marked = jpeg[:2] + b"\xff\xfe" + size + comment + jpeg[2:]
        (folder / f"{MARK} {number}.jpg").write_bytes(marked)
    return folder


def pieces_of(data):
    for tenth in range(10):
        at = len(data) * tenth // 10
        yield data[at : at + PIECE_BYTES]


def found_in(folders, pieces):
    """Yield what can be read in files, or in their names."""
    for path in (path for folder in folders for path in sorted(folder.rglob("*"))):
        if MARK.casefold() in path.name.casefold() or path.suffix == ".jpg":
            yield f"{path}: its name"
        if path.is_file():
            data = path.read_bytes()
            starts = [start for start in STARTS if data.startswith(start)]
            marks = [mark for mark in (MARK.encode(), b"acne_scars", b"JFIF\0") if mark in data]
            parts = [piece.hex() for piece in pieces if piece in data]
            if starts or marks or parts:
                yield f"{path}: {starts} {marks} {parts[:3]}"


@pytest.mark.parametrize("ending", ["closed", "killed"])
def test_nothing_can_be_read_afterwards(tmp_path, source, ending):
    home, scratch, library, out = (tmp_path / name for name in ("home", "tmp", "library", "out"))
    for folder in (home, scratch, out):
        folder.mkdir()
    kept = {name: os.environ[name] for name in ("PATH", "LANG", "PYTHONPATH") if name in os.environ}
    places = {"HOME": home, "TMPDIR": scratch, "XDG_CACHE_HOME": home / ".cache"}
    places |= {"XDG_CONFIG_HOME": home / ".config", "XDG_DATA_HOME": home / ".local"}
    done = subprocess.run(
        [sys.executable, "-c", USE, str(library), str(source), str(out), WORDS, MARK, ending],
        check=False,
        capture_output=True,
        text=True,
        cwd=Path(__file__).parents[2],
        env=kept | {name: str(place) for name, place in places.items()},
    )
    assert done.returncode == (-signal.SIGKILL if ending == "killed" else 0), done.stderr
    assert MARK not in done.stderr
    pieces = [bytes.fromhex(line) for line in done.stdout.split()]
    assert len(pieces) == 40
    for path in source.iterdir():
        pieces += pieces_of(path.read_bytes())
    assert (out / "report.pdf").is_file()  # what is to be read lies where it was asked for
    (out / "report.pdf").unlink()
    manifest_alone = out / "backup.skintrack"
    assert not any(mark in manifest_alone.read_bytes() for mark in (MARK.encode(), b"JFIF\0"))
    manifest_alone.unlink()
    assert list(found_in([home, scratch, library, out], pieces)) == []
    assert len(list((library / "originals").rglob("*/*"))) == 2
    # The search finds what it is to find.
    (scratch / "seen").write_bytes(b"..." + pieces[0])
    assert len(list(found_in([scratch], pieces))) == 1
