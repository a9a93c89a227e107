"""The official JSON Schema of FHIR R4, where this computer has it (docs/report-format.md)."""

import json
import os
from functools import cache
from pathlib import Path

import fastjsonschema
import pytest

_KEPT = Path(__file__).resolve().parents[2] / ".setup" / "fhir.schema.json"
_OFFICIAL_ID = "http://hl7.org/fhir/json-schema/4.0"


@cache
def fhir_check():
    """Return a function that refuses a bundle which is not R4; skips where the schema is not."""
    path = Path(os.environ.get("SKINTRACK_FHIR_SCHEMA") or _KEPT)
    if not path.is_file():
        pytest.skip("the schema of FHIR R4 is not here: see docs/report-format.md")
    schema = json.loads(path.read_text(encoding="utf-8"))
    assert schema["id"] == _OFFICIAL_ID
    definitions = schema["definitions"]
    # Of 150 kinds these two are in a bundle of ours; another kind is then refused as well.
    kinds = ("Observation", "Device")
    definitions["ResourceList"] = {"oneOf": [{"$ref": f"#/definitions/{kind}"} for kind in kinds]}
    bundle = {"$schema": schema["$schema"], "$ref": "#/definitions/Bundle"}
    return fastjsonschema.compile({**bundle, "definitions": definitions})
