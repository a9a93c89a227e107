"""Put the tables into ``docs/measurement.md``, each block between markers of its own."""

import re
from pathlib import Path

_NAME = "validate"


def markers(block: str = "") -> tuple[str, str]:
    """Return the begin and end marker of a block, or of all of them."""
    name = f"{_NAME}:{block}" if block else _NAME
    return f"<!-- {name}:begin -->", f"<!-- {name}:end -->"


def write_blocks(page: Path, blocks: dict[str, str], not_run: dict[str, str]) -> tuple[str, ...]:
    """Replace the blocks that were run; keep earlier ones that were not.

    Parameters
    ----------
    page : Path
        A page with the outer markers.
    blocks : dict of str to str
        Name of the block to Markdown, in the order of the page.
    not_run : dict of str to str
        Name to what stands there as long as it was never run.

    Returns
    -------
    tuple of str
        Names of blocks that were kept from an earlier run.

    Raises
    ------
    ValueError
        If the page has no outer markers.
    """
    text = page.read_text(encoding="utf-8")
    begin, end = markers()
    if begin not in text or end not in text:
        raise ValueError(f"{page} has no {begin} and {end}.")
    before, rest = text.split(begin, 1)
    inside, after = rest.split(end, 1)
    kept = []
    parts = []
    for name in [*blocks, *not_run]:
        earlier = _between(inside, *markers(name))
        if name in blocks:
            content = blocks[name]
        else:
            content = not_run[name] if earlier is None else earlier
            kept += [] if earlier is None or earlier == not_run[name] else [name]
        parts.append("\n".join((markers(name)[0], content.strip(), markers(name)[1])))
    page.write_text(before + "\n".join((begin, "\n\n".join(parts), end)) + after, encoding="utf-8")
    return tuple(kept)


def _between(text: str, begin: str, end: str) -> str | None:
    found = re.search(f"{re.escape(begin)}(.*?){re.escape(end)}", text, re.DOTALL)
    return found.group(1).strip() if found else None
