"""The window imports without PySide's look at the source of every module."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.gui

ROOT = Path(__file__).parents[2]

WINDOW = """
import linecache
import sys

from skintrack import __main__

code = __main__.main(["--library", sys.argv[1], "--measure-start"])
read = [name for name in linecache.cache if "skintrack" in name]
print(code, len(read), "skintrack.ui.main_window" in sys.modules)
"""


def test_no_source_is_read_for_the_window(course_copy, tmp_path):
    done = subprocess.run(
        [sys.executable, "-c", WINDOW, str(course_copy)],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "XDG_CONFIG_HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert done.stdout.strip().splitlines()[-1] == "0 0 True"
