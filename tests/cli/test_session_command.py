"""``session add`` with everything that can be noted, and with what cannot be."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.helpers.command import Result

Run = Callable[..., Result]


def test_everything_that_can_be_noted_comes_back(run: Run, library: Path) -> None:
    words = {
        "--time": "14:30",
        "--concern": "acne_scars",
        "--area": "Cheeks",
        "--practitioner": "M. Example",
        "--products": "Serum",
        "--numbing": "Cream",
        "--pain": "0",
        "--passes": "3",
    }
    options = [part for pair in words.items() for part in pair]
    zones = ["--zone-depth", "cheeks=1.5", "--zone-depth", "under_eyes=0.25"]
    add = ["session", "add", "--library", library, "--date", "2026-03-04", "--json"]
    document = run(*add, *options, *zones).document
    assert document["time"] == "14:30"
    assert document["zone_depths_mm"] == {"cheeks": 1.5, "under_eyes": 0.25}
    assert (document["pain"], document["passes"]) == (0, 3)
    assert (document["concern"], document["area"]) == ("acne_scars", "Cheeks")
    assert document["practitioner"] == "M. Example"
    assert (document["products"], document["numbing"]) == ("Serum", "Cream")
    bare = run(*add).document
    assert bare["time"] is bare["pain"] is bare["passes"] is None
    assert bare["zone_depths_mm"] == {}


@pytest.mark.parametrize(
    "wrong",
    [
        ("--time", "25:00"),
        ("--time", "soon"),
        ("--pain", "11"),
        ("--pain", "-1"),
        ("--passes", "0"),
        ("--zone-depth", "ear=1"),
        ("--zone-depth", "nose=9"),
        ("--zone-depth", "nose"),
    ],
)
def test_what_cannot_be_is_refused(run: Run, library: Path, wrong: tuple[str, str]) -> None:
    option, value = wrong
    result = run(
        "session", "add", "--library", library, "--date", "2026-03-04", f"{option}={value}"
    )
    assert result.code == 2
    assert option in result.err
