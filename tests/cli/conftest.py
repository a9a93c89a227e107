"""What the tests of the command line share."""

from collections.abc import Callable
from pathlib import Path

import pytest

from skintrack.__main__ import main
from skintrack.imaging.export import encode_jpeg
from skintrack.phantom.person import person
from skintrack.phantom.pose import Pose
from skintrack.phantom.render import render_photo
from skintrack.phantom.subject import build_subject
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


@pytest.fixture(scope="session")
def faces(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, ...]:
    """Return four photos of one drawn face, each a little different."""
    folder = tmp_path_factory.mktemp("faces")
    subject = build_subject(person(0))
    paths = tuple(folder / f"face-{number}.jpg" for number in range(4))
    for number, path in enumerate(paths):
        photo = render_photo(subject, pose=Pose(roll_deg=number), seed=number)
        path.write_bytes(encode_jpeg(photo.image))
    return paths


@pytest.fixture
def selfies() -> tuple[Path, ...]:
    """Return eight selfies of one person (CC0), where the folder is there."""
    if not SHARED_PHOTOS.is_dir():
        pytest.skip("the shared photos are not here")
    return tuple(
        sorted(SHARED_PHOTOS.glob("lisa/*.jpg")) + sorted(SHARED_PHOTOS.glob("zoom/*.jpg"))
    )
