"""Sentences about backups."""

from __future__ import annotations

from typing import TYPE_CHECKING

from skintrack.model.text import file_label
from skintrack.ui.words import day_words, number, plural, tr

if TYPE_CHECKING:
    from datetime import date, datetime
    from pathlib import Path

    from skintrack.model.backup import BackupState, MadeBackup

_MEGA, _GIGA = 1_000_000, 1_000_000_000


def local_day(moment: datetime) -> date:
    """Return the day of a moment as the calendar here has it."""
    return moment.astimezone().date()


def file_name(today: date) -> str:
    """Return the name of a backup."""
    return tr("SkinTrack backup {day}.skintrack").format(day=today.isoformat())


def last_words(last: MadeBackup | None) -> str:
    """Say of when the last backup is and what it holds."""
    if last is None:
        return tr("There is no backup yet.")
    return plural(
        "{day} · {count} photo · {size}",
        "{day} · {count} photos · {size}",
        last.photos,
        day=day_words(local_day(last.made_at)),
        size=size_words(last.byte_size),
    )


def proof_words(last: MadeBackup) -> str:
    """Say how far the last backup is proved."""
    if last.left_out:
        return plural(
            "{count} photo of it was damaged already.",
            "{count} photos of it were damaged already.",
            last.left_out,
        )
    if last.rehearsed_at is not None:
        return tr("Found to restore completely on {day}.").format(
            day=day_words(local_day(last.rehearsed_at))
        )
    return tr("It was read back and compared when it was written.")


def reminder_words(state: BackupState) -> str:
    """Say calmly that a backup is missing."""
    if state.last is None:
        return plural(
            "There is no backup of your {count} photo yet.",
            "There is no backup of your {count} photos yet.",
            state.photos,
        )
    return plural(
        "Your last backup is from {day}; {count} photo is new since then.",
        "Your last backup is from {day}; {count} photos are new since then.",
        state.new_photos,
        day=day_words(local_day(state.last.made_at)),
    )


def saved_words(photos: int, place: Path) -> str:
    """Say that a backup is made."""
    return plural(
        "{count} photo and all notes are backed up in “{file}”. The file was read back and "
        "is whole.",
        "{count} photos and all notes are backed up in “{file}”. The file was read back and "
        "is whole.",
        photos,
        file=file_label(place),
    )


def incomplete_words(damaged: int, place: Path) -> str:
    """Say that a backup is made but photos were damaged before."""
    return plural(
        "“{file}” is written, but {count} photo is damaged in the library.",
        "“{file}” is written, but {count} photos are damaged in the library.",
        damaged,
        file=file_label(place),
    )


def restores_words(created_at: datetime, photos: int) -> str:
    """Say that a backup was found to restore."""
    return plural(
        "Your backup of {day} restores completely: {count} photo and all notes.",
        "Your backup of {day} restores completely: {count} photos and all notes.",
        photos,
        day=day_words(local_day(created_at)),
    )


def repaired_words(repaired: int, left: int) -> str:
    """Say what came back from a backup."""
    if not repaired and not left:
        return tr("No photo is damaged, so nothing had to be brought back.")
    if not repaired:
        return tr("This backup does not hold the damaged photos as they were imported.")
    done = plural("{count} photo is whole again.", "{count} photos are whole again.", repaired)
    if not left:
        return done
    rest = plural(
        "{count} is not in this backup; try another one.",
        "{count} are not in this backup; try another one.",
        left,
    )
    return f"{done} {rest}"


def size_words(byte_size: int) -> str:
    """Return how large a file is: "3.4 GB"."""
    if byte_size >= _GIGA:
        return tr("{size} GB").format(size=number(byte_size / _GIGA, 1))
    return tr("{size} MB").format(size=number(max(byte_size / _MEGA, 0.1), 1))
