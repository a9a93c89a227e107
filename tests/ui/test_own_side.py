"""In the window of one's own course it is "your left"; for others, and on paper, it is not."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from skintrack.app import Program
from skintrack.library import Library
from skintrack.model.catalogue import ENGLISH
from skintrack.model.phrase import Phrase, translated
from skintrack.resources import catalogue
from skintrack.ui import words
from skintrack.ui.language import speak_to_owner
from skintrack.ui.own_side import OWN_TEXTS, addressing_owner

ROOT = Path(__file__).parents[2]
LEFT = Phrase("The light comes from the patient's left (right in the picture).")


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    speak_to_owner(is_owner=False)
    yield
    speak_to_owner(is_owner=False)


def test_the_owner_is_spoken_to_and_nobody_else() -> None:
    assert words.tr(LEFT) == LEFT
    speak_to_owner(is_owner=True)
    assert words.said(LEFT) == "The light comes from your left (right in the picture)."
    assert translated(LEFT, ENGLISH) == LEFT


def test_also_within_other_sentences() -> None:
    place = Phrase("the patient's {region}", region=Phrase("left cheek"))
    joined = Phrase.joined(" ", [LEFT, Phrase("Reddest: {place}.", place=place)])
    speak_to_owner(is_owner=True)
    assert words.said(joined).endswith("(right in the picture). Reddest: your left cheek.")


def test_in_german_too() -> None:
    german = catalogue("de")
    assert german is not None
    own = addressing_owner(german)
    assert translated(LEFT, own) == "Das Licht kommt von deiner linken Seite (rechts im Bild)."
    for patient, phrase in OWN_TEXTS.items():
        assert own.text(patient) != german.text(patient)
        assert own.text(patient) != phrase.template, "not translated"


def test_no_sentence_about_the_sides_of_a_photo_is_forgotten() -> None:
    found = set()
    for name in ("workflows/photo_words.py", "workflows/pair_words.py", "workflows/map_words.py"):
        text = (ROOT / "skintrack" / name).read_text(encoding="utf-8")
        found |= set(re.findall(r"\"([^\"]*the patient's[^\"]*)\"", text))
    assert found
    assert found <= set(OWN_TEXTS)


@pytest.mark.gui
def test_the_course_that_is_shown_decides(
    program: Program, course_copy: Path, settled: object
) -> None:
    assert callable(settled)
    with Library.open(course_copy) as library:
        other = library.courses.add("Mia's")
        mia = library.people.named("Mia")
        library.courses.update(replace(other, person_id=mia.id))
        own = library.courses.all()[0]
    program.window.libraries.open_folder(course_copy)
    settled()
    for course, is_own in ((own, True), (other, False), (own, True)):
        program.services.course.show_course(course.id)
        settled()
        assert ("your left" in words.said(LEFT)) is is_own
