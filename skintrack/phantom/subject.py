"""One person, ready to be photographed: head, skin and everything painted on it."""

from dataclasses import dataclass

from skintrack.phantom.detail_frame import DetailFrame, build_detail_frame
from skintrack.phantom.eyes_and_brows import FacePaint, paint_face
from skintrack.phantom.geometry import HeadSurface, build_surface
from skintrack.phantom.hair_and_band import cover_colours, strand_map
from skintrack.phantom.maps import Map
from skintrack.phantom.person import Person
from skintrack.phantom.skin_maps import SkinMaps, build_skin


@dataclass(frozen=True)
class Subject:
    """Everything about a person that stays the same from photo to photo.

    ``skin`` is the skin without lesions. ``cover_colour`` (rows, columns, 3) and ``strands`` lie on
    the surface grid, ``skin`` and ``paint`` on the detail grid.
    """

    person: Person
    surface: HeadSurface
    frame: DetailFrame
    skin: SkinMaps
    paint: FacePaint
    cover_colour: Map
    strands: Map


def build_subject(who: Person) -> Subject:
    """Return the subject of one person; the same person gives the same subject, bit by bit."""
    surface = build_surface(who)
    frame = build_detail_frame(who.shape, surface)
    strands = strand_map(who)
    return Subject(
        person=who,
        surface=surface,
        frame=frame,
        skin=build_skin(who, frame),
        paint=paint_face(who, frame),
        cover_colour=cover_colours(who, surface.band, surface.shirt, surface.long_hair, strands),
        strands=strands,
    )
