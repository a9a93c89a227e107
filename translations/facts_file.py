"""The facts of treatment as the program reads them: JSON, read in a tenth of the time of TOML."""

import json
import tomllib

from translations.extract import TREATMENT


def facts_as_json() -> bytes:
    """Return what ``treatment.toml`` says."""
    facts = tomllib.loads(TREATMENT.read_text(encoding="utf-8"))
    return (json.dumps(facts, ensure_ascii=False, indent=1) + "\n").encode()
