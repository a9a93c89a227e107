"""Which view a report measures: one of those that are shown, so that the numbers have a picture."""

from collections.abc import Container, Iterable

from skintrack.model import Photo, PhotoId, ReportChoices, View
from skintrack.workflows.build_series import main_view


def view_of_report(
    photos: Iterable[Photo], measured: Container[PhotoId], choices: ReportChoices
) -> View:
    """Return the view that the numbers are of.

    Without a choice of views it is that of the trends. A report never gives the numbers of a view
    that it does not show.
    """
    photos = [photo for photo in photos if not photo.is_calibration]
    view = main_view(photos, measured)
    if not choices.views or view in choices.views:
        return view
    shown = [photo for photo in photos if photo.view in choices.views]
    view = main_view(shown, measured)
    return view if view in choices.views else _first_of(choices.views)


def hidden_views(photos: Iterable[Photo], choices: ReportChoices) -> tuple[View, ...]:
    """Return the views that photos were taken of and that are left out by choice."""
    taken = {photo.view for photo in photos}
    return tuple(
        view for view in View if view in taken and choices.views and view not in choices.views
    )


def hidden_count(photos: Iterable[Photo], choices: ReportChoices) -> int:
    """Return how many photos of the shown views were left out by hand."""
    return sum(
        photo.id in choices.left_out_photos and (not choices.views or photo.view in choices.views)
        for photo in photos
    )


def _first_of(views: Iterable[View]) -> View:
    known = frozenset(views)
    return next(view for view in View if view in known)
