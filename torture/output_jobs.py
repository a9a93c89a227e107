"""Jobs that write something beside the library: backup, restore, report, export."""

from collections.abc import Sequence
from pathlib import Path

from skintrack.library import Library
from skintrack.library.restore import Restored
from skintrack.model import ReportChoices
from skintrack.workflows import (
    backup_library,
    export_library,
    make_report,
    restore_library,
    verify_library,
)
from torture.form import credential, make_library, opened
from torture.job import DAY, LATER, Job, Say, library_of
from torture.samples import PHOTO_COUNT, sample_photos

_SESSIONS = 2


def _prepare_backup(place: Path) -> None:
    make_library(place)
    with opened(library_of(place)) as library:
        backup_library.run(library, place / "backup.skintrack")
        library.sessions.add(library.courses.all()[0].id, LATER)


def _work_backup(place: Path, say: Say) -> None:
    with opened(library_of(place)) as library:
        backup_library.run(library, place / "backup.skintrack")
    say("saved")


def _check_backup(place: Path, said: Sequence[str]) -> list[str]:
    restored = _restore(place)
    if restored.photos != PHOTO_COUNT:
        return ["the backup lacks photos"]
    with opened(place / "again") as library:
        sessions = len(library.sessions.of_course(library.courses.all()[0].id))
        wrong = [] if verify_library.run(library).is_ok else ["the restored library is damaged"]
    if "saved" in said and sessions != _SESSIONS:
        wrong.append("the backup that was said to be saved is the old one")
    return wrong


BACKUP = Job(_prepare_backup, _work_backup, _check_backup)
"""A backup over an earlier one: the file is the old one or the new one, and restores."""


def _restore(place: Path) -> Restored:
    folder = place / "again"
    backup = place / "backup.skintrack"
    return restore_library.run(backup, folder, credential=credential(folder))


def _prepare_restore(place: Path) -> None:
    make_library(place)
    with opened(library_of(place)) as library:
        backup_library.run(library, place / "backup.skintrack")


def _work_restore(place: Path, say: Say) -> None:
    _restore(place)
    say("restored")


def _check_restore(place: Path, said: Sequence[str]) -> list[str]:
    if not Library.is_library(place / "again"):
        if "restored" in said:
            return ["the restored library is gone"]
        _restore(place)
        return []
    with opened(place / "again") as library:
        is_whole = verify_library.run(library).verified == PHOTO_COUNT
    return [] if is_whole else ["the restored library is half"]


RESTORE = Job(_prepare_restore, _work_restore, _check_restore)
"""A backup into a new folder: a whole library or none, and it can be done again."""


def _prepare_report(place: Path) -> None:
    make_library(place)
    (place / "report.pdf").write_bytes(b"%PDF-1.4 the earlier one %%EOF")


def _work_report(place: Path, say: Say) -> None:
    with opened(library_of(place)) as library:
        make_report.run(library, place / "report.pdf", ReportChoices(report_day=DAY))
    say("written")


def _check_report(place: Path, said: Sequence[str]) -> list[str]:
    data = (place / "report.pdf").read_bytes()
    is_new = b"the earlier one" not in data
    if not data.startswith(b"%PDF") or not data.rstrip().endswith(b"%%EOF"):
        return ["the PDF is half"]
    return (
        ["the PDF that was said to be written is the old one"]
        if "written" in said and not is_new
        else []
    )


REPORT = Job(_prepare_report, _work_report, _check_report)
"""A PDF over an earlier one: the file is the old one or the new one."""


def _prepare_export(place: Path) -> None:
    make_library(place)


def _work_export(place: Path, say: Say) -> None:
    with opened(library_of(place)) as library:
        export_library.run(library, place / "export", originals=True)
    say("exported")


def _check_export(place: Path, said: Sequence[str]) -> list[str]:
    if "exported" not in said:
        return []
    kept = {path.read_bytes() for path in (place / "export").rglob("*") if path.is_file()}
    missing = [name for name, data in sample_photos().items() if data not in kept]
    return [f"{name} is not in the export" for name in missing]


EXPORT = Job(_prepare_export, _work_export, _check_export)
"""An open export: what was said to be exported is whole."""
