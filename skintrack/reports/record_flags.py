"""What stands below a photo of the record: what the program found about it, in short words."""

from collections.abc import Iterable, Mapping, Sequence

from skintrack.model import Photo, PhotoAnalysis, PhotoId, QualityIssue, Series, View
from skintrack.model.phrase import Phrase

_MOST = 2  # more would make frames smaller

FLAGS = {
    "no_face": Phrase("no face found"),
    "models_missing": Phrase("not measured"),
    "face_cut_off": Phrase("face cut off"),
    "face_unclear": Phrase("face unclear"),
    "several_faces": Phrase("several faces"),
    "face_points_given": Phrase("points set by hand"),
    "face_points_unclear": Phrase("face unclear"),
    "too_small": Phrase("face small"),
    "drawn_too_small": Phrase("region too small"),
    "chin_down": Phrase("chin lowered"),
    "chin_up": Phrase("chin raised"),
    "face_turned": Phrase("head turned"),
    "turned_away": Phrase("partly turned away"),
    "covered": Phrase("partly covered"),
    "little_skin": Phrase("little skin visible"),
    "clipped": Phrase("too bright or too dark"),
    "dark": Phrase("dark"),
    "no_color": Phrase("black and white"),
    "lit_from_left": Phrase("light from the left"),
    "lit_from_right": Phrase("light from the right"),
    "expression": Phrase("smile or open mouth"),
    "blurred": Phrase("blurred"),
    "sharpness_unknown": Phrase("brows covered"),
    "card_covered": Phrase("colour card covered"),
    "photo_mirrored": Phrase("mirrored"),
    "several_cards": Phrase("several colour cards"),
    "card_bent": Phrase("colour card bent"),
    "card_too_small": Phrase("colour card too small"),
    "card_turned_away": Phrase("colour card turned away"),
    "card_unevenly_lit": Phrase("shadow on the colour card"),
    "card_glare": Phrase("colour card shines"),
    "card_clipped": Phrase("colour card too bright or dark"),
    "card_colors_differ": Phrase("colour card off"),
    "redness_needs_reference": Phrase("no reference skin"),
    "drawn_sharpness_unknown": Phrase("sharpness unknown"),
    "not_registered": Phrase("region not found"),
    "region_outside": Phrase("region cut off"),
    "anchors_coincide": Phrase("region not found"),
    "untreated_not_seen": Phrase("reference skin hidden"),
}
"""By code of the finding; sides are those of the patient. A code that is missing is not shown."""

_EXPECTED_FROM_THE_SIDE = frozenset({"turned_away", "face_turned"})
_NOT_MEASURED = Phrase("not measured")
_NOT_COMPARED = Phrase("not compared")
_COMPARED_IN_PART = Phrase("compared in part")
_OTHER_LIGHT = Phrase("in other light on purpose")


def flags_of(
    photo: Photo, analyses: Mapping[PhotoId, PhotoAnalysis], series: Iterable[Series]
) -> tuple[Phrase, ...]:
    """Return what limits a photo, the most important first; empty where nothing does.

    Parameters
    ----------
    photo : Photo
        The photo; nothing is read from its file.
    analyses : mapping
        What was found in photos.
    series : iterable of Series
        Of any view; those with the photo say whether it counts.
    """
    if photo.is_calibration:
        return (_OTHER_LIGHT,)
    analysis = analyses.get(photo.id)
    if analysis is None:
        return (_NOT_MEASURED,)
    found = dict.fromkeys((*_counted(photo, series), *_issue_flags(photo.view, analysis.issues)))
    return tuple(found)[:_MOST]


def _counted(photo: Photo, series: Iterable[Series]) -> Sequence[Phrase]:
    """Say where a photo enters no number; of healing days the heading says it."""
    # A series without a baseline counts no photo at all, such as the redness of the whole face.
    points = [
        point
        for one in series
        if one.baseline is not None
        for point in one.points
        if point.photo_id == photo.id and not point.phase.is_healing
    ]
    left_out = sum(not point.is_included for point in points)
    if not left_out:
        return ()
    return (_NOT_COMPARED,) if left_out == len(points) else (_COMPARED_IN_PART,)


def _issue_flags(view: View, issues: Iterable[QualityIssue]) -> Iterable[Phrase]:
    """Yield findings, those that withhold numbers first."""
    is_from_side = view not in (View.FRONT, View.CLOSE_UP, View.UNKNOWN)
    shown = [
        issue
        for issue in issues
        if issue.code in FLAGS and not (is_from_side and issue.code in _EXPECTED_FROM_THE_SIDE)
    ]
    for issue in sorted(shown, key=lambda each: not each.metrics):
        yield FLAGS[issue.code]
