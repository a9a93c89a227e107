"""Backups that were made, and what the user wants of them."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import NewType

BackupId = NewType("BackupId", int)

REMIND_AFTER = timedelta(days=30)
REMIND_AFTER_PHOTOS = 20
"""So many photos without a backup are worth a line, however young the last one is."""
WEEK = timedelta(days=7)
KEEP_ALL = timedelta(days=14)


@dataclass(frozen=True)
class MadeBackup:
    """A backup that was written and read back whole.

    ``left_out`` counts photos whose files were missing or had changed at that time.
    ``rehearsed_at`` is when all of it was last found to restore.
    """

    id: BackupId
    made_at: datetime
    place: Path
    photos: int
    left_out: int
    byte_size: int
    is_automatic: bool
    rehearsed_at: datetime | None = None


@dataclass(frozen=True)
class BackupWishes:
    """What the user wants.

    ``folder`` is where the last backup by hand went. ``weekly_folder`` is where weekly ones go,
    None for none. ``not_now_at`` is when the user put the reminder off, ``not_now_photos`` how many
    photos the library had then.
    """

    folder: Path | None = None
    weekly_folder: Path | None = None
    not_now_at: datetime | None = None
    not_now_photos: int = 0


@dataclass(frozen=True)
class BackupState:
    """All that there is to say of the backups of a library.

    ``photos`` are in the library now, ``new_photos`` were imported after the last backup;
    ``first_photo_at`` is the earliest import, None without photos.
    """

    last: MadeBackup | None
    wishes: BackupWishes
    photos: int
    new_photos: int
    first_photo_at: datetime | None

    def is_weekly_due(self, now: datetime) -> bool:
        """Tell whether the weekly backup is to be made."""
        if self.wishes.weekly_folder is None or not self.photos:
            return False
        # A clock that was set back makes no backup wait for months.
        return self.last is None or not timedelta(0) <= now - self.last.made_at < WEEK

    def is_reminder_due(self, now: datetime) -> bool:
        """Tell whether the user should hear that a backup is missing."""
        if not self.photos or not self.new_photos:
            return False
        since = self.first_photo_at if self.last is None else self.last.made_at
        new_photos = self.new_photos
        put_off = self.wishes.not_now_at
        if put_off is not None and since is not None and since <= put_off <= now:
            since, new_photos = put_off, self.photos - self.wishes.not_now_photos
        if new_photos >= REMIND_AFTER_PHOTOS:
            return True
        return since is not None and now - since >= REMIND_AFTER


@dataclass(frozen=True)
class FoundBackup:
    """A weekly backup of this library that lies in a folder."""

    path: Path
    made_at: datetime


def to_thin_out(found: tuple[FoundBackup, ...], today: date) -> tuple[FoundBackup, ...]:
    """Return the backups that need not be kept.

    All of the last two weeks are kept, and of each month before the latest one. The newest of all
    is always kept, and whatever seems to be from the future.
    """
    if not found:
        return ()
    newest = max(found, key=_order)
    of_month: dict[tuple[int, int], FoundBackup] = {}
    old = [each for each in found if today - each.made_at.date() > KEEP_ALL and each != newest]
    for each in sorted(old, key=_order):
        of_month[each.made_at.year, each.made_at.month] = each
    kept = set(of_month.values())
    return tuple(each for each in old if each not in kept)


def _order(backup: FoundBackup) -> tuple[datetime, str]:
    return backup.made_at, str(backup.path)
