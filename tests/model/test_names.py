"""The names of the model come from one place, and each module only when it is wanted."""

import importlib
import subprocess
import sys

import pytest

from skintrack import model


def test_every_name_has_its_place():
    assert set(model._PLACES) == set(model.__all__)
    for name, module in model._PLACES.items():
        made = getattr(importlib.import_module(f"skintrack.model.{module}"), name)
        assert getattr(model, name) is made


def test_an_unknown_name_is_an_error():
    with pytest.raises(AttributeError, match="Horoscope"):
        getattr(model, "Horoscope")  # noqa: B009  # by its name, as an import asks for it


def test_a_module_is_imported_with_its_first_name():
    program = (
        "import sys\n"
        "from skintrack.model import Photo\n"
        "assert Photo.__name__ == 'Photo'\n"
        "print(*sorted(name for name in sys.modules if name.startswith('skintrack.model.')))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["skintrack.model.course", "skintrack.model.photo"]
