"""What Typst is handed over arrives as it was, and what it has laid out serves again."""

import io
import time

import pikepdf
import pytest

from skintrack.reports.typst_call import compile_files

HEAD = b"""
#import "given.typ": given
#set document(title: "Files")
#set text(font: "Inter", lang: "en")
#let data = json(given("data.json"))
#for name in data.names {
  pdf.attach(name, given(name), mime-type: "text/plain", description: name, relationship: "data")
}
#data.words
"""
TEXTS = {
    "plain.csv": "a,b\r\n1,2\r\n",
    "marked.csv": "\ufeffa,b\n",
    "empty.txt": "",
    "naughty.json": '{"name": "Rös\U0001f9f4chen #let x = 1 \\u0000"}\n',
    "zero.bin": "\x00\x01\x7f",
    "lines.txt": "\n\n\u2028\n",
}


def attached(pdf: bytes) -> dict[str, bytes]:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return {name: each.get_file().read_bytes() for name, each in document.attachments.items()}


def test_texts_arrive_byte_by_byte():
    data = {"names": list(TEXTS), "words": "Grüße, “alles” hier"}
    pdf = compile_files({"main.typ": HEAD}, {"data.json": data}, TEXTS)
    assert attached(pdf) == {name: text.encode() for name, text in TEXTS.items()}


def test_a_name_that_was_not_handed_over_is_an_error():
    with pytest.raises(RuntimeError, match="nothing"):
        compile_files(
            {"main.typ": HEAD + b'#given("nothing")'}, {"data.json": {"names": [], "words": ""}}
        )


def test_what_was_laid_out_is_not_laid_out_again():
    data = {"names": [], "words": "x"}
    slow = HEAD + b"#let n = range(400000).map(i => calc.sqrt(i)).sum()\n#n"

    def seconds() -> float:
        begin = time.process_time()
        compile_files({"main.typ": slow}, {"data.json": data}, TEXTS)
        return time.process_time() - begin

    first = seconds()
    assert all(seconds() < first / 2 for _ in range(4))
