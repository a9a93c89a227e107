import pytest

from skintrack.library import Library
from tests.helpers.sealed import seal_all_libraries


@pytest.fixture(params=["plain", "sealed"])
def form(request, monkeypatch):
    """Run a test twice: with plain libraries, then with encrypted ones."""
    if request.param == "sealed":
        seal_all_libraries(monkeypatch)
    return request.param


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "library"


@pytest.fixture
def library(form, folder):
    with Library.create(folder, "Acne scars") as made:
        yield made
