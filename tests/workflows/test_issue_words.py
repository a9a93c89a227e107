"""Every finding has calm, plain words, and nobody can take left for right."""

import re
from datetime import date

import pytest

from skintrack.analysis.findings import ALL_METRICS, COLOR_METRICS, Finding
from skintrack.model import RegionName, SkinState
from skintrack.workflows.issue_words import issue_from, of_earlier_photo, of_later_photo
from skintrack.workflows.pair_words import PAIR_WORDS, PAIR_WORDS_BY_DIRECTION
from skintrack.workflows.photo_notes import PairNotes, PhotoNotes
from skintrack.workflows.photo_words import PHOTO_WORDS
from tests.helpers.finding_codes import codes_in, used_codes

PAIR_CODES = sorted(PAIR_WORDS.keys() | PAIR_WORDS_BY_DIRECTION.keys())
CODES = sorted(PHOTO_WORDS.keys() | set(PAIR_CODES))
MAY = PairNotes(PhotoNotes(date(2026, 5, 3)), PhotoNotes(date(2026, 8, 20)))
# An anxious reader: nothing is a failure, a fault, an illness, an age or a promise.
HURTFUL = re.compile(
    r"\b(diagnos\w*|disease|patholog\w*|sick|ugly|bad|wrong|fail\w*|fault|poor|invalid|error|"
    r"must|never|alas|unfortunately|sorry|warning|perfect|normal|healthy|cure\w*|promise\w*|"
    r"guarantee\w*|rank\w*|score\w*|skin age|worse than|better than)\b|!",
    re.IGNORECASE,
)


def issues_of(code):
    figures = (-1.0, 2.0) if code in PAIR_WORDS_BY_DIRECTION else (None,)
    return [issue_from(Finding(code, figure=figure), MAY) for figure in figures]


def test_every_code_has_words_and_no_words_are_left_over():
    assert sorted(used_codes() - set(CODES)) == []
    assert sorted(set(CODES) - used_codes()) == []


def test_codes_are_read_from_the_source_in_every_way_they_are_written():
    assert codes_in(
        "class Limit:\n"
        "    code: str\n"
        "    most: float\n"
        "LIMITS = (Limit('a', 1.0), Limit(most=2.0, code='b'))\n"
        "def one(limit):\n"
        "    return Finding(limit.code)\n"
        "def two(x, code):\n"
        "    name = 'c' if x else 'd'\n"
        "    return [Finding(name), Finding(code=code)]\n"
        "two(1, 'e')\n"
        "Finding('f')\n"
        "NAME = 'g'\n"
        "CODES = {1: 'h', 2: 'i'}\n"
        "def three(x):\n"
        "    return Finding(NAME), Finding(CODES.get(x, 'j')), Finding(CODES[x])\n"
        "def copy(finding):\n"
        "    return Finding(finding.code)\n"
        "def rename(finding, x):\n"
        "    return replace(finding, code='k' if x == 'no' else 'l')\n"
    ) == set("abcdefghijkl")
    with pytest.raises(AssertionError, match="which code"):
        codes_in("def one(x):\n    return Finding(f'{x}_differs')\n")


@pytest.mark.parametrize("code", CODES)
def test_words_are_whole_calm_sentences(code):
    for issue in issues_of(code):
        assert issue.message.endswith(".")
        assert not issue.advice or issue.advice.endswith(".")
        assert not re.search(r"[{}]", issue.text)
        assert ". " not in issue.message, "the report cuts the advice at the first full stop"
        assert not HURTFUL.search(issue.text), issue.text
        assert len(issue.message) <= 180
        assert len(issue.advice) <= 120


@pytest.mark.parametrize("code", PAIR_CODES)
def test_every_finding_of_a_pair_says_what_to_do(code):
    assert all(issue.advice for issue in issues_of(code))


@pytest.mark.parametrize("code", sorted(PAIR_WORDS_BY_DIRECTION))
def test_both_directions_are_told_apart(code):
    lower, higher = issues_of(code)
    assert lower.message != higher.message


@pytest.mark.parametrize("code", CODES)
def test_a_side_is_said_as_the_patient_has_it_and_as_the_picture_shows_it(code):
    other = {"left": "right", "right": "left"}
    for issue in issues_of(code):
        for side in re.findall(r"patient's (left|right)", issue.message):
            assert f"patient's {side} ({other[side]} in the picture)" in issue.message
        named = re.sub(r"patient's \w+ \(\w+ in the picture\)", "", issue.text)
        assert not re.search(r"\b(left|right)\b", named), issue.text


@pytest.mark.parametrize(
    ("earlier", "later", "expected"),
    [
        (date(2026, 5, 3), date(2026, 8, 20), "Stand where you stood on 3 May."),
        (date(2026, 5, 3), date(2027, 1, 2), "Stand where you stood on 3 May 2026."),
        (date(2026, 5, 3), None, "Stand where you stood on 3 May 2026."),
        (date(2026, 5, 3), date(2026, 5, 3), "Stand where you stood for the earlier photo."),
        (None, date(2026, 5, 3), "Stand where you stood for the earlier photo."),
    ],
)
def test_advice_names_the_day_of_the_earlier_photo(earlier, later, expected):
    notes = PairNotes(PhotoNotes(earlier), PhotoNotes(later))
    issue = issue_from(Finding("light_side_differs", ALL_METRICS, figure=0.2), notes)
    assert issue.advice == expected
    assert issue.message == (
        "The light comes more from the patient's left (right in the picture) than before."
    )


def test_an_earlier_photo_cannot_be_taken_again():
    issue = issue_from(Finding("blurred", ALL_METRICS))
    earlier = of_earlier_photo(issue, MAY)
    assert earlier.message == "Earlier photo: The photo is blurred."
    assert earlier.advice == "If you have another photo of 3 May, compare with that one."
    assert earlier.metrics == issue.metrics
    undated = of_earlier_photo(issue)
    assert undated.advice == "If you have another photo of that day, compare with that one."
    assert of_later_photo(issue).advice == issue.advice


def test_what_still_helps_with_an_earlier_photo_is_said():
    issue = of_earlier_photo(issue_from(Finding("no_face")), MAY)
    assert issue.advice == "Set the points of the face, or outline the skin by hand."


def test_the_regions_concerned_are_named():
    regions = frozenset({"left_cheek", "forehead"})
    issue = issue_from(Finding("covered", ALL_METRICS, regions))
    assert issue.message.endswith("overexposure: left cheek, forehead.")
    only = issue_from(Finding("covered", COLOR_METRICS, regions))
    assert only.message.endswith("overexposure for redness: left cheek, forehead.")
    assert issue.regions == {RegionName.LEFT_CHEEK, RegionName.FOREHEAD}


def test_a_pair_in_reversed_order_is_said():
    reversed_days = PairNotes(MAY.after, MAY.before)
    assert [each.code for each in reversed_days.differences()] == ["days_reversed"]
    assert MAY.differences() == ()
    assert PairNotes(MAY.after, PhotoNotes()).differences() == ()


def test_noted_states_differ():
    notes = PairNotes(
        PhotoNotes(skin_state=SkinState.BARE), PhotoNotes(skin_state=SkinState.MAKE_UP)
    )
    (finding,) = notes.differences()
    assert issue_from(finding, notes).text == (
        "Only the later photo is noted as with make-up. Take the next one before you put it on."
    )
