"""The table of ``docs/reliability.md``."""

from collections.abc import Sequence
from pathlib import Path

from torture.campaign import Outcome

_BEGIN, _END = "<!-- torture:begin -->", "<!-- torture:end -->"


def table(outcomes: Sequence[Outcome]) -> str:
    """Return what was tried, survived and lost, as Markdown."""
    rows = [
        f"| {one.job} | {one.fault} | {one.tried} | {one.survived} | {len(one.failures)} |"
        for one in outcomes
        if one.tried
    ]
    rows += [
        f"| {one.job} | {one.fault} | not tried: {one.obstacle} | | |"
        for one in outcomes
        if one.obstacle
    ]
    tried = sum(one.tried for one in outcomes)
    lost = sum(len(one.failures) for one in outcomes)
    return "\n".join(
        [
            "| job | fault | tried | survived | lost |",
            "|---|---|---|---|---|",
            *rows,
            f"| **all** | | **{tried}** | **{tried - lost}** | **{lost}** |",
        ]
    )


def write(path: Path, text: str) -> None:
    """Put the table between the markers of the page.

    Raises
    ------
    ValueError
        If the page has no markers.
    """
    page = path.read_text(encoding="utf-8")
    if _BEGIN not in page or _END not in page:
        raise ValueError(f"{path} has no {_BEGIN} and {_END}.")
    before, rest = page.split(_BEGIN, 1)
    after = rest.split(_END, 1)[1]
    path.write_text(f"{before}{_BEGIN}\n{text}\n{_END}{after}", encoding="utf-8")
