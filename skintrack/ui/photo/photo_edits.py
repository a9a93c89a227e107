"""Small edits of one photo's record, each with its way back."""

from functools import partial

from skintrack.model import Changes, Photo, SessionDayRelation, View
from skintrack.ui import operations
from skintrack.ui.edit_history import Edit
from skintrack.ui.operations import Operation
from skintrack.ui.words import tr, view_name


def view_edit(photo: Photo, view: View) -> Edit:
    """Say which view a photo shows."""
    text = tr("The photo now belongs to the view “{view}”.").format(view=view_name(view))
    return Edit(text, operations.set_view(photo.id, view), partial(_view_back, photo))


def relation_edit(photo: Photo, relation: SessionDayRelation) -> Edit:
    """Say whether a photo was taken before or after the needling of its day."""
    text = tr("The photo is noted as taken after the needling.")
    if relation is SessionDayRelation.BEFORE:
        text = tr("The photo is noted as taken before the needling.")
    return Edit(text, operations.set_relation(photo.id, relation), partial(_relation_back, photo))


def _view_back(photo: Photo, _changes: Changes) -> Operation[Changes]:
    return operations.set_view(photo.id, photo.view, photo.view_source)


def _relation_back(photo: Photo, _changes: Changes) -> Operation[Changes]:
    return operations.set_relation(photo.id, photo.session_day_relation)
