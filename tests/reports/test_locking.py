"""Locked reports."""

import io
import shutil
import subprocess

import pikepdf
import pytest

from skintrack.errors import InputError
from skintrack.reports.locking import lock_pdf
from skintrack.reports.password import MOST_BYTES, prepared_password
from skintrack.reports.typst_call import compile_files

TITLE = "Redness of Ms Example"
TYPED = "rosa 7"


@pytest.fixture(scope="module")
def open_pdf():
    source = f'#set document(title: "{TITLE}")\n#set text(lang: "en")\n= {TITLE}\n{TITLE}'
    return compile_files({"main.typ": source.encode()}, {})


def test_it_opens_with_its_password_only(open_pdf):
    locked = lock_pdf(open_pdf, TYPED)
    with pikepdf.open(io.BytesIO(locked), password=TYPED) as pdf:
        assert pdf.encryption.R == 6
        assert pdf.encryption.bits == 256
        assert str(pdf.encryption.stream_method).endswith("aesv3")
        assert str(pdf.docinfo["/Title"]) == TITLE
    for wrong in ("", "rosa", "ROSA 7", "rosa 7 "):
        with pytest.raises(pikepdf.PasswordError):
            pikepdf.open(io.BytesIO(locked), password=wrong)


def test_nothing_is_readable_without_it(open_pdf):
    locked = lock_pdf(open_pdf, TYPED)
    for spelling in (TITLE.encode(), TITLE.encode("utf-16-be"), b"pdfaid", b"xmpmeta"):
        assert spelling not in locked
    assert lock_pdf(open_pdf, TYPED) != locked


def test_text_may_be_read_aloud_and_copied(open_pdf):
    with pikepdf.open(io.BytesIO(lock_pdf(open_pdf, TYPED)), password=TYPED) as pdf:
        assert pdf.allow.accessibility
        assert pdf.allow.extract
        assert pdf.allow.print_highres


def test_it_no_longer_calls_itself_archival_but_stays_accessible(open_pdf):
    with pikepdf.open(io.BytesIO(open_pdf)) as pdf:
        assert pdf.open_metadata().pdfa_status == "3A"
    with pikepdf.open(io.BytesIO(lock_pdf(open_pdf, TYPED)), password=TYPED) as pdf:
        metadata = pdf.open_metadata()
        assert metadata.pdfa_status == ""
        assert metadata["pdfuaid:part"] == "1"
        assert "/StructTreeRoot" in pdf.Root
        assert pdf.Root.MarkInfo.Marked
        assert b"pikepdf" not in bytes(pdf.Root.Metadata.read_bytes())


def test_qpdf_finds_nothing_wrong(open_pdf, tmp_path):
    qpdf = shutil.which("qpdf")
    if qpdf is None:
        pytest.skip("qpdf is not installed")
    path = tmp_path / "locked.pdf"
    path.write_bytes(lock_pdf(open_pdf, "grün"))
    subprocess.run([qpdf, "--password=grün", "--check", path], check=True, capture_output=True)


@pytest.mark.parametrize(
    ("typed", "used"),
    [
        ("plain", "plain"),
        ("I\u00adX", "IX"),  # the examples of RFC 4013, section 3
        ("\u00aa", "a"),
        ("\u2168", "IX"),
        ("gru\u0308n", "grün"),
        ("two\u00a0words", "two words"),
        ("שלום", "שלום"),
        ("пароль", "пароль"),
        ("密码", "密码"),
        ("👍🏽", "👍🏽"),
        ("  spaces stay  ", "  spaces stay  "),
    ],
)
def test_a_password_is_the_same_however_it_was_typed(typed, used, open_pdf):
    assert prepared_password(typed) == used
    with pikepdf.open(io.BytesIO(lock_pdf(open_pdf, typed)), password=used) as pdf:
        assert len(pdf.pages) == 1


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "password_empty"),
        ("\u200b\u00ad", "password_empty"),
        ("a\x07", "password_letter"),
        ("a\nb", "password_letter"),
        ("\ue000", "password_letter"),
        ("\ud800", "password_letter"),
        ("\u0627abc1", "password_letter"),
        ("\u0627\u0031", "password_letter"),
        ("x" * (MOST_BYTES + 1), "password_long"),
        ("ü" * 64, "password_long"),
    ],
)
def test_what_no_pdf_program_can_take_is_refused_in_words(typed, code, open_pdf):
    with pytest.raises(InputError, match=r"The password .*\.$") as refused:
        lock_pdf(open_pdf, typed)
    assert refused.value.code == code


def test_the_longest_password_works(open_pdf):
    longest = "x" * MOST_BYTES
    with pikepdf.open(io.BytesIO(lock_pdf(open_pdf, longest)), password=longest) as pdf:
        assert len(pdf.pages) == 1
