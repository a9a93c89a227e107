"""``skintrack compare``: what changed between two photos."""

import argparse
from functools import partial
from typing import TYPE_CHECKING

from skintrack.analysis import ALGORITHM
from skintrack.cli.arguments import Commands, add_json, add_region, file_ending_in
from skintrack.cli.comparison_text import comparison_lines
from skintrack.cli.given import given_path
from skintrack.cli.host import Host
from skintrack.cli.issues import issue_document
from skintrack.cli.maps import CHANGE_KINDS, add_map, change_map_misuse, with_map
from skintrack.cli.outcome import Outcome
from skintrack.cli.skin_state import add_skin_state, read_skin_state
from skintrack.model import Change, Comparison, Metric, RegionName
from skintrack.model.skin_map import MapKind

if TYPE_CHECKING:
    from skintrack.workflows.compare_photos import FileComparison


def register(commands: Commands) -> None:
    """Add the command."""
    parser = commands.add_parser("compare", help="compare two photos")
    parser.add_argument("before", metavar="BEFORE", type=given_path, help="the earlier photo")
    parser.add_argument("after", metavar="AFTER", type=given_path, help="the later photo")
    parser.add_argument(
        "--output",
        metavar="PNG",
        type=file_ending_in(".png"),
        help="save the matched pair as a picture",
    )
    add_map(parser, "show in the picture what changed", CHANGE_KINDS)
    add_region(parser, "the earlier photo")
    add_skin_state(parser, "--before-skin-state", "state of the skin in the earlier photo")
    add_skin_state(parser, "--after-skin-state", "state of the skin in the later photo")
    add_json(parser)
    blank: dict[str, object] = {
        "algorithm": ALGORITHM,
        "comparable": {},
        "issues": [],
        "changes": {},
    }
    parser.set_defaults(run=run, blank=blank, misuse=change_map_misuse)


def run(options: argparse.Namespace, _host: Host) -> Outcome:
    """Compare the photos and, where wanted, save them side by side."""
    from skintrack.workflows import compare_photos
    from skintrack.workflows.safe_file import refuse_harmful_output

    if options.output is not None:
        refuse_harmful_output(options.output, (options.before, options.after))
    result = compare_photos.compare_files(
        options.before,
        options.after,
        skin_states=(
            read_skin_state(options.before_skin_state),
            read_skin_state(options.after_skin_state),
        ),
        region_file=options.region,
    )
    comparison = result.comparison
    document: dict[str, object] = comparison_document(comparison)
    lines = comparison_lines(comparison)
    if options.map is not None:
        return save_map(options, result, Outcome(lines=tuple(lines), document=document))
    if options.output is not None:
        compare_photos.save_pair_picture(
            options.before, options.after, options.output, options.region
        )
        document["output"] = str(options.output)
        lines.append(f"Saved {options.output}")
    return Outcome(lines=tuple(lines), document=document)


def save_map(options: argparse.Namespace, result: "FileComparison", outcome: Outcome) -> Outcome:
    """Save what changed as a picture."""
    from skintrack.workflows.save_maps import save_change_map

    save = partial(
        save_change_map,
        result.before,
        result.after,
        result.comparison,
        MapKind(options.map),
        options.output,
    )
    return with_map(outcome, options.output, result.after.file, save)


def comparison_document(comparison: Comparison) -> dict[str, object]:
    """Write a comparison as JSON."""
    return {
        "algorithm": comparison.algorithm,
        "comparable": {metric: comparison.comparable.get(metric, False) for metric in Metric},
        "issues": [issue_document(issue) for issue in comparison.issues],
        "changes": {
            region: {
                change.metric: change_document(change)
                for change in comparison.changes
                if change.region is region
            }
            for region in RegionName
            if any(change.region is region for change in comparison.changes)
        },
    }


def change_document(change: Change) -> dict[str, object]:
    """Write one change as JSON."""
    return {
        "before": change.before,
        "after": change.after,
        "change": change.change,
        "noise": change.noise,
        "noise_source": change.noise_source,
        "verdict": change.verdict,
    }
