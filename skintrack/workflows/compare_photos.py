"""Compare two photos: what changed, beyond which noise, and what cannot be said.

What opens files is imported where files are compared: the window compares thousands of photos by
their numbers alone.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from skintrack.analysis import ALGORITHM
from skintrack.analysis.findings import Finding
from skintrack.analysis.noise import least_mdc95, mdc95
from skintrack.errors import InputError
from skintrack.model import (
    Change,
    Comparison,
    Metric,
    NoiseSource,
    PhotoAnalysis,
    PhotoId,
    QualityIssue,
    RegionName,
    SkinState,
    Verdict,
)
from skintrack.model.noise import NOTHING_REPEATED, OwnNoise
from skintrack.model.phrase import Phrase
from skintrack.workflows.issue_list import issues_from, without_consequences
from skintrack.workflows.issue_words import of_earlier_photo, of_later_photo
from skintrack.workflows.kept_relations import KeptRelations
from skintrack.workflows.pair_relation import Relate, RelatedPhoto
from skintrack.workflows.photo_notes import NOTHING_NOTED, PairNotes, PhotoNotes, notes_of
from skintrack.workflows.relate_anew import relate_anew

if TYPE_CHECKING:
    from skintrack.library import Library
    from skintrack.workflows.analyse_photos import FileAnalysis

_PICTURE_HEIGHT_PX = 1140
_Cell = tuple[Metric, RegionName]
_CELLS = [(metric, region) for region in RegionName for metric in Metric]


@dataclass(frozen=True)
class FileComparison:
    """Comparison of two files, with the analyses behind it."""

    before: "FileAnalysis"
    after: "FileAnalysis"
    comparison: Comparison


def compare_files(
    before: Path,
    after: Path,
    *,
    skin_states: tuple[SkinState | None, SkinState | None] = (None, None),
    region_file: Path | None = None,
) -> FileComparison:
    """Compare two photo files.

    Parameters
    ----------
    before, after : Path
        The earlier and the later photo.
    skin_states : tuple of SkinState or None
        What the user notes of the skin in each.
    region_file : Path, optional
        Skin outlined on the earlier photo, see ``region_file``.

    Raises
    ------
    PhotoError
        If a file cannot be read as a photo.
    InputError
        If the region's file holds none.
    """
    from skintrack.workflows.analyse_photos import analyse_file
    from skintrack.workflows.face_finders import FaceFinders
    from skintrack.workflows.region_file import GivenRegion

    finders = FaceFinders()
    region = None if region_file is None else GivenRegion(region_file, before, finders)
    first, second = (
        analyse_file(
            path, finders=finders, region=None if region is None else region.in_photo(path)
        )
        for path in (before, after)
    )
    days = (file.captured_at.date() if file.captured_at else None for file in (first, second))
    notes = PairNotes(*(PhotoNotes(day, s) for day, s in zip(days, skin_states, strict=True)))
    comparison = compare_analyses(first.analysis, second.analysis, notes=notes)
    return FileComparison(first, second, comparison)


def compare_in_library(
    library: "Library", before: PhotoId, after: PhotoId, *, noise: OwnNoise = NOTHING_REPEATED
) -> Comparison:
    """Compare two photos of a library.

    Parameters
    ----------
    library : Library
        An open library.
    before, after : PhotoId
        The earlier and the later photo.
    noise : OwnNoise
        What the person's repeats say of their course and view, see ``own_noise``.

    Raises
    ------
    InputError
        If one of them has not been measured yet, or by another version of the algorithm.
    """
    photos = [library.photos.get(photo_id) for photo_id in (before, after)]
    analyses = []
    for photo in photos:
        analysis = library.analyses.get(photo.id)
        if analysis is None:
            raise InputError(
                Phrase(
                    "“{file}” has not been measured yet. Measure it first.",
                    file=photo.original_name,
                ),
                "not_analysed",
            )
        if analysis.algorithm != ALGORITHM:
            raise InputError(
                Phrase(
                    "“{file}” waits to be measured in a new way. Then it can be compared.",
                    file=photo.original_name,
                ),
                "other_version",
            )
        analyses.append(analysis)
    with KeptRelations(library) as relate:
        return compare_analyses(
            *analyses,
            same_view=photos[0].view is photos[1].view,
            notes=PairNotes(*map(notes_of, photos)),
            noise=noise,
            relate=relate,
        )


def compare_analyses(
    before: PhotoAnalysis,
    after: PhotoAnalysis,
    *,
    same_view: bool | None = None,
    notes: PairNotes = NOTHING_NOTED,
    noise: OwnNoise = NOTHING_REPEATED,
    relate: Relate = relate_anew,
) -> Comparison:
    """Compare two analyses; no picture is opened.

    Parameters
    ----------
    before, after : PhotoAnalysis
        Of the earlier and the later photo.
    same_view : bool, optional
        Whether both show the same side, as the user says; without it, as the face mesh says.
    notes : PairNotes
        Days and states of the skin, as the user knows them.
    noise : OwnNoise
        What the person's own repeats say of the noise; without it the noise is assumed.
    relate : Relate
        Brings the later photo to the scale of the earlier one; see ``kept_relations``.

    Raises
    ------
    InputError
        If they were measured by different versions of the algorithm.
    """
    if before.algorithm != after.algorithm:
        raise InputError("The photos were measured by different versions. Measure them again.")
    related = _related(before, after, same_view, relate)
    findings = (*related.findings, *notes.differences())
    values = _values(before), _values(related.analysis)
    in_both = values[0].keys() & _values(after).keys()
    changes = tuple(
        _change(cell, (values[0][cell], values[1].get(cell)), related, findings, own=noise)
        for cell in _CELLS
        if cell in in_both
    )
    return Comparison(
        algorithm=after.algorithm,
        comparable={
            metric: any(
                change.metric is metric and change.verdict is not Verdict.NOT_COMPARABLE
                for change in changes
            )
            for metric in Metric
        },
        issues=without_consequences(
            (
                *issues_from(findings, notes),
                *(of_earlier_photo(issue, notes) for issue in _own_issues(before)),
                *(of_later_photo(issue) for issue in _own_issues(after)),
                *(issue for issue in after.issues if issue.is_of_face and issue in before.issues),
            )
        ),
        changes=changes,
    )


def _related(
    before: PhotoAnalysis, after: PhotoAnalysis, same_view: bool | None, relate: Relate
) -> RelatedPhoto:
    if (before.to_canonical is None) is not (after.to_canonical is None):
        return RelatedPhoto(after, (), {})  # no face: its own issue says so, nothing is in both
    return relate(before, after, same_view=same_view)


def _values(analysis: PhotoAnalysis) -> dict[_Cell, float | None]:
    """Return what was measured; looked up, for long courses ask a hundred thousand times."""
    return {(each.metric, each.region): each.value for each in analysis.measurements}


def _own_issues(analysis: PhotoAnalysis) -> list[QualityIssue]:
    """Return what a photo on its own keeps from being compared."""
    return [issue for issue in analysis.issues if issue.metrics and not issue.is_of_face]


def _change(
    cell: _Cell,
    values: tuple[float | None, float | None],
    related: RelatedPhoto,
    findings: tuple[Finding, ...],
    *,
    own: OwnNoise,
) -> Change:
    (metric, region), (first, second) = cell, values
    withheld = any(finding.withholds_value(metric, region) for finding in findings)
    if first is None or second is None or withheld:
        return Change(metric, region, first, second, None, None, None, Verdict.NOT_COMPARABLE)
    mismatch = related.mismatch.get(region)
    noise = mdc95(metric, region, first, second, mismatch)
    factor = own.of(metric, region)
    if factor is not None:
        least = least_mdc95(metric, region, first, second, mismatch)
        noise = max(factor.factor * noise, least)
    difference = second - first
    return Change(
        metric,
        region,
        first,
        second,
        difference,
        noise,
        NoiseSource.ASSUMED if factor is None else factor.source,
        verdict_of(difference, noise),
        0 if factor is None else factor.shots,
    )


def verdict_of(change: float, noise: float) -> Verdict:
    """Return what a change means beside its noise; lower is better."""
    if abs(change) <= noise:
        return Verdict.WITHIN_NOISE
    return Verdict.IMPROVED if change < 0 else Verdict.WORSE


def save_pair_picture(
    before: Path, after: Path, output: Path, region_file: Path | None = None
) -> None:
    """Save two photos side by side as a labelled PNG without metadata.

    They are aligned by their faces, or by the region of ``region_file``, outlined on the earlier.

    Raises
    ------
    PhotoError
        If a file cannot be read as a photo.
    StorageError
        If the picture cannot be written.
    """
    import numpy as np

    from skintrack.analysis.canonical_frame import warp_for_display
    from skintrack.imaging.files import read_file
    from skintrack.imaging.pair_picture import draw_pair
    from skintrack.workflows.analyse_photos import analyse_file
    from skintrack.workflows.face_finders import FaceFinders
    from skintrack.workflows.region_file import GivenRegion
    from skintrack.workflows.safe_file import write_safely
    from skintrack.workflows.sandbox import photos as foreign

    finders = FaceFinders()
    region = None if region_file is None else GivenRegion(region_file, before, finders)
    pictures, labels = [], []
    for path in (before, after):
        given = None if region is None else region.in_photo(path)
        file = analyse_file(path, finders=finders, region=given)
        day = file.captured_at
        labels.append(f"{day.day} {day:%B} {day.year}" if day else path.name)
        image = foreign.decode(read_file(path), path.name).image
        place = file.analysis.to_frame
        if place is not None:
            matrix = np.array([[place.a, -place.b, place.tx], [place.b, place.a, place.ty]])
            image = warp_for_display(image, matrix, _PICTURE_HEIGHT_PX)
        pictures.append(image)
    write_safely(output, draw_pair(pictures, labels, _PICTURE_HEIGHT_PX))
