"""The page on the numbers names every reason that the program can give, with its limits."""

import re
from collections import Counter
from pathlib import Path

import pytest

from skintrack.analysis import comparability, pair, quality
from tests.helpers.finding_codes import used_codes

PAGE = Path(__file__).parents[1] / "docs" / "measurement.md"
SECTION = "## When a number is withheld"


def rows_of_the_tables() -> dict[str, str]:
    """Return each row of the section's tables by the codes in its first column."""
    section = PAGE.read_text(encoding="utf-8").split(SECTION)[1].split("\n## ")[0]
    return {line.split("|")[1]: line for line in section.splitlines() if line.startswith("| `")}


def codes_in(cell: str) -> list[str]:
    return re.findall(r"`(\w+)`", cell)


def test_every_reason_is_explained_once():
    named = Counter(code for cell in rows_of_the_tables() for code in codes_in(cell))
    assert [code for code, count in named.items() if count > 1] == []
    assert sorted(used_codes() - named.keys()) == [], "not in docs/measurement.md"
    assert sorted(named.keys() - used_codes()) == [], "in docs/measurement.md only"


def plain(*numbers: float) -> list[str]:
    return [f"{number:g}" for number in numbers]


def percent(*shares: float) -> list[str]:
    return [f"{100 * share:.2g} %" for share in shares]


def limits_of(code: str) -> list[str]:
    found = [limit for limit in comparability._LIMITS if limit.code == code]
    assert found
    return plain(*(number for limit in found for number in (limit.surface, limit.everything)))


LIMITS = {
    "too_small": plain(*quality.MIN_EYE_DISTANCE_PX.values()),
    "blurred": plain(quality._MIN_SHARPNESS),
    "clipped": percent(quality._CLIPPED_REMARK, quality._CLIPPED_REFUSE),
    "dark": percent(10**quality._DARK_REMARK, 10**quality._DARK_REFUSE),
    "lit_from_left": plain(quality._UNEVEN_REMARK, quality._UNEVEN_REFUSE),
    "chin_up": plain(quality._PITCH_REMARK, quality._PITCH_REFUSE),
    "turned_away": plain(quality._FAR_CHEEK_YAW, quality._HALF_NOSE_YAW, quality._FAR_REGIONS_YAW),
    "covered": percent(quality._MIN_SURFACE_FRACTION, quality._MIN_COLOR_FRACTION),
    "little_skin": percent(quality._MIN_SKIN_FRACTION),
    "face_cut_off": percent(quality._MOST_OUTSIDE),
    "face_unclear": plain(quality._MOST_MISFIT),
    "distance_differs": [f"{low:g}-{high:g} times" for low, high in comparability._DISTANCE],
    **{
        code: limits_of(code)
        for code in (
            "sharpness_differs",
            "light_side_differs",
            "light_height_differs",
            "turn_differs",
            "nod_differs",
            "expression_differs",
        )
    },
    "noise_differs": plain(comparability._GRAIN_UNDER, comparability._GRAIN_OVER),
    "skin_share_differs": plain(comparability._SKIN_SHARE),
    "light_color_differs": plain(comparability._COLOR_REMARK, comparability._COLOR_REFUSE),
    "exposure_differs": plain(comparability._EXPOSURE_REMARK, comparability._EXPOSURE_REFUSE),
    "light_pattern_differs": plain(pair._SHADING_REFUSE, pair._SHADING_REFUSE_ALL),
    "tone_curve_differs": plain(pair._CONTRAST_REMARK, pair._CONTRAST_REFUSE),
    "little_common_skin": percent(pair._LEAST_COMMON, pair._LEAST_COMMON_RELIEF),
    "colors_do_not_match": plain(pair._SCATTER_REMARK_EI, pair._SCATTER_REFUSE_EI),
}


@pytest.mark.parametrize("code", LIMITS)
def test_the_limits_are_those_of_the_code(code: str):
    (row,) = (line for cell, line in rows_of_the_tables().items() if code in codes_in(cell))
    said = re.findall(r"-?\d+(?:\.\d+)?", row)
    numbers = [float(number) for number in said]
    for limit in LIMITS[code]:
        if limit.endswith("times"):
            assert limit in row
        else:
            assert float(limit.removesuffix(" %")) in numbers, f"{limit} is not in: {row}"
