"""What the window can be asked to do, grouped; made once by the window and given to its views."""

from typing import TYPE_CHECKING, NamedTuple

from skintrack.ui.backup.backup_commands import BackupCommands
from skintrack.ui.card_printing import CardPrinting
from skintrack.ui.course_commands import CourseCommands
from skintrack.ui.diary.diary_commands import DiaryCommands
from skintrack.ui.import_flow import ImportFlow
from skintrack.ui.library_commands import LibraryCommands
from skintrack.ui.ratings.rating_commands import RatingCommands
from skintrack.ui.region_commands import RegionCommands

if TYPE_CHECKING:
    from collections.abc import Callable

    from skintrack.ui.keeping.keeping_commands import KeepingCommands


class Commands(NamedTuple):
    """The commands of the window, each group in a file of its own."""

    libraries: LibraryCommands
    imports: ImportFlow
    courses: CourseCommands
    cards: CardPrinting
    regions: RegionCommands
    diary: DiaryCommands
    ratings: RatingCommands
    backups: BackupCommands
    keeping: "Callable[[], KeepingCommands]"  # made on first use: the window opens sooner
