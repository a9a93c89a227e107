"""An encrypted course whose names and notes can be searched for, and clocks that a test moves."""

from dataclasses import replace
from pathlib import Path

import pytest

from skintrack.ui.vault.idle_lock import Clocks
from tests.helpers.keys import QUICK
from tests.helpers.measured_library import course_shots, make_library

WORDS = "lamp river kettle cloud"
PERSON, COURSE, NOTE = "Mirabelle Quendt", "Cheeks of Quendt", "zwitschernote"


def make_sealed_course(folder: Path) -> Path:
    """Make the library and return where it is; its keys are quick to derive."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("skintrack.library.vault.keyring.calibrated", lambda: QUICK)
        library = make_library(folder, course_shots(), course=COURSE, notes=NOTE, passphrase=WORDS)
    with library:
        course = library.courses.all()[0]
        person = library.people.named(PERSON)
        library.courses.update(replace(course, person_id=person.id))
    return folder / "library"


class FakeClocks:
    """A steady clock and one on the wall, in seconds."""

    def __init__(self) -> None:
        self.steady_s = self.wall_s = 1000.0

    def pass_by(self, seconds: float, *, asleep: float = 0.0) -> None:
        """Let time pass; while the computer sleeps, only on the wall."""
        self.steady_s += seconds
        self.wall_s += seconds + asleep

    def clocks(self) -> Clocks:
        """Return them as the window takes them."""
        return Clocks(lambda: self.steady_s, lambda: self.wall_s)
