import pytest

from skintrack.library import Library


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "library"


@pytest.fixture
def library(folder):
    with Library.create(folder, "Acne scars") as made:
        yield made
