"""``python3 tasks.py torture [NAME …] [--every N]``: faults at every point, and a table of them."""

import argparse
import sys
import tempfile
import time
from pathlib import Path

from torture import page, struck
from torture.campaign import run_campaign, run_trials
from torture.jobs import JOBS
from torture.trials import TRIALS

PAGE = Path(__file__).resolve().parents[1] / "docs" / "reliability.md"


def main(arguments: list[str]) -> int:
    """Try what was asked for, print the table, and write it into the page if all was tried."""
    options = _options(arguments)
    if not struck.is_possible():
        print("Faults are put in by strace, which is missing or not allowed here.", file=sys.stderr)
        return 2
    started = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="skintrack-torture-") as folder:
        wanted = options.names or [*JOBS, *TRIALS]
        outcomes = run_campaign(
            Path(folder),
            [name for name in wanted if name in JOBS],
            every=options.every,
            jobs=options.jobs,
            tell=_tell,
        )
        trials = [name for name in wanted if name in TRIALS]
        outcomes += run_trials(Path(folder), trials, every=options.every)
    table = page.table(outcomes)
    print(table)
    for failure in (failure for outcome in outcomes for failure in outcome.failures):
        print(f"LOST  {failure}")
    print(f"\n{(time.monotonic() - started) / 60:.1f} minutes")
    if options.every == 1 and not options.names:
        page.write(PAGE, table)
        print(f"Written into {PAGE}.")
    return 1 if any(outcome.failures for outcome in outcomes) else 0


def _tell(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def _options(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="tasks.py torture",
        description="Put a fault in at every system call of every job, one at a time, damage files "
        "in every way, and see that nothing is lost. Needs Linux and strace.",
    )
    parser.add_argument("names", nargs="*", metavar="NAME", choices=[[], *JOBS, *TRIALS])
    parser.add_argument("--every", type=int, default=1, metavar="N", help="only every Nth fault")
    parser.add_argument("--jobs", type=int, default=2, metavar="N", help="processes (default 2)")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
