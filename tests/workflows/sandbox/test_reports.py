"""PDFs are read in the child, open and locked, and what kills the child is refused in words."""

import io

import pikepdf
import pytest

from skintrack.errors import InputError
from skintrack.reports.locking import lock_pdf
from skintrack.workflows.sandbox import reports
from skintrack.workflows.sandbox.child_process import ChildDiedError, Death
from skintrack.workflows.sandbox.pool import Pool

NAME, CONTENT, KEY = "skintrack-report.json", b'{"format": "x"}' * 500, "öffne"


@pytest.fixture
def pdf():
    made = io.BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page()
        document.attachments[NAME] = pikepdf.AttachedFileSpec(
            document,
            CONTENT,
            **dict.fromkeys(
                ("description", "filename", "mime_type", "creation_date", "mod_date"), ""
            ),
        )
        document.save(made)
    return made.getvalue()


def test_an_open_and_a_locked_one(pdf):
    assert reports.data_inside(pdf, NAME, "a.pdf", "") == CONTENT
    locked = lock_pdf(pdf, KEY)
    assert reports.data_inside(locked, NAME, "a.pdf", KEY) == CONTENT
    for typed in ("", "wrong"):
        with pytest.raises(InputError, match=r"a\.pdf") as caught:
            reports.data_inside(locked, NAME, "a.pdf", typed)
        assert caught.value.code == "password"
    with pytest.raises(InputError) as caught:
        reports.data_inside(pdf, "other.json", "a.pdf", "")
    assert caught.value.code == "no_data"


@pytest.mark.parametrize(
    ("death", "code"),
    [(Death.CRASHED, "damaged"), (Death.TOO_SLOW, "too_large"), (Death.MEMORY, "too_large")],
)
def test_one_that_kills_its_reader(monkeypatch, pdf, death, code):
    def die(*_):
        raise ChildDiedError(death)

    monkeypatch.setattr(Pool, "ask", die)
    with pytest.raises(InputError, match=r"a\.pdf") as caught:
        reports.data_inside(pdf, NAME, "a.pdf", "")
    assert caught.value.code == code
