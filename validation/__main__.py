"""``python3 tasks.py validate [--photos DIR] [--quick]``: prove the scores, and write the proof."""

import argparse
import json
import sys
import time
from pathlib import Path

from skintrack.workflows.face_finders import FaceFinders
from validation.pages import write_blocks
from validation.proof import prove

PAGE = Path(__file__).resolve().parents[1] / "docs" / "measurement.md"
_NOT_RUN = "Not run yet: give a folder of photos with `--photos`."


def main(arguments: list[str]) -> int:
    """Run what was asked for; print it, store it, and write it into the page."""
    options = _options(arguments)
    folder: Path | None = options.photos
    if folder is not None and not folder.is_dir():
        print(f"There is no folder {folder}.", file=sys.stderr)
        return 2
    if not FaceFinders().are_installed:
        print("The face models are missing. Type: python3 tasks.py setup", file=sys.stderr)
        return 1
    started = time.monotonic()
    try:
        proof = prove(folder, jobs=options.jobs, is_quick=options.quick)
    except KeyboardInterrupt:
        return 130
    print("\n\n".join(proof.blocks.values()))
    print(f"\nFitted noise, to be pasted into skintrack/analysis/noise.py:\n\n{proof.noise}")
    if options.output is not None:
        options.output.write_text(json.dumps(proof.stored, default=float), encoding="utf-8")
        print(f"\nEverything is in {options.output}.")
    if not options.quick:
        not_run = {name: _NOT_RUN for name in ("photos", "pairs") if name not in proof.blocks}
        kept = write_blocks(options.page, proof.blocks, not_run)
        print(f"\nWritten into {options.page}.")
        for name in kept:
            print(f"The block “{name}” was not run; it stays as it was.")
    print(f"\n{(time.monotonic() - started) / 60:.1f} minutes")
    return 0


def _options(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="tasks.py validate",
        description="Measure how far the scores can be trusted: on the rendered phantom, and on "
        "real photos where a folder is given. The result is printed and written into the docs.",
    )
    parser.add_argument("--photos", type=Path, metavar="DIR", help="a folder of photos of faces")
    parser.add_argument(
        "--quick", action="store_true", help="few faces and draws; the docs stay as they are"
    )
    parser.add_argument("--jobs", type=int, default=2, metavar="N", help="processes (default 2)")
    parser.add_argument("--output", type=Path, metavar="FILE", help="write everything as JSON")
    parser.add_argument("--page", type=Path, default=PAGE, help=argparse.SUPPRESS)
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
