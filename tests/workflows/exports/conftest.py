"""A library with everything in it, its export, and another library to bring that into."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from skintrack.library import Library
from skintrack.workflows import export_library
from tests.helpers.filled_library import camera_folder, fill


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.create(tmp_path / "library", "Scars", "acne_scars") as made:
        fill(made, camera_folder(tmp_path / "card"))
        yield made


@pytest.fixture
def exported(library: Library, tmp_path: Path) -> Path:
    return export_library.run(library, tmp_path / "export", originals=True).folder


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Library]:
    with Library.create(tmp_path / "other", "Mine") as made:
        yield made
