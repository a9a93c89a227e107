"""Every language says every text of the program, with the same places in it."""

import pytest
from PySide6.QtCore import QTranslator

from skintrack.model.catalogue import Entry, read_catalogue, read_entries
from translations.extract import ROOT, Text, UntranslatableError, all_texts, texts_of
from translations.po_file import is_missing, merged, written, wrong_places
from translations.qm_file import compiled

FILES = sorted((ROOT / "assets" / "translations").glob("*.po"))


def entries_of(path) -> list[Entry]:
    return list(read_entries(path.read_text(encoding="utf-8")))


@pytest.fixture(scope="module")
def texts() -> dict[tuple[str | None, str], Text]:
    return all_texts()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_text_is_missing(path, texts):
    known = {entry.key for entry in entries_of(path) if not is_missing(entry)}
    assert [key for key in texts if key not in known] == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_text_is_unused(path, texts):
    assert [entry.key for entry in entries_of(path)[1:] if entry.key not in texts] == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_places_are_those_of_the_english_text(path):
    assert [entry.text for entry in entries_of(path) if wrong_places(entry)] == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_text_stands_twice(path):
    keys = [entry.key for entry in entries_of(path)]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_qt_reads_the_same_texts(path):
    """Run ``python -m translations`` where this fails."""
    entries = entries_of(path)
    assert path.with_suffix(".qm").read_bytes() == compiled(entries)
    translator = QTranslator()
    assert translator.load(str(path.with_suffix(".qm")))
    texts = read_catalogue(path.read_text(encoding="utf-8"))
    said = {
        entry.key: translator.translate("AnyClass", entry.text, entry.context or "")
        for entry in entries
        if entry.text and entry.plural is None
    }
    assert said == {(context, text): texts.find(text, context) for context, text in said}


def test_qt_tells_equal_texts_apart_and_leaves_others_alone():
    entries = [
        Entry("Open", ("Öffnen",)),
        Entry("Open", ("Offen",), context="state"),
        Entry("Close", ("",)),
        Entry("{count} photo", ("{count} Foto", "{count} Fotos"), plural="{count} photos"),
    ]
    content = compiled(entries)
    translator = QTranslator()
    assert translator.load(content)
    assert translator.translate("A", "Open") == "Öffnen"
    assert translator.translate("A", "Open", "state") == "Offen"
    assert translator.translate("A", "Open", "other") == "Öffnen"
    for unknown in ("Close", "{count} photo", "Opem", ""):
        assert not translator.translate("A", unknown)


def test_a_file_is_read_as_it_was_written(texts):
    header = Entry("", ("Plural-Forms: nplurals=2; plural=(n != 1);\nX-Decimal-Mark: ,\n",))
    entries = merged([header], texts)
    filled = [
        entry if not entry.text else entry._replace(texts=tuple('ö\n"' for _ in entry.texts))
        for entry in entries
    ]
    again = list(read_entries(written(filled)))
    assert [(entry.text, entry.texts) for entry in again] == [
        (entry.text, entry.texts) for entry in filled
    ]
    assert read_catalogue(written(filled)).marks == (",", ",")


def test_texts_are_found_by_the_calls_around_them():
    source = """
self.tr("One")
tr("Two", "of photos")
plural("{count} day", "{count} days", 3)
Phrase("Three {n}" if many else "Four", n=1)
other("Five")
"""
    found = [(each.text, each.plural, each.context) for each in texts_of(source, "here")]
    assert found == [
        ("One", None, None),
        ("Two", None, "of photos"),
        ("{count} day", "{count} days", None),
        ("Three {n}", None, None),
        ("Four", None, None),
    ]


def test_an_f_string_cannot_be_translated():
    with pytest.raises(UntranslatableError, match="here:1"):
        list(texts_of('self.tr(f"Hello {name}")', "here"))


def test_other_places_are_a_fault():
    assert wrong_places(Entry("{file} is empty.", ("{datei} ist leer.",)))
    assert not wrong_places(Entry("{file} is empty.", ("{file} ist leer.",)))
    assert not wrong_places(Entry("{count} day", ("Ein Tag", "{count} Tage"), None, "{count} days"))
