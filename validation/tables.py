"""Figures as Markdown: numbers, rows, tables."""

from collections.abc import Callable, Sequence

MISSING = "—"
_SMALL, _LARGE = 0.01, 100.0
_TENTH = 0.0995  # below ten percent once rounded
Row = Sequence[str]


def table(header: Row, rows: Sequence[Row]) -> str:
    """Return a Markdown table; empty without rows."""
    if not rows:
        return ""
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def number(value: float | None, digits: int = 2) -> str:
    """Return a number with so many decimals, two digits where that would hide it."""
    if value is None:
        return MISSING
    if value and abs(value) < _SMALL:
        return f"{value:.2g}"
    return f"{value:.{digits}f}" if abs(value) < _LARGE else f"{value:.0f}"


def percent(value: float | None) -> str:
    """Return a share in percent; one decimal below ten."""
    if value is None:
        return MISSING
    return f"{100 * value:.1f} %" if abs(value) < _TENTH else f"{100 * value:.0f} %"


def between(low: float | None, high: float | None) -> str:
    """Return an interval of shares in percent."""
    if low is None or high is None:
        return MISSING
    return f"{percent(low).removesuffix(' %')} to {percent(high)}"


def no_more_than(limit: float, value: float | None, show: Callable[[float | None], str]) -> str:
    """Return a number, or that it lies beyond what was tried."""
    return f"> {limit:g}" if value is not None and value > limit else show(value)
