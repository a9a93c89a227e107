"""Redness of the whole face, which needs a colour card in the photo."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from skintrack.analysis.card_patches import RGB
from skintrack.analysis.color import LUMINANCE_WEIGHTS
from skintrack.analysis.color_card import CardSearch, tint_at
from skintrack.analysis.color_correction import (
    fit_color,
    nominal_patches,
    usable_patches,
)
from skintrack.analysis.conditions import Conditions
from skintrack.analysis.findings import FACE, REDNESS, Finding
from skintrack.analysis.measure import PhotoMeasurement
from skintrack.model.card_reading import CardReading

UNKNOWN = "whole_face_redness_unknown"
_FACE_MIDDLE = (320.0, 340.0)  # in the canonical frame
_MOST_MISFIT = 0.08  # log10, against nominal colours: a printer's own errors included
_LUMINANCE_DIFFERS = 0.20  # log10 of the face's corrected green: the card is in other light


@dataclass(frozen=True)
class FaceRedness:
    """Redness of the whole face by the card.

    Attributes
    ----------
    value : float
        Erythema index of the face, in EI units, as the reference would show it.
    misfit : float
        What the patches leave, log10.
    log_green : float
        log10 of the face's corrected green.
    """

    value: float
    misfit: float
    log_green: float


def face_rgb(conditions: Conditions) -> RGB | None:
    """Return the linear RGB of the skin of the face as the photo shows it, or None without skin.

    The mean log ratios of the channels at the median luminance.
    """
    level = conditions.face_log_luminance
    red_green, blue_green = conditions.face_log_red_green, conditions.face_log_blue_green
    if level is None or red_green is None or blue_green is None:
        return None
    red, blue = 10**red_green, 10**blue_green
    green = 10**level / float(np.dot(LUMINANCE_WEIGHTS, (red, 1.0, blue)))
    return red * green, green, blue * green


def _in_light_of_card(face: RGB, search: CardSearch, similarity: NDArray[np.float64]) -> RGB:
    """Return the skin as it would look where the card is, as far as the card's light tells."""
    turn, shift = similarity[:, :2], similarity[:, 2]
    middle = np.asarray(np.linalg.solve(turn, np.array(_FACE_MIDDLE) - shift), np.float64)
    red, green, blue = np.array([*face]) * 10 ** -tint_at(search, middle)
    return float(red), float(green), float(blue)


def face_redness(reading: CardReading, baseline: CardReading | None = None) -> FaceRedness | None:
    """Return the redness of the whole face, corrected by the card.

    Parameters
    ----------
    reading : CardReading
        Of the photo, with its face.
    baseline : CardReading, optional
        Of the photo to compare with. With the same print its patches are the reference, and only
        then come the nominal colours: errors of the print, which both photos share, cancel.

    Returns
    -------
    FaceRedness or None
        None without a face or with too few patches.
    """
    if reading.face_rgb is None:
        return None
    if baseline is not None and baseline.serial == reading.serial and baseline.face_rgb is not None:
        as_baseline = fit_color(usable_patches(reading), usable_patches(baseline), reading.face_rgb)
        if as_baseline is not None:
            return _by_nominal(baseline, as_baseline.corrected(reading.face_rgb))
    return _by_nominal(reading, reading.face_rgb)


def _by_nominal(reading: CardReading, face: RGB) -> FaceRedness | None:
    """Return the redness of a face that was shown as in the photo of this card."""
    around = reading.face_rgb or face
    correction = fit_color(usable_patches(reading), nominal_patches(), around)
    if correction is None:
        return None
    red, green, _ = correction.corrected(face)
    value = 100 * (np.log10(red) - np.log10(green))
    return FaceRedness(float(value), correction.misfit, float(np.log10(green)))


def with_card(
    measured: PhotoMeasurement, search: CardSearch, baseline: CardReading | None = None
) -> tuple[PhotoMeasurement, CardReading | None]:
    """Return the measurement with the redness of the whole face, and the card with the face.

    Parameters
    ----------
    measured : PhotoMeasurement
        Of a face; without a card its whole-face redness is withheld.
    search : CardSearch
        In the same photo.
    baseline : CardReading, optional
        See ``face_redness``.
    """
    if search.reading is None:
        if search.finding is None:
            return measured, None
        return replace(measured, findings=(*measured.findings, search.finding)), None
    face = face_rgb(measured.conditions)
    if face is not None:
        face = _in_light_of_card(face, search, measured.similarity)
    reading = replace(search.reading, face_rgb=face)
    found = face_redness(reading, baseline)
    if found is None:
        return measured, reading
    others = tuple(finding for finding in measured.findings if finding.code != UNKNOWN)
    others += _doubts(found, baseline)
    is_withheld = any(finding.withholds_value(REDNESS, FACE) for finding in others)
    values = {region: dict(metrics) for region, metrics in measured.values.items()}
    values[FACE][REDNESS] = None if is_withheld else found.value
    return replace(measured, values=values, findings=others), reading


def _doubts(found: FaceRedness, baseline: CardReading | None) -> tuple[Finding, ...]:
    where = frozenset({REDNESS}), frozenset({FACE})
    doubts = []
    if found.misfit > _MOST_MISFIT:
        doubts.append(Finding("card_colors_differ", *where, figure=found.misfit))
    earlier = face_redness(baseline) if baseline is not None else None
    if earlier is not None and abs(found.log_green - earlier.log_green) > _LUMINANCE_DIFFERS:
        difference = found.log_green - earlier.log_green
        doubts.append(Finding("card_light_differs", *where, figure=difference))
    return tuple(doubts)
