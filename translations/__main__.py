"""Bring every ``.po`` file up to date, write what Qt reads of it, and say what is missing.

``treatment.toml``, where people write facts, is written anew in the form that is read sooner.
"""

import sys
from pathlib import Path

from skintrack.model.catalogue import read_entries
from translations.extract import ROOT, TREATMENT, all_texts
from translations.facts_file import facts_as_json
from translations.po_file import is_missing, merged, written, wrong_places
from translations.qm_file import compiled


def main() -> int:
    """Update the files; 1 where a translation is missing or wrong."""
    _replace(TREATMENT.with_suffix(".json"), facts_as_json())
    texts = all_texts()
    faults = 0
    for path in sorted((ROOT / "assets" / "translations").glob("*.po")):
        entries = merged(read_entries(path.read_text(encoding="utf-8")), texts)
        path.write_text(written(entries), encoding="utf-8")
        _replace(path.with_suffix(".qm"), compiled(entries))
        wanting = [entry for entry in entries if is_missing(entry) or wrong_places(entry)]
        for entry in wanting:
            print(f"{path.name}: {entry.text!r}")
        print(f"{path.name}: {len(entries) - 1} texts, {len(wanting)} to be done")
        faults += len(wanting)
    return 1 if faults else 0


def _replace(path: Path, content: bytes) -> None:
    """Put a new file in place of another: Qt maps the old one, and a window would die of a cut."""
    new = path.with_name(f".{path.name}.new")
    new.write_bytes(content)
    new.replace(path)


sys.exit(main())
