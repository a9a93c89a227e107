"""The quiet sentence that new photos are in the watched folder; it is the user who adds them."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Slot

from skintrack.ui.services import Services
from skintrack.ui.widgets.banner import Banner
from skintrack.ui.words import plural


class WatchOffer(QObject):
    """Offers to review photos as soon as nothing else is being said.

    Parameters
    ----------
    services : Services
        Has the watch, and knows whether a course is open.
    banner : Banner
        Where it asks.
    review : callable
        Takes the paths that the user wants to see.
    """

    def __init__(
        self,
        services: Services,
        banner: Banner,
        review: Callable[[Sequence[Path]], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._services = services
        self._banner = banner
        self._review = review
        self._sentence = ""
        watch = services.watch
        services.course.loaded.connect(watch.begin)
        services.course.loaded.connect(self._offer)
        watch.found.connect(self._offer)
        banner.dismissed.connect(self._follow_dismissal)

    @Slot()
    def _offer(self) -> None:
        watch, folder = self._services.watch, self._services.watch.folder
        is_shown = bool(self._sentence) and self._banner.text == self._sentence
        if self._services.course.state is None or folder is None:
            return
        if not watch.new_photos:
            if is_shown:
                self._sentence = ""
                self._banner.dismiss()
            return
        if self._banner.text and not is_shown:
            return
        self._sentence = plural(
            "{count} new photo in “{folder}”.",
            "{count} new photos in “{folder}”.",
            len(watch.new_photos),
            folder=folder.name,
        )
        self._banner.show_message(
            self._sentence,
            (self.tr("Review"), self._open_review),
            (self.tr("Not now"), self._decline),
        )

    def _open_review(self) -> None:
        paths = self._services.watch.new_photos
        self._services.watch.remember_offered()
        self._review(paths)

    def _decline(self) -> None:
        self._services.watch.remember_offered()

    @Slot()
    def _follow_dismissal(self) -> None:
        """Offer what waits once another message is gone; our own is closed until more comes."""
        if self._sentence:
            self._sentence = ""
        else:
            QTimer.singleShot(0, self._offer)
