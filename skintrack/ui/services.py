"""What a view is given: the objects that ``app`` makes once and passes on."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from skintrack.settings import SettingsStore
    from skintrack.ui.cameras import Cameras
    from skintrack.ui.changes import ChangeBus
    from skintrack.ui.course_store import CourseStore
    from skintrack.ui.desk import Desk
    from skintrack.ui.edit_history import EditHistory
    from skintrack.ui.folder_watch import FolderWatch
    from skintrack.ui.icons import IconSet
    from skintrack.ui.images import ImageStore
    from skintrack.ui.maps import MapStore
    from skintrack.ui.tasks import TaskRunner
    from skintrack.ui.theme import Theme


class Services(NamedTuple):
    """Everything that views share."""

    settings: SettingsStore
    theme: Theme
    icons: IconSet
    desk: Desk
    bus: ChangeBus
    history: EditHistory
    course: CourseStore
    images: ImageStore
    maps: MapStore
    cpu_tasks: TaskRunner
    watch: FolderWatch
    cameras: Cameras
