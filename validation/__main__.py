"""``python3 tasks.py validate [--photos DIR] [--quick]``: prove the scores, and write the proof."""

import argparse
import json
import sys
import time
from dataclasses import asdict
from pathlib import Path

from skintrack.analysis import ALGORITHM
from skintrack.model import Metric
from skintrack.workflows.face_finders import FaceFinders
from validation.faces import FaceResult
from validation.noise_table import NoiseModel, as_source, fit_noise
from validation.pages import write_blocks
from validation.repeat_pairs import RepeatPair
from validation.runs import FaceRun, Workers, run_pairs, run_phantom, run_photos
from validation.sections import face_sections, noise_section, pair_sections

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
        blocks, stored = _run(folder, jobs=options.jobs, is_quick=options.quick)
    except KeyboardInterrupt:
        return 130
    print("\n\n".join(blocks.values()))
    if options.output is not None:
        options.output.write_text(json.dumps(stored), encoding="utf-8")
        print(f"\nEverything is in {options.output}.")
    if not options.quick:
        not_run = {name: _NOT_RUN for name in ("photos", "pairs") if name not in blocks}
        kept = write_blocks(options.page, blocks, not_run)
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


def _run(
    folder: Path | None, *, jobs: int, is_quick: bool
) -> tuple[dict[str, str], dict[str, object]]:
    """Return the blocks of the page, and everything that was measured."""
    blocks: dict[str, str] = {}
    stored: dict[str, object] = {"algorithm": ALGORITHM}
    with Workers(jobs) as workers:
        phantom = run_phantom(workers, is_quick=is_quick)
        blocks["phantom"] = _face_block(
            f"### Rendered phantom\n\n{len(phantom.results)} rendered faces, "
            f"algorithm {ALGORITHM}, `python3 tasks.py validate`.",
            phantom,
        )
        stored["phantom"] = _stored(phantom)
        if folder is None:
            return blocks, stored
        photos = run_photos(workers, folder, is_quick=is_quick)
        pairs = run_pairs(workers, folder)
    where = f"algorithm {ALGORITHM}, `python3 tasks.py validate --photos DIR`."
    blocks["photos"] = _face_block(
        f"### Real photos\n\n{_on_what(photos.results)}, {where}", photos, pairs
    )
    blocks["pairs"] = _pair_block(where, pairs)
    stored |= {"photos": _stored(photos, pairs), "pairs": [asdict(pair) for pair in pairs]}
    return blocks, stored


def _face_block(title: str, run: FaceRun, repeats: tuple[RepeatPair, ...] = ()) -> str:
    shots = sum(len(face.readings) for face in run.results)
    models = _noise_models(run, repeats)
    return "\n\n".join(
        (f"{title} {shots} photos against the clean photo of each face.",
         *face_sections(run.results, run.challenged),
         "**Noise of two unchanged photos** by region: least MDC95 with which at most 2.5 % are "
         "called improved and 2.5 % worse",
         noise_section(models),
         f"```python\n{as_source(models)}\n```")
    )  # fmt: skip


def _pair_block(where: str, pairs: tuple[RepeatPair, ...]) -> str:
    title = (
        "### Real repeats\n\n"
        f"{len(pairs)} people, one neutral and one smiling photo of one session and light; {where}"
    )
    return "\n\n".join((title, *pair_sections(pairs)))


def _on_what(results: tuple[FaceResult, ...]) -> str:
    tones = sorted({face.tone for face in results})
    return f"{len(results)} photos of faces ({', '.join(tones)} skin by its ITA in the photo)"


def _noise_models(run: FaceRun, repeats: tuple[RepeatPair, ...]) -> list[NoiseModel]:
    pairs = [each.pair for each in repeats]
    models = [fit_noise(run.results, metric, pairs) for metric in Metric]
    return [model for model in models if model is not None]


def _stored(run: FaceRun, repeats: tuple[RepeatPair, ...] = ()) -> dict[str, object]:
    return {
        "faces": [asdict(face) for face in run.results],
        "challenged": [[asdict(part) for part in each] for each in run.challenged],
        "noise": [asdict(model) for model in _noise_models(run, repeats)],
    }


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
