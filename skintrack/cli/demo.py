"""``skintrack demo``: a sample library of rendered photos."""

import argparse
from pathlib import Path

from skintrack.cli.arguments import Commands, add_folder
from skintrack.cli.credentials import say_if_unused
from skintrack.cli.host import Host
from skintrack.cli.library_work import analyse_pending
from skintrack.cli.outcome import Outcome


def register(commands: Commands) -> None:
    """Add the command."""
    parser = commands.add_parser(
        "demo", help="build a sample library of rendered photos, then open it"
    )
    add_folder(parser)
    parser.add_argument(
        "--headless", action="store_true", help="write the report instead of opening the window"
    )
    # The sample has a place of its own.
    parser.set_defaults(run=run, needs_library=False)


def run(options: argparse.Namespace, host: Host) -> Outcome:
    """Build the sample where it is not there yet, then open it or write its report."""
    say_if_unused("The sample library is not encrypted.", host)
    folder = (options.library or default_folder()).absolute()
    ensure_sample(folder, host)
    if options.headless or not host.has_display():
        report = folder.with_name(f"{folder.name}-report.pdf")
        write_report(folder, report, host)
        return Outcome(lines=(f"Library: {folder}", f"Report: {report}"))
    return Outcome(is_complete=host.open_window(folder) == 0)


def default_folder() -> Path:
    """Return where the sample is kept unless another folder is given."""
    from skintrack import settings

    return settings.sample_library_folder()


def ensure_sample(folder: Path, host: Host) -> None:
    """Build the sample library, or keep the one that is there."""
    from skintrack.library import Library

    if Library.is_library(folder):
        return
    from skintrack.workflows import build_demo

    host.terminal.say("Rendering a sample course: a drawn face, four sessions, ten months.")
    build_demo.run(folder, progress=host.terminal.progress, cancelled=host.terminal.cancelled)


def write_report(folder: Path, report: Path, host: Host) -> None:
    """Write the sample's report."""
    from skintrack.library import Library
    from skintrack.workflows import make_report

    with Library.open(folder) as library:
        analyse_pending(library, None, host)
        make_report.run(
            library, report, progress=host.terminal.progress, cancelled=host.terminal.cancelled
        )
