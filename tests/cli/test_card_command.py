"""``skintrack card``: the PDF, its serial, and refusals."""

import pikepdf
import pytest

from skintrack.library import Library
from skintrack.model.card import number_of


@pytest.mark.parametrize(("paper", "height_mm"), [("a4", 297.0), ("letter", 279.4)])
def test_it_writes_one_sheet_and_says_its_serial(run, tmp_path, paper, height_mm):
    path = tmp_path / "card.pdf"
    result = run("card", "--output", path, "--paper", paper, "--json")
    assert result.code == 0
    assert result.document["path"] == str(path)
    assert number_of(result.document["serial"]) is not None
    with pikepdf.open(path) as document:
        (page,) = document.pages
        assert float(page.mediabox[3]) * 25.4 / 72 == pytest.approx(height_mm, abs=0.1)


def test_the_same_serial_can_be_written_again(run, tmp_path):
    path = tmp_path / "card.pdf"
    result = run("card", "--output", path, "--serial", "7k3f2")
    assert result.code == 0
    assert "7K3F2" in result.out
    assert "100 %" in result.out


def test_what_is_no_serial_is_said_in_one_sentence(run, tmp_path):
    result = run("card", "--output", tmp_path / "card.pdf", "--serial", "hello world", "--json")
    assert result.code == 1
    assert result.document["serial"] is None
    [error] = result.document["errors"]
    assert error["code"] == "serial"
    assert "hello world" in error["message"]
    assert not (tmp_path / "card.pdf").exists()


def test_another_kind_of_file_is_wrong_usage(run, tmp_path):
    assert run("card", "--output", tmp_path / "card.png").code == 2
    assert run("card").code == 2


def test_it_is_not_written_into_a_library(run, tmp_path):
    Library.create(tmp_path / "library", "Course").close()
    result = run("card", "--output", tmp_path / "library" / "card.pdf")
    assert result.code == 1
    assert "inside the library" in result.err
