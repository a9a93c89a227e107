"""What people read: links lead somewhere, and no page promises what the program does not."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
LINK = re.compile(r"\]\(([^)#\s]+)(#[^)\s]*)?\)")
UNSAID = ("skin age", "perfect", "oops", "diagnose your", "cure", "guarantee", "miracle")


def page_name(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("page", PAGES, ids=page_name)
def test_every_link_leads_somewhere(page: Path):
    targets = [match[1] for match in LINK.finditer(page.read_text(encoding="utf-8"))]
    local = [target for target in targets if "://" not in target]
    assert [target for target in local if not (page.parent / target).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=page_name)
def test_no_page_promises_or_shouts(page: Path):
    text = page.read_text(encoding="utf-8")
    assert [word for word in UNSAID if re.search(rf"\b{word}\b", text, re.IGNORECASE)] == []
    assert not re.search(r"\w!(?!\[)(\s|$)", text)


def test_a_contribution_is_explained_in_one_page():
    assert len((ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").splitlines()) <= 130


def test_the_readme_has_its_two_commands_and_its_limit():
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert "python3 tasks.py demo" in text
    assert "python3 tasks.py test" in text
    assert "not a medical device" in text
