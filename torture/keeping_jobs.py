"""Jobs that look after a library: the bin emptied, damage mended, an export brought back."""

from collections.abc import Sequence
from pathlib import Path

from skintrack.library import Library
from skintrack.workflows import (
    backup_library,
    export_library,
    import_export,
    repair_library,
    verify_library,
)
from torture.form import credential, make_library, opened
from torture.job import Job, Say, library_of
from torture.samples import PHOTO_COUNT, sample_photos


def _prepare_bin(place: Path) -> None:
    make_library(place)
    with opened(library_of(place)) as library:
        for photo in library.photos.all()[:2]:
            library.photos.move_to_bin(photo.id)


def _work_bin(place: Path, say: Say) -> None:
    with opened(library_of(place)) as library:
        library.bin.remove_for_good(library.bin.items())
    say("emptied")


def _check_bin(place: Path, said: Sequence[str]) -> list[str]:
    with opened(library_of(place)) as library:
        kept, resting = library.photos.all(), library.photos.in_bin()
        photos = [library.photos.read_original(photo) for photo in (*kept, *resting)]
    wrong = ["a photo outside the bin is gone"] if len(kept) != PHOTO_COUNT - 2 else []
    if "emptied" in said and resting:
        wrong.append("the bin that was emptied is not")
    if not set(photos) <= set(sample_photos().values()):
        wrong.append("a photo is not as it was")
    return wrong


EMPTY_BIN = Job(_prepare_bin, _work_bin, _check_bin)
"""The bin emptied by hand: what rests there goes whole or stays whole, all else stays."""


def _prepare_repair(place: Path) -> None:
    make_library(place)
    with opened(library_of(place)) as library:
        backup_library.run(library, place / "backup.skintrack")
        cut, gone = (library.photos.original_path(photo) for photo in library.photos.all()[:2])
    cut.write_bytes(cut.read_bytes()[:100])
    gone.unlink()


def _work_repair(place: Path, say: Say) -> None:
    with opened(library_of(place)) as library:
        _repair(place, library)
    say("mended")


def _check_repair(place: Path, said: Sequence[str]) -> list[str]:
    with opened(library_of(place)) as library:
        if "mended" in said and not verify_library.run(library).is_ok:
            return ["what was said to be mended is not"]
        _repair(place, library)
    return []


def _repair(place: Path, library: Library) -> None:
    backup = place / "backup.skintrack"
    repair_library.run(library, backup, credential=credential(library_of(place)))


REPAIR = Job(_prepare_repair, _work_repair, _check_repair)
"""Two damaged photos brought back from a backup: it can be done again, and nothing else changes."""


def _prepare_return(place: Path) -> None:
    make_library(place)
    with opened(library_of(place)) as library:
        export_library.run(library, place / "export", originals=True)


def _work_return(place: Path, say: Say) -> None:
    import_export.into_new(place / "again", place / "export")
    say("imported")


def _check_return(place: Path, said: Sequence[str]) -> list[str]:
    folder = place / "again"
    if not Library.is_library(folder):
        if "imported" in said:
            return ["the library that was said to be there is gone"]
        import_export.into_new(folder, place / "export")
    with opened(folder) as library:
        import_export.run(library, place / "export")
        is_ok = verify_library.run(library).is_ok
        photos = {library.photos.read_original(photo) for photo in library.photos.all()}
    wrong = [] if is_ok else ["the library is damaged"]
    if photos != set(sample_photos().values()):
        wrong.append("not every photo of the export can be brought back")
    return wrong


IMPORT_EXPORT = Job(_prepare_return, _work_return, _check_return)
"""An export into a new library: a library or none, and what is missing comes with a second try."""
