import pytest

from validation.pages import markers, write_blocks
from validation.tables import number, percent, table


@pytest.fixture
def page(tmp_path):
    path = tmp_path / "page.md"
    begin, end = markers()
    path.write_text(f"# Title\n\n{begin}\n{end}\n\nThe end.\n", encoding="utf-8")
    return path


def test_text_round_the_markers_stays(page):
    write_blocks(page, {"phantom": "new"}, {})
    text = page.read_text(encoding="utf-8")
    assert text.startswith("# Title\n\n<!-- validate:begin -->")
    assert text.endswith("<!-- validate:end -->\n\nThe end.\n")
    assert "<!-- validate:phantom:begin -->\nnew\n<!-- validate:phantom:end -->" in text


def test_a_block_that_was_run_is_replaced(page):
    write_blocks(page, {"phantom": "first"}, {})
    write_blocks(page, {"phantom": "second"}, {})
    text = page.read_text(encoding="utf-8")
    assert "first" not in text
    assert text.count("second") == 1


def test_a_block_that_was_not_run_is_kept_and_said_so(page):
    write_blocks(page, {"phantom": "one", "photos": "of people"}, {})
    kept = write_blocks(page, {"phantom": "two"}, {"photos": "Not run."})
    assert kept == ("photos",)
    text = page.read_text(encoding="utf-8")
    assert "two" in text
    assert "of people" in text
    assert "Not run." not in text


def test_a_block_that_was_never_run_says_so(page):
    for _ in range(2):
        assert write_blocks(page, {"phantom": "one"}, {"photos": "Not run."}) == ()
    assert page.read_text(encoding="utf-8").count("Not run.") == 1


def test_the_same_run_gives_the_same_page(page):
    blocks = {"phantom": "one", "photos": "two"}
    write_blocks(page, blocks, {})
    once = page.read_bytes()
    write_blocks(page, blocks, {})
    assert page.read_bytes() == once


def test_a_page_without_markers_is_refused(tmp_path):
    path = tmp_path / "page.md"
    path.write_text("# Title\n", encoding="utf-8")
    with pytest.raises(ValueError, match="validate:begin"):
        write_blocks(path, {"phantom": "one"}, {})
    assert path.read_text(encoding="utf-8") == "# Title\n"


def test_missing_figures_are_dashes_and_small_ones_keep_two_digits():
    assert (number(None), percent(None)) == ("—", "—")
    assert number(0.00123) == "0.0012"
    assert number(1.234) == "1.23"
    assert number(140.4) == "140"
    assert (percent(0.025), percent(0.31), percent(0.0)) == ("2.5 %", "31 %", "0.0 %")


def test_a_table_is_markdown_and_nothing_without_rows():
    assert table(("a", "b"), [("1", "2")]) == "| a | b |\n| --- | --- |\n| 1 | 2 |"
    assert table(("a",), []) == ""
