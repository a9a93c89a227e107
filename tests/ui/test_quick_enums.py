"""Enums of Qt that are made the quick way are those that PySide makes itself."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
_MOST_OF_QT = 500


def test_no_enum_differs_from_the_one_that_is_made_the_usual_way():
    usual, quick = enums_of(), enums_of("quick")
    assert usual.pop("_made_by") == {"module": "enum"}
    assert quick.pop("_made_by") == {"module": "skintrack.ui.quick_enums"}
    assert len(usual) > _MOST_OF_QT
    assert {name for name in usual if usual[name] != quick.get(name)} == set()
    assert quick.keys() == usual.keys()


def enums_of(*arguments: str) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-m", "tests.helpers.qt_enums", *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    facts: dict[str, Any] = json.loads(done.stdout)
    return facts
