"""Run the command line in this process, as a script would."""

import json
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Result:
    """What a command said."""

    code: int
    out: str
    err: str

    @property
    def document(self) -> Any:
        """The one JSON object of standard output; NaN and Infinity are refused."""
        return json.loads(self.out, parse_constant=refuse)


def refuse(constant: str) -> None:
    raise AssertionError(f"{constant} is no JSON")
