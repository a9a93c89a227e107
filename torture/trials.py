"""All trials by name."""

from torture.at_once import try_at_once, try_stale_lock
from torture.blobs import try_blobs
from torture.clock import try_clock
from torture.damage import try_damaged_backup, try_damaged_database, try_damaged_photos
from torture.other_user import try_other_user
from torture.small_disk import try_small_disks
from torture.trial import Trial

TRIALS: dict[str, Trial] = {
    "at-once": Trial("2 to 10 programs open it at the same instant", try_at_once),
    "stale-lock": Trial("the program that had it open was killed", try_stale_lock),
    "other-user": Trial("another user of the computer reads", try_other_user),
    "clock": Trial("the clock says 1970, 2001, 2038, 2106", try_clock),
    "blobs": Trial("one photo sealed 10,000 times", try_blobs),
    "small-disk": Trial("disks of 100 KB to 2 MB run full", try_small_disks),
    "damaged-photos": Trial("originals cut, flipped, emptied block by block", try_damaged_photos),
    "damaged-database": Trial("the database cut, emptied page by page", try_damaged_database),
    "damaged-backup": Trial("a backup cut, flipped byte by byte", try_damaged_backup),
}
