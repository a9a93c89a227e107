"""``skintrack analyze``: scores of photos, without a library."""

import argparse
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from skintrack.analysis import ALGORITHM
from skintrack.cli.arguments import Commands, add_jobs, add_json, add_region, file_ending_in
from skintrack.cli.given import given_path
from skintrack.cli.host import Host
from skintrack.cli.issues import issue_document
from skintrack.cli.maps import add_map, photo_map_misuse, with_map
from skintrack.cli.outcome import Outcome
from skintrack.errors import EnvironmentalError
from skintrack.model import (
    CardReading,
    FileFailure,
    Metric,
    PhotoAnalysis,
    ProgressStep,
    RegionName,
)
from skintrack.model.display import metric_name, region_name, value_text, view_name
from skintrack.model.skin_map import MapKind
from skintrack.model.text import storable_text

if TYPE_CHECKING:
    from skintrack.workflows.analyse_photos import FileAnalysis
    from skintrack.workflows.face_finders import FaceFinders
    from skintrack.workflows.region_file import GivenRegion

BLANK: Mapping[str, object] = {"algorithm": ALGORITHM, "photos": []}


def register(commands: Commands) -> None:
    """Add the command."""
    parser = commands.add_parser("analyze", help="score photos")
    parser.add_argument("photos", metavar="PHOTO", nargs="+", type=given_path, help="photos")
    parser.add_argument(
        "--baseline",
        metavar="PHOTO",
        type=given_path,
        help="correct and judge relative to this photo",
    )
    add_region(parser, "the baseline, or of the first photo")
    add_map(parser, "save a map over the photo: of redness, of texture, or of what was measured")
    parser.add_argument(
        "--output", metavar="PNG", type=file_ending_in(".png"), help="where the map is saved"
    )
    add_jobs(parser)
    add_json(parser)
    parser.set_defaults(run=run, blank=dict(BLANK), misuse=photo_map_misuse)


def run(options: argparse.Namespace, host: Host) -> Outcome:
    """Score each photo; one that cannot be read stops no other."""
    from skintrack.workflows.face_finders import FaceFinders
    from skintrack.workflows.safe_file import refuse_harmful_output

    if options.output is not None:
        refuse_harmful_output(options.output, options.photos)
    finders = FaceFinders()
    try:
        relation = _relation(options, finders)
    except EnvironmentalError as error:
        failure = FileFailure(str(options.region or options.baseline), error.code, error.message)
        return Outcome(document=BLANK, failures=(failure,))

    def analyse(path: Path) -> "FileAnalysis | FileFailure | None":
        if host.terminal.cancelled():
            return None
        try:
            return relation.analyse(path)
        except EnvironmentalError as error:
            return FileFailure(str(path), error.code, error.message)

    results: list[FileAnalysis | FileFailure | None] = []
    total = len(options.photos)
    with ThreadPoolExecutor(max_workers=options.jobs) as workers:
        for path, result in zip(options.photos, workers.map(analyse, options.photos), strict=True):
            results.append(result)
            host.terminal.progress(ProgressStep(len(results), total, path.name))
    scored = [result for result in results if result and not isinstance(result, FileFailure)]
    outcome = Outcome(
        lines=tuple(line for each in scored for line in describe(each)),
        document={"algorithm": ALGORITHM, "photos": [document(each) for each in scored]},
        failures=tuple(result for result in results if isinstance(result, FileFailure)),
        is_complete=None not in results,
    )
    return save_map(options, scored[0], finders, outcome) if options.map and scored else outcome


@dataclass(frozen=True)
class _Relation:
    """What each photo is measured with: the baseline, and skin outlined on another photo."""

    finders: "FaceFinders"
    region: "GivenRegion | None" = None
    baseline: "FileAnalysis | None" = None

    def analyse(self, path: Path) -> "FileAnalysis":
        from skintrack.workflows.analyse_photos import analyse_file

        baseline = self.baseline
        taken = None if baseline is None else baseline.captured_at
        return analyse_file(
            path,
            None if baseline is None else baseline.analysis,
            finders=self.finders,
            baseline_day=None if taken is None else taken.date(),
            region=None if self.region is None else self.region.in_photo(path),
        )


def _relation(options: argparse.Namespace, finders: "FaceFinders") -> _Relation:
    """Look at the baseline and at the photo of the region."""
    from skintrack.workflows.region_file import GivenRegion

    drawn_on = options.baseline or options.photos[0]
    region = None if options.region is None else GivenRegion(options.region, drawn_on, finders)
    relation = _Relation(finders, region)
    if options.baseline is None:
        return relation
    return replace(relation, baseline=relation.analyse(options.baseline))


def save_map(
    options: argparse.Namespace, file: "FileAnalysis", finders: "FaceFinders", outcome: Outcome
) -> Outcome:
    """Save the map that was asked for."""
    from skintrack.workflows.make_maps import MapMaker
    from skintrack.workflows.save_maps import save_photo_map

    save = partial(save_photo_map, file, MapKind(options.map), options.output, MapMaker(finders))
    return with_map(outcome, options.output, file.file, save)


def document(file: "FileAnalysis") -> dict[str, object]:
    """Write one photo's analysis as JSON."""
    analysis = file.analysis
    return {
        "file": storable_text(file.file),
        "sha256": file.sha256,
        "width": file.width,
        "height": file.height,
        "captured_at": file.captured_at.isoformat() if file.captured_at else None,
        "captured_at_source": file.captured_at_source,
        "view": analysis.view,
        "quality": {
            "usable_for": [metric for metric in Metric if metric in analysis.usable_for],
            "issues": [issue_document(issue) for issue in analysis.issues],
            "reference": analysis.reference,
            "card": card_document(analysis.card),
        },
        "regions": {region: region_document(analysis, region) for region in regions(analysis)},
    }


def regions(analysis: PhotoAnalysis) -> list[RegionName]:
    """Return the regions that were looked at, in the usual order."""
    measured = {measurement.region for measurement in analysis.measurements}
    return [region for region in RegionName if region in measured]


def region_document(analysis: PhotoAnalysis, region: RegionName) -> dict[str, object]:
    """Write one region's numbers; null where it could not be measured."""
    values: dict[str, object] = {metric: analysis.value(metric, region) for metric in Metric}
    return {**values, "valid_fraction": analysis.valid_fraction.get(region)}


def card_document(card: CardReading | None) -> dict[str, object] | None:
    """Write what is known of the colour card; null where the photo shows none."""
    if card is None:
        return None
    return {
        "serial": card.serial,
        "px_per_mm": card.px_per_mm,
        "tilt_deg": card.tilt_deg,
        "evenness": card.evenness,
        "glare_fraction": card.glare_fraction,
        "patches_read": sum(patch.rgb is not None for patch in card.patches),
    }


def describe(file: "FileAnalysis") -> list[str]:
    """Write one photo's analysis for people."""
    analysis = file.analysis
    lines = [f"{file.file}: {view_name(analysis.view)}"]
    if analysis.card is not None:
        lines.append(f"  Colour card {analysis.card.serial}")
    for region in regions(analysis):
        numbers = (
            f"{metric_name(metric).lower()} {value_text(metric, analysis.value(metric, region))}"
            for metric in Metric
        )
        lines.append(f"  {region_name(region)}: {', '.join(numbers)}")
    return lines + [f"  {issue.text}" for issue in analysis.issues]
