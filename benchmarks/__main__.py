"""``python3 tasks.py bench [NAME...]``: run all benchmarks or the named ones."""

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from benchmarks import (
    analysis,
    chart_redraw,
    compare_view,
    first_window,
    import_gaps,
    importing,
    regions,
    report,
    sample,
    sealing,
    set_up,
    timeline_scroll,
    verifying,
    view_gaps,
)

JOBS: dict[str, Callable[[Path], None]] = {
    "analysis": analysis.run,
    "regions": regions.run,
    "import": importing.run,
    "verify": verifying.run,
    "sealing": sealing.run,
    "compare": compare_view.run,
    "gaps": import_gaps.run,
    "views": view_gaps.run,
    "window": first_window.run,
    "timeline": timeline_scroll.run,
    "chart": chart_redraw.run,
    "report": report.run,
    "sample": sample.run,
    "setup": set_up.run,
}


def main(names: list[str]) -> int:
    """Run the named benchmarks, all without a name."""
    unknown = [name for name in names if name not in JOBS]
    if unknown:
        print(f"There is no benchmark {unknown[0]}. Known: {', '.join(JOBS)}.", file=sys.stderr)
        return 2
    print("U = one full decode of a 12-megapixel JPEG by libjpeg-turbo, one thread\n")
    for name in names or JOBS:
        with tempfile.TemporaryDirectory(prefix="skintrack-bench-") as folder:
            JOBS[name](Path(folder))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
