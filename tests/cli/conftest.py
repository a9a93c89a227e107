"""What the tests of the command line share."""

from collections.abc import Callable
from pathlib import Path

import pytest

from skintrack.__main__ import main
from tests.helpers.command import Result

SHARED_PHOTOS = Path(__file__).resolve().parents[2] / "../shared/photos"


@pytest.fixture(autouse=True)
def _no_passphrase(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SKINTRACK_PASSPHRASE", raising=False)


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str]) -> Callable[..., Result]:
    """Run ``skintrack`` with arguments in this process."""

    def run_command(*arguments: object) -> Result:
        capfd.readouterr()
        code = main([str(argument) for argument in arguments])
        captured = capfd.readouterr()
        return Result(code, captured.out, captured.err)

    return run_command


@pytest.fixture
def library(run: Callable[..., Result], tmp_path: Path) -> Path:
    """Return a new library."""
    folder = tmp_path / "library"
    assert run("init", "--library", folder, "--course", "Cheeks").code == 0
    return folder


@pytest.fixture
def selfies() -> Path:
    """Return the folder of eight selfies of one person (CC0)."""
    if not SHARED_PHOTOS.is_dir():
        pytest.skip("the shared photos are not here")
    return SHARED_PHOTOS
