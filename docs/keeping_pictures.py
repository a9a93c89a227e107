"""Pictures of how a library is kept: the bin, and the dialog about its state."""

from collections.abc import Callable
from typing import Protocol

from skintrack.model.bin import BinItem, BinKind
from skintrack.ui.keeping.bin_view import BinView
from skintrack.ui.main_window import MainWindow

_IN_BIN = 3


class Photographer(Protocol):
    """Who takes the pictures (``make_screenshots``)."""

    window: MainWindow

    def settle(self) -> None:
        """Wait until nothing runs."""

    def until(self, is_true: Callable[[], bool]) -> None:
        """Wait for something."""

    def save(self, name: str) -> None:
        """Save the window."""

    def save_dialog(self, name: str) -> None:
        """Save the dialog over it."""


def take_keeping(camera: Photographer) -> None:
    """Save the dialog about the library, then the bin with some photos; they are taken back."""
    window = camera.window
    commands = window.keeping.commands()
    camera.until(lambda: commands.keeper.kept is not None)
    commands.open_dialog()
    camera.settle()
    camera.save_dialog("keeping")
    state = window.services.course.state
    if state is None:
        raise TypeError("keeping")
    for photo in state.photos[:_IN_BIN]:
        window.commands.bin_photo(photo)
    window.views.show_bin()
    view = window.view("bin")
    if not isinstance(view, BinView):
        raise TypeError("bin")
    # Besides them there lies what other pictures needed.
    camera.until(lambda: len(_photos_in(view)) == _IN_BIN)
    window.banner.dismiss()
    camera.settle()
    camera.save("bin")
    commands.restore(_photos_in(view))
    camera.until(lambda: not _photos_in(view))
    window.banner.dismiss()


def _photos_in(view: BinView) -> tuple[BinItem, ...]:
    return tuple(item for item in view.model.items if item.kind is BinKind.PHOTO)
