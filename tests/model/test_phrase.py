"""Sentences that can be said again in another language."""

import copy
import json
from datetime import date

import pytest

from skintrack.model.catalogue import ENGLISH, Catalogue, read_catalogue
from skintrack.model.display import day_text, span_text, value_text
from skintrack.model.measurement import Metric
from skintrack.model.phrase import Figure, Phrase, translated

PO = """
msgid ""
msgstr ""
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"
"X-Decimal-Mark: ,\\n"
"X-Thousands-Mark: .\\n"

msgid "{file} is {share:.1f} % empty."
msgstr "{file} ist zu {share:.1f} % leer."

msgid "Before {day}"
msgstr "Vor dem {day}"

msgid "{day} {month} {year}"
msgstr "{day}. {month} {year}"

msgid "March"
msgstr "März"

msgid "{count} day"
msgid_plural "{count} days"
msgstr[0] "{count} Tag"
msgstr[1] "{count} Tage"

msgid "Front"
msgstr "Vorne"

msgid "Half done"
msgstr ""
"""


@pytest.fixture
def german() -> Catalogue:
    return read_catalogue(PO)


def test_a_phrase_is_its_english_sentence():
    phrase = Phrase("{file} is {share:.1f} % empty.", file="a.jpg", share=12.34)
    assert phrase == "a.jpg is 12.3 % empty."
    assert json.dumps(phrase) == '"a.jpg is 12.3 % empty."'
    assert translated(phrase, ENGLISH) == phrase


def test_numbers_take_the_marks_of_the_language(german):
    phrase = Phrase("{file} is {share:.1f} % empty.", file="a.jpg", share=12.34)
    assert translated(phrase, german) == "a.jpg ist zu 12,3 % leer."
    assert translated(Figure("1,204.5"), german) == "1.204,5"
    assert translated(value_text(Metric.REDNESS, -0.44), german) == "\N{MINUS SIGN}0,44"


def test_phrases_within_a_phrase_are_translated_and_names_are_not(german):
    before = Phrase("Before {day}", day=day_text(date(2026, 3, 3)))
    assert before == "Before 3 March 2026"
    assert translated(before, german) == "Vor dem 3. März 2026"
    named = Phrase("{file} is {share:.1f} % empty.", file="Front", share=1.0)
    assert translated(named, german) == "Front ist zu 1,0 % leer."


def test_one_and_many(german):
    assert span_text(1) == "1 day"
    assert [span_text(days) for days in (300, 729, 2200)] == ["10 months", "24 months", "6 years"]
    assert [translated(span_text(days), german) for days in (1, 3)] == ["1 Tag", "3 Tage"]


def test_joined_phrases_are_translated_one_by_one(german):
    joined = Phrase.joined(", ", [Phrase("Front"), "Front {x}"])
    assert joined == "Front, Front {x}"
    assert translated(joined, german) == "Vorne, Front {x}"


def test_a_template_of_a_table_is_filled_later(german):
    template = Phrase("Before {day}")
    assert template == "Before {day}"
    assert translated(template.filled(day=day_text(date(2026, 3, 3))), german).endswith("März 2026")


@pytest.mark.parametrize("text", ["Half done", "Unknown"])
def test_what_is_not_translated_stays_english(german, text):
    assert translated(Phrase(text), german) == text


def test_a_plain_text_stays_as_it_is(german):
    assert translated("Front", german) == "Front"


def test_a_phrase_survives_a_copy(german):
    again = copy.deepcopy(span_text(3))
    assert translated(again, german) == "3 Tage"
