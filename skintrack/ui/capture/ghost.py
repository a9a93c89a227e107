"""The face to repeat: found in the baseline photo off the GUI thread."""

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from skintrack.capture.drawing import FaceDrawing
from skintrack.model import Photo, PhotoAnalysis, Point, View
from skintrack.ui.capture.finders import SharedFinders
from skintrack.ui.capture.model_photo import model_photo
from skintrack.ui.desk import PhotoFiles
from skintrack.ui.qimage import image_from_array
from skintrack.ui.services import Services

_PREVIEW_PX = 2048


@dataclass(frozen=True, eq=False)
class Ghost:
    """What is laid over the live picture.

    ``drawing`` is None for a view without a face; ``image`` is the baseline photo in the size that
    the drawing is in, and ``analysis`` what was measured in it.
    """

    view: View
    drawing: FaceDrawing | None = None
    photo: Photo | None = None
    image: QImage | None = None
    analysis: PhotoAnalysis | None = None


class GhostFinder(QObject):
    """Finds the ghost of a view; of several wishes the latest counts.

    Parameters
    ----------
    services : Services
    finders : SharedFinders
        Shared with whatever else looks for faces here.
    """

    found = Signal(object)

    def __init__(self, services: Services, finders: SharedFinders) -> None:
        super().__init__()
        self._services = services
        self._finders = finders
        self._wanted: tuple[View, Photo | None] | None = None
        self.ghost: Ghost | None = None

    @property
    def is_working(self) -> bool:
        """Whether a ghost is being looked for."""
        return self._wanted is not None and self.ghost is None

    def find(self, view: View) -> None:
        """Find the ghost of a view, unless it is the one that is there."""
        course = self._services.course
        if course.state is None:
            return
        photo = model_photo(course.state, course.measurements, view)
        if (view, photo) == self._wanted:
            return
        self._wanted, self.ghost = (view, photo), None
        analysis = None if photo is None else course.measurements.analyses.get(photo.id)
        files = self._services.desk.photo_files
        work = partial(_find, self._finders, files, view, photo, analysis)
        take = partial(self._take, self._wanted)
        fail = partial(self._fail, self._wanted)
        self._services.cpu_tasks.run(work, done=take, failed=fail)

    def _take(self, wanted: tuple[View, Photo | None], ghost: Ghost) -> None:
        if wanted == self._wanted:
            self.ghost = ghost
            self.found.emit(ghost)

    def _fail(self, wanted: tuple[View, Photo | None], error: BaseException) -> None:
        """Do without: the camera works also where the baseline photo cannot be read."""
        self._take(wanted, Ghost(wanted[0]))
        self._services.desk.failed.emit(error)


def _find(
    finders: SharedFinders,
    files: PhotoFiles | None,
    view: View,
    photo: Photo | None,
    analysis: PhotoAnalysis | None,
) -> Ghost:
    from skintrack.imaging.decode import decode_bytes
    from skintrack.workflows import live_look

    if photo is None or files is None:
        return Ghost(view, live_look.draw_average_face(view))
    data = files.preview(photo, _PREVIEW_PX) or files.read_original(photo)
    image = decode_bytes(data, photo.original_name).image
    scale = image.shape[1] / photo.width
    given = {} if analysis is None else analysis.face_points
    points = {name: Point(point.x * scale, point.y * scale) for name, point in given.items()}
    drawing = None
    if view is not View.CLOSE_UP:
        drawing = live_look.draw_face(image, finders.get(), points)
    return Ghost(
        view,
        drawing or live_look.draw_average_face(view),
        photo,
        image_from_array(image),
        analysis,
    )
